"""Reasons why something printed has no record: what staff decided (`coverage-decisions`).

An entry is `{document, section, words, reason}`; `section` and `words` may be lists, and what is
left out (`document`, `section`) stands for all.
"""

from dataclasses import dataclass

from .holdings import plain
from .matching import trimmed


@dataclass
class Reason:
    """One reason; `used` once something printed needed it."""

    documents: list
    sections: list
    words: list
    reason: str
    used: set

    def fits(self, printed):
        """Whether it speaks of this clause."""
        in_document = not self.documents or printed.document in self.documents
        return in_document and (not self.sections or printed.section in self.sections)


class Reasons:
    """All reasons, asked one by one; `unused` lists the words that nothing printed needed."""

    def __init__(self, entries=()):
        self.reasons = [
            Reason(
                as_list(entry.get("document")),
                as_list(entry.get("section")),
                [plain(words) for words in as_list(entry["words"])],
                entry["reason"],
                set(),
            )
            for entry in entries
        ]

    @classmethod
    def of(cls, fixtures):
        """The decisions among records by collection."""
        sections = {record.key: record.values["section"] for record in fixtures["clauses"]}
        return cls(
            {
                "document": record.values["document"],
                "section": sections.get(record.values.get("clause")),
                "words": record.values["name"],
                "reason": record.values.get("reason") or record.values.get("about", ""),
            }
            for record in fixtures.get("coverage-decisions", ())
        )

    def reason(self, printed, found):
        """`(reason, words)` for something found, or `("", words)`."""
        for words in trimmed(found):
            for reason in self.reasons:
                if reason.fits(printed) and plain(words) in reason.words:
                    reason.used.add(plain(words))
                    return reason.reason, words
        return "", found.words

    def unused(self):
        """`(words, reason)` that nothing printed needed."""
        return [(w, r.reason) for r in self.reasons for w in r.words if w not in r.used]


def as_list(value):
    """One or several values as a list."""
    if value is None:
        return []
    return [str(item) for item in value] if isinstance(value, list) else [str(value)]
