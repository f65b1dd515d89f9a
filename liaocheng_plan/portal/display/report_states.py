"""States of reports, forms and their timeliness, as pages show them."""

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.progress.models import Observation, Submission, Timeliness

from .states import State

REPORTS = {
    Observation.State.DRAFT: State(_("draft"), "pen", "accent"),
    Observation.State.SUBMITTED: State(_("waits for review"), "arrow", "accent"),
    Observation.State.RETURNED: State(_("returned"), "cross", "bad"),
    Observation.State.APPROVED: State(_("approved"), "check", "good"),
}
NOTHING = State(_("not filled in"), "blank")
REPLACED = State(_("replaced by a correction"), "ring")
FORMS = {
    Submission.State.AWAITED: State(_("not begun"), "blank"),
    Submission.State.DRAFT: State(_("draft"), "pen", "accent"),
    Submission.State.SUBMITTED: State(_("waits for review"), "arrow", "accent"),
    Submission.State.RETURNED: State(_("returned"), "cross", "bad"),
    Submission.State.APPROVED: State(_("approved"), "check", "good"),
}
TIMELINESS = {
    Timeliness.AWAITED: State(_("not yet due"), "blank"),
    Timeliness.ON_TIME: State(_("on time"), "check", "good"),
    Timeliness.LATE: State(_("handed in late"), "clock", "behind"),
    Timeliness.MISSING: State(_("missing"), "cross", "bad"),
}


def of_report(report):
    """The state of a report, or of none."""
    if report is None:
        return NOTHING
    return REPLACED if report.superseded_at else REPORTS[report.state]
