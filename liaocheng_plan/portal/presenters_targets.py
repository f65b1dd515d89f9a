"""Targets as pages show them: stated against reported, and how they are judged."""

from dataclasses import dataclass
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan.progress.rules import Result

from . import citing, links, numbers, states, target_charts, wording


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
        """The target's page."""
        return links.record_url(self.target)

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
        """The unit as printed; plan data, so always Chinese."""
        return self.target.unit

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
    def parts(self):
        """Parts of a composition or count: label, number as printed."""
        unit = "%" if self.target.unit == "%" else ""
        return [
            {"label": part["label"], "value": f"{numbers.plain(part['value'])}{unit}"}
            for part in self.target.parts
        ]

    @property
    def baseline(self):
        """The stated baseline as `{digits, year}`, or None where none is stated."""
        target = self.target
        if target.baseline is None:
            return None
        digits = numbers.as_printed(target.baseline, citing.quote_of(target, "baseline"))
        return {"digits": digits, "year": target.baseline_year}

    @property
    def reported(self):
        """The latest approved report as `{digits, period}`; None: 未报. A reported 0 is a 0."""
        latest = self.target.latest
        if latest is None or latest.value is None:
            return None
        return {"digits": numbers.plain(latest.value), "period": latest.period.text}

    @property
    def as_of(self):
        """The day of the latest approved report."""
        latest = self.target.latest
        if latest is None:
            return ""
        at = latest.reported_at
        return numbers.day(timezone.localtime(at) if at else latest.period_end)

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
    def rule(self):
        """How it is judged, as sentences."""
        return wording.rule(self.target)

    @property
    def said(self):
        """The stated target as one phrase, for labels and charts."""
        if self.stated is None:
            return self.stated_words or _("no number stated")
        words = self.stated
        return f"{words['before']}{words['digits']}{self.unit}{words['after']}"

    @property
    def told(self):
        """The figures that say anything, oldest period first."""
        return [figure for figure in self.target.standing.figures if figure.value is not None]

    @cached_property
    def path(self):
        """The data of the path chart."""
        return target_charts.path(self)

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


def tally(presenters):
    """Counts for the summing-up sentence: targets, reported, met, not met, the rest."""
    good = {Result.MET, Result.ACHIEVED}
    reported = sum(1 for p in presenters if p.reported)
    return {
        "targets": len(presenters),
        "reported": reported,
        "met": sum(1 for p in presenters if p.judgement.result in good),
        "not_met": sum(1 for p in presenters if p.judgement.result == Result.NOT_MET),
        "rest": len(presenters) - reported,
    }
