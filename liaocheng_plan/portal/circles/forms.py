"""What staff type about circles: a visit, a match."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaocheng_plan import gap_sheets

from ..tasks.task_forms import DayField, KeyChoice


class VisitForm(forms.Form):
    """What was found on the spot: a kind of business is there, or is not."""

    concept = KeyChoice(None, label=_("Kind of business"), required=True)
    present = forms.TypedChoiceField(
        label=_("Found"),
        choices=[("yes", _("present")), ("no", _("absent"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    visited_on = DayField(label=_("Visited on"), required=True)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=250, help_text=_("Internal: seen by staff.")
    )

    def __init__(self, data=None, *, concept=None):
        first = {"concept": concept and concept.key, "visited_on": timezone.localdate()}
        super().__init__(data, prefix="visit", initial=first)
        self.fields["concept"].queryset = gap_sheets.offer().kinds()


class MatchForm(forms.Form):
    """Which planned circle a pilot is: a key, `none`, or `open` to take it back."""

    chosen = forms.CharField(max_length=80)
    # Enter in a single line would press the form's first button.
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=250,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
