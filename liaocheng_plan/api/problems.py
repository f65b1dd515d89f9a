"""Errors as application/problem+json (RFC 9457): a stable code, the field, a sentence that helps.

Every answer that is no success has the members `type`, `title`, `status`, `detail`, `code`,
`errors` (a list of `{field, code, detail}`, mostly empty) and `instance` (the path asked for).
"""

from django.utils.translation import gettext_lazy as _
from rest_framework import status
from rest_framework.exceptions import APIException

MEDIA_TYPE = "application/problem+json"

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
        _("This address takes %(methods)s only."),
    ),
    406: (
        "not_acceptable",
        _("Not available in this format"),
        _("This address answers as %(formats)s."),
    ),
    409: (
        "conflict",
        _("Conflict"),
        _("The record is in a state that does not allow this."),
    ),
    412: (
        "precondition_failed",
        _("Changed meanwhile"),
        _("Somebody changed the record since you read it: read it again and repeat your change."),
    ),
    413: ("too_large", _("Too large"), _("Send less at once.")),
    415: (
        "unsupported_media_type",
        _("Format of the request not supported"),
        _("Send application/json."),
    ),
    422: ("invalid", _("Not valid"), _("Something in the request is not valid.")),
    428: (
        "precondition_required",
        _("Version missing"),
        _("Send the record’s ETag in the header If-Match."),
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


class Refused(APIException):
    """A request that is understood and not done.

    Without a code and a sentence of its own it has those of its status in `KINDS`. `errors` is a
    list of `{field, code, detail}`; their sentences together are the problem's.
    """

    def __init__(self, status_code, code="", sentence="", errors=()):
        super().__init__()
        usual_code, _title, usual_sentence = KINDS[status_code]
        self.status_code, self.code, self.errors = status_code, code or usual_code, list(errors)
        together = " ".join(dict.fromkeys(error["detail"] for error in self.errors))
        self.sentence = sentence or together or usual_sentence


class BadParameters(Refused):
    """A request with wrong parameters; maps each parameter's name to its `Wrong`."""

    def __init__(self, wrong: dict[str, Wrong]):
        errors = [error(field, found.code, found.detail) for field, found in wrong.items()]
        super().__init__(status.HTTP_400_BAD_REQUEST, "bad_parameter", errors=errors)


def error(field, code, detail):
    """One entry of `errors`."""
    return {"field": field, "code": code, "detail": str(detail)}
