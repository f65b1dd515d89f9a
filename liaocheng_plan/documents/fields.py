"""Lists in one column: short printed items, kept in printed order."""

from django import forms
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _


def column(model, name):
    """The editable field of that name, or None where the name is a property or not editable."""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if field.editable else None


def validate_words(value):
    """Raise `ValidationError` unless `value` is a list of non-empty strings."""
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise ValidationError(_("Give a list of short texts, one per line."), code="not_a_list")


class LinesField(forms.CharField):
    """A form field that shows a list one item per line and gives the list back."""

    widget = forms.Textarea(attrs={"rows": 4, "cols": 60})

    def prepare_value(self, value):
        """The list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value):
        """The lines as a list; blank lines are dropped."""
        return [line.strip() for line in (value or "").splitlines() if line.strip()]

    def has_changed(self, initial, data):
        """Compare as lists, so that white space is no change."""
        return (initial or []) != self.to_python(data)


class PlainChineseEncoder(DjangoJSONEncoder):
    """JSON with Chinese as such: SQLite keeps JSON as text, and a text search must find it."""

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "ensure_ascii": False})


class StructuredField(models.JSONField):
    """JSON in one column, stored so that both databases can search it as text."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("encoder", PlainChineseEncoder)
        super().__init__(*args, **kwargs)


class WordsField(StructuredField):
    """A list of short strings, e.g. road names or business formats as printed; never null."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, validate_words]

    def formfield(self, **kwargs):
        """One item per line."""
        return LinesField(
            **{
                "required": False,
                "label": kwargs.get("label") or self.verbose_name.capitalize(),
                "help_text": self.help_text or _("One item per line."),
            }
        )
