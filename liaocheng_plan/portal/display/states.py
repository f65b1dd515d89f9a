"""States as pages show them: a word, an icon and a tone; never colour alone."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.places.models import PlanAction, Precision, Status
from liaocheng_plan.progress.rules import Light, Reason, Reporting, Result
from liaocheng_plan.progress.task_light import Standing

from . import icons


@dataclass(frozen=True)
class State:
    """What a reader sees of a state; `tone` is good, behind, bad, accent or unknown."""

    word: str
    icon_name: str
    tone: str = "unknown"

    @property
    def icon(self):
        """The icon as inline SVG."""
        return icons.icon(self.icon_name)


RESULTS = {
    Result.MET: State(Result.MET.label, "check", "good"),
    Result.ACHIEVED: State(Result.ACHIEVED.label, "check", "good"),
    Result.ON_TRACK: State(Result.ON_TRACK.label, "arrow", "good"),
    Result.BEHIND: State(Result.BEHIND.label, "clock", "behind"),
    Result.WORSENING: State(Result.WORSENING.label, "down", "bad"),
    Result.NOT_MET: State(Result.NOT_MET.label, "cross", "bad"),
    Result.CANNOT_JUDGE: State(Result.CANNOT_JUDGE.label, "blank"),
}
REPORTINGS = {
    Reporting.CURRENT: State(Reporting.CURRENT.label, "check", "good"),
    Reporting.DUE: State(Reporting.DUE.label, "clock", "behind"),
    Reporting.OVERDUE: State(Reporting.OVERDUE.label, "clock", "bad"),
    Reporting.NEVER: State(Reporting.NEVER.label, "blank"),
    Reporting.NOT_REQUIRED: State(Reporting.NOT_REQUIRED.label, "ring"),
}
STATUSES = {
    Status.DONE: State(Status.DONE.label, "check", "good"),
    Status.UNDER_WAY: State(Status.UNDER_WAY.label, "half", "accent"),
    Status.NOT_STARTED: State(Status.NOT_STARTED.label, "ring"),
    Status.DROPPED: State(Status.DROPPED.label, "cross"),
    Status.NOT_REPORTED: State(Status.NOT_REPORTED.label, "blank"),
}
LIGHTS = {
    Light.GREEN: State(_("green: on time"), "check", "good"),
    Light.YELLOW: State(_("yellow: due soon or done late"), "clock", "behind"),
    Light.RED: State(_("red: late"), "cross", "bad"),
    Light.GREY: State(_("grey: no due date"), "blank"),
}
STANDINGS = {
    Standing.LATE: State(Standing.LATE.label, "cross", "bad"),
    Standing.DUE_SOON: State(Standing.DUE_SOON.label, "clock", "behind"),
    Standing.DONE_LATE: State(Standing.DONE_LATE.label, "clock", "behind"),
    Standing.UNDATED: State(Standing.UNDATED.label, "blank"),
    Standing.AHEAD: State(Standing.AHEAD.label, "arrow", "good"),
    Standing.DONE: State(Standing.DONE.label, "check", "good"),
}
ACTIONS = {
    PlanAction.KEEP: State(PlanAction.KEEP.label, "check"),
    PlanAction.UPGRADE: State(PlanAction.UPGRADE.label, "up"),
    PlanAction.BUILD: State(PlanAction.BUILD.label, "plus"),
}
SURE, GIVEN, PROVISIONAL, ROUGH, NOWHERE = (
    State(_("surveyed position"), "pin", "accent"),
    State(Precision.SOURCE.label, "pin"),
    State(_("position to be checked"), "pin", "behind"),
    State(_("area only"), "area"),
    State(_("to be located"), "question"),
)
REASONS = {
    Reason.NO_NUMERIC_TARGET: _("The document states no number to judge against."),
    Reason.NO_OBSERVATION: _("Nothing has been reported, so there is nothing to judge."),
    Reason.NO_BASELINE: _("No dated baseline is stated, so no path can be drawn."),
    Reason.DISPUTED_BASELINE: _("The baseline is disputed, so no path is drawn from it."),
    Reason.TOO_FEW: _("One report alone makes no trend."),
    Reason.EXPIRED: _("The latest report has expired, or does not reach the target date."),
    Reason.INCOMPLETE: _("Not all parts are reported; what is there decides nothing yet."),
}


def result(judgement):
    """The state of a target's result."""
    return RESULTS[Result(judgement.result)]


def position(place):
    """How well a place's position is known, in one state."""
    if place.location_precision == Precision.UNLOCATED:
        return NOWHERE
    if place.location_precision == Precision.AREA:
        return ROUGH
    exact = {Precision.SURVEYED: SURE, Precision.SOURCE: GIVEN}
    return exact.get(place.location_precision, PROVISIONAL)
