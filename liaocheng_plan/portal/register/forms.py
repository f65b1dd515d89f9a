"""What staff say of a file that they import."""

from django import forms
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.imports.datums import Datum

from ..tasks.task_forms import DayField


class ImportForm(forms.Form):
    """A file, who made it, as of when, and in which datum: this is asked and has no default."""

    upload = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.geojson,.json"}),
        help_text=_(
            "xlsx, csv or GeoJSON; columns are found by their headings, others are asked for"
        ),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=200,
        widget=forms.TextInput(attrs={"list": "sources", "autocomplete": "off"}),
        help_text=_("who made the list; write it the same way every time"),
    )
    as_of = DayField(label=_("As of"), required=True, help_text=_("the day the list stands for"))
    datum = forms.ChoiceField(
        label=_("Datum of the coordinates"),
        choices=Datum.choices,
        widget=forms.RadioSelect,
        help_text=_("ask the source; a wrong one puts every outlet 500 to 1,300 m off"),
    )
