"""What staff type into the file of a circle: its outlines, its statistics."""

import json

from django import forms
from django.contrib.gis.gdal import GDALException
from django.contrib.gis.geos import GEOSException, GEOSGeometry
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan import circle_files
from liaocheng_plan.imports.datums import Datum
from liaocheng_plan.places.widgets import AreaGeometryWidget
from liaocheng_plan.progress import typed
from liaocheng_plan.progress.periods import Period

from ..tasks.task_forms import DayField

LARGEST = 5_000_000
"""Bytes of a file with one outline; more is a file of something else."""


class OutlineForm(forms.Form):
    """One outline: drawn on the map or read from a GeoJSON file."""

    kind = forms.ChoiceField(widget=forms.HiddenInput)
    geometry = forms.CharField(
        label=gettext_lazy("Drawn on the map"), required=False, widget=AreaGeometryWidget
    )
    file = forms.FileField(
        label=gettext_lazy("Or a GeoJSON file"),
        required=False,
        help_text=gettext_lazy(
            "Longitude and latitude; areas only. It counts instead of what is drawn."
        ),
    )
    datum = forms.ChoiceField(
        label=gettext_lazy("Datum of the file"),
        choices=[("", "—"), *Datum.choices],
        required=False,
        help_text=gettext_lazy("Ask the source; a wrong one puts the outline 500 to 1,300 m off."),
    )
    source = forms.CharField(label=gettext_lazy("Source"), max_length=200)
    as_of = DayField(label=gettext_lazy("As of"), required=True)
    error_m = forms.IntegerField(
        label=gettext_lazy("May be off by (m)"), required=False, min_value=0, max_value=10_000
    )

    def __init__(self, data=None, files=None, *, initial=None, centre=None):
        super().__init__(data, files, prefix="outline", initial=initial)
        drawn = circle_files.offer().drawn
        self.fields["kind"].choices = [(kind, kind) for kind in drawn]
        if centre is not None:
            self.fields["geometry"].widget.centre = f"{centre.y} {centre.x}"

    def clean_geometry(self):
        """What was drawn, as a geometry; None for nothing."""
        text = self.cleaned_data["geometry"].strip()
        return read(text) if text else None

    def clean_file(self):
        """The areas of the file as one geometry; None for no file."""
        file = self.cleaned_data["file"]
        if file is None:
            return None
        if file.size > LARGEST:
            raise ValidationError(_("The file is larger than 5 MB: it holds more than an outline."))
        try:
            return together(json.loads(file.read().decode("utf-8-sig")))
        except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
            raise ValidationError(_("This is no GeoJSON: save the file as GeoJSON.")) from error

    def clean(self):
        """A file counts instead of what was drawn."""
        data = super().clean()
        file = data.pop("file", None)
        if file is None:
            return {**data, "datum": ""}
        if not data.get("datum"):
            self.add_error("datum", _("Say in which datum the file is."))
        return {**data, "geometry": file}


def read(text):
    """A geometry of GeoJSON text; `ValidationError` for anything else."""
    try:
        found = GEOSGeometry(text, srid=4326)
    except (GDALException, GEOSException, ValueError, TypeError) as error:
        raise ValidationError(_("This shape cannot be read; draw it again.")) from error
    if not found.empty and not found.valid:
        raise ValidationError(_("The shape crosses itself; draw it again."))
    return found


def together(data):
    """All geometries of a GeoJSON object as one; refuses another datum than WGS 84."""
    if not isinstance(data, dict):
        raise ValidationError(_("This is no GeoJSON: save the file as GeoJSON."))
    named = json.dumps(data.get("crs") or "")
    if data.get("crs") and not any(known in named for known in ("CRS84", "4326", "4490")):
        raise ValidationError(
            _("The file names another coordinate system; convert it to WGS 84 (EPSG:4326).")
        )
    features = data.get("features") if data.get("type") == "FeatureCollection" else [data]
    shapes = [f.get("geometry") if f.get("type") == "Feature" else f for f in features or ()]
    parts = [read(json.dumps(shape)) for shape in shapes if shape]
    if not parts:
        raise ValidationError(_("The file has no shape in it."))
    whole = parts[0]
    for part in parts[1:]:
        whole = whole.union(part)
    return whole


class StatisticsForm(forms.Form):
    """Figures of one circle for one period; what is left empty is not reported."""

    period = forms.CharField(
        label=gettext_lazy("Period"),
        max_length=8,
        help_text=gettext_lazy("2025, 2025-H1, 2025-Q3 or 2025-09"),
    )
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=250)

    def __init__(self, data=None, *, asked):
        super().__init__(data, prefix="report")
        self.asked = {f"value:{row.key}": row for row in asked}
        for name, row in self.asked.items():
            self.fields[name] = forms.CharField(
                label=f"{row.name}（{row.unit}）",
                required=False,
                max_length=24,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            )
        self.order_fields(["period", *self.asked, "note"])

    def clean_period(self):
        """The period in its one way of writing."""
        return Period.parse(self.cleaned_data["period"]).text

    def clean(self):
        """`values` as `{statistic: number}` of what was filled in."""
        data, values = super().clean(), {}
        for name, row in self.asked.items():
            try:
                number = typed.number(data.pop(name, "") or "")
            except ValidationError as error:
                self.add_error(name, error)
                continue
            if number is not None:
                values[row] = number
        return {**data, "values": values}
