"""Writing and reading the bureau's explanations of targets."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .models import Explanation

LONGEST = 2000


def may_explain(user):
    """Whether a user writes explanations: the bureau's editors."""
    return user.has_perm("progress.explain_target")


@transaction.atomic
def explain(user, target, text):
    """Write, change or (by an empty text) take back the explanation of a target.

    Raises `PermissionDenied`, or `ValidationError` by field for a text that is too long.
    """
    if not may_explain(user):
        raise PermissionDenied(_("Only bureau editors explain results."))
    text = text.replace("\x00", "").strip()
    if len(text) > LONGEST:
        message = _("At most %(most)d characters; these are %(number)d.")
        raise ValidationError({"text": message % {"most": LONGEST, "number": len(text)}})
    found = Explanation.objects.select_for_update().filter(target=target).first()
    if not text:
        if found:
            found.delete()
        return None
    found = found or Explanation(target=target)
    found.text, found.written_by = text, user
    found.save()
    return found


def texts(at=None):
    """`{target id: explanation}` as they stand, or as they stood at an aware datetime.

    One that was written later was not yet known, so it is not shown.
    """
    rows = Explanation.objects.all() if at is None else Explanation.history.as_of(at)
    return {row.target_id: row for row in rows}
