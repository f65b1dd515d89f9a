"""Saying what a file means: which heading is which field, which word is which business type.

People raise `PermissionDenied` where role or area do not allow it, `ValidationError` for what
cannot hold or comes too late. The file is then checked anew by what they said.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from circles.models import BusinessType, OutletImport
from liaocheng_plan.imports.refusing import FileRefused, sentence
from liaocheng_plan.organisation.roles import limited_areas
from liaocheng_plan.progress.reach import require

from . import choices, columns, runs
from .choices import Kind

State = OutletImport.State
MENDABLE = (State.MAPPING, State.READY, State.FAILED, State.REFUSED)


def may_choose_types(user):
    """Whether a person says which business type a word is: the bureau, for the whole city."""
    return runs.may_import(user) and limited_areas(user) is None


@transaction.atomic
def choose_columns(user, run, given):
    """Say which heading is which field, `{heading: field}`, "" to leave it out; check by it."""
    run = runs.locked(user, run, *MENDABLE)
    headings = [one["heading"] for one in run.headings]
    chosen = {name: given.get(name, "") for name in columns.nameable(headings)}
    refuse_columns(headings, chosen)
    choices.keep(run, Kind.COLUMNS, chosen, user)
    check_by_it(run)


def refuse_columns(headings, chosen):
    """Raise where the choice of fields cannot hold, saying how to mend it."""
    possible = {"", *(column.name for column in columns.fields_for(headings))}
    if not headings or not possible.issuperset(chosen.values()):
        raise ValidationError(_("Choose one of the fields for every column."))
    try:
        columns.recognised(headings, chosen)
    except FileRefused as error:
        raise ValidationError(refusal(error)) from error


def refusal(error):
    """A refusal of columns as whoever chooses them can mend it."""
    if error.code == "headings":
        return _(
            "No column is chosen for “%(column)s”, which is needed: choose the one that holds it,"
            " or cancel, add it to the file and send that."
        ) % {"column": columns.label_of(error.details["column"])}
    if error.code == "twice":
        return _(
            "“%(first)s” and “%(second)s” are chosen for the same field: leave one of them out."
        ) % {name: columns.called(heading) for name, heading in error.details.items()}
    return sentence(error.as_dict())


@transaction.atomic
def choose_types(user, run, given):
    """Say which business type words are, `{word: key}`: "" for unknown, None for undecided yet."""
    require(may_choose_types(user))
    run = runs.locked(user, run, State.READY)
    words = {word for word, _rows in run.type_words}
    known = set(BusinessType.objects.values_list("key", flat=True)) | {"", None}
    chosen = {word: key for word, key in given.items() if word in words}
    if not chosen or not known.issuperset(chosen.values()):
        raise ValidationError(_("Choose one of the business types."))
    choices.keep(run, Kind.TYPES, chosen, user)
    check_by_it(run)


def check_by_it(run):
    """Check the file anew."""
    run.state, run.refusal = State.CHECKING, None
    run.save()
    runs.queue("check", run)
