"""What an import asks of people, as its page shows it: headings, words, and what was said."""

from circles.models import BusinessType, OutletImport

from . import choices, columns
from .choices import Kind
from .columns import known
from .words import latest_lists

State = OutletImport.State
WORDS = 100
"""Words of business types that one page asks for."""


def fields(run):
    """`(name, words)` of the fields that a column can be."""
    found = columns.fields_for([one["heading"] for one in run.headings])
    return [(column.name, column.label) for column in found]


def headings(run):
    """`{heading, values, field, is_open}` of the columns that can be chosen, in order.

    `field` is what was said of this file, else of earlier ones of its source, else what is known;
    `is_open` are those that nobody knows and nothing was said of yet.
    """
    said, offered = choices.current(run, Kind.COLUMNS), choices.offered(run, Kind.COLUMNS)
    possible = dict(fields(run))
    first = {one["heading"]: one["values"] for one in reversed(run.headings)}
    found = []
    for name in columns.nameable(one["heading"] for one in run.headings):
        field = columns.meaning(name, offered)
        found.append(
            {
                "heading": name,
                "values": first[name],
                "field": field if field in possible else "",
                "is_open": name not in said and not known(name),
            }
        )
    return found


def clashing(rows):
    """The fields that several of these headings would be."""
    named = [one["field"] for one in rows if one["field"]]
    return {name for name in named if named.count(name) > 1}


def lacking(run, rows):
    """What is needed and no heading is known to be, in words."""
    fixed = {columns.POSITION.get(one["heading"]) for one in run.headings}
    found = {one["field"] for one in rows} | fixed
    return [columns.BY_NAME[name].label for name in columns.needed(found)]


def type_words(run):
    """`{word, rows, type, is_decided}` of words that no list has; `type` as said here or before."""
    said, offered = choices.current(run, Kind.TYPES), choices.offered(run, Kind.TYPES)
    return [
        {"word": word, "rows": rows, "type": offered.get(word), "is_decided": word in said}
        for word, rows in run.type_words[:WORDS]
    ]


def types():
    """`(tier, [(key, name), …])` of business types; of equal words that of the latest list."""
    latest, found = latest_lists(), {}
    for row in BusinessType.objects.order_by("id"):
        if row.name not in found or row.standard_id in latest:
            found[row.name] = row
    return [
        (tier.label, [(row.key, row.name) for row in found.values() if row.tier == tier])
        for tier in BusinessType.Tier
    ]


def made(run):
    """`{kind, given, made_at, made_by, taken_from}` of what was said of an import, latest first."""
    for row in run.choices.select_related("made_by", "taken_from").order_by("-id"):
        given = by_hand(row.given) if row.kind == Kind.COLUMNS else row.given
        yield {
            "kind": row.kind,
            "given": given,
            "made_at": row.made_at,
            "made_by": row.made_by,
            "taken_from": row.taken_from,
        }


def by_hand(given):
    """Of a choice of columns what is not so by the heading itself."""
    return {name: field for name, field in given.items() if not field or field != known(name)}


def meanings():
    """`{chosen: words}` of all that can have been chosen: fields, and types by key."""
    return {
        **{column.name: column.label for column in columns.COLUMNS},
        **dict(BusinessType.objects.values_list("key", "name")),
    }
