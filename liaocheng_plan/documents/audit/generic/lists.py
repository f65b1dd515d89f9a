"""Lists: a figure that one entry lacks, an entry that stands outside the box of all others."""

from collections import Counter, defaultdict

from django.utils.translation import gettext_lazy as _

from ..declaring import AMBIGUITY, LOW, Found, audited, rule

FEW = 0.2
SHORTEST = 3


@rule(
    "gap-in-series",
    _("A figure that few entries lack: %(what)s"),
    _("Where nearly all entries of a list state a figure, one without it is likely forgotten."),
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
                arithmetic=f"{len(rows) - len(missing)} / {len(rows)}",
                what="、".join(row.name for row in missing),
                severity=LOW,
            )


@rule(
    "outside-box",
    _("Named outside its box: %(what)s"),
    _("All entries of a list stand in one box; one that is named elsewhere only is missing there."),
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
        if place in boxes and SHORTEST < number < len(places) and len(outside) <= number * 0.34:
            yield Found(
                kind=AMBIGUITY,
                subject=" ".join(row.ref for row in outside),
                readings=[
                    {**rows[0].reading(""), "value": number, "field": None, "says": "listed"},
                    *(row.reading("name") for row in outside),
                ],
                arithmetic=f"{number} ≠ {len(places)}",
                what="、".join(row.name for row in outside),
                severity=LOW,
            )
