"""What staff type about coverage: a file with what it is, a rule to compute by."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaocheng_plan import coverage_results
from liaocheng_plan.imports.datums import Datum

from ..tasks.task_forms import DayField, KeyChoice
from . import reach_words


class DataForm(forms.Form):
    """A file of people, barriers, crossings or streets."""

    upload = forms.FileField(
        label=_("File"),
        help_text=_(
            "GeoPackage, shapefile in a .zip, GeoJSON; streets also as an OSM extract (.osm,"
            " .osm.pbf). At most 300 MB."
        ),
        widget=forms.FileInput(attrs={"accept": ".gpkg,.zip,.geojson,.json,.osm,.pbf"}),
    )
    kind = forms.ChoiceField(label=_("Kind of data"), choices=list(reach_words.KINDS.items()))
    name = forms.CharField(label=_("Name"), max_length=120)
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        help_text=_("Who made it; for example the survey office."),
    )
    as_of = DayField(label=_("As of"), required=True)
    datum = forms.ChoiceField(
        label=_("Datum of the positions"),
        choices=[("", _("choose")), *Datum.choices],
        help_text=_("GCJ-02 and BD-09 lie 500 m and 1,300 m off here; ask whoever made the file."),
    )
    layer = forms.CharField(
        label=_("Layer"),
        required=False,
        max_length=120,
        help_text=_("Only where the file has several."),
    )

    def clean_as_of(self):
        """A day that has come."""
        day = self.cleaned_data["as_of"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day


class StartForm(forms.Form):
    """By which rule to compute."""

    rule = KeyChoice(None, label=_("Rule"), required=True)

    def __init__(self, data=None, initial=None):
        super().__init__(data, initial=initial)
        rules = coverage_results.offer().rules()
        self.fields["rule"].queryset = rules
        self.fields["rule"].empty_label = None
