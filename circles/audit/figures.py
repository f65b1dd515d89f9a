"""Figures of the pilots: what follows from them, and doubtful qualifiers."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import Found, derivation, rule, told
from liaocheng_plan.documents.audit.derived import quotients


@derivation("household-size", _("People per household"), _("population ÷ households"))
def household_sizes(book):
    """Of circles that state either."""
    rows = stating(book, "population", "households")
    yield from quotients(rows, "population", "households", "人/户")


@derivation("density", _("People per km²"), _("population ÷ area"))
def densities(book):
    """Of circles that state either."""
    yield from quotients(
        stating(book, "population", "area_km2"), "population", "area_km2", "人/平方公里"
    )


def stating(book, *paths):
    """Pilot circles that state at least one of these figures."""
    rows = book.by_collection["pilot-circles"]
    return [row for row in rows if any(row.value(path) is not None for path in paths)]


@rule(
    "double-approximation",
    _("About, and more: %(what)s"),
    _("A figure cannot be both “about” and “more than”."),
    choice=False,
)
def double_approximations(book):
    """Qualifiers with 约 and 余 or 以上."""
    for row in book.by_collection["pilot-circles"]:
        for name, value in row.values.items():
            if name.endswith("_qualifier") and "约" in str(value) and "余" in str(value):
                figure = name.removesuffix("_qualifier")
                yield Found(
                    kind="ambiguity",
                    subject=f"{row.ref} {figure}",
                    readings=[row.reading(figure), row.reading(name)],
                    sentence=told(
                        _(
                            "%(first_at)s prints a figure of %(first_of)s with “%(value)s”: about,"
                            " and more than that."
                        ),
                        row.reading(figure),
                        value=value,
                    ),
                    what=row.name,
                    severity="low",
                )
