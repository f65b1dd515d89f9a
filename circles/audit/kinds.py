"""How many formats of one class a circle lists, against the number that the plan requires."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import Found, rule, told
from liaocheng_plan.documents.audit.selecting import point, points
from liaocheng_plan.documents.audit.words import same

FEWER = _("The standard asks for %(first)s (%(first_at)s); fewer are listed: %(counted)s.")
AS_MANY = _("The standard asks for %(first)s (%(first_at)s); as many are listed: %(counted)s.")


@rule(
    "kinds",
    _("Fewer formats of a class than required: %(what)s"),
    _("A circle should list as many formats of a class as the plan's standard asks for."),
    holds=_("As many formats of a class as required: %(what)s"),
    choice=False,
)
def kinds(book):
    """Circles that list fewer terms of a `kind`, a tier, than the `standard`; in one finding."""
    for check in book.checks_of("kinds"):
        standard, tier = point(book, check.settings["standard"]), check.settings["kind"]
        names = [r.name for r in book.by_collection["business-types"] if r.value("tier") == tier]
        listed = [p for p in points(book, check.settings["values"]) if p.row.value(p.path)]
        counted = [(place, len(of_class(place.row.value(place.path), names))) for place in listed]
        short = [(place, number) for place, number in counted if number < standard.value]
        kept = short or counted
        if kept:
            yield Found(
                kind="ambiguity" if short else "holds",
                subject=check.key,
                readings=[
                    standard.reading(),
                    *(p.row.reading(p.path, f"{p.row.name} {number}") for p, number in kept),
                ],
                sentence=told(
                    FEWER if short else AS_MANY,
                    standard.reading(),
                    counted=[f"{place.row.name} {number}" for place, number in kept],
                ),
                arithmetic=f"{', '.join(str(number) for _place, number in kept)} "
                f"{'<' if short else '≥'} {standard.shown}",
                what=f"{check.name}（{'、'.join(place.row.name for place, _number in kept)}）",
                severity="low",
            )


def of_class(terms, names):
    """Terms that mean a format of these names."""
    return [term for term in terms if any(same(term, name) for name in names)]


@rule(
    "institution-among-formats",
    _("An institution in a list of formats: %(what)s"),
    _("A list of formats names kinds of shops; the name of one institution is no kind."),
)
def institutions_among_formats(book):
    """Terms that hold the name of an area."""
    areas = [row.name for row in book.by_collection["areas"]]
    for row in book.by_collection["pilot-circles"]:
        for path, term in row.each("formats_present.*"):
            area = next((name for name in areas if name in term), None)
            if area:
                yield Found(
                    kind="ambiguity",
                    subject=f"{row.ref} {term}",
                    readings=[row.reading(path)],
                    sentence=told(
                        _(
                            "%(first_of)s lists “%(first)s” (%(first_at)s) among kinds of shops;"
                            " that is the name of one institution."
                        ),
                        row.reading(path),
                    ),
                    what=f"{term}（{row.name}）",
                    severity="low",
                )
