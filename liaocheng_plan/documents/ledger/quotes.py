"""Whether every quote stands in its section, and whether a figure is the one that is quoted."""

import re
from difflib import SequenceMatcher

from .figures import figures, recorded
from .holdings import section_of
from .printed import fold, without_blanks

# A year is often stated by a period (至规划期末); it is compared only where a year is quoted.
YEAR = re.compile(r"year|period")
# Figures that the quote of the record itself carries; others have a quote of their own.
OF_THE_RECORD = {"facts": ("value", "value_max"), "targets": ("value", "value_max", "parts")}
CONTEXT_LENGTH = 60


def misplaced(ledger):
    """`(holder, citation, hint)` of every quote that does not stand in its section."""
    for quote in ledger.quotes:
        if quote.place is None:
            yield quote.holder, quote.citation, nearest(ledger, quote.citation)


def nearest(ledger, citation):
    """Where the words stand instead, else the words of the section that are most like them."""
    document, section, quote = citation["document"], citation["section"], citation["quote"]
    text = ledger.texts[document]
    places = [
        other
        for (of, other), span in ledger.spans.items()
        if of == document and text.locate(quote, span)
    ]
    if places:
        return "→ " + ", ".join(places[:3])
    span = ledger.spans.get((document, section))
    return f"≈ “{most_like(text.read(span), without_blanks(quote))}”" if span else ""


def most_like(words, quote):
    """The run of `words`, as long as the quote, that is most like it."""
    matcher = SequenceMatcher(None, fold(words), fold(quote), autojunk=False)
    block = matcher.find_longest_match(0, len(words), 0, len(quote))
    start = max(0, block.a - block.b)
    return words[start : start + min(len(quote), CONTEXT_LENGTH)]


def differing_figures(ledger):
    """`(collection, key, path, value, quote)` of every figure that its quote does not have."""
    cited = {quote.holder: quote.citation["quote"] for quote in ledger.quotes}
    for collection, records in ledger.fixtures.items():
        for record in records:
            for path, value in recorded(record.values):
                quote = quote_of(cited, collection, record.key, path)
                stated = figures(quote) if quote else set()
                if YEAR.search(path):
                    stated = {figure for figure in stated if figure > 1000}
                if stated and value not in stated:
                    yield collection, record.key, path, value, quote


def quote_of(cited, collection, key, path):
    """The quote that carries a figure, or None."""
    holder = section_of({h: h for h in cited}, collection, key, path)
    if holder is None:
        return None
    of_record = path.split(".")[0] in OF_THE_RECORD.get(collection, ())
    return cited[holder] if holder.field or of_record else None
