"""The rules of `progress.rules` and `progress.task_light` in sentences for everybody."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.progress.models import Direction
from liaocheng_plan.progress.rules import Path, Reporting, Result
from liaocheng_plan.progress.task_light import Standing

DIRECTIONS = {
    Direction.FLOOR: _("Met when the value is at least the stated number."),
    Direction.CAP: _(
        "Met when the value is at most the stated number. Kept or passed: no share of it is ever"
        " shown as achieved."
    ),
    Direction.RANGE: _("Met when the value lies within both ends."),
    Direction.COVERAGE: _(
        "Met when the stated share is covered; full coverage printed without a number means 100 %."
    ),
    Direction.COUNT: _("Met when the number is reached, and every stated part of it."),
    Direction.COMPOSITION: _(
        "Met when every share differs from the stated one by no more than the tolerance, taken as"
        " percentage points."
    ),
    Direction.RATE: _("Met when the rate of the year is at least the stated one."),
}
PATHS = {
    Path.LINEAR: _("asked(t) = baseline + (target − baseline) × days gone ÷ days in all"),
    Path.COMPOUND: _("asked(t) = baseline × (target ÷ baseline) ^ (days gone ÷ days in all)"),
    Path.FLAT: _("asked(t) = target"),
}
RESULTS = {
    Result.MET: _("After the target date: the figure whose period contains that date meets it."),
    Result.NOT_MET: _("After the target date: that figure does not meet it."),
    Result.ACHIEVED: _("Before the target date: the latest figure meets it already."),
    Result.ON_TRACK: _(
        "Before the target date: the way made since the baseline is at least the set share of the"
        " way that the path asks by the figure's own date; a limit is kept."
    ),
    Result.BEHIND: _("Before the target date: less of the way is made; a limit is not kept."),
    Result.WORSENING: _(
        "Behind, and farther from the target than at the report before (without one: than at the"
        " baseline)."
    ),
    Result.CANNOT_JUDGE: _("No verdict, for one of the reasons below."),
}
REPORTINGS = {
    Reporting.CURRENT: _(
        "All areas asked have handed in the latest round; without a round: the latest report is"
        " still valid or reaches the target date."
    ),
    Reporting.DUE: _(
        "Not all have handed in, and the due date has not passed; without a round: the latest"
        " report has expired."
    ),
    Reporting.OVERDUE: _("Not all have handed in, and the due date has passed."),
    Reporting.NEVER: _("No round asks for it, and nothing was ever reported."),
    Reporting.NOT_REQUIRED: _("Computed from records; nobody is asked."),
}
STANDINGS = {
    Standing.DONE: _("Done by the due date, or done where no date is set."),
    Standing.DONE_LATE: _("Done after the due date; it stays yellow for good."),
    Standing.AHEAD: _("Not done, and more days left than the limit below."),
    Standing.DUE_SOON: _("Not done, and due within the limit below, the due date included."),
    Standing.LATE: _("Not done, and the due date has passed."),
    Standing.UNDATED: _("Not done, and no due date is stated or set."),
}
THRESHOLDS = {
    "tolerance": _("what “about” allows, as a share of the value"),
    "on_track": _("on track from this share of the way"),
    "validity_days": _("days for which a report bears a verdict on the path"),
}
