"""Lines of a round's form and of its review: what is asked, last time's, this round's."""

from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan.progress import previews, standing, typed

from ..display import links, numbers, report_states, states
from ..display.tongues import say
from ..progress.presenters_targets import TargetPresenter

LABELS = {"numerator": gettext_lazy("numerator"), "denominator": gettext_lazy("denominator")}


@dataclass
class Input:
    """One box to type into, with last time's number to take over."""

    name: str
    label: str
    text: str
    last: str
    unit: str = ""


@dataclass
class LinePresenter:
    """One line; `given` is what was typed and not saved, `errors` what is wrong with it."""

    line: object
    given: object = None
    errors: list = field(default_factory=list)

    @property
    def slot(self):
        """Its name in forms."""
        return self.line.slot

    @property
    def name(self):
        """What is asked for."""
        return self.line.subject.name

    @property
    def scope(self):
        """The printed scope of a target."""
        return "" if self.line.circle else self.line.subject.scope

    @property
    def unit(self):
        """The unit."""
        return self.line.subject.unit

    @property
    def url(self):
        """The target's page; a statistic has its clause."""
        return links.record_url(self.line.subject)

    @cached_property
    def target(self):
        """The target's presenter, or None for a statistic."""
        return None if self.line.circle else TargetPresenter(self.line.subject)

    @property
    def state(self):
        """How far the report is."""
        return report_states.of_report(self.line.report)

    @property
    def reason(self):
        """Why it was returned, as long as it is not handed in again."""
        report = self.line.report
        return report.return_reason if report is not None and not self.line.locked else ""

    @property
    def correction(self):
        """Why an approved value is being corrected."""
        return self.line.report.correction_reason if self.line.report else ""

    @property
    def report_url(self):
        """The page of this round's report with its versions; "" before there is one."""
        return reverse("observation", args=[self.line.report.key]) if self.line.report else ""

    @property
    def stamp(self):
        """What the form remembers; of a line that cannot be read, what it remembered before."""
        unreadable = self.given is not None and self.slot in self.given.errors
        return self.given.stamps[self.slot] if unreadable else self.line.stamp

    @property
    def inputs(self):
        """The boxes of the line."""
        return [self.input(name) for name in self.line.inputs]

    def input(self, name):
        """One box: what was typed, else what is saved, beside last time's number."""
        return Input(
            name=f"{name}:{self.slot}",
            label=str(LABELS.get(name, name.partition(":")[2])),
            text=self.text(name, self.number(self.line.report, name)),
            last=self.number(self.line.before, name),
            unit=self.unit_of(name),
        )

    def unit_of(self, name):
        """A value's unit; parts of a composition are shares, numerators have none of their own."""
        return "" if name in ("numerator", "denominator") else self.unit

    def number(self, report, name):
        """A report's number for an input as digits without grouping; "" for none."""
        found = typed.of_input(typed.values_of(report), name)
        return numbers.plain(found).replace(",", "")

    def text(self, name, saved):
        """What a box shows."""
        if self.given is not None and self.given.touched(self.slot):
            return self.given.texts.get((self.slot, name), saved)
        return saved

    @property
    def note(self):
        """The note's text."""
        return self.text("note", self.line.report.note if self.line.report else "")

    @property
    def now(self):
        """This round's report in words."""
        return said(self.line.report)

    @property
    def before(self):
        """Last time's report in words."""
        return said(self.line.before)

    @property
    def before_period(self):
        """Last time's period."""
        return self.line.before.period if self.line.before else ""

    # --- for the reviewer -------------------------------------------------------------------
    @property
    def reviewable(self):
        """Whether it waits for a decision."""
        return self.line.report is not None and self.line.report.state == "submitted"

    @property
    def change(self):
        """The change against last time as `+4.2%`; "" where one of the two says nothing."""
        if self.line.report is None or self.line.before is None:
            return ""
        found = previews.change(figure(self.line.before), figure(self.line.report))
        if found is None:
            return ""
        return f"{'+' if found > 0 else ''}{numbers.plain(round(found, 1))}%"

    @cached_property
    def imagined(self):
        """The target as it would stand with this report approved, or None."""
        if self.target is None or self.line.report is None:
            return None
        return previews.would_stand(self.line.subject, self.line.report)

    @property
    def would_be(self):
        """The result it would give, as a state."""
        return states.result(self.imagined.judgement) if self.imagined else None

    @property
    def expected(self):
        """What the path asks for at the end of the period; "" where no path is stated."""
        judgement = self.imagined.judgement if self.imagined else None
        return numbers.plain(judgement.expected) if judgement and judgement.expected else ""


def figure(report):
    """A report's single number: its value, else numerator ÷ denominator."""
    return standing.value_of(report) if report.target_id else report.value


def said(report):
    """A report's figures in words; "" where it says nothing."""
    if report is None:
        return ""
    if report.parts:
        return "、".join(f"{p['label']} {numbers.plain(p.get('value'))}" for p in report.parts)
    if report.numerator is not None and report.value is None:
        shown = numbers.plain(round(figure(report), 4))
        over = f"{numbers.plain(report.numerator)} ÷ {numbers.plain(report.denominator)}"
        return f"{over} = {shown}"
    return numbers.plain(report.value)


@dataclass
class Group:
    """Lines under one heading: a theme of targets, or a circle."""

    title: str
    url: str
    lines: list


def groups(lines, given=None, errors=None):
    """Lines as presenters, targets by theme and then statistics by circle."""
    errors = errors or {}
    shown = [LinePresenter(line, given, errors.get(line.slot, [])) for line in lines]
    targets = [p for p in shown if p.target]
    by_theme = sorted(targets, key=lambda p: p.line.subject.theme)
    found = [
        Group(rows[0].line.subject.get_theme_display(), "", rows)
        for rows in (list(rows) for _t, rows in groupby(by_theme, lambda p: p.line.subject.theme))
    ]
    circles = {}
    for presenter in shown:
        if presenter.line.circle:
            circles.setdefault(presenter.line.place, []).append(presenter)
    for rows in circles.values():
        circle = rows[0].line.circle
        found.append(Group(rows[0].line.place_name, links.record_url(circle), rows))
    return found


def progress(lines):
    """How many lines say something, in a sentence."""
    told = sum(1 for line in lines if line.report is not None and line.stamp)
    return say(_("%(told)s of %(all)s lines are filled in."), told=told, all=len(lines))
