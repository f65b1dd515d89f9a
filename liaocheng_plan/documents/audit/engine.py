"""Runs all rules over the plan; a finding keeps its key from run to run."""

import re
from hashlib import sha256

from .book import Book
from .declaring import rules

LONGEST = 70


def run(book=None):
    """`{key: (Rule, Found)}` of everything that the rules find; `Book.read()` unless given one."""
    book = book or Book.read()
    found = {}
    for rule in rules().values():
        for finding in rule.find(book):
            found.setdefault(key_of(rule.name, finding.subject), (rule, finding))
    return found


def key_of(rule, subject):
    """A stable, readable key of a finding: the rule, what is ASCII of its subject, a digest."""
    words = re.sub(r"[^a-z0-9]+", "-", f"{rule} {subject}".lower()).strip("-")
    digest = sha256(f"{rule} {subject}".encode()).hexdigest()[:6]
    return f"{words[:LONGEST].rstrip('-')}-{digest}"
