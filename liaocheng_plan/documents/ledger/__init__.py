"""The ledger of what the documents print and which records hold it (docs/ledger.md).

It works from the fixtures and from the texts that are given to it; the portal needs neither.
"""

from .ledger import Ledger
from .outline import FoundClauses, Heading, find_clauses
from .printed import PrintedText, Span, locate
from .reasons import Reasons

__all__ = [
    "FoundClauses",
    "Heading",
    "Ledger",
    "PrintedText",
    "Reasons",
    "Span",
    "find_clauses",
    "locate",
]
