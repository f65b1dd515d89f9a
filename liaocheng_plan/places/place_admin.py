"""The admin of every kind of place: find, report the status, place on the map."""

from django import forms
from django.contrib import admin
from django.contrib.gis.db.models import GeometryField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.documents.record_admin import PlanRecordAdmin
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.organisation.roles import limited_areas

from .models import AreaBasis, Precision
from .widgets import PlaceGeometryWidget

WHERE = (
    "location_text",
    "roads",
    "area",
    "area_basis",
    "geometry",
    "location_precision",
    "location_error_m",
    "location_derivation",
)
REPORTED = ("status", "status_as_of", "status_note")


class PlaceForm(forms.ModelForm):
    """A position drawn by staff is `surveyed`, an area chosen by staff `assigned`."""

    def clean(self):
        """Fill in what follows from what was drawn or chosen, unless staff said otherwise."""
        data = super().clean()
        changed = set(self.changed_data)
        no_position = (Precision.AREA, Precision.UNLOCATED)
        if "geometry" in changed and "location_precision" not in changed:
            if data.get("geometry") is None:
                data["location_precision"] = (
                    Precision.AREA if data.get("area") else Precision.UNLOCATED
                )
                data["location_error_m"] = None
            elif data.get("location_precision") in (*no_position, Precision.SOURCE):
                data["location_precision"] = Precision.SURVEYED
        if "area" in changed and "area_basis" not in changed:
            data["area_basis"] = AreaBasis.ASSIGNED if data.get("area") else None
        if "status" in changed and "status_as_of" not in changed:
            data["status_as_of"] = timezone.localdate()
        return data


class AreaFilter(admin.SimpleListFilter):
    """By area, areas below it included."""

    title = _("area")
    parameter_name = "area"

    def lookups(self, request, model_admin):
        """City, districts, counties and functional zones, and “no area”."""
        shown = Area.objects.filter(kind__in=["district", "county", "functional_zone"])
        return [*shown.values_list("key", "name"), ("-", _("no area known"))]

    def queryset(self, request, queryset):
        """Filter by the area's subtree."""
        if self.value() == "-":
            return queryset.filter(area=None)
        if self.value():
            return queryset.in_areas(Area.objects.subtree_ids({self.value()}))
        return queryset


class PlaceAdmin(PlanRecordAdmin):
    """One base for all kinds of place; a district editor sees and changes the own areas only."""

    form = PlaceForm
    list_display = ("name", "area", "plan_action", "location_precision", "status", "clause_shown")
    list_editable = ("status",)
    always_stated = ("location_text", "roads", "plan_action")

    def get_queryset(self, request):
        """Own areas only, for a district editor."""
        queryset = super().get_queryset(request)
        allowed = limited_areas(request.user)
        return queryset if allowed is None else queryset.in_areas(allowed)

    def get_list_display(self, request):
        """Name, area, action, precision and the status to set."""
        return self.list_display

    def get_list_filter(self, request):
        """Area first, then what clerks look for."""
        own = [name for name in self.collection.filters if name != "plan_action"]
        return [AreaFilter, "status", "location_precision", "plan_action", *own]

    def all_names(self, obj):
        """Common fields of a place, then its own."""
        return ["key", "name", "plan_action", *REPORTED, *WHERE, *self.own_fields(obj)]

    def get_fieldsets(self, request, obj=None):
        """Status first: that is what is reported; then where, then what the plan states."""
        parts = (
            (None, ["key", "name", "plan_action"]),
            (_("Reported"), REPORTED),
            (_("Where it is"), WHERE),
            (_("In the plan"), self.own_fields(obj)),
        )
        return [
            (title, {"fields": self.as_shown(names, request, obj)})
            for title, names in parts
            if names
        ]

    def get_changelist_form(self, request, **kwargs):
        """The list's own form, so that a status set in the list gets its date too."""
        return StatusForm

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The map for the position."""
        if isinstance(db_field, GeometryField):
            kwargs["widget"] = PlaceGeometryWidget()
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        """A district editor assigns to the own areas only."""
        if db_field.name == "area":
            kwargs["queryset"] = Area.objects.without_boundary()
            allowed = limited_areas(request.user)
            if allowed is not None:
                kwargs["queryset"] = kwargs["queryset"].filter(pk__in=allowed)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class StatusForm(forms.ModelForm):
    """One row of a list: a new status is dated today."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "status" in self.fields:
            label = f"{self.instance._meta.get_field('status').verbose_name}：{self.instance}"
            self.fields["status"].widget.attrs["aria-label"] = label

    def save(self, commit=True):
        """Date the report."""
        if "status" in self.changed_data:
            self.instance.status_as_of = timezone.localdate()
        return super().save(commit)
