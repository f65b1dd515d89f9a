"""The only way a stated figure changes: as a correction, a ruling or an amendment.

The printed value stays visible beside the new one; who, when and why is kept with it.
"""

from copy import copy
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from liaocheng_plan import registry

from .loading import values as plain_values
from .models import LoadedRecord, StatedChange


def printed_value(record, name):
    """The value as last loaded from the fixtures, in plain form; None if it never was."""
    loaded = LoadedRecord.objects.filter(
        collection=registry.of(record).name, key=record.key
    ).first()
    return loaded.values.get(name) if loaded else None


def changes_of(record):
    """All changes of a record's stated fields, oldest first."""
    return StatedChange.objects.filter(
        content_type=ContentType.objects.get_for_model(record), object_id=record.pk
    ).select_related("user")


def as_printed(record):
    """A copy of a record with the figures that were printed, for showing; never to be saved."""
    found = copy(record)
    for name, change in record.off_print().items():
        field = record._meta.get_field(name)
        if not field.is_relation:
            setattr(found, name, field.to_python(change.printed))
    return found


@transaction.atomic
def change_stated(
    record,
    name,
    value,
    *,
    kind,
    reason,
    user,
    quote="",
    decision="",
    decided_on: date | None = None,
):
    """Change one stated field and log it; returns the `StatedChange`.

    Raises `ValidationError` by field: a correction needs the printed words, an amendment the
    decision and its date, each a reason, and the value must be new and valid for its field.
    """
    errors = missing_grounds(kind, reason, quote, decision, decided_on)
    if name not in record.STATED:
        errors["field"] = _("This field is not a stated one; edit it in the form.")
    if errors:
        raise ValidationError(errors)
    collection = registry.of(record).name
    previous = plain_values.current(record, collection, name)
    setattr(record, name, value)
    try:
        record.full_clean()
    except ValidationError as error:
        messages = error.message_dict.get(name, error.messages)
        raise ValidationError({"value": messages}) from error
    if plain_values.current(record, collection, name) == previous:
        raise ValidationError({"value": _("This is the value that already stands.")})
    record._change_reason = f"{StatedChange.Kind(kind).label}: {reason}"[:100]
    record.save()
    return StatedChange.objects.create(
        record=record,
        field=name,
        kind=kind,
        printed=printed_value(record, name),
        previous=previous,
        value=plain_values.current(record, collection, name),
        reason=reason,
        quote=quote,
        decision=decision,
        decided_on=decided_on,
        user=user,
    )


def missing_grounds(kind, reason, quote, decision, decided_on):
    """What a kind of change still lacks, by field."""
    errors = {}
    if kind not in StatedChange.Kind.values:
        errors["kind"] = _("Choose correction, ruling or amendment.")
    if not reason.strip():
        errors["reason"] = _("Give the reason.")
    if kind == StatedChange.Kind.CORRECTION and not quote.strip():
        errors["quote"] = _("Copy the printed words that carry the figure.")
    if kind == StatedChange.Kind.AMENDMENT:
        if not decision.strip():
            errors["decision"] = _("Name the decision that amends the plan.")
        if decided_on is None:
            errors["decided_on"] = _("Give the date of the decision.")
    return errors
