"""The form that decides on a cited figure which a new edition words otherwise."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.models import CitationPlace
from liaocheng_plan.documents.texts import deciding


class DecisionForm(forms.Form):
    """Decision, grounds and, where the figure changes, value and words; valid means decided."""

    decision = forms.ChoiceField(label=_("Decision"), choices=CitationPlace.Decision.choices)
    value = forms.CharField(
        label=_("New value"), required=False, help_text=_("For a correction or an amendment.")
    )
    number = forms.CharField(
        label=_("Decision that amends the plan"),
        required=False,
        help_text=_("For an amendment."),
    )
    decided_on = forms.DateField(
        label=_("decided on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("For an amendment."),
    )
    quote = forms.CharField(
        label=_("Printed words of the new edition"),
        required=False,
        max_length=200,
        help_text=_("As printed in the section; left empty where they are no longer printed."),
    )
    reason = forms.CharField(label=_("Reason"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args, place, user=None, **kwargs):
        super().__init__(*args, auto_id=f"id_{place.pk}_%s", **kwargs)
        self.place, self.user = place, user

    def clean(self):
        """Take the decision; errors stand beside their field."""
        data = super().clean()
        if self.errors:
            return data
        try:
            deciding.decide(
                self.place,
                data["decision"],
                reason=data["reason"],
                user=self.user,
                value=self.typed_value(data),
                quote=data["quote"],
                number=data["number"],
                decided_on=data["decided_on"],
            )
        except ValidationError as error:
            self.add_error(None, error)
        return data

    def typed_value(self, data):
        """The typed value as the field's own; raises `ValidationError`."""
        if data["decision"] not in deciding.CHANGES:
            return None
        return deciding.read_value(self.place.citation, data["value"])
