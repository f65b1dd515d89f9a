"""Hand-worked examples of the rules page: small invented targets, judged by the rules themselves.

Nothing here is a figure of the plan. The table says what is given; what comes out is computed when
the page is drawn, so that the page can never say anything else than the rules do.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan.progress import rules
from liaocheng_plan.progress.models import Target
from liaocheng_plan.progress.periods import Period
from liaocheng_plan.progress.standing import Figure

from ..display import numbers, states, wording


@dataclass(frozen=True)
class Example:
    """What is given: terms of a target, `{period: value}`, the day of the judgement."""

    words: str
    target: dict
    figures: dict
    today: date
    lower_bound: bool = False


LATER, BEFORE = date(2026, 3, 1), date(2024, 2, 1)
STOCK = {"direction": "floor", "value": 200, "baseline": 100, "baseline_year": 2020}
GROWTH = {**STOCK, "value": 480, "baseline": 240, "path": "compound"}

EXAMPLES = (
    Example(gettext_lazy("A floor, reached"), {"value": 100}, {"2025": 100}, LATER),
    Example(gettext_lazy("A floor, missed"), {"value": 100}, {"2025": 98}, LATER),
    Example(gettext_lazy("A reported 0 is a 0"), {"value": 100}, {"2025": 0}, LATER),
    Example(gettext_lazy("Nothing reported"), {"value": 100}, {}, LATER),
    Example(gettext_lazy("Reported as not available"), {"value": 100}, {"2025": None}, LATER),
    Example(
        gettext_lazy("左右: the tolerance counts"),
        {"value": 480, "approximate": True, "qualifier": "左右"},
        {"2025": 456},
        LATER,
    ),
    Example(
        gettext_lazy("A cap: never “98 % achieved”"),
        {"value": 45, "direction": "cap"},
        {"2025": 44},
        LATER,
    ),
    Example(
        gettext_lazy("A range, passed"),
        {"value": 1, "value_max": 2, "direction": "range"},
        {"2025": 3},
        LATER,
    ),
    Example(
        gettext_lazy("The report does not reach the date"), {"value": 100}, {"2024": 120}, LATER
    ),
    Example(gettext_lazy("On its straight path"), STOCK, {"2023": 158}, BEFORE),
    Example(gettext_lazy("Behind its straight path"), STOCK, {"2022": 130, "2023": 150}, BEFORE),
    Example(gettext_lazy("Moving away"), STOCK, {"2022": 130, "2023": 120}, BEFORE),
    Example(gettext_lazy("Steady growth asks less at first"), GROWTH, {"2023": 362}, BEFORE),
    Example(gettext_lazy("Reached before its time"), STOCK, {"2023": 200}, BEFORE),
    Example(gettext_lazy("No dated baseline, no path"), {"value": 200}, {"2023": 150}, BEFORE),
    Example(gettext_lazy("Too old for a verdict"), STOCK, {"2022": 140}, BEFORE),
    Example(
        gettext_lazy("Some areas only, enough already"), {"value": 100}, {"2025": 100}, LATER, True
    ),
    Example(
        gettext_lazy("Some areas only, not enough yet"), {"value": 100}, {"2025": 90}, LATER, True
    ),
)


def judged():
    """Every example with what the rules say of it."""
    return [present(example) for example in EXAMPLES]


def present(example):
    """One example as a row: given, asked, result, why."""
    target = Target(**{"direction": "floor", "target_year": 2025} | decimals(example.target))
    figures = [figure(example, period, value) for period, value in example.figures.items()]
    verdict = rules.judge(target, figures, example.today)
    return {
        "words": example.words,
        "terms": terms(target),
        "figures": figures_words(example),
        "today": example.today.isoformat(),
        "asked": "" if verdict.expected is None else numbers.rounded(verdict.expected),
        "state": states.result(verdict),
        "why": states.REASONS[verdict.reason]
        if verdict.reason
        else arithmetic(target, figures, verdict),
    }


def decimals(given):
    """Numbers as the database holds them."""
    names = ("value", "value_max", "baseline")
    return {k: Decimal(v) if k in names else v for k, v in given.items()}


def figure(example, period, value):
    """A reported figure of an example."""
    value = None if value is None else Decimal(value)
    return Figure(Period.parse(period), value, lower_bound=example.lower_bound)


def terms(target):
    """What the invented target states, in words."""
    high = "" if target.value_max is None else f"–{numbers.plain(target.value_max)}"
    said = f"{target.get_direction_display()} {numbers.plain(target.value)}{high}{target.qualifier}"
    if target.baseline is None:
        return f"{said} · {target.target_year}"
    return (
        f"{numbers.plain(target.baseline)} ({target.baseline_year}) → {said} ({target.target_year})"
    )


def figures_words(example):
    """The reported figures as one text; a missing one says so."""
    sign = "≥ " if example.lower_bound else ""
    none = _("not available")
    return "；".join(
        f"{period}: {none if value is None else f'{sign}{value}'}"
        for period, value in example.figures.items()
    ) or _("Not reported")


def arithmetic(target, figures, verdict):
    """The reckoning behind a verdict: what is held against what."""
    latest = next(f for f in figures if f.period.last == verdict.at)
    if verdict.expected is None:
        return wording.basis(target)
    if target.baseline is None or latest.value is None:
        return ""
    made, asked = latest.value - target.baseline, verdict.expected - target.baseline
    share = f"{numbers.plain(made)} ÷ {numbers.rounded(asked)} = {numbers.rounded(made / asked)}"
    return _("way made ÷ way asked: %(share)s (on track from %(limit)s)") % {
        "share": share,
        "limit": numbers.plain(target.on_track),
    }
