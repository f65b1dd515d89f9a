"""Errors as application/problem+json (RFC 9457): a stable code, the field, a sentence that helps.

Every answer that is no success has the members `type`, `title`, `status`, `detail`, `code`,
`errors` (a list of `{field, code, detail}`, mostly empty) and `instance` (the path asked for).
"""

import logging

from django.core.exceptions import SuspiciousOperation
from django.core.signals import got_request_exception
from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.exceptions import APIException, ParseError
from rest_framework.response import Response
from rest_framework.views import exception_handler, set_rollback

MEDIA_TYPE = "application/problem+json"
logger = logging.getLogger(__name__)

KINDS = {
    400: ("bad_request", _("Bad request"), _("The request is malformed.")),
    401: ("not_authenticated", _("Not signed in"), _("Sign in first.")),
    403: ("permission_denied", _("Not allowed"), _("You are not allowed to do this.")),
    404: (
        "not_found",
        _("Not found"),
        _("There is nothing at this address; /api/v1/ lists all collections."),
    ),
    405: (
        "method_not_allowed",
        _("Method not allowed"),
        _("This address is read-only: use GET, HEAD or OPTIONS."),
    ),
    406: (
        "not_acceptable",
        _("Not available in this format"),
        _("This address answers as %(formats)s."),
    ),
    415: (
        "unsupported_media_type",
        _("Format of the request not supported"),
        _("Send application/json."),
    ),
    429: ("throttled", _("Too many requests"), _("Try again in %(seconds)s seconds.")),
    500: (
        "internal_error",
        _("Internal error"),
        _("Something went wrong on our side and has been recorded; try again later."),
    ),
}


class Wrong(ValueError):
    """One wrong parameter: a stable code and a sentence that says how to mend it."""

    def __init__(self, code, detail):
        super().__init__(code)
        self.code, self.detail = code, detail


class BadParameters(APIException):
    """A request with wrong parameters; `errors` maps each parameter's name to its `Wrong`."""

    status_code = status.HTTP_400_BAD_REQUEST
    default_code = "bad_parameter"

    def __init__(self, errors: dict[str, Wrong]):
        super().__init__()
        self.errors = [
            {"field": field, "code": wrong.code, "detail": str(wrong.detail)}
            for field, wrong in errors.items()
        ]


def problem(exc, context):
    """DRF's exception handler: any exception of a view as a problem; nothing of it leaks."""
    if isinstance(exc, SuspiciousOperation):
        exc = ParseError()
    response = exception_handler(exc, context) or failure(exc, context)
    code, title, detail = KINDS.get(response.status_code, KINDS[500])
    detail = str(detail) % details(exc, context)
    errors = getattr(exc, "errors", [])
    if errors:
        code, detail = exc.default_code, " ".join(error["detail"] for error in errors)
    response.data = {
        "type": f"urn:liaocheng-plan:problem:{code}",
        "title": str(title),
        "status": response.status_code,
        "detail": detail,
        "code": code,
        "errors": errors,
        "instance": context["request"].path,
    }
    response.content_type = MEDIA_TYPE
    return response


def details(exc, context):
    """What the sentences of `KINDS` have blanks for."""
    renderers = getattr(context["view"], "renderer_classes", [])
    formats = dict.fromkeys(renderer.media_type for renderer in renderers)
    wait = getattr(exc, "wait", None)
    return {"formats": ", ".join(formats), "seconds": max(1, int(wait or 0))}


def failure(exc, context):
    """A 500 that says nothing of its cause; the log and whoever listens for failures know it."""
    request = getattr(context["request"], "_request", context["request"])
    logger.error("%s %s failed", request.method, request.path, exc_info=exc)
    got_request_exception.send(sender=None, request=request)
    set_rollback()
    return Response(status=status.HTTP_500_INTERNAL_SERVER_ERROR)
