"""What is wrong with the ledger, one line for each problem."""

from django.utils.translation import gettext as _

from .found import KINDS
from .holdings import quotes
from .page import status
from .quotes import differing_figures, misplaced


def problems(ledger):
    """Every problem: lost clauses, quotes, figures, gaps, empty clauses, idle reasons."""
    return [*lost_clauses(ledger), *wrong_quotes(ledger), *wrong_figures(ledger), *gaps(ledger)]


def lost_clauses(ledger):
    """Clauses of the outline that the text does not have."""
    for document, heading in ledger.missing:
        yield _("%(where)s “%(name)s” was not found in the text") % {
            "where": f"{document} {heading.section}",
            "name": heading.name,
        }


def wrong_quotes(ledger):
    """Quotes that do not stand in their section, with the nearest words."""
    for holder, citation, hint in misplaced(ledger):
        yield _("%(holder)s: “%(quote)s” does not stand in %(where)s %(hint)s") % {
            "holder": holder,
            "quote": citation["quote"],
            "where": f"{citation['document']} {citation['section']}",
            "hint": hint,
        }


def wrong_figures(ledger):
    """Figures that differ from their quote."""
    for collection, key, path, value, quote in differing_figures(ledger):
        yield _("%(record)s %(field)s: %(value)s is not in “%(quote)s”") % {
            "record": f"{collection}/{key}",
            "field": path,
            "value": value,
            "quote": quote,
        }


def gaps(ledger):
    """What no record holds and no reason explains, clauses without content, idle reasons."""
    for clause in ledger.clauses:
        where = f"{clause.document} {clause.section}"
        for row in clause.rows:
            if status(row) == "gap":
                yield _("%(where)s: “%(words)s” (%(kind)s) has no record and no reason") % {
                    "where": where,
                    "words": row.words,
                    "kind": KINDS[row.kind],
                }
        if clause.is_empty:
            yield _("%(where)s: no record gives its content") % {"where": where}
    for words, reason in ledger.reasons.unused():
        yield _("the reason for “%(words)s” explains nothing printed: %(reason)s") % {
            "words": words,
            "reason": reason,
        }


def unknown_sections(fixtures):
    """Citations of clauses that the fixtures do not have; needs no text."""
    known = {(r.values["document"], r.values["section"]) for r in fixtures["clauses"]}
    for quote in quotes(fixtures):
        where = (quote.citation["document"], quote.citation["section"])
        if where not in known:
            yield _("%(holder)s cites %(where)s, which is no clause") % {
                "holder": quote.holder,
                "where": " ".join(where),
            }
