"""The form that changes one stated figure."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .fields import column
from .models import StatedChange
from .showing import readable
from .stating import change_stated


class StatedChangeForm(forms.ModelForm):
    """Field, new value and grounds; valid means changed (`form.change` is the log entry)."""

    class Meta:
        model = StatedChange
        fields = ["field", "kind", "quote", "decision", "decided_on", "reason"]
        widgets = {
            "decided_on": forms.DateInput(attrs={"type": "date"}),
            "reason": forms.Textarea(attrs={"rows": 3}),
        }

    field_order = ["field", "value", "kind", "quote", "decision", "decided_on", "reason"]
    field = forms.ChoiceField(label=_("Which figure"))
    value = forms.CharField(
        label=_("New value"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Empty for “not stated”; a list one item per line; structured values as JSON."),
    )

    def __init__(self, data=None, *, record, user):
        super().__init__(data)
        self.record, self.user, self.change = record, user, None
        self.fields["field"].choices = [
            (name, f"{self.label_of(name)}：{readable(getattr(record, name))}"[:120])
            for name in record.STATED
            if self.is_column(name)
        ]

    def is_column(self, name):
        """Whether a stated field is a plain column that can be typed."""
        field = column(self.record, name)
        return field is not None and not field.is_relation

    def label_of(self, name):
        """The field's name in the reader's language."""
        return self.record._meta.get_field(name).verbose_name

    def clean(self):
        """Read the value by its own field and make the change; errors name their field."""
        data = super().clean()
        if self.errors:
            return data
        name = data["field"]
        try:
            value = self.read(name, data["value"])
            self.change = change_stated(
                self.record,
                name,
                value,
                user=self.user,
                **{
                    part: data[part]
                    for part in ("kind", "reason", "quote", "decision", "decided_on")
                },
            )
        except ValidationError as error:
            self.add_error(None, error)
        return data

    def read(self, name, text):
        """The typed text as the column's value; raises `ValidationError` on `value`."""
        field = self.record._meta.get_field(name)
        formfield = field.formfield()
        try:
            value = formfield.clean(text.strip()) if formfield else field.to_python(text)
        except ValidationError as error:
            raise ValidationError({"value": error.messages}) from error
        return field.get_default() if value in (None, "") and not field.null else value

    def _post_clean(self):
        """Nothing is constructed here: `change_stated` writes the log entry."""
