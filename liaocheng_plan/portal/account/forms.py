"""The form for a new API token."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from liaocheng_plan import writing
from liaocheng_plan.api.models import Token

DAYS = (30, 90, 365)
MOST_IN_FORCE = 20


def durations():
    """How long a token may last, in days."""
    return [(days, ngettext("%(n)d day", "%(n)d days", days) % {"n": days}) for days in DAYS]


class TokenForm(forms.Form):
    """A name, what the token may do of what its owner may, and how long it lasts."""

    name = forms.CharField(
        label=_("What it is for"),
        max_length=60,
        help_text=_("For example the program or the computer that will use it."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"), widget=forms.CheckboxSelectMultiple
    )
    days = forms.TypedChoiceField(
        label=_("How long it lasts"),
        coerce=int,
        initial=90,
        choices=durations,
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["scopes"].choices = [
            (scope.name, scope.label) for scope in writing.scopes_for(user)
        ]

    def clean(self):
        """Nobody needs more than a few at once."""
        if Token.objects.in_force().filter(user=self.user).count() >= MOST_IN_FORCE:
            detail = _("You have %(number)d tokens in force; revoke one that is no longer used.")
            raise forms.ValidationError(detail % {"number": MOST_IN_FORCE}, code="too_many")
        return super().clean()

    def save(self):
        """`(token, text)`; the text is known only now."""
        return Token.objects.create(
            user=self.user,
            name=self.cleaned_data["name"],
            scopes=self.cleaned_data["scopes"],
            expiry=timedelta(days=self.cleaned_data["days"]),
        )
