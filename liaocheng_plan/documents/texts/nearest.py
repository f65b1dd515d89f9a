"""Where a quote that was not found may stand: the words that are most like it."""

from difflib import SequenceMatcher

from ..ledger.printed import fold, without_blanks

SHOWN = 3
LEAST = 0.5  # of 1; less like it is another sentence


def candidates(text, spans, section, quote):
    """`[{section, words, likeness}]`, the best first; `spans` are the clauses by section.

    The cited section is looked through first; others only where the words are at least as like.
    """
    wanted = fold(without_blanks(quote))
    found = []
    for name, span in spans.items():
        if not shares_signs(text.folded[span.start : span.end], wanted):
            continue
        words, likeness = most_like(text, span, wanted)
        if likeness >= LEAST:
            found.append({"section": name, "words": words, "likeness": round(likeness, 2)})
    found.sort(key=lambda row: (-row["likeness"], row["section"] != section))
    return found[:SHOWN]


def shares_signs(words, wanted):
    """Whether so many signs are shared that a likeness is possible at all."""
    signs = set(wanted)
    return len(signs & set(words)) >= LEAST * len(signs)


def most_like(text, span, wanted):
    """The run of a clause, as long as the quote, that is most like it, and how like (0–1)."""
    words = text.folded[span.start : span.end]
    matcher = SequenceMatcher(None, words, wanted, autojunk=False)
    block = matcher.find_longest_match(0, len(words), 0, len(wanted))
    start = max(0, block.a - block.b)
    run = words[start : start + len(wanted)]
    printed = text.words[span.start + start : span.start + start + len(run)]
    return printed, SequenceMatcher(None, run, wanted, autojunk=False).ratio()
