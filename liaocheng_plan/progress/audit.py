"""What the audit finds in targets and tasks."""

from collections import defaultdict
from itertools import combinations

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import Found, rule
from liaocheng_plan.documents.audit.numbers import number, show, summed

WHOLE = 100


@rule(
    "parts",
    _("Total and its parts: %(what)s"),
    _("A number that is stated with its parts must be their sum."),
)
def parts(book):
    """Counts with labelled parts."""
    for row in book.by_collection["targets"]:
        values = [number(part["value"]) for part in row.value("parts") or ()]
        total = number(row.value("value"))
        if total is None or not values or row.value("direction") == "composition":
            continue
        right = sum(values) == total
        computed = {**row.reading("parts", show(sum(values))), "says": "computed"}
        yield Found(
            kind="holds" if right else "contradiction",
            subject=row.ref,
            readings=[row.reading("value"), {**computed, "record": None, "field": None}],
            arithmetic=f"{summed(values)} {'=' if right else '≠'} {show(total)}",
            what=row.name,
            severity="low" if right else "high",
            settles=True,
        )


@rule(
    "shares",
    _("Shares that should make 100: %(what)s"),
    _("The shares of a composition must add up to 100 per cent."),
)
def shares(book):
    """Compositions in per cent."""
    for row in book.by_collection["targets"]:
        values = [number(part["value"]) for part in row.value("parts") or ()]
        if row.value("direction") != "composition" or not values:
            continue
        right = sum(values) == WHOLE
        yield Found(
            kind="holds" if right else "contradiction",
            subject=row.ref,
            readings=[row.reading("parts", show(sum(values)))],
            arithmetic=f"{summed(values)} {'=' if right else '≠'} {WHOLE}",
            what=row.name,
            severity="low" if right else "high",
        )


@rule(
    "part-words",
    _("One share under several words: %(what)s"),
    _("Like compositions should name like parts with like words."),
)
def part_words(book):
    """Labels of two compositions that begin alike and are not the same, e.g. 餐娱 and 餐娱乐."""
    rows = [r for r in book.by_collection["targets"] if r.value("direction") == "composition"]
    for one, other in combinations(rows, 2):
        for place, part in enumerate(one.value("parts")):
            for position, with_ in enumerate(other.value("parts")):
                short, long = sorted((part["label"], with_["label"]), key=len)
                if short != long and long.startswith(short) and len(long) - len(short) == 1:
                    yield Found(
                        kind="spelling",
                        subject=f"{short} {long}",
                        readings=[
                            one.reading(f"parts.{place}.label", part["label"]),
                            other.reading(f"parts.{position}.label", with_["label"]),
                        ],
                        arithmetic=f"{part['label']} ≠ {with_['label']}",
                        what=f"{part['label']} / {with_['label']}",
                        severity="low",
                    )


@rule(
    "extent-differs",
    _("One matter, different extents: %(what)s"),
    _("Figures of one clause, and coverage of one theme, must speak of the same extent."),
)
def extents(book):
    """Targets of one clause or of one coverage theme whose areas are different urban extents."""
    kinds = {row.key: row.value("kind") for row in book.by_collection["areas"]}
    groups = defaultdict(list)
    for row in book.by_collection["targets"]:
        areas = [key for key in row.value("areas") or () if kinds.get(key)]
        if len(areas) != 1 or row.value("about"):
            continue
        cited, area = row.citation(), areas[0]
        if kinds[area] == "urban":
            groups["clause", cited["document"], cited["section"]].append((area, row))
        if row.value("direction") == "coverage":
            groups["theme", row.value("theme")].append((area, row))
    for group, rows in groups.items():
        first = {}
        for area, row in rows:
            first.setdefault(area, row)
        if len(first) > 1:
            yield Found(
                kind="ambiguity",
                subject=" ".join(group),
                readings=[row.reading("scope") for row in first.values()],
                arithmetic=" ≠ ".join(row.value("scope") for row in first.values()),
                what="、".join(dict.fromkeys(row.name for row in first.values())),
                severity="medium",
            )


@rule(
    "unknown-extent",
    _("An extent that is nowhere named: %(what)s"),
    _("The extent of a target must be an area that the documents name."),
)
def unknown_extents(book):
    """Scopes such as 全区 that are no area's name."""
    names = {
        name
        for row in book.by_collection["areas"]
        for name in (row.name, *(row.value("aliases") or ()))
    }
    unknown = defaultdict(list)
    for row in book.by_collection["targets"]:
        scope = row.value("scope") or ""
        if scope.startswith("全") and scope not in names:
            unknown[scope].append(row)
    for scope, rows in unknown.items():
        yield Found(
            kind="ambiguity",
            subject=scope,
            readings=[row.reading("scope") for row in rows],
            arithmetic=f"{scope} = ?",
            what=f"{scope}（{'、'.join(row.name for row in rows)}）",
            severity="low",
        )


@rule(
    "years",
    _("Target years outside the period: %(what)s"),
    _("A plan's targets are due within its period."),
)
def years(book):
    """Target years against the first and last year of the document."""
    for document in book.by_collection["documents"]:
        first, last = document.value("period_start"), document.value("period_end")
        rows = [
            row
            for row in book.by_collection["targets"]
            if row.citation()["document"] == document.key and row.value("target_year")
        ]
        outside = [r for r in rows if last and not first <= r.value("target_year") <= last]
        for row in outside:
            yield Found(
                kind="contradiction",
                subject=row.ref,
                readings=[row.reading("target_year"), document.reading("period_end")],
                arithmetic=f"{row.value('target_year')} ∉ {first}–{last}",
                what=row.name,
                severity="high",
            )
        if last and rows and not outside:
            yield Found(
                kind="holds",
                subject=document.ref,
                readings=[document.reading("period_end")],
                arithmetic=f"n = {len(rows)}, {first}–{last}",
                what=document.value("short_name"),
                severity="low",
            )


@rule(
    "not-an-issuer",
    _("Responsible without having issued: %(what)s"),
    _("A department that a jointly issued document makes responsible should be among its issuers."),
)
def not_issuers(book):
    """Departments, not groups, of documents with two issuers and more."""
    departments = {row.key: row for row in book.by_collection["departments"]}
    for document in book.by_collection["documents"]:
        issuers = document.value("issuers") or []
        tasks = [t for t in book.by_collection["tasks"] if t.value("document") == document.key]
        if len(issuers) < 2 or not tasks:
            continue
        named = [(task, entry) for task in tasks for entry in task.value("responsible") or ()]
        single = [
            (task, entry)
            for task, entry in named
            if departments[entry["department"]].value("kind") == "department"
        ]
        outside = [(t, e) for t, e in single if e["department"] not in issuers]
        for task, entry in outside:
            yield Found(
                kind="contradiction",
                subject=f"{task.ref} {entry['department']}",
                readings=[
                    task.reading("responsible", entry["printed"]),
                    document.reading("issuers", len(issuers)),
                ],
                arithmetic=f"{entry['printed']} ∉ {len(issuers)}",
                what=f"{entry['printed']}（{task.name}）",
                severity="medium",
            )
        yield from idle_issuers(document, issuers, {e["department"] for _t, e in single})


def idle_issuers(document, issuers, busy):
    """Issuers that no task makes responsible; if there are none, that holds."""
    idle = [key for key in issuers if key not in busy]
    yield Found(
        kind="ambiguity" if idle else "holds",
        subject=f"{document.ref} issuers",
        readings=[document.reading("issuers", len(issuers))],
        arithmetic=f"{len(issuers) - len(idle)} / {len(issuers)}",
        what=document.value("short_name"),
        severity="low",
    )


@rule(
    "responsible-unmarked",
    _("Responsible bodies without the usual words: %(what)s"),
    _("Where nearly all clauses of a document introduce them with the same words, all should."),
)
def unmarked(book):
    """Quotes of responsible bodies that lack the words with which most of a document's begin."""
    for document in book.by_collection["documents"]:
        rows = [
            task
            for task in book.by_collection["tasks"]
            if task.value("document") == document.key and "responsible" in task.citations
        ]
        marks = {row.key: row.citations["responsible"]["quote"].split("：") for row in rows}
        marked = [row for row in rows if len(marks[row.key]) > 1]
        if len(rows) < 3 or len(marked) < len(rows) * 0.8 or len(marked) == len(rows):
            continue
        for row in rows:
            if row not in marked:
                yield Found(
                    kind="ambiguity",
                    subject=row.ref,
                    readings=[
                        row.reading("responsible", row.citations["responsible"]["quote"]),
                        marked[0].reading("responsible", marks[marked[0].key][0]),
                    ],
                    arithmetic=f"{len(marked)} / {len(rows)}",
                    what=row.name,
                    severity="low",
                )


@rule(
    "unit-twice",
    _("A unit that says twice per whom: %(what)s"),
    _("A figure “per thousand people” needs no unit that says so again."),
)
def units_twice(book):
    """The printed unit's denominator stands in the name as well."""
    for row in book.by_collection["targets"]:
        _unit, _slash, whom = (row.value("unit") or "").partition("/")
        if len(whom) > 1 and whom in row.name and f"/{whom}" in row.citation("value")["quote"]:
            yield Found(
                kind="ambiguity",
                subject=row.ref,
                readings=[row.reading("name"), row.reading("unit")],
                arithmetic=f"{whom} × {whom}",
                what=f"{row.name}（{row.value('unit')}）",
                severity="low",
            )
