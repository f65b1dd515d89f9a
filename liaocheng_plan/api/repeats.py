"""Requests that may be sent twice: the `Idempotency-Key` header.

The same key with the same request is answered as the first time and does nothing again; with
another request it is refused. Only what succeeded is kept: a refused request may be mended and
sent again under its key.
"""

import json
from datetime import timedelta
from functools import wraps
from hashlib import sha256

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from .models import KeptAnswer
from .problems import Refused, error

HEADER = "Idempotency-Key"
LONGEST = 255
KEPT_FOR = timedelta(days=7)


def once(handler):
    """A method of a view that does its work in one transaction, and once per key."""

    @wraps(handler)
    def answer(view, request, *args, **kwargs):
        key = key_of(request)
        with transaction.atomic():
            if not key:
                return handler(view, request, *args, **kwargs)
            forget_old()
            kept, fresh = KeptAnswer.objects.get_or_create(
                user=request.user, key=key, defaults={"fingerprint": fingerprint(request)}
            )
            if not fresh:
                return replay(view, kept, request)
            response = handler(view, request, *args, **kwargs)
            keep(view, kept, response)
            return response

    return answer


def key_of(request):
    """The key that the client sent, or an empty text."""
    key = request.headers.get(HEADER, "").strip()
    if len(key) > LONGEST or not key.isprintable():
        detail = _("Use at most %(number)d printable characters.") % {"number": LONGEST}
        raise Refused(400, "bad_idempotency_key", errors=[error(HEADER, "too_long", detail)])
    return key


def fingerprint(request):
    """What makes two requests the same: method, path, version and content."""
    content = json.dumps(request.data, sort_keys=True)
    parts = (request.method, request.path, request.headers.get("If-Match", ""), content)
    return sha256("\n".join(parts).encode()).hexdigest()


def forget_old():
    """Answers are kept for a week; whoever comes next takes the old ones away."""
    KeptAnswer.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).delete()


def keep(view, kept, response):
    """Remember an answer."""
    kept.status, kept.version = response.status_code, view.version or ""
    kept.location = response.headers.get("Location", "")
    kept.body = "" if response.data is None else JSONRenderer().render(response.data).decode()
    kept.save()


def replay(view, kept, request):
    """The kept answer; a different request under the same key is refused."""
    if kept.fingerprint != fingerprint(request):
        detail = _("This Idempotency-Key was used for another request; take a new one.")
        raise Refused(422, "idempotency_key_reused", detail)
    view.version = kept.version
    headers = {"Idempotency-Replayed": "true"}
    if kept.location:
        headers["Location"] = kept.location
    return Response(json.loads(kept.body) if kept.body else None, kept.status, headers=headers)
