"""How reports are written from outside: through the same review as on the pages."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan.writing import Action, Scope, Writing, register

from . import reviewing
from .models import Observation

REPORT = Scope(
    "observations:write",
    gettext_lazy("Write and hand in reports of one’s own areas"),
    "progress.report_observation",
)
REVIEW = Scope(
    "observations:review",
    gettext_lazy("Approve and return reports"),
    "progress.review_observation",
)
SUBJECT = ("target", "statistic", "place", "area", "period")


def create(user, values):
    """A new draft; one that is there already is changed under its own key, not overwritten."""
    wanted = Observation(**{name: values[name] for name in SUBJECT if name in values})
    wanted.clean()
    wanted.complete()
    there = Observation.objects.open().filter(slot=wanted.slot).first()
    if there is not None:
        reviewing.demand(
            reviewing.may_report(user, there.area), _("You may report for your own areas only.")
        )
        raise ValidationError(
            _("There is a report of this already: change %(key)s.") % {"key": there.key},
            code="open",
        )
    return reviewing.save_draft(user, **values)


def change(user, row, values):
    """Change a draft or what was returned; what it is about stays."""
    refuse_locked(row)
    moved = [name for name in SUBJECT if name in values and values[name] != getattr(row, name)]
    if moved:
        raise ValidationError(dict.fromkeys(moved, _("This stays; make a new report instead.")))
    subject = {name: getattr(row, name) for name in SUBJECT}
    return reviewing.save_draft(user, **subject, **without(values, SUBJECT))


def without(values, names):
    """The values under other names."""
    return {name: value for name, value in values.items() if name not in names}


def refuse_locked(row):
    """`ValidationError` for what is being reviewed or approved, with what to do instead."""
    if row.state == Observation.State.APPROVED:
        raise ValidationError(
            _("%(period)s is approved and locked: begin a correction (“correct”) with a reason.")
            % {"period": row.period},
            code="locked",
        )
    if row.state == Observation.State.SUBMITTED:
        raise ValidationError(
            _("%(period)s has been handed in; it can be changed when it is returned.")
            % {"period": row.period},
            code="submitted",
        )


def submit(user, row):
    """Hand in."""
    return reviewing.submit(user, [row])[0]


def approve(user, row):
    """Approve."""
    return reviewing.approve(user, [row])[0]


def send_back(user, row, reason=""):
    """Return with a reason."""
    return reviewing.send_back(user, [row], reason)[0]


def correct(user, row, reason=""):
    """Begin a correction: the draft of the next version."""
    return reviewing.correct(user, row, reason)


def delete(user, row):
    """Delete a draft that was never handed in."""
    reviewing.withdraw(user, row)


register(
    "observations",
    Writing(
        scope=REPORT.name,
        fields=(*SUBJECT, *reviewing.VALUES),
        required=("period",),
        create=create,
        change=change,
        delete=delete,
        actions=(
            Action("submit", gettext_lazy("Hand in"), REPORT.name, submit, state="submitted"),
            Action("approve", gettext_lazy("Approve"), REVIEW.name, approve, state="approved"),
            Action(
                "return",
                gettext_lazy("Return with a reason"),
                REVIEW.name,
                send_back,
                fields=("reason",),
                state="returned",
            ),
            Action(
                "correct",
                gettext_lazy("Begin a correction with a reason"),
                REPORT.name,
                correct,
                fields=("reason",),
            ),
        ),
        example={
            "target": "retail-sales-urban",
            "area": "liaocheng",
            "period": "2025",
            "value": 1,
        },
    ),
    scopes=(REPORT, REVIEW),
)
