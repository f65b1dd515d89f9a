"""What a rule gives back, and what apps declare: their rules, and how their records are named."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module

from django.utils.module_loading import autodiscover_modules

from .telling import told

CONTRADICTION, MISCOUNT, DUPLICATE = "contradiction", "miscount", "duplicate"
SPELLING, AMBIGUITY, HOLDS = "spelling", "ambiguity", "holds"
HIGH, MEDIUM, LOW = "high", "medium", "low"


@dataclass
class Found:
    """One finding, or one check that holds.

    `subject` tells the findings of a rule apart and makes the key, so it names records and
    fields, never values. `sentence` (a `Told`) says what is read where and why it does not fit;
    `arithmetic` is a calculation with units, "" where nothing is calculated. `settles` says that
    the readings are readings of one quantity, so that a ruling for one of them replaces the others.
    `title` takes the place of the rule's where one rule says several things.
    """

    kind: str
    subject: str
    readings: list
    what: str
    sentence: object = ""
    arithmetic: str = ""
    severity: str = MEDIUM
    settles: bool = False
    title: object = None


@dataclass(frozen=True)
class Rule:
    """A rule: its name in keys, its title (with `%(what)s`) and what it compares, in words.

    `holds` is the title of what holds. Without `choice` its readings are what it calculates with
    and no readings among which somebody could choose.
    """

    name: str
    title: str
    why: str
    find: Callable
    holds: str = ""
    choice: bool = True

    def title_of(self, finding):
        """The title of a finding of this rule, told in any language."""
        neutral = self.holds if finding.kind == HOLDS and self.holds else self.title
        return told(finding.title or neutral, what=finding.what)


@dataclass(frozen=True)
class Audited:
    """What the generic rules need to know of a collection.

    `proper`: its names are proper names, so each stands once (`within` a field, where given) and
    is spelt one way; `names`: further paths that hold proper names (`anchors.*.name`); `order`:
    the field that numbers the printed list; `series`: figures that most records state.
    """

    collection: str
    proper: bool = True
    within: tuple = ()
    names: tuple = ()
    order: str = ""
    series: tuple = field(default=())


_rules: dict[str, Rule] = {}
_audited: dict[str, Audited] = {}


def rule(name, title, why, *, holds="", choice=True):
    """Decorate a function from a `Book` to `Found`s as the rule of that name."""

    def register(find):
        _rules[name] = Rule(name, title, why, find, holds, choice)
        return find

    return register


def declare(*declarations):
    """Tell the generic rules of collections."""
    _audited.update({declared.collection: declared for declared in declarations})


@cache
def discover():
    """Import the generic rules and every app's `audit.py`; each is read once."""
    import_module("liaocheng_plan.documents.audit.generic")
    autodiscover_modules("audit")


def rules():
    """All rules by name: the generic ones and those of every app's `audit.py`, each read once."""
    discover()
    return _rules


def audited():
    """What is declared of collections, by name."""
    discover()
    return _audited
