"""Lists: a figure that one entry lacks, an entry that stands outside the box of all others."""

from collections import Counter, defaultdict

from django.utils.translation import gettext_lazy as _

from liaocheng_plan import registry

from ..declaring import AMBIGUITY, LOW, Found, audited, rule
from ..telling import told

FEW = 0.2
SHORTEST = 3


@rule(
    "gap-in-series",
    _("A figure that few entries lack: %(what)s"),
    _("Where nearly all entries of a list state a figure, one without it is likely forgotten."),
    choice=False,
)
def gaps_in_series(book):
    """Declared figures that at most a fifth of the entries of one clause lack."""
    series = defaultdict(list)
    for declared in audited().values():
        for row in book.by_collection[declared.collection]:
            for field in declared.series:
                own = row.citation()
                series[own["document"], own["section"], field].append(row)
    for (document, section, field), rows in series.items():
        missing = [row for row in rows if row.value(field) in (None, "", [], {})]
        if len(rows) >= SHORTEST and 0 < len(missing) <= len(rows) * FEW:
            yield Found(
                kind=AMBIGUITY,
                subject=f"{document} {section} {field}",
                readings=[{**row.reading(""), "value": row.name} for row in missing],
                sentence=told(
                    _(
                        "Of the %(rows)s entries at %(first_at)s %(given)s state the figure"
                        " “%(label)s”; it is not stated of %(names)s."
                    ),
                    missing[0].reading(""),
                    rows=len(rows),
                    given=len(rows) - len(missing),
                    label=label_of(missing[0], field),
                    names=[row.name for row in missing],
                ),
                what="、".join(row.name for row in missing),
                severity=LOW,
            )


def label_of(row, field):
    """The name of a field, in the language of the moment."""
    return registry.get(row.collection).model._meta.get_field(field).verbose_name


@rule(
    "outside-box",
    _("Named outside its box: %(what)s"),
    _("All entries of a list stand in one box; one that is named elsewhere only is missing there."),
    choice=False,
)
def outside_boxes(book):
    """Collections of which all but a few records are cited from one box."""
    boxes = {
        (row.value("document"), row.value("section"))
        for row in book.by_collection["clauses"]
        if row.value("kind") == "box"
    }
    for rows in list(book.by_collection.values()):
        places = [(c["document"], c["section"]) for c in (row.citation() for row in rows) if c]
        place, number = Counter(places).most_common(1)[0] if places else (None, 0)
        outside = [
            row
            for row in rows
            if row.citation() and (row.citation()["document"], row.citation()["section"]) != place
        ]
        listed = [{**row.reading("", number, "listed"), "field": None} for row in rows[:1]]
        if place in boxes and SHORTEST < number < len(places) and len(outside) <= number * 0.34:
            yield Found(
                kind=AMBIGUITY,
                subject=" ".join(row.ref for row in outside),
                readings=[*listed, *(row.reading("name") for row in outside)],
                sentence=told(
                    _(
                        "The box %(first_at)s lists %(number)s entries; %(names)s stands at"
                        " %(second_at)s only."
                    ),
                    listed[0],
                    outside[0].reading("name"),
                    number=number,
                    names=[row.name for row in outside],
                ),
                what="、".join(row.name for row in outside),
                severity=LOW,
            )
