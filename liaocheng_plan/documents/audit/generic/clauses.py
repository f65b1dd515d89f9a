"""Documents as such: what a reader needs to cite them."""

from django.utils.translation import gettext_lazy as _

from ..declaring import AMBIGUITY, LOW, Found, rule
from ..telling import told

NEEDED = {"title": _("title"), "number": _("number"), "issued_on": _("date of issue")}


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
                sentence=told(
                    _("The text of %(name)s does not print: %(missing)s."),
                    name=row.name,
                    missing=[NEEDED[name] for name in missing],
                ),
                what=row.name,
                severity=LOW,
            )
