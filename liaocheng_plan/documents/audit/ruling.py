"""Ruling on a finding: which reading counts, or that there is none to choose.

Where readings are of one quantity, the one that counts is then used.

The printed value stays beside the new one: every change goes through `stating.change_stated`.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan import registry
from liaocheng_plan.organisation import roles

from ..loading import values as plain_values
from ..models import AuditRuling, StatedChange
from ..stating import change_stated
from . import paths

Verdict = AuditRuling.Verdict


@transaction.atomic
def rule_on(finding, place, *, reason, user, verdict=Verdict.READING):
    """Let the reading at `place` count, or give another verdict; returns the `AuditRuling`.

    Raises `ValidationError` by field: there must be such a reading (or verdict) and a reason, and
    the finding must still stand. The last ruling counts; earlier ones stay in its history.
    """
    errors = faults(finding, place, reason, verdict)
    if errors:
        raise ValidationError(errors)
    chosen = finding.readings[place] if verdict == Verdict.READING else None
    changed = settle(finding, chosen, reason, user) if chosen and finding.settles else []
    made = AuditRuling.objects.create(
        finding=finding, verdict=verdict, reading=chosen, reason=reason, user=user
    )
    finding.ruling = {
        "verdict": str(verdict),
        "reading": place if chosen else None,
        "value": chosen["value"] if chosen else None,
        "reason": reason,
        "decided_on": timezone.localdate().isoformat(),
        "decided_by": role_of(user),
        "changed": changed,
    }
    finding._change_reason = StatedChange.Kind.RULING.label[:100]
    finding.save()
    return made


def faults(finding, place, reason, verdict):
    """What keeps a ruling from being made, by field."""
    errors = {}
    known = verdict in Verdict.values
    there = isinstance(place, int) and 0 <= place < len(finding.readings)
    if not known or (verdict == Verdict.READING and not there):
        errors["reading"] = _("Choose the reading that counts, or another ruling.")
    elif verdict == Verdict.READING and finding.readings[place].get("input"):
        errors["reading"] = _("This figure is only calculated with; it is no reading to choose.")
    if not reason.strip():
        errors["reason"] = _("Give the reason.")
    if finding.gone_at or finding.kind == finding.Kind.HOLDS:
        errors["reading"] = _("There is nothing to decide: this finding does not arise.")
    return errors


def role_of(user):
    """What kind of user rules; "" where nobody is known."""
    if user is None:
        return ""
    names = set(user.groups.values_list("name", flat=True))
    if user.is_superuser or roles.ADMINISTRATOR in names:
        return "administrator"
    return "bureau_editor" if roles.BUREAU_EDITOR in names else "other"


def settle(finding, chosen, reason, user):
    """Give every stated figure among the readings the value that counts; returns what changed."""
    changed = []
    for reading in finding.readings:
        if reading.get("input") or not reading.get("record") or not reading.get("field"):
            continue
        if set_figure(reading, chosen["value"], reason, user):
            changed.append({"record": reading["record"], "field": reading["field"]})
    return changed


def set_figure(reading, value, reason, user):
    """Bring one stated figure to a value; whether that was a change."""
    name, _slash, key = reading["record"].partition("/")
    field, _dot, rest = reading["field"].partition(".")
    model = registry.get(name).model
    record = model.objects.filter(key=key).first()
    if record is None or field not in model.STATED:
        return False
    now = plain_values.current(record, name, field)
    wanted = paths.replaced(now, rest, number_like(now, rest, value)) if rest else value
    if plain_values.plain(wanted) == now or same_number(wanted, now):
        return False
    change_stated(record, field, wanted, kind=StatedChange.Kind.RULING, reason=reason, user=user)
    return True


def same_number(one, other):
    """Whether two plain values are one number, as text or not."""
    try:
        return plain_values.plain_number(one) == plain_values.plain_number(other)
    except (ArithmeticError, TypeError, ValueError):
        return False


def number_like(holder, path, value):
    """The value as the number that a structured field holds there."""
    return plain_values.plain_number(value) if not isinstance(value, list | dict) else value
