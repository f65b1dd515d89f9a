"""Any exception of a view as the problem that the client gets; nothing of our inside leaks."""

import logging

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from rest_framework import status
from rest_framework.exceptions import ParseError
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

from .problems import KINDS, MEDIA_TYPE, Refused

logger = logging.getLogger(__name__)


def problem(exc, context):
    """DRF's exception handler."""
    exc = understood(exc)
    response = exception_handler(exc, context) or failure(exc, context)
    code, title, detail = KINDS.get(response.status_code, KINDS[500])
    code = getattr(exc, "code", code)
    response.data = {
        "type": f"urn:liaocheng-plan:problem:{code}",
        "title": str(title),
        "status": response.status_code,
        "detail": str(getattr(exc, "sentence", None) or detail % details(exc, context)),
        "code": code,
        "errors": getattr(exc, "errors", []),
        "instance": context["request"].path,
    }
    response.content_type = MEDIA_TYPE
    return response


def understood(exc):
    """An exception of Django's as one of DRF's."""
    if isinstance(exc, RequestDataTooBig):
        return Refused(status.HTTP_413_REQUEST_ENTITY_TOO_LARGE)
    return ParseError() if isinstance(exc, SuspiciousOperation) else exc


def details(exc, context):
    """What the sentences of `KINDS` have blanks for."""
    renderers = getattr(context["view"], "renderer_classes", [])
    formats = dict.fromkeys(renderer.media_type for renderer in renderers)
    wait = getattr(exc, "wait", None)
    methods = getattr(context["view"], "allowed_methods", [])
    return {
        "formats": ", ".join(formats),
        "methods": ", ".join(methods),
        "seconds": max(1, int(wait or 0)),
    }


def failure(exc, context):
    """A 500 that says nothing of its cause; the log and whoever listens for failures know it."""
    request = getattr(context["request"], "_request", context["request"])
    logger.error("%s %s failed", request.method, request.path, exc_info=exc)
    got_request_exception.send(sender=None, request=request)
    set_rollback()
    return Response(status=status.HTTP_500_INTERNAL_SERVER_ERROR)
