"""The plan checks itself: rules recompute it from its own records and say what they find.

A rule is a function from the `Book` (the plan as printed) to `Found`s. The generic ones stand in
`generic/`; what only a subject knows, its own `audit.py` declares. No rule holds a figure of a
document: which stated number belongs to which list is data (`fixtures/plan-checks.yaml`).
"""

from .book import Book, Check, Row
from .declaring import Audited, Found, audited, declare, rule, rules
from .derived import Derived, derivation, derivations
from .engine import run
from .telling import told

__all__ = [
    "Audited",
    "Book",
    "Check",
    "Derived",
    "Found",
    "Row",
    "audited",
    "declare",
    "derivation",
    "derivations",
    "rule",
    "rules",
    "run",
    "told",
]
