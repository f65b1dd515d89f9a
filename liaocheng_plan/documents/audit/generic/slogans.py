"""Formulas of a plan: 一带两轴三核多区, 物流园区+物流中心+配送中心, 实行备案制."""

import re
from collections import defaultdict
from itertools import combinations

from django.utils.translation import gettext_lazy as _

from ..declaring import CONTRADICTION, HIGH, HOLDS, LOW, MEDIUM, Found, rule
from ..printed import corpus
from ..telling import cited, told

PART = "[一二两三四五六七八九十多0-9][\u4e00-\u9fff]"
SLOGAN = re.compile(rf"(?:{PART}[、]?)+(?:{PART})")
PIECE = re.compile(PART)
UNITS = "带轴核区主副片心点圈廊极翼环组团"
CHAIN = re.compile(r"[\u4e00-\u9fff]{2,}(?:\+[\u4e00-\u9fff]{2,}){1,}")
REGIME = re.compile(
    r"(?P<subject>[\u4e00-\u9fff]{4,})实行(?P<regime>[\u4e00-\u9fff]{2,12}?制(?:或[\u4e00-\u9fff]{2,10}?制)?)"
)
LIKE = 4
ONE_FORM = _("The formula is printed in one form: %(forms)s.")
SEVERAL_FORMS = _("The formula is printed in different forms: %(forms)s.")


@rule(
    "slogan",
    _("One formula in several forms: %(what)s"),
    _("The numbers and the order of a plan's formula must be the same wherever it is printed."),
    holds=_("A formula printed in one form: %(what)s"),
)
def slogans(book):
    """Formulas of the same units, e.g. 带, 轴, 核, 区."""
    forms = defaultdict(dict)
    for mention in corpus(book).mentions:
        for match in SLOGAN.finditer(mention.words):
            pieces = PIECE.findall(match[0])
            if all(piece[1] in UNITS for piece in pieces):
                units = frozenset(piece[1] for piece in pieces)
                forms[units].setdefault("".join(pieces), mention.reading(match[0].strip("、")))
    for units, found in forms.items():
        values = list(found)
        right = len(values) == 1
        counts = {frozenset(PIECE.findall(value)) for value in values}
        yield Found(
            kind=HOLDS if right else CONTRADICTION,
            subject="".join(sorted(units)),
            readings=list(found.values()),
            sentence=told(
                ONE_FORM if right else SEVERAL_FORMS,
                forms=[cited(reading) for reading in found.values()],
            ),
            what=" / ".join(values),
            severity=LOW if right else HIGH if len(counts) > 1 else LOW,
        )


@rule(
    "chain",
    _("One system with other parts: %(what)s"),
    _("A system written as A+B+C has the same parts wherever it is printed."),
)
def chains(book):
    """Chains of as many links that share all but one."""
    found = {}
    for mention in corpus(book).mentions:
        for match in CHAIN.finditer(mention.words):
            found.setdefault(tuple(match[0].split("+")), mention.reading(match[0]))
    for one, other in combinations(found, 2):
        shared = set(one) & set(other)
        if len(one) == len(other) >= 3 and len(shared) == len(one) - 1:
            yield Found(
                kind=CONTRADICTION,
                subject=" ".join(sorted(("+".join(one), "+".join(other)))),
                readings=[found[one], found[other]],
                sentence=told(
                    _(
                        "%(first_at)s composes the system as “%(first)s”, %(second_at)s as"
                        " “%(second)s”."
                    ),
                    found[one],
                    found[other],
                ),
                what=" / ".join(sorted((set(one) | set(other)) - shared)),
                severity=MEDIUM,
            )


@rule(
    "regime",
    _("One matter under two regimes: %(what)s"),
    _("The same matter must be put under the same regime everywhere."),
)
def regimes(book):
    """Sentences “… 实行 … 制” whose matters share four characters or more."""
    found = {}
    for mention in corpus(book).mentions:
        for match in REGIME.finditer(mention.words):
            found.setdefault((match["subject"], match["regime"]), mention.reading(match[0]))
    for one, other in combinations(found, 2):
        if one[1] != other[1] and len(shared_run(one[0], other[0])) >= LIKE:
            matter = shared_run(one[0], other[0])
            yield Found(
                kind=CONTRADICTION,
                subject=" ".join(sorted((one[1], other[1]))),
                readings=[found[one], found[other]],
                sentence=told(
                    _(
                        "%(first_at)s says “%(first)s”, %(second_at)s “%(second)s”: one matter"
                        " under two regimes."
                    ),
                    found[one],
                    found[other],
                ),
                what=f"{matter} {one[1]} / {other[1]}",
                severity=MEDIUM,
            )


def shared_run(one, other):
    """The longest run of characters that both hold."""
    runs = (
        one[start:end]
        for start in range(len(one))
        for end in range(len(one), start, -1)
        if one[start:end] in other
    )
    return max(runs, key=len, default="")
