"""The ledger: clause by clause, what is printed and which records hold it, or why none does."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from .finder import Known, find
from .found import ENTRY
from .furniture import ClauseText
from .holdings import (
    NO_NAMED_THINGS,
    Holdings,
    holdings,
    leaves,
    names,
    place_quotes,
    plain,
    quotes,
)
from .matching import holders, parts
from .numbers import names_with_numerals
from .outline import Heading, find_clauses
from .places import NO_NAME
from .printed import PrintedText, Span

ROAD_FIELDS = ("roads", "bounds")
BODY_FIELDS = ("firms", "institutions", "brands")
OF_ANCHOR = re.compile(r"anchors\.\d+\.(?:name|brands\..*names.*)")
FIRM_NAME = ("enterprises", "name")


@dataclass
class Row:
    """One thing found: its words, its holders or a reason, its place; neither held is a gap."""

    kind: str
    words: str
    holders: list
    reason: str = ""
    place: Span | None = None


@dataclass
class ClauseLedger:
    """The rows of one clause and the records that it is the source of.

    `is_empty` says that it has words beside its heading and nothing that gives their content.
    """

    document: str
    section: str
    heading: str
    rows: list = field(default_factory=list)
    records: list = field(default_factory=list)
    is_empty: bool = False


class Ledger:
    """The whole ledger; `texts` are raw texts by document key, `reasons` a `Reasons`."""

    def __init__(self, fixtures, texts, reasons):
        self.fixtures, self.reasons = fixtures, reasons
        self.texts = {document: PrintedText(raw) for document, raw in texts.items()}
        self.outlines = outlines(fixtures)
        self.spans, self.missing = {}, []
        self.find_clauses()
        self.quotes = [q for q in quotes(fixtures) if q.citation["document"] in texts]
        place_quotes(self.quotes, self.texts, self.spans)
        self.holdings = holdings(fixtures, self.quotes)
        self.names = names(fixtures)
        self.known = known_names(fixtures)
        self.clauses = [self.clause(document, h) for document, h in self.headings()]

    def find_clauses(self):
        """Find the clauses of every text; note those that are not in it."""
        for document, text in self.texts.items():
            found = find_clauses(text, self.outlines[document], title_of(self.fixtures, document))
            for section, span in found.spans.items():
                self.spans[document, section] = span
            self.missing += [(document, heading) for heading in found.missing]

    def headings(self):
        """`(document, heading)` of the clauses that were found, in printed order."""
        for document in self.texts:
            for heading in self.outlines[document]:
                if (document, heading.section) in self.spans:
                    yield document, heading

    def clause(self, document, heading):
        """The rows of one clause."""
        where = (document, heading.section)
        name = "" if heading.kind in ("head", "signature") else heading.name
        printed = ClauseText(
            document, self.texts[document], self.spans[where], heading.section, heading.kind, name
        )
        held = self.holdings.get(where, Holdings())
        everything = find(printed, self.known_in(held))
        entries = EntryTurns(held, everything)
        rows = []
        for found in everything:
            rows += self.rows(found, printed, entries)
        records = list(dict.fromkeys(place.holder.record for place in held.places))
        has_points = any(".points." in f".{holder.field}" for _words, holder in held.values)
        others = any(record.collection != "clauses" for record in records)
        is_empty = bool(printed.words_after_heading) and not (has_points or others)
        return ClauseLedger(document, heading.section, heading.name, rows, records, is_empty)

    def rows(self, found, printed, entries):
        """The row of something found, or the rows of its parts where 和 joins two names."""
        words, by = self.holders(found, printed, entries)
        reason = ""
        if not by:
            reason, words = self.reasons.reason(printed, found)
        place = printed.in_text(found.start, found.end)
        if by or reason:
            return [Row(found.kind, printed.as_printed(found, words), by, reason, place)]
        pieces = [self.rows(part, printed, entries) for part in parts(found)]
        if any(row.holders or row.reason for piece in pieces for row in piece):
            return [row for piece in pieces for row in piece]
        return [Row(found.kind, printed.as_printed(found, found.words), [], place=place)]

    def holders(self, found, printed, entries):
        """The words and holders of something found; an entry has a record of its own."""
        if found.kind == ENTRY and entries.has(found.words):
            return found.words, entries.next(found.words)
        place = printed.in_text(found.start, found.end)
        return holders(found, place, entries.held(), self.names)

    def known_in(self, held):
        """The known names, with the roads of the records that stand in this clause."""
        here = {v for v, h in held.values if h.field.split(".")[0] in ROAD_FIELDS}
        return Known(self.known.with_numerals, self.known.roads | here, self.known.bodies)


class EntryTurns:
    """The records of a clause's entries, each taken once, in turn.

    What stands under an entry is held by its record, not by that of another entry; records
    that are no entry (targets, guidance, the clause itself) hold what they hold anywhere.
    """

    def __init__(self, holdings, everything):
        names = {plain(found.words) for found in everything if found.kind == ENTRY}
        self.holdings, self.waiting, self.current = holdings, defaultdict(list), None
        for words, holder in holdings.values:
            if holder.field == "name" and words in names:
                self.waiting[words].append(holder)
        self.records = {holder.record for queue in self.waiting.values() for holder in queue}

    def has(self, words):
        """Whether a record of this clause has the name."""
        return plain(words) in self.waiting

    def next(self, words):
        """The next record of the name; none when there are more entries than records."""
        waiting = self.waiting[plain(words)]
        self.current = waiting[0].record if waiting else None
        return [waiting.pop(0)] if waiting else []

    def held(self):
        """The holdings of this place: without the values of other entries."""
        others = self.records - {self.current}
        values = [(w, holder) for w, holder in self.holdings.values if holder.record not in others]
        return Holdings(self.holdings.places, values)


def outlines(fixtures):
    """`{document: [Heading]}` in printed order."""
    by_document = defaultdict(list)
    for record in sorted(fixtures["clauses"], key=lambda record: record.values["order"]):
        values = record.values
        heading = Heading(values["section"], values["kind"], values["name"])
        by_document[values["document"]].append(heading)
    return by_document


def title_of(fixtures, document):
    """The printed title of a document; empty where none is printed."""
    records = [record for record in fixtures["documents"] if record.key == document]
    return records[0].values.get("title") or "" if records else ""


def known_names(fixtures):
    """The names that help the finders, from all records."""
    found = defaultdict(set)
    for collection, records in fixtures.items():
        for record in records:
            for path, words in leaves(record.values):
                found[name_kind(collection, path)].add(plain(words))
    roads = {name for name in found["road"] if not NO_NAME.fullmatch(name)}
    every = found["name"] | found["road"] | found["body"]
    return Known(frozenset(names_with_numerals(every)), frozenset(roads), frozenset(found["body"]))


def name_kind(collection, path):
    """What a printed value names: a road, a body, something else, or nothing of these."""
    first = path.split(".")[0]
    if first in ROAD_FIELDS:
        return "road"
    if first in BODY_FIELDS or OF_ANCHOR.fullmatch(path) or (collection, path) == FIRM_NAME:
        return "body"
    if collection in NO_NAMED_THINGS:
        return ""
    return "name" if path == "name" or first in ("sights", "neighbours") else ""
