"""The form that opens a round."""

from itertools import groupby

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.organisation.models import Area
from liaocheng_plan.progress import rounds
from liaocheng_plan.progress.models import Statistic, Target
from liaocheng_plan.progress.periods import Period

ASKED = ("city", "district", "county", "functional_zone")
"""Kinds of areas that report; streets and communities report through their district."""


def choices(queryset):
    """Check boxes for records."""
    return forms.ModelMultipleChoiceField(
        queryset=queryset, required=False, widget=forms.CheckboxSelectMultiple
    )


class OpenRoundForm(forms.Form):
    """Period, due date, areas, and what is asked."""

    name = forms.CharField(label=_("Name"), max_length=120)
    period = forms.CharField(
        label=_("Period"), max_length=8, help_text=_("2025, 2025-H1, 2025-Q3 or 2025-09")
    )
    due_on = forms.DateField(label=_("Due on"), widget=forms.DateInput(attrs={"type": "date"}))
    areas = choices(Area.objects.none())
    everything = forms.BooleanField(label=_("All that people report"), required=False)
    targets = choices(Target.objects.none())
    statistics = choices(Statistic.objects.none())
    note = forms.CharField(
        label=_("What to mind"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        areas = Area.objects.without_boundary().filter(kind__in=ASKED)
        self.fields["areas"].queryset = areas
        self.fields["targets"].queryset = Target.objects.filter(measure="").order_by("theme", "id")
        self.fields["statistics"].queryset = Statistic.objects.all()

    def clean_period(self):
        """The period in its one way of writing."""
        return Period.parse(self.cleaned_data["period"]).text

    def clean_due_on(self):
        """Nobody can be late before being asked."""
        if self.cleaned_data["due_on"] < timezone.localdate():
            raise ValidationError(_("The due date has passed; choose today or a later day."))
        return self.cleaned_data["due_on"]

    def clean(self):
        """“All that people report” stands for every target and statistic."""
        data = super().clean()
        if data.get("everything"):
            for name in ("targets", "statistics"):
                data[name] = self.fields[name].queryset.all()
        return data

    def save(self, user):
        """Open the round; None, with errors on the fields, where the rules refuse it."""
        data = {k: v for k, v in self.cleaned_data.items() if k != "everything"}
        lists = {name: list(data.pop(name)) for name in ("areas", "targets", "statistics")}
        try:
            return rounds.open_round(user, **data, **lists)
        except ValidationError as error:
            self.add_error(None, error)
            return None

    # --- for the template -------------------------------------------------------------------
    @property
    def area_boxes(self):
        """`(record, whether chosen)` of areas."""
        return self.boxes("areas")

    @property
    def statistic_boxes(self):
        """`(record, whether chosen)` of statistics."""
        return self.boxes("statistics")

    @property
    def target_groups(self):
        """`(theme, [(record, whether chosen)])`."""
        found = groupby(self.boxes("targets"), key=lambda box: box[0].get_theme_display())
        return [(theme, list(boxes)) for theme, boxes in found]

    def boxes(self, name):
        """The choices of a field with those that are chosen."""
        chosen = {str(value) for value in self[name].value() or ()}
        return [(row, str(row.pk) in chosen) for row in self.fields[name].queryset]
