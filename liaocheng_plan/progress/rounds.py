"""Rounds: opening one, what it asks of each area, and the form with last time's values."""

import uuid
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan import registry
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.organisation.roles import limited_areas

from . import reviewing, standing
from .models import Observation, Round, Submission
from .periods import Period


@dataclass(frozen=True)
class Line:
    """One line of an area's form: what is asked, this round's report, and last time's.

    `subject` is a target or a statistic; `circle` is the place of a statistic, else None.
    """

    subject: object
    area: Area
    circle: object | None = None
    report: Observation | None = None
    before: Observation | None = None

    @property
    def slot(self):
        """The name of the line in forms and workbooks: stable within a round and area."""
        place = f"~{registry.of(self.circle).name}~{self.circle.key}" if self.circle else ""
        return f"{registry.of(self.subject).name}~{self.subject.key}{place}"

    @property
    def place(self):
        """The circle as observations name it: `collection/key`, empty for a target."""
        return f"{registry.of(self.circle).name}/{self.circle.key}" if self.circle else ""

    @property
    def given(self):
        """The value that the form shows: this round's, else last time's."""
        return self.report or self.before

    @property
    def locked(self):
        """Whether the line can no longer be typed into: handed in or approved."""
        return self.report is not None and self.report.state in ("submitted", "approved")


@transaction.atomic
def open_round(user, *, name, period, due_on, areas, targets=(), statistics=(), note="", key=""):
    """Open a round with an awaited submission for each area; returns it.

    Raises `PermissionDenied`, or `ValidationError` by field: an unknown period, no area, nothing
    asked, a computed target, which nobody reports, or an area of which nothing would be asked.
    """
    if not user.has_perm("progress.open_round"):
        raise PermissionDenied(_("Only the bureau opens rounds."))
    check_round(period, areas, targets, statistics)
    made = Round.objects.create(
        key=key or f"round-{uuid.uuid4().hex[:8]}",
        name=name,
        period=Period.parse(period).text,
        due_on=due_on,
        note=note,
        opened_by=user,
    )
    made.areas.set(areas)
    made.targets.set(targets)
    made.statistics.set(statistics)
    Submission.objects.bulk_create(Submission(round=made, area=area) for area in areas)
    silent = [area.name for area in areas if not asked_of(made, area)]
    if silent:
        raise ValidationError(
            {"areas": _("Nothing would be asked of: %(areas)s.") % {"areas": "、".join(silent)}}
        )
    return made


def check_round(period, areas, targets, statistics):
    """`ValidationError` by field for a round that makes no sense."""
    errors = {}
    try:
        Period.parse(period)
    except ValidationError as error:
        errors["period"] = error.messages
    if not areas:
        errors["areas"] = _("Choose at least one area.")
    if not targets and not statistics:
        errors["targets"] = _("Choose at least one target or statistic.")
    computed = [target.name for target in targets if target.measure]
    if computed:
        errors["targets"] = _("Computed from records, nobody reports it: %(names)s.") % {
            "names": "、".join(computed)
        }
    if errors:
        raise ValidationError(errors)


@transaction.atomic
def close_round(user, round_):
    """Close a round: what is still missing stays missing."""
    if not user.has_perm("progress.open_round"):
        raise PermissionDenied(_("Only the bureau closes rounds."))
    round_.closed_at = round_.closed_at or timezone.now()
    round_.save()


def asked_of(round_, area):
    """The lines of an area's form, with this round's and last time's reports, in few queries."""
    targets = [target for target in round_.targets.for_lists() if asks(target, area, round_)]
    circles = circles_of(area) if round_.statistics.exists() else {}
    wanted = [(target, None) for target in targets]
    for statistic in round_.statistics.all():
        wanted += [
            (statistic, circle)
            for name in statistic.collections
            for circle in circles.get(name, ())
        ]
    lines = [Line(subject, area, circle) for subject, circle in wanted]
    return with_reports(round_, area, lines)


def asks(target, area, round_):
    """Whether a target is asked of an area: of its parts, else of its only area, else the city."""
    parts = standing.units(target)
    if parts:
        return area.pk in {part.pk for part in parts}
    own = [a.pk for a in target.areas.all()]
    asked = {a.pk for a in round_.areas.all()}
    if len(own) == 1 and own[0] in asked:
        return area.pk == own[0]
    return area.kind == Area.Kind.CITY


def circles_of(area):
    """`{collection: circles}` whose area is this one or below it."""
    inside = Area.objects.subtree_ids({area.key})
    return {
        name: list(registry.get(name).model.objects.in_areas(inside).order_by("number", "id"))
        for name in ("living-circles", "pilot-circles")
        if name in {c.name for c in registry.collections()}
    }


def with_reports(round_, area, lines):
    """The same lines with this round's report and the latest approved one before it."""
    own = Observation.objects.filter(area=area).select_related("target", "statistic", "area")
    now = {key_of(row): row for row in own.filter(period=round_.period, superseded_at=None)}
    past = own.standing().filter(period_end__lt=round_.span.last).order_by("period_end")
    before = {key_of(row): row for row in past}
    return [
        Line(
            line.subject,
            line.area,
            line.circle,
            now.get(key_of_line(line)),
            before.get(key_of_line(line)),
        )
        for line in lines
    ]


def key_of(row):
    """What a report is about."""
    return row.target_id, row.statistic_id, row.place


def key_of_line(line):
    """What a line is about."""
    if line.circle is None:
        return line.subject.pk, None, ""
    return None, line.subject.pk, line.place


@transaction.atomic
def save_form(user, round_, area, values):
    """Save `{slot: {value, note, …}}` of a form as drafts; returns the changed reports.

    Lines whose values are as they were cost no row. Raises `ValidationError` as
    `{slot: messages}`, with nothing saved, for values that cannot be, a slot that the round does
    not ask for, or a round that is closed.
    """
    if round_.closed_at is not None:
        raise ValidationError(_("The round is closed."))
    lines = {line.slot: line for line in asked_of(round_, area)}
    errors = {slot: [_("The round does not ask for this.")] for slot in set(values) - set(lines)}
    saved = []
    for slot, given in values.items():
        line = lines.get(slot)
        if line is None or unchanged(line, given):
            continue
        try:
            saved.append(save_line(user, round_, line, given))
        except ValidationError as error:
            errors[slot] = error.messages
    if errors:
        raise ValidationError(errors)
    submission = round_.submissions.get(area=area)
    if saved and submission.state == Submission.State.AWAITED:
        submission.state = Submission.State.DRAFT
        submission.save()
    return saved


def unchanged(line, given):
    """Whether a line's own report already says exactly this."""
    if line.report is None:
        return all(value in (None, "", []) for value in given.values())
    return all(getattr(line.report, name) == value for name, value in given.items())


def save_line(user, round_, line, given):
    """Save one line as a draft."""
    subject = {"target": line.subject} if line.circle is None else {"statistic": line.subject}
    return reviewing.save_draft(
        user,
        period=round_.period,
        area=line.area,
        place=line.place,
        round=round_,
        **subject,
        **given,
    )


def carry_over(user, round_, area):
    """Take last time's values over into every line without a report; returns the new drafts."""
    values = {
        line.slot: {name: getattr(line.before, name) for name in reviewing.VALUES}
        for line in asked_of(round_, area)
        if line.report is None and line.before is not None
    }
    return save_form(user, round_, area, values)


@transaction.atomic
def hand_in(user, round_, area):
    """Submit all drafts of a form; `ValidationError` as `{slot: messages}` names what is empty."""
    lines = asked_of(round_, area)
    empty = {
        line.slot: [_("Give a value, or write in the note why there is none.")]
        for line in lines
        if line.report is None or reviewing.is_empty(line.report)
    }
    if empty:
        raise ValidationError(empty)
    drafts = [line.report for line in lines if line.report.state in ("draft", "returned")]
    if not drafts:
        raise ValidationError(_("There is nothing to hand in: all is with the reviewer."))
    return reviewing.submit(user, drafts)


def visible_submissions(user, round_):
    """The submissions of a round that a user may see, with their areas."""
    rows = round_.submissions.select_related("area", "round").defer("area__boundary")
    allowed = limited_areas(user)
    return rows if allowed is None else rows.filter(area_id__in=allowed)
