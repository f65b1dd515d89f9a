"""Targets as pages show them: stated against reported, and how they are judged."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan.documents import stating
from liaocheng_plan.documents.models import ValueKind
from liaocheng_plan.progress import rules, standing
from liaocheng_plan.progress.rules import Result

from ..display import citing, links, numbers, off_print, states, wording
from . import target_charts

FIGURE = ("value", "value_max", "parts")
"""The fields that together are the stated target."""


@dataclass
class TargetPresenter:
    """One target fetched by `for_lists`; asks the database nothing more."""

    target: object

    @cached_property
    def judgement(self):
        """Result and reporting, judged once."""
        return self.target.judgement

    @property
    def url(self):
        """The target's page, on the day that is shown."""
        return links.on_day(links.record_url(self.target), self.target)

    @property
    def lineage_url(self):
        """Where its figure comes from: rows, observations, rules, clauses."""
        return links.on_day(reverse("lineage", args=[self.target.key]), self.target)

    def lineage_of(self, period):
        """Where the figure of one period (a text) comes from."""
        query = urlencode({"period": period})
        return links.on_day(f"{reverse('lineage', args=[self.target.key])}?{query}", self.target)

    @property
    def name(self):
        """The name as printed."""
        return self.target.name

    @property
    def scope(self):
        """The scope as printed."""
        return self.target.scope

    @property
    def unit(self):
        """What it is counted in; plan data, so always Chinese."""
        return self.target.counted_in

    @property
    def stated(self):
        """The stated number with the words printed around it, or None where no number is."""
        target = self.target
        if target.value is None:
            return None
        before, after = numbers.around(target.qualifier)
        quote = citing.quote_of(target, "value")
        digits = numbers.as_printed(target.value, quote)
        if target.value_max is not None:
            digits = f"{digits}–{numbers.as_printed(target.value_max, quote)}"
        return {"before": before, "digits": digits, "after": after}

    @property
    def stated_words(self):
        """What is printed instead of a number: 全覆盖, 一批 …"""
        return "" if self.target.value is not None else self.target.qualifier

    @property
    def words_of_parts(self):
        """The parts in one phrase: 1带2轴3核6区, and longer ones as 购物 40%、餐娱 25%."""
        if all(len(part["label"]) == 1 for part in self.parts):
            return "".join(f"{part['value']}{part['label']}" for part in self.parts)
        return "、".join(f"{part['label']} {part['value']}" for part in self.parts)

    @cached_property
    def printed(self):
        """The presenter of what is printed: this one where no figure was changed."""
        if not self.target.off_print():
            return self
        return TargetPresenter(stating.as_printed(self.target))

    @property
    def mark(self):
        """How the target's figure came to differ from the print, as a `Mark`, or None."""
        changed = self.target.off_print()
        change = next((changed[name] for name in FIGURE if name in changed), None)
        return change and off_print.mark(change, self.printed.said, self.changes_url)

    @property
    def changes_url(self):
        """The changes of its stated figures."""
        return f"{self.url}#changed"

    @property
    def parts(self):
        """Parts of a composition or count: label, number as printed."""
        return stated_parts(self.target.parts, self.target.unit)

    @property
    def baseline(self):
        """The stated baseline as `{digits, year, url}`, or None where none is stated."""
        target = self.target
        if target.baseline is None:
            return None
        digits = numbers.as_printed(target.baseline, citing.quote_of(target, "baseline"))
        cite = citing.cite_field(target, "baseline")
        change = target.off_print().get("baseline")
        return {
            "digits": digits,
            "year": target.baseline_year,
            "url": cite.url if cite else "",
            "mark": change and off_print.mark(change, url=self.changes_url),
        }

    @cached_property
    def figure(self):
        """The figure that the result rests on, else the latest that says anything, or None."""
        return self.target.standing.judged_by or self.target.latest

    @property
    def reported(self):
        """The shown figure as words of a page; None: 未报. A reported 0 is a 0."""
        figure = self.figure
        if figure is None or not rules.has_value(figure):
            return None
        return {
            "digits": numbers.rounded(figure.value, 4 if figure.kind == "reported" else 2),
            "parts": reported_parts(figure, self.target),
            "period": figure.period.text,
            "kind": str(figure.kind),
            "derived": figure.kind == ValueKind.DERIVED,
            "at_least": figure.lower_bound,
            "of": wording.reported_of(self.target, figure),
            "formula": self.formula if figure.kind == ValueKind.DERIVED else "",
            "url": self.lineage_url,
        }

    @property
    def formula(self):
        """How a derived figure is computed, in words."""
        return wording.formula(self.target)

    @property
    def later(self):
        """A figure after the judged one, as `{digits, period}`, or None."""
        latest = self.target.latest
        if latest is None or latest is self.figure or latest.value is None:
            return None
        return {"digits": numbers.rounded(latest.value), "period": latest.period.text}

    @property
    def as_of(self):
        """The day that the shown figure speaks of being known: approved, or computed."""
        figure = self.figure
        if figure is None:
            return ""
        at = figure.reported_at
        return numbers.day(timezone.localtime(at) if at else figure.period_end)

    @property
    def compared(self):
        """With what and on which day the figure was compared, as a sentence; "" without one."""
        return wording.compared(self.judgement, self.figure, self.unit)

    @property
    def direction(self):
        """What makes it met, in a word."""
        return self.target.get_direction_display()

    @property
    def result(self):
        """The result as a state."""
        return states.result(self.judgement)

    @property
    def reason(self):
        """Why it cannot be judged, as a sentence; "" for a verdict."""
        reason = self.judgement.reason
        return states.REASONS[reason] if reason else ""

    @property
    def reporting(self):
        """The state of reporting."""
        return states.REPORTINGS[self.target.standing.reporting]

    @property
    def judged(self):
        """Whether there is a verdict."""
        return self.judgement.result != Result.CANNOT_JUDGE

    @property
    def cite(self):
        """Where it is written."""
        return citing.cite_field(self.target, "value")

    @property
    def cite_url(self):
        """The address of these words; "" without any."""
        return self.cite.url if self.cite else ""

    @property
    def rule(self):
        """How it is judged, as sentences."""
        return wording.rule(self.target)

    @property
    def said(self):
        """The stated target as one phrase, for labels and charts."""
        if self.stated is None:
            return self.words_of_parts or self.stated_words or _("no number stated")
        words = self.stated
        return f"{words['before']}{words['digits']}{self.unit}{words['after']}"

    @property
    def said_with_print(self):
        """The stated target as one phrase, with the printed one where that is another."""
        if self.mark is None:
            return self.said
        words = {"value": self.said, "printed": self.mark.printed}
        return _("%(value)s (printed: %(printed)s)") % words

    @property
    def told(self):
        """The figures that say anything, oldest period first."""
        return [figure for figure in self.target.standing.figures if figure.value is not None]

    @cached_property
    def path(self):
        """The data of the path chart."""
        return target_charts.path(self)

    @property
    def gaps(self):
        """The stretches of which nothing is reported, as the chart hatches them."""
        return [numbers.span(first, last) for first, last in self.path.gaps()]

    @property
    def chart(self):
        """The small chart of a table row."""
        return target_charts.small(self)

    @property
    def large_chart(self):
        """The large chart of the target's page, with its labels."""
        return target_charts.large(self)


def present(targets):
    """Presenters of targets, in their order."""
    return [TargetPresenter(target) for target in targets]


def stated_parts(parts, unit):
    """Stated parts as pages show them: label, number as printed."""
    sign = "%" if unit == "%" else ""
    return [
        {"label": part["label"], "value": f"{numbers.plain(part['value'])}{sign}"} for part in parts
    ]


def report_line(row, presenter):
    """One approved report as a line of a list; null is “not available”, 0 is 0."""
    value = standing.value_of(row)
    return {
        "name": presenter.name,
        "url": presenter.url,
        "area": row.area.name if row.area_id else presenter.scope,
        "period": row.period,
        "digits": None if value is None else numbers.rounded(value, 4),
        "unit": presenter.unit,
        "day": numbers.day(timezone.localtime(row.approved_at)),
    }


def reported_parts(figure, target):
    """Reported parts of a composition or count: label and number; a missing one is None."""
    unit = "%" if target.unit == "%" else ""
    return [
        {
            "label": part["label"],
            "value": None if part.get("value") is None else f"{numbers.plain(part['value'])}{unit}",
        }
        for part in figure.parts
    ]


def tally(presenters):
    """Counts for sentences and roll-ups; what is not reported counts as nothing else.

    `met` are those met or achieved, `results` the counts of every result.
    """
    results = Counter(p.judgement.result for p in presenters)
    reported = sum(1 for p in presenters if p.reported)
    return {
        "targets": len(presenters),
        "reported": reported,
        "met": results[Result.MET] + results[Result.ACHIEVED],
        "not_met": results[Result.NOT_MET],
        "rest": len(presenters) - reported,
        "results": results,
    }
