"""Documents as such: what a reader needs to cite them."""

from django.utils.translation import gettext_lazy as _

from ..declaring import AMBIGUITY, LOW, Found, rule

NEEDED = ("title", "number", "issued_on")


@rule(
    "undated",
    _("No title, number or date: %(what)s"),
    _("An official document prints its title, its number and its date."),
)
def undated(book):
    """Documents that lack any of the three."""
    for row in book.by_collection["documents"]:
        missing = [name for name in NEEDED if row.value(name) in (None, "")]
        if missing:
            yield Found(
                kind=AMBIGUITY,
                subject=row.ref,
                readings=[{**row.reading(""), "value": row.name, "field": None}],
                arithmetic=f"{len(missing)} / {len(NEEDED)}",
                what=row.name,
                severity=LOW,
            )
