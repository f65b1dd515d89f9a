"""A clause and a whole document for the reader: text, margin, the words that a link asks for."""

from functools import cached_property
from urllib.parse import urlencode

from liaocheng_plan.documents.ledger.printed import comparable, without_blanks

from ..display import links, numbers
from .presenters_plan import ClausePresenter, DocumentPresenter, findings_by_section
from .presenters_reader import TextPresenter

LONGEST_LABEL = 6  # signs before a heading: 专栏12：


class ClauseReader(ClausePresenter):
    """One clause with its text, and what rests on the words that were asked for (`Asked`)."""

    def __init__(self, clause, siblings, asked, edition=None):
        super().__init__(clause, siblings, edition)
        self.asked = asked
        self.text = TextPresenter(clause.document, clause, edition)

    @cached_property
    def lines(self):
        """The lines of the text; none where no text is attached."""
        return self.text.lines(self.clause, self.asked) if self.text else []

    @cached_property
    def findings(self):
        """Findings whose readings cite this clause."""
        return findings_by_section(self.clause.document)[self.clause.section]

    @cached_property
    def quoted(self):
        """The panel of a quote: its words, whether the text has them, what rests on them.

        None where the link asks for no quote.
        """
        if not self.asked.quote:
            return None
        citations = self.citations_asked()
        in_text = any(p.is_quoted for line in self.lines for c in line["cells"] for p in c)
        return {
            "words": self.asked.quote,
            "in_text": in_text,
            "edition": None if in_text else self.edition_with(self.asked),
            "attached": bool(self.text),
            "groups": self.resting_on(citations),
            "copy": self.copied(self.asked.quote),
        }

    def edition_with(self, asked):
        """An older edition that has the words, with their address there; or None."""
        text = self.text.elsewhere(self.clause, asked.quote) if self.text else None
        if text is None:
            return None
        url = links.words_url(links.clause_url(self.clause), asked.quote)
        return {
            "name": text.edition,
            "until": numbers.day(text.replaced_at),
            "url": links.in_edition(url, text),
        }

    def citations_asked(self):
        """Ids of the citations that rest on the words: by place, without a text by the quote."""
        ids = self.text.overlapping(self.clause, self.asked) if self.text else set()
        return ids | {
            quote["id"]
            for group in self.citing
            for row in group["records"]
            for quote in row["all_quotes"]
            if quote["quote"] == self.asked.quote
        }

    def copied(self, words):
        """Words with their source, as they are copied: “…”（文件 条款）."""
        where = f"{self.clause.document.name} {self.clause.section}"
        return f"“{words}”（{where}）"

    @property
    def copy(self):
        """The whole clause with its source; "" without a text."""
        words = "\n".join(
            "\t".join("".join(p.words for p in c) for c in line["cells"]) for line in self.lines
        )
        return self.copied(words) if words else ""


class DocumentReader(DocumentPresenter):
    """A document with the text of every clause."""

    def __init__(self, document, edition=None):
        super().__init__(document, edition)
        self.text = TextPresenter(document, edition=edition)
        self.findings = findings_by_section(document)

    @cached_property
    def outline(self):
        """As for every document, with lines and findings."""
        entries = super().outline
        for entry in entries:
            clause = entry["clause"]
            entry["lines"] = without_heading(clause, self.text.lines(clause)) if self.text else []
            entry["findings"] = self.findings[clause.section]
        return entries


def without_heading(clause, lines):
    """Lines without a first one that is the heading alone, which stands above them anyway."""
    if not lines:
        return lines
    first = plain("".join(p.words for cell in lines[0]["cells"] for p in cell))
    name = plain(clause.name)
    is_heading = first.endswith(name) and len(first) <= len(name) + LONGEST_LABEL
    return lines[1:] if is_heading else lines


def plain(words):
    """Words as they are compared: blanks and width aside."""
    return comparable(without_blanks(words))


def hit(found, words):
    """A hit of the text search as a template draws it."""
    query = urlencode({"find": words})
    return {
        "where": f"{found.clause.document.short_name} {found.clause.section}",
        "name": found.clause.name,
        "url": f"{links.clause_url(found.clause)}?{query}#quoted",
        "before": found.before,
        "words": found.words,
        "after": found.after,
    }
