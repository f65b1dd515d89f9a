"""The life of a report: draft, submitted, returned or approved; corrected in a new version.

Pages, workbook, admin and API all go through these functions. Each checks who may do it, works in
one transaction and raises `PermissionDenied` or `ValidationError` (by field) with nothing changed.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan.organisation.roles import limited_areas

from . import subjects, telling
from .models import Observation, ReviewEvent, Submission
from .typed import VALUES

State = Observation.State


def may_report(user, area):
    """Whether a user may type values of an area (None: the whole scope, the bureau's own)."""
    if not user.has_perm("progress.report_observation"):
        return False
    allowed = limited_areas(user)
    return allowed is None or (area is not None and area.pk in allowed)


def may_review(user):
    """Whether a user may approve and return reports."""
    return user.has_perm("progress.review_observation")


def demand(allowed, message):
    """Raise `PermissionDenied` with a sentence for the reader unless allowed."""
    if not allowed:
        raise PermissionDenied(message)


@transaction.atomic
def save_draft(user, *, period, target=None, statistic=None, place="", area=None, **values):
    """Write or change the open report of one subject, area and period; returns it.

    A submitted report is being reviewed and an approved one is locked: both are refused with what
    to do instead. A returned one becomes a draft again.
    """
    demand(may_report(user, area), _("You may report for your own areas only."))
    row = Observation(
        target=target, statistic=statistic, place=place, area=area, period=period, reporter=user
    )
    row.clean()
    subjects.check(row)
    row.complete()
    row = open_report(row)
    unknown = set(values) - {*VALUES, "round", "source"}
    if unknown:
        raise ValidationError(dict.fromkeys(unknown, _("This cannot be reported.")))
    for name, value in values.items():
        setattr(row, name, value)
    return keep(row, user)


def change_draft(user, row, **values):
    """Change the values of a draft or a returned report; as `save_draft`."""
    names = ("period", "target", "statistic", "place", "area")
    return save_draft(user, **{name: getattr(row, name) for name in names}, **values)


def open_report(row):
    """The open report in the same place, the given new one, or `ValidationError` if locked."""
    same = Observation.objects.select_for_update(of=("self",)).filter(slot=row.slot)
    found = same.open().first()
    if found is None and same.standing().exists():
        raise ValidationError(
            _("%(period)s is approved and locked; begin a correction to change it.")
            % {"period": row.period},
            code="locked",
        )
    if found is not None and found.state == State.SUBMITTED:
        raise ValidationError(
            _("%(period)s has been handed in; it can be changed when it is returned.")
            % {"period": row.period},
            code="submitted",
        )
    return found or row


def keep(row, user):
    """Save a draft after checking what it says."""
    row.reporter, row.state, row.reported_at = user, State.DRAFT, timezone.now()
    check_values(row)
    row.complete()
    row.full_clean(exclude=["key", "name"])
    row._history_user = user
    row.save()
    return row


def check_values(row):
    """`ValidationError` by field: parts that the target does not have, a denominator of 0."""
    errors = {}
    if row.denominator is not None and row.denominator <= 0:
        errors["denominator"] = _("The denominator must be more than 0.")
    if (row.numerator is None) != (row.denominator is None):
        errors["numerator"] = _("Give numerator and denominator, or neither.")
    if row.statistic_id and row.value is not None and not 0 <= row.value <= most(row.statistic):
        errors["value"] = _("Give a figure from 0, a share up to 100.")
    known = {part["label"] for part in row.target.parts} if row.target_id else set()
    strange = [part.get("label") for part in row.parts if part.get("label") not in known]
    if strange:
        errors["parts"] = _("The target has no part “%(label)s”.") % {"label": strange[0]}
    if errors:
        raise ValidationError(errors)


def most(statistic):
    """The largest value a statistic can have."""
    return 100 if statistic.unit == "%" else float("inf")


def is_empty(row):
    """Whether a draft says nothing, not even why: no value, no parts, no note."""
    return row.value is None and row.numerator is None and not row.parts and not row.note


def locked(rows):
    """The same rows, read anew and locked until the transaction ends."""
    ids = [row.pk for row in rows]
    return list(
        Observation.objects.select_for_update(of=("self",))
        .select_related("target", "area", "statistic", "round", "reporter")
        .filter(pk__in=ids)
        .order_by("id")
    )


@transaction.atomic
def submit(user, rows):
    """Hand drafts in for review; returns them. A missing value needs a note that says why."""
    rows = locked(rows)
    for row in rows:
        demand(may_report(user, row.area), _("You may report for your own areas only."))
        if row.state not in (State.DRAFT, State.RETURNED):
            raise ValidationError(
                _("“%(name)s” is not a draft.") % {"name": row.name}, code="state"
            )
        if is_empty(row):
            raise ValidationError(
                _("“%(name)s”: give a value, or write in the note why there is none.")
                % {"name": row.name},
                code="empty",
            )
    return moved(user, rows, State.SUBMITTED, ReviewEvent.Action.SUBMITTED)


@transaction.atomic
def approve(user, rows):
    """Approve submitted reports: they count and are locked; corrections replace what stood."""
    demand(may_review(user), _("Only a reviewer approves reports."))
    rows, now = reviewable(user, rows), timezone.now()
    for row in rows:
        same = Observation.objects.filter(slot=row.slot).standing().exclude(pk=row.pk)
        for standing in same.select_for_update(of=("self",)):
            standing.superseded_at = now
            standing.save()
        row.approved_at, row.approved_by = now, user
    return moved(user, rows, State.APPROVED, ReviewEvent.Action.APPROVED)


@transaction.atomic
def send_back(user, rows, reason):
    """Return submitted reports to their area with a reason."""
    demand(may_review(user), _("Only a reviewer returns reports."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say what has to be mended.")})
    rows = reviewable(user, rows)
    for row in rows:
        row.return_reason = reason.strip()
    return moved(user, rows, State.RETURNED, ReviewEvent.Action.RETURNED, reason.strip())


def reviewable(user, rows):
    """Locked rows that are submitted, and by somebody else: nobody approves the own report."""
    rows = locked(rows)
    for row in rows:
        if row.state != State.SUBMITTED:
            raise ValidationError(
                _("“%(name)s” has not been handed in.") % {"name": row.name}, code="state"
            )
        demand(row.reporter_id != user.pk, _("Nobody reviews the own report."))
    return rows


def moved(user, rows, state, action, reason=""):
    """Save rows in their new state with one event each, and bring their submissions in line."""
    for row in rows:
        row.state = state
        row._history_user = user
        row._change_reason = reason[:100] or None
        row.save()
        ReviewEvent.objects.create(observation=row, action=action, reason=reason, user=user)
    for round_id, area_id in {(r.round_id, r.area_id) for r in rows if r.round_id}:
        submission = Submission.objects.filter(round_id=round_id, area_id=area_id).first()
        if submission is not None:
            settle(submission, user, action, reason)
    telling.reviewed(user, action, rows, reason)
    return rows


def settle(submission, user, action, reason):
    """Bring a submission in line with its rows; its first handing-in is kept for good."""
    states = set(
        Observation.objects.filter(round=submission.round_id, area=submission.area_id, version=1)
        .values_list("state", flat=True)
        .distinct()
    )
    order = (State.RETURNED, State.DRAFT, State.SUBMITTED, State.APPROVED)
    submission.state = next((str(s) for s in order if s in states), submission.state)
    now = timezone.now()
    if submission.state == State.SUBMITTED and action == ReviewEvent.Action.SUBMITTED:
        submission.submitted_at, submission.submitted_by = now, user
        submission.first_submitted_at = submission.first_submitted_at or now
    submission.approved_at = now if submission.state == State.APPROVED else None
    submission.save()
    latest = submission.events.order_by("-id").first()
    if latest is None or latest.action != action or (now - latest.at).total_seconds() > 1:
        ReviewEvent.objects.create(
            submission=submission, action=action, reason=reason, user=user, at=now
        )


@transaction.atomic
def correct(user, observation, reason, **values):
    """Begin a correction of an approved report: a draft of the next version, with a reason.

    The approved one stands until the correction is approved; then both are kept.
    """
    demand(may_report(user, observation.area), _("You may report for your own areas only."))
    if not reason.strip():
        raise ValidationError({"reason": _("Say why the approved value is corrected.")})
    observation = locked([observation])[0]
    if observation.state != State.APPROVED or observation.superseded_at is not None:
        raise ValidationError(
            _("Only the approved value that stands can be corrected."), code="state"
        )
    if Observation.objects.filter(slot=observation.slot).open().exists():
        raise ValidationError(_("A correction of this value is already under way."), code="open")
    names = ("round", "target", "statistic", "place", "area", "period", *VALUES)
    row = Observation(**{name: getattr(observation, name) for name in names})
    row.replaces, row.version = observation, observation.version + 1
    row.correction_reason = reason.strip()
    for name, value in values.items():
        setattr(row, name, value)
    row = keep(row, user)
    ReviewEvent.objects.create(
        observation=row, action=ReviewEvent.Action.CORRECTED, reason=reason.strip(), user=user
    )
    return row


@transaction.atomic
def withdraw(user, observation):
    """Delete an own draft that was never handed in; all else is kept."""
    row = locked([observation])[0]
    demand(may_report(user, row.area), _("You may report for your own areas only."))
    handed_in = row.events.filter(action=ReviewEvent.Action.SUBMITTED).exists()
    if row.state != State.DRAFT or handed_in:
        raise ValidationError(
            _("Only a draft that was never handed in can be deleted."), code="state"
        )
    row.delete()
