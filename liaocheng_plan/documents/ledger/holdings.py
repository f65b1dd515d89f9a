"""What the fixtures hold of a clause: places that citations cover, and printed values.

A value counts where the citation of its field stands in that clause: `measures.1.points.0` is
cited by `measures.1` if that has a citation of its own, else by the record's.
"""

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field

from ..loading.values import wanted_citations
from .figures import recorded
from .printed import Span, fold, without_blanks

NOT_PRINTED = {"citation", "citations", "location_derivation", "boundary_source", "section", "box"}
CHINESE_WORDS = re.compile("[\u4e00-\u9fff〇]")
# Their names are headings or kinds, or (departments) stand for a duty where they are printed: the
# same words elsewhere are another thing.
NO_NAMED_THINGS = (
    "clauses",
    "targets",
    "facts",
    "tasks",
    "guidance",
    "business-types",
    "format-standards",
    "departments",
    "coverage-decisions",
)
NAMES = re.compile(r"name|aliases\.\d+")


@dataclass(frozen=True, order=True)
class Holder:
    """A field of a record; the record itself where `field` is empty."""

    collection: str
    key: str
    field: str = ""

    @property
    def record(self):
        """The record alone."""
        return Holder(self.collection, self.key)

    def __str__(self):
        return f"{self.collection}/{self.key}" + (f" · {self.field}" if self.field else "")


@dataclass(frozen=True)
class Place:
    """A located quote, its field, and the figures and words that the field records."""

    span: Span
    holder: Holder
    figures: frozenset
    words: tuple


@dataclass
class Holdings:
    """Of one clause: `Place`s of located quotes, `(words, holder)` of printed values."""

    places: list = field(default_factory=list)
    values: list = field(default_factory=list)


@dataclass
class CitedQuote:
    """A citation as the fixtures have it, and where its quote stands; None: nowhere."""

    holder: Holder
    citation: dict
    place: Span | None = None


def plain(words):
    """Words as they are compared: half-width, without blanks and quotation marks."""
    return fold(without_blanks(words)).replace('"', "")


def quotes(fixtures):
    """Every citation of every record, in the order of the fixtures."""
    return [
        CitedQuote(Holder(collection, record.key, name), citation)
        for collection, records in fixtures.items()
        for record in records
        for name, citation in wanted_citations(record).items()
    ]


def place_quotes(cited, texts, spans):
    """Give each `CitedQuote` its place.

    A quote that stands several times in its clause is given to the records of a collection in
    turn. That of a field stands in its record's own stretch, from the record's quote to that of
    the next record of its collection; else elsewhere in the clause, but not in the stretch of
    another named thing that has the same words for the same field: those are that thing's.
    """
    places = {id(q): occurrences(q, texts, spans) for q in cited}
    anchors = place_records([q for q in cited if not q.holder.field], places)
    fields = [q for q in cited if q.holder.field]
    taken = defaultdict(set)
    for quote in fields:
        start, end = stretch(quote, anchors)
        quote.place = next((p for p in places[id(quote)] if start <= p.start < end), None)
        if quote.place and owns(quote, anchors):
            taken[claim(quote)].add(quote.place)
    for quote in fields:
        if quote.place is None:
            free = [p for p in places[id(quote)] if p not in taken[claim(quote)]]
            quote.place = free[-1] if free else None


def occurrences(quote, texts, spans):
    """Every run of the cited clause that has the words of a quote."""
    citation = quote.citation
    where = (citation["document"], citation["section"])
    return texts[where[0]].occurrences(citation["quote"], spans[where]) if where in spans else []


def place_records(cited, places):
    """Place the records' own quotes; `{(collection, clause): {record: where it begins}}`."""
    turns, anchors = defaultdict(int), defaultdict(dict)
    for quote in cited:
        found = places[id(quote)]
        if found:
            turn = (*of_clause(quote), quote.citation["quote"])
            quote.place = found[min(turns[turn], len(found) - 1)]
            turns[turn] += 1
            anchors[of_clause(quote)][quote.holder] = quote.place.start
    return anchors


def of_clause(quote):
    """The collection and the clause of a quote."""
    return quote.holder.collection, quote.citation["document"], quote.citation["section"]


def owns(quote, anchors):
    """Whether what stands in a record's stretch is its own: so with things, not with targets."""
    named = quote.holder.collection not in NO_NAMED_THINGS
    return named and quote.holder.record in anchors[of_clause(quote)]


def claim(quote):
    """What only one record can have at one place: these words for this field."""
    return (*of_clause(quote), quote.holder.field, quote.citation["quote"])


def stretch(quote, anchors):
    """Where the stretch of a field's record begins and ends; the whole clause for one without."""
    others = anchors[of_clause(quote)]
    start = others.get(quote.holder.record)
    if start is None:
        return 0, math.inf
    return start, min((other for other in others.values() if other > start), default=math.inf)


def holdings(fixtures, cited):
    """`Holdings` by `(document, section)`; the quotes have been placed."""
    by_clause = defaultdict(Holdings)
    records = {(name, r.key): r.values for name, rs in fixtures.items() for r in rs}
    sections = {}
    for quote in cited:
        where = (quote.citation["document"], quote.citation["section"])
        sections[quote.holder] = where
        if quote.place:
            values = records[quote.holder.collection, quote.holder.key]
            by_clause[where].places.append(place_of(quote, values))
    for (collection, key), values in records.items():
        for path, words in leaves(values):
            where = section_of(sections, collection, key, path)
            if where:
                by_clause[where].values.append((plain(words), Holder(collection, key, path)))
    return by_clause


def place_of(quote, values):
    """The `Place` of a located quote in a record with these values."""
    path = quote.holder.field
    return Place(
        quote.place,
        quote.holder,
        frozenset(figure for at, figure in recorded(values) if is_below(at, path)),
        tuple(plain(words) for at, words in leaves(values) if is_below(at, path)),
    )


def is_below(path, above):
    """Whether a dotted path is another one or stands below it; all stand below the empty one."""
    return not above or path == above or path.startswith(f"{above}.")


def section_of(sections, collection, key, path):
    """The clause that carries a value: that of the nearest citation above its path."""
    parts = path.split(".")
    for length in range(len(parts), -1, -1):
        where = sections.get(Holder(collection, key, ".".join(parts[:length])))
        if where:
            return where
    return None


def leaves(values, path=""):
    """`(dotted path, words)` of every printed text in a record's values."""
    if isinstance(values, dict):
        for name, value in values.items():
            if name not in NOT_PRINTED:
                yield from leaves(value, f"{path}.{name}" if path else str(name))
    elif isinstance(values, list):
        for number, value in enumerate(values):
            yield from leaves(value, f"{path}.{number}")
    elif isinstance(values, str) and CHINESE_WORDS.search(values):
        yield path, values


def names(fixtures):
    """`{name or alias: [holders]}` of all named things, in the order of the fixtures."""
    by_name = defaultdict(list)
    for collection, records in fixtures.items():
        for record in records if collection not in NO_NAMED_THINGS else ():
            for path, words in leaves(record.values):
                if NAMES.fullmatch(path):
                    by_name[plain(words)].append(Holder(collection, record.key, path))
    return by_name
