"""Runs all rules over the plan; a finding keeps its key from run to run.

A check that staff have broken, and a rule that fails, stop nothing: they are left out and said.
"""

import logging
import re
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from .checking import SETTINGS, problems
from .declaring import rules
from .derived import derivations

log = logging.getLogger(__name__)
LONGEST = 70


@dataclass
class Result:
    """What a run gave: `found` as `{key: (Rule, Found)}`, and what could not be run.

    `problems`: `[{rule, check, name, reason}]`; `check` is "" where a whole rule failed, `reason`
    is a sentence by language. `sound`: the checks that were made.
    """

    found: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)
    sound: list = field(default_factory=list)

    def failed(self, rule, say, check=None):
        """Remember what could not be run; `say` gives the reason in the language of the moment."""
        named = {"check": check.key, "name": check.name} if check else {"check": "", "name": ""}
        self.problems.append({"rule": rule, **named, "reason": in_every_language(say)})

    @property
    def broken(self):
        """Names of the rules of which something could not be run."""
        return {problem["rule"] for problem in self.problems}


def run(book):
    """The `Result` of all rules over a book."""
    result = Result()
    result.sound = sound_checks(book, result)
    for rule in rules().values():
        if rule.name not in SETTINGS:
            attempt(rule, book.with_checks(result.sound), result)
            continue
        for check in [check for check in result.sound if check.rule == rule.name]:
            if not attempt(rule, book.with_checks([check]), result, check):
                result.sound.remove(check)
    return result


def derive(book, result):
    """`{key: (place, Derivation, Derived)}`: the sheet of a book whose checks are sound."""
    figures = {}
    for group in derivations().values():
        try:
            for figure in group.derive(book):
                key = key_of(group.name, figure.subject or figure.what)
                figures.setdefault(key, (len(figures), group, figure))
        except Exception as error:  # as of a rule: the other figures must still be derived
            log.exception("derivation %s", group.name)
            result.failed(group.name, partial(failure, error))
    return figures


def sound_checks(book, result):
    """The checks that can be made; the others become problems of the result."""
    sound = []
    for check in book.checks:
        if problems(check, book):
            result.failed(check.rule, partial(reasons, check, book), check)
        else:
            sound.append(check)
    return sound


def reasons(check, book):
    """Why a check cannot be made, in one text."""
    return " ".join(text for _field, text in problems(check, book))


def in_every_language(say):
    """`{language: what say() gives in it}`."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            found[code] = say()
    return found


def attempt(rule, book, result, check=None):
    """Run one rule; what fails is logged and said, what it found before is kept. Whether it ran."""
    try:
        for finding in rule.find(book):
            result.found.setdefault(key_of(rule.name, finding.subject), (rule, finding))
    except Exception as error:  # a rule may fail on any data, and the others must still run
        log.exception("rule %s %s", rule.name, check.key if check else "")
        result.failed(rule.name, partial(failure, error), check)
        return False
    return True


def failure(error):
    """A failed calculation in words."""
    return _("The calculation failed (%(error)s); a figure that it needs may be missing.") % {
        "error": f"{type(error).__name__}: {error}"[:200]
    }


def key_of(rule, subject):
    """A stable, readable key of a finding: the rule, what is ASCII of its subject, a digest."""
    words = re.sub(r"[^a-z0-9]+", "-", f"{rule} {subject}".lower()).strip("-")
    digest = sha256(f"{rule} {subject}".encode()).hexdigest()[:6]
    return f"{words[:LONGEST].rstrip('-')}-{digest}"
