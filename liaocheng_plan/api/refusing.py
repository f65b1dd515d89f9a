"""What the rules of a subject refuse, as a problem: their sentences, codes and fields."""

from contextlib import contextmanager

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.settings import api_settings

from liaocheng_plan import writing

from .problems import Refused, error


@contextmanager
def rules():
    """Turn what the subject's rules raise into `Refused`; nothing of it stays in the database."""
    try:
        with transaction.atomic():
            yield
    except serializers.ValidationError as wrong:
        raise Refused(422, "invalid", errors=list(flat(wrong.get_full_details()))) from wrong
    except ValidationError as wrong:
        raise refused(wrong) from wrong
    except PermissionDenied as denied:
        raise Refused(403, "permission_denied", str(denied)) from denied
    except (IntegrityError, ProtectedError) as clash:
        detail = _("Another record has the same, or depends on this one.")
        raise Refused(409, "conflict", detail) from clash


def refused(wrong):
    """A `ValidationError` of Django: 409 where it tells of the record's state, else 422."""
    fields = getattr(wrong, "error_dict", None) or {NON_FIELD_ERRORS: wrong.error_list}
    errors = [
        error("" if field == NON_FIELD_ERRORS else field, one.code or "invalid", one.messages[0])
        for field, found in fields.items()
        for one in found
    ]
    conflict = next((one["code"] for one in errors if one["code"] in writing.CONFLICTS), None)
    return Refused(409 if conflict else 422, conflict or "invalid", errors=errors)


def flat(details, path=()):
    """`{field, code, detail}` of DRF's nested details; a field inside another is `outer.inner`."""
    if isinstance(details, list):
        for detail in details:
            yield from flat(detail, path)
    elif set(details) == {"message", "code"}:
        yield error(".".join(map(str, path)), details["code"], details["message"])
    else:
        for name, detail in details.items():
            own = name == api_settings.NON_FIELD_ERRORS_KEY
            yield from flat(detail, path if own else (*path, name))
