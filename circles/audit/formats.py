"""What a pilot lists as present, missing, required and to be added, held against itself."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.audit import Found, rule, told
from liaocheng_plan.documents.audit.words import missing, same

from .claims import claim, verdict
from .lists import standards

HALF = 0.5
LISTED_ALL = _(
    "%(first_of)s (%(first_at)s) lists all %(all)s formats of the standard whose words it uses"
    " (%(second_at)s), or all but one where it is called nearly complete."
)
LISTED_NOT = _(
    "%(first_of)s calls its formats complete (%(first_at)s: “%(first)s”), but lists %(listed)s of"
    " the %(all)s formats of the standard whose words it uses (%(second_at)s); not listed:"
    " %(lacking)s."
)
PRESENT_ALL = _("%(first_of)s lists all %(all)s formats that it requires (%(second_at)s).")
PRESENT_NOT = _(
    "%(first_of)s calls its formats complete (%(first_at)s: “%(first)s”), but lists %(present)s of"
    " the %(all)s that it requires itself (%(second_at)s); not listed: %(lacking)s."
)
PRESENT_AND_MISSING = _(
    "%(first_of)s lists “%(first)s” as present (%(first_at)s) and “%(second)s” as missing"
    " (%(second_at)s)."
)
PRESENT_AND_ADDED = _(
    "%(first_of)s lists “%(first)s” as present (%(first_at)s) and “%(second)s” as to be added"
    " (%(second_at)s)."
)


@rule(
    "present-and-lacking",
    _("A format present and still to be added: %(what)s"),
    _("What a circle has cannot be listed as missing or be added."),
    holds=_("What is present is not to be added: %(what)s"),
)
def present_and_lacking(book):
    """Formats present against those missing or to be added, by like words."""
    for row in book.by_collection["pilot-circles"]:
        present = row.value("formats_present") or []
        for lacking in ("formats_missing", "formats_to_add"):
            terms = row.value(lacking) or []
            pairs = [(p, t) for t in terms for p in present if same(p, t)]
            for there, term in pairs:
                yield Found(
                    kind="contradiction",
                    subject=f"{row.ref} {there}",
                    readings=[
                        row.reading("formats_present", there),
                        row.reading(lacking, term),
                    ],
                    sentence=told(
                        PRESENT_AND_MISSING if lacking == "formats_missing" else PRESENT_AND_ADDED,
                        row.reading("formats_present", there),
                        row.reading(lacking, term),
                    ),
                    what=f"{row.name}（{there}）",
                    severity="high",
                )
            if terms and present and not pairs:
                yield Found(
                    kind="holds",
                    subject=f"{row.ref} {lacking}",
                    readings=[row.reading("formats_present"), row.reading(lacking)],
                    sentence=told(
                        _(
                            "Nothing that %(first_of)s lists as present is listed as missing or to"
                            " be added (%(first_at)s)."
                        ),
                        row.reading("formats_present"),
                    ),
                    what=row.name,
                    severity="low",
                )


@rule(
    "incomplete-list",
    _("Said to be complete, but not listed: %(what)s"),
    _("A circle's list of formats against the standard whose words it uses, and its own standard."),
    holds=_("Complete by the standard whose words it uses: %(what)s"),
    choice=False,
)
def incomplete_lists(book):
    """Basic formats of the closest standard that a circle's present list lacks."""
    own = {row.key for row in book.by_collection["pilot-circles"]}
    general = {key: rows for key, rows in standards(book).items() if key[0] not in own}
    for row in book.by_collection["pilot-circles"]:
        present = row.value("formats_present") or []
        best = closest(present, general)
        if not present or best is None:
            continue
        _standard, rows = best
        lacking = missing([r.name for r in rows], present)
        if len(lacking) == 1 and verdict(row) != "contradiction":
            lacking = []  # 比较齐全 allows for one
        first = next((r for r in rows if r.name in lacking), rows[0])
        yield Found(
            kind=verdict(row) if lacking else "holds",
            subject=f"{row.ref} standard",
            readings=[
                row.reading("formats_present", claim(row)),
                first.reading("name", "、".join(lacking) or len(rows)),
            ],
            sentence=told(
                LISTED_NOT if lacking else LISTED_ALL,
                row.reading("formats_present", claim(row)),
                first.reading("name"),
                all=len(rows),
                listed=len(rows) - len(lacking),
                lacking=lacking,
            ),
            what=row.name + (f"（{'、'.join(lacking)}）" if lacking else ""),
            severity="high" if lacking and verdict(row) == "contradiction" else "low",
        )


def closest(present, lists):
    """The basic list whose words a circle uses most, if at least half of it; else None."""
    best, share = None, HALF
    for (standard, tier), rows in lists.items():
        names = [row.name for row in rows]
        found = len(names) - len(missing(names, present))
        if tier == "basic" and found / len(names) >= share:
            best, share = (standard, rows), found / len(names)
    return best


@rule(
    "required-not-present",
    _("Required and not among those present: %(what)s"),
    _("What a circle's own sub-plan requires, against what it lists as present and complete."),
    holds=_("All that is required is present: %(what)s"),
    choice=False,
)
def required_not_present(book):
    """Required formats that the present list lacks, where that list is called complete."""
    for row in book.by_collection["pilot-circles"]:
        present, required = row.value("formats_present") or [], row.value("formats_required") or []
        lacking = missing(required, present)
        if not present or not required or not claim(row):
            continue
        yield Found(
            kind="contradiction" if lacking else "holds",
            subject=row.ref,
            readings=[
                row.reading("formats_required", "、".join(lacking)),
                row.reading("formats_present", claim(row)),
            ],
            sentence=told(
                PRESENT_NOT if lacking else PRESENT_ALL,
                row.reading("formats_present", claim(row)),
                row.reading("formats_required"),
                all=len(required),
                present=len(required) - len(lacking),
                lacking=lacking,
            ),
            what=f"{row.name}（{'、'.join(lacking)}）",
            severity="high",
        )


@rule(
    "lacking-not-added",
    _("Lacking, but not to be added: %(what)s"),
    _("What a circle says it lacks should be among what it is going to add."),
    choice=False,
)
def lacking_not_added(book):
    """Formats listed as missing, of circles that list what they add."""
    for row in book.by_collection["pilot-circles"]:
        lacking, added = row.value("formats_missing") or [], row.value("formats_to_add") or []
        left = missing(lacking, added)
        if lacking and added and left:
            yield Found(
                kind="contradiction",
                subject=row.ref,
                readings=[
                    row.reading("formats_missing", "、".join(left)),
                    row.reading("formats_to_add", "、".join(added)),
                ],
                sentence=told(
                    _(
                        "%(first_of)s lists %(all)s formats as missing (%(first_at)s); %(added)s of"
                        " them are among those to be added (%(second_at)s). Not to be added:"
                        " %(left)s."
                    ),
                    row.reading("formats_missing"),
                    row.reading("formats_to_add"),
                    all=len(lacking),
                    added=len(lacking) - len(left),
                    left=left,
                ),
                what=f"{row.name}（{'、'.join(left)}）",
                severity="medium",
            )
