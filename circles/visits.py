"""What staff found on the spot; a visit is evidence at once.

All raise `PermissionDenied` where role or area do not allow it, `ValidationError` by field.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan.progress.reach import require

from .access import may_edit
from .evidence import place_of
from .models import FormatConcept, FormatVisit


def kinds():
    """The kinds of business that a visit can be about."""
    return FormatConcept.objects.order_by("id")


def visits(circle):
    """What was found in a circle, latest first."""
    rows = FormatVisit.objects.filter(place=place_of(circle))
    return rows.select_related("concept", "visited_by")


def may_visit(user, circle):
    """Whether a person records visits here."""
    return may_edit(user, circle)


@transaction.atomic
def record(user, circle, *, concept, present, visited_on, note=""):
    """Keep that a kind of business is there on a day, or is not."""
    require(may_visit(user, circle))
    if visited_on > timezone.localdate():
        raise ValidationError({"visited_on": _("This day is still to come.")})
    visit = FormatVisit(
        place=place_of(circle),
        concept=concept,
        present=present,
        visited_on=visited_on,
        visited_by=user,
        note=note.strip(),
    )
    visit.full_clean()
    visit.save()
    return visit


def may_withdraw(user, visit):
    """Whether a person takes a visit back: the own one, on the day it was recorded."""
    today = timezone.localdate()
    return visit.visited_by_id == user.pk and timezone.localdate(visit.recorded_at) == today


@transaction.atomic
def withdraw(user, visit):
    """Delete an own visit of today; its history stays."""
    require(may_withdraw(user, visit))
    visit.delete()
