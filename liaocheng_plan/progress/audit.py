"""What the audit finds in targets and tasks."""

from collections import defaultdict
from itertools import combinations

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import Found, rule, told
from liaocheng_plan.documents.audit.numbers import number, show, summed
from liaocheng_plan.documents.audit.telling import cited

WHOLE = 100
PARTS_FIT = _("The parts make %(parts)s together, as the total says (%(first_at)s).")
PARTS_DIFFER = _("The parts make %(parts)s together, but the total is %(first)s (%(first_at)s).")
SHARES_FIT = _("The shares make 100 per cent together (%(first_at)s).")
SHARES_DIFFER = _("The shares make %(sum)s per cent together instead of 100 (%(first_at)s).")


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
            sentence=told(
                PARTS_FIT if right else PARTS_DIFFER,
                row.reading("value"),
                parts=f"{show(sum(values))}{row.value('unit') or ''}",
            ),
            arithmetic=f"{summed(values)}{row.value('unit') or ''} "
            f"{'=' if right else '≠'} {show(total)}{row.value('unit') or ''}",
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
            sentence=told(
                SHARES_FIT if right else SHARES_DIFFER, row.reading("parts"), sum=show(sum(values))
            ),
            arithmetic=f"{summed(values)}%" + ("" if right else f" ≠ {WHOLE}%"),
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
                        sentence=told(
                            _(
                                "%(first_of)s (%(first_at)s) says “%(first)s”, %(second_of)s"
                                " (%(second_at)s) “%(second)s”."
                            ),
                            one.reading(f"parts.{place}.label", part["label"]),
                            other.reading(f"parts.{position}.label", with_["label"]),
                        ),
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
        own, area = row.citation(), areas[0]
        if kinds[area] == "urban":
            groups["clause", own["document"], own["section"]].append((area, row))
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
                sentence=told(
                    _("Figures of one matter are stated for different extents: %(extents)s."),
                    extents=[cited(row.reading("scope")) for row in first.values()],
                ),
                what="、".join(dict.fromkeys(row.name for row in first.values())),
                severity="medium",
            )


@rule(
    "unknown-extent",
    _("An extent that is nowhere named: %(what)s"),
    _("The extent of a target must be an area that the documents name."),
    choice=False,
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
            sentence=told(
                _("%(first_at)s speaks of “%(first)s”, which no document names as an area."),
                rows[0].reading("scope"),
            ),
            what=f"{scope}（{'、'.join(row.name for row in rows)}）",
            severity="low",
        )


@rule(
    "years",
    _("Target years outside the period: %(what)s"),
    _("A plan's targets are due within its period."),
    holds=_("Target years within the period: %(what)s"),
    choice=False,
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
                sentence=told(
                    _(
                        "%(first_of)s is due in %(year)s (%(first_at)s), outside the plan's period"
                        " of %(period)s."
                    ),
                    row.reading("target_year"),
                    year=row.value("target_year"),
                    period=f"{first}–{last}",
                ),
                what=row.name,
                severity="high",
            )
        if last and rows and not outside:
            yield Found(
                kind="holds",
                subject=document.ref,
                readings=[document.reading("period_end")],
                sentence=told(
                    _("All %(number)s targets with a year are due within %(period)s."),
                    number=len(rows),
                    period=f"{first}–{last}",
                ),
                what=document.value("short_name"),
                severity="low",
            )


@rule(
    "not-an-issuer",
    _("Responsible without having issued: %(what)s"),
    _("A department that a jointly issued document makes responsible should be among its issuers."),
    holds=_("Issuing departments and their tasks: %(what)s"),
    choice=False,
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
                sentence=told(
                    _(
                        "%(first_at)s makes %(first)s responsible, which is not among the"
                        " %(issuers)s departments that issued the document."
                    ),
                    task.reading("responsible", entry["printed"]),
                    issuers=len(issuers),
                ),
                what=f"{entry['printed']}（{task.name}）",
                severity="medium",
            )
        yield from idle_issuers(document, issuers, {e["department"] for _t, e in single})


BUSY = _("All %(number)s issuing departments are responsible for at least one task.")
IDLE = _(
    "Of %(number)s issuing departments %(busy)s are responsible for a task, the others for none."
)


def idle_issuers(document, issuers, busy):
    """Issuers that no task makes responsible; if there are none, that holds."""
    idle = [key for key in issuers if key not in busy]
    yield Found(
        kind="ambiguity" if idle else "holds",
        subject=f"{document.ref} issuers",
        readings=[document.reading("issuers", len(issuers))],
        sentence=told(
            IDLE if idle else BUSY,
            number=len(issuers),
            busy=len(issuers) - len(idle),
        ),
        what=document.value("short_name"),
        severity="low",
    )


@rule(
    "responsible-unmarked",
    _("Responsible bodies without the usual words: %(what)s"),
    _("Where nearly all clauses of a document introduce them with the same words, all should."),
    choice=False,
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
                    sentence=told(
                        _(
                            "Of %(all)s clauses with responsible bodies %(marked)s introduce them"
                            " with the words “%(second)s”; %(first_at)s does not."
                        ),
                        row.reading("responsible"),
                        marked[0].reading("responsible", marks[marked[0].key][0]),
                        all=len(rows),
                        marked=len(marked),
                    ),
                    what=row.name,
                    severity="low",
                )


@rule(
    "unit-twice",
    _("A unit that says twice per whom: %(what)s"),
    _("A figure “per thousand people” needs no unit that says so again."),
    choice=False,
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
                sentence=told(
                    _(
                        "“%(first)s” (%(first_at)s) names “%(whom)s” already, and its unit"
                        " %(second)s says so again."
                    ),
                    row.reading("name"),
                    row.reading("unit"),
                    whom=whom,
                ),
                what=f"{row.name}（{row.value('unit')}）",
                severity="low",
            )
