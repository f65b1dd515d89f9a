"""JSON that came in: what no database could keep is refused before anybody looks at it."""

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from .problems import Refused


class StrictJSONParser(JSONParser):
    """As DRF, without what later breaks: nesting without end, half characters, null bytes."""

    def parse(self, stream, media_type=None, parser_context=None):
        """The value; `Refused` with 400 where it cannot be read."""
        try:
            data = super().parse(stream, media_type, parser_context)
            sound = can_be_kept(data)
        except (ParseError, RecursionError):
            sound = False
        if not sound:
            detail = _(
                "The content is no JSON that can be read, or holds characters that no text has."
            )
            raise Refused(400, "malformed_json", detail)
        return data


def can_be_kept(value):
    """Whether all texts of a JSON value are whole and without null bytes."""
    if isinstance(value, str):
        return "\x00" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
    if isinstance(value, dict):
        return all(can_be_kept(name) and can_be_kept(part) for name, part in value.items())
    return all(map(can_be_kept, value)) if isinstance(value, list) else True
