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

from . import reviewing, standing, telling, typed
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
    def place_name(self):
        """The circle with its printed number, since names repeat; a target's printed scope."""
        if self.circle is None:
            return self.subject.scope
        return f"{self.circle.name}（{self.circle.number}）"

    @property
    def given(self):
        """The value that the form shows: this round's, else last time's."""
        return self.report or self.before

    @property
    def stamp(self):
        """The fingerprint of this round's report: it changes when somebody saves other values."""
        return typed.stamp(typed.values_of(self.report))

    @property
    def inputs(self):
        """What is typed: `value`, `numerator` and `denominator`, or `part:` and a part's label."""
        if self.circle is not None:
            return ("value",)
        return inputs_of(self.subject)

    @property
    def locked(self):
        """Whether the line can no longer be typed into: handed in or approved."""
        return self.report is not None and self.report.state in ("submitted", "approved")


def inputs_of(target):
    """What is typed to report a target; a whole that reports a ratio may know the ratio alone."""
    if target.parts and (target.value is None or target.direction == "composition"):
        return tuple(f"part:{part['label']}" for part in target.parts)
    if target.aggregation == "ratio_of_sums":
        shares = ("numerator", "denominator")
        return shares if standing.units(target) else ("value", *shares)
    return ("value",)


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
    silent = [area.name for area in areas if not asked_of(made, area, judged=False)]
    if silent:
        raise ValidationError(
            {"areas": _("Nothing would be asked of: %(areas)s.") % {"areas": "、".join(silent)}}
        )
    telling.round_opened(made)
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


def asked_of(round_, area, judged=True):
    """The lines of an area's form, with this round's and last time's reports, in few queries.

    What is only written needs no target that can be judged (`judged=False`), which costs less.
    """
    rows = round_.targets.for_lists() if judged else round_.targets.with_areas()
    asked = {asked.pk for asked in round_.areas.all()}
    targets = [target for target in rows if asks(target, area, asked)]
    statistics = list(round_.statistics.all())
    circles = circles_of(area, round_) if statistics else {}
    wanted = [(target, None) for target in targets]
    for statistic in statistics:
        wanted += [
            (statistic, circle)
            for name in statistic.collections
            for circle in circles.get(name, ())
        ]
    lines = [Line(subject, area, circle) for subject, circle in wanted]
    return with_reports(round_, area, lines)


def asks(target, area, asked):
    """Whether a target is asked of an area: of its parts, else of its only area, else the city.

    `asked` are the ids of all areas of the round.
    """
    parts = standing.units(target)
    if parts:
        return area.pk in {part.pk for part in parts}
    own = [a.pk for a in target.areas.all()]
    if len(own) == 1 and own[0] in asked:
        return area.pk == own[0]
    return area.kind == Area.Kind.CITY


def line_of(report):
    """The line of a single report, beside the version it corrects or the latest one before it."""
    targets = type(report.target).objects.for_lists() if report.target_id else None
    subject = targets.get(pk=report.target_id) if targets is not None else report.statistic
    before = report.replaces
    if before is None:
        same = Observation.objects.filter(
            target=report.target_id, statistic=report.statistic_id, place=report.place
        )
        past = same.filter(area=report.area_id, period_end__lt=report.period_end)
        before = past.standing().order_by("period_end").last()
    return Line(subject, report.area, circle_at(report.place), report, before)


def circle_at(place):
    """The circle that `collection/key` names; None for a target's empty place."""
    name, _slash, key = place.partition("/")
    return registry.get(name).model.objects.get(key=key) if key else None


def circles_of(area, round_):
    """`{collection: circles}` in an area and below it, without those that a part of it is asked."""
    inside = Area.objects.subtree_ids({area.key})
    parts = {a.key for a in round_.areas.all() if a.pk in inside and a.pk != area.pk}
    inside -= Area.objects.subtree_ids(parts) if parts else set()
    return {
        name: list(registry.get(name).model.objects.in_areas(inside).order_by("number", "id"))
        for name in ("living-circles", "pilot-circles")
        if name in {c.name for c in registry.collections()}
    }


def with_reports(round_, area, lines):
    """The same lines with this round's report and the latest approved one before it."""
    own = Observation.objects.filter(area=area).for_forms()
    current = own.filter(period=round_.period, superseded_at=None).order_by("version")
    now = {key_of(row): row for row in current}
    past = own.standing().filter(period_end__lt=round_.span.last)
    before = {key_of(row): row for row in past.latest_of_each()}
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
def save_form(user, round_, area, values, stamps=None):
    """Save `{slot: {value, note, …}}` of a form as drafts; returns the changed reports.

    Lines whose values are as they were cost no row. `stamps` (`{slot: Line.stamp}` as they were
    when the form was shown) guard what somebody else saved meanwhile: a line that was not touched
    is left alone, one that both changed is refused. Raises
    `ValidationError` as `{slot: messages}`, with nothing saved, for such lines, for values that
    cannot be, a slot that the round does not ask for, or a round that is closed.
    """
    refuse_closed(round_)
    lines = {line.slot: line for line in asked_of(round_, area, judged=False)}
    errors = {slot: [_("The round does not ask for this.")] for slot in set(values) - set(lines)}
    saved = []
    for slot, line in lines.items():
        given = values.get(slot)
        if given is None or unchanged(line, given) or untouched(given, stamps, slot):
            continue
        try:
            refuse_conflict(user, line, stamps)
            saved.append(save_line(user, round_, line, given))
        except ValidationError as error:
            errors[slot] = error.messages
    if errors:
        raise ValidationError(errors)
    begin(round_, area, saved)
    return saved


def refuse_closed(round_):
    """`ValidationError` where the round no longer takes anything."""
    if round_.closed_at is not None:
        raise ValidationError(_("The round is closed."), code="closed")


def untouched(given, stamps, slot):
    """Whether a line says what its form showed in the first place."""
    return stamps is not None and stamps.get(slot) == typed.stamp(given)


def refuse_conflict(user, line, stamps):
    """`ValidationError` where somebody else saved a line since the form was shown."""
    if stamps is None or line.report is None or line.report.reporter_id == user.pk:
        return
    if stamps.get(line.slot, "") != line.stamp:
        raise ValidationError(
            _("%(who)s has saved another value meanwhile; save again to use yours.")
            % {"who": line.report.reporter or _("Somebody else")},
            code="conflict",
        )


def begin(round_, area, saved):
    """A form with a first draft is no longer merely awaited."""
    if saved:
        awaited = round_.submissions.filter(area=area, state=Submission.State.AWAITED)
        awaited.update(state=Submission.State.DRAFT)


def unchanged(line, given):
    """Whether a line's own report already says exactly this."""
    return typed.stamp({**typed.values_of(line.report), **given}) == line.stamp


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


def carry_over(user, round_, area, slot=None):
    """Take last time's figures over into every line that says nothing yet, or into one (`slot`).

    Returns the new drafts. Notes belong to their period and stay behind.
    """
    values = {
        line.slot: {**typed.values_of(line.before), "note": ""}
        for line in asked_of(round_, area, judged=False)
        if may_carry(line, slot)
    }
    return save_form(user, round_, area, values)


def may_carry(line, slot):
    """Whether last time's figures go into a line: into the named one, else where none are yet."""
    if line.before is None or line.locked:
        return False
    if slot is not None:
        return line.slot == slot
    return line.report is None or reviewing.is_empty(line.report)


@transaction.atomic
def hand_in(user, round_, area):
    """Submit all drafts of a form; `ValidationError` as `{slot: messages}` names what is empty."""
    refuse_closed(round_)
    lines = asked_of(round_, area, judged=False)
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
    return rows.of_areas(limited_areas(user))
