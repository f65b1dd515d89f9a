"""Ruling on a finding: which reading counts. Where readings are of one quantity, it is then used.

The printed value stays beside the new one: every change goes through `stating.change_stated`.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan import registry

from ..loading import values as plain_values
from ..models import AuditRuling, StatedChange
from ..stating import change_stated
from . import paths


@transaction.atomic
def rule_on(finding, place, *, reason, user):
    """Let the reading at `place` count; returns the `AuditRuling`.

    Raises `ValidationError` by field: there must be such a reading and a reason, and the finding
    must still stand. The last ruling counts; earlier ones stay in the finding's history.
    """
    errors = {}
    if not isinstance(place, int) or not 0 <= place < len(finding.readings):
        errors["reading"] = _("Choose the reading that counts.")
    if not reason.strip():
        errors["reason"] = _("Give the reason.")
    if finding.gone_at or finding.kind == finding.Kind.HOLDS:
        errors["reading"] = _("There is nothing to decide: this finding does not arise.")
    if errors:
        raise ValidationError(errors)
    chosen = finding.readings[place]
    changed = settle(finding, chosen, reason, user) if finding.settles else []
    made = AuditRuling.objects.create(finding=finding, reading=chosen, reason=reason, user=user)
    finding.ruling = {
        "reading": place,
        "value": chosen["value"],
        "reason": reason,
        "decided_on": timezone.localdate().isoformat(),
        "changed": changed,
    }
    finding._change_reason = StatedChange.Kind.RULING.label[:100]
    finding.save()
    return made


def settle(finding, chosen, reason, user):
    """Give every stated figure among the readings the value that counts; returns what changed."""
    changed = []
    for reading in finding.readings:
        if not reading.get("record") or not reading.get("field"):
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
