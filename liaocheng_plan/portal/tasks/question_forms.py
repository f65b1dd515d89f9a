"""The forms that ask and answer."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .task_forms import of_areas, of_departments


class TextForm(forms.Form):
    """A text of some lines."""

    text = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class AskForm(TextForm):
    """A question, to an area, a department or whoever knows."""

    area = of_areas()
    department = of_departments(_("Department"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Please explain")


class AnswerForm(TextForm):
    """An answer."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Answer")
