"""Keeping a report: the figures of a moment, each with its trace."""

import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from . import lineage, rules
from .models import Report, Target


def keep(user, title, at=None):
    """Keep the figures of all targets as they stand, or as they stood at an aware datetime.

    Raises `PermissionDenied`, or `ValidationError` by field for no title or a moment to come.
    """
    if not user.has_perm("progress.keep_report"):
        raise PermissionDenied(_("Only bureau editors keep reports."))
    now = timezone.now()
    errors = {}
    if not title.strip():
        errors["title"] = _("Give the report a title.")
    if at is not None and at > now:
        errors["known_at"] = _("This day is still to come.")
    if errors:
        raise ValidationError(errors)
    targets = Target.objects.for_lists(at=at)
    return Report.objects.create(
        key=f"report-{timezone.localtime(now):%Y%m%d}-{uuid.uuid4().hex[:6]}",
        title=title.strip(),
        known_at=at or now,
        made_at=now,
        made_by=user,
        rules_version=rules.VERSION,
        content=[lineage.trace(target) for target in targets],
    )
