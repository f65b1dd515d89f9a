"""Reports in the admin: seen by role and area, changed by the rules of `reviewing` alone.

Nothing here types a state: drafts are saved, all else (handing in, review, correction) is done on
the report's page.
"""

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import ModelForm
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan.documents.record_admin import PlanRecordAdmin
from liaocheng_plan.organisation.roles import limited_areas

from . import reviewing
from .models import Observation

SUBJECT = ("target", "statistic", "place", "area", "period")
TYPED = ("value", "numerator", "denominator", "parts", "note")
SHOWN = ("name", "state", "version", "reported_at", "reporter", "approved_at", "return_reason")


class ObservationForm(ModelForm):
    """A draft; whether it may be saved is asked of `reviewing` while the form can still say so."""

    user = None

    def clean(self):
        """The rules' refusals stand beside the fields that they concern."""
        data = super().clean()
        if self.errors:
            return data
        try:
            with transaction.atomic():
                self.written(data)
                transaction.set_rollback(True)  # asked only; `save_model` does it
        except ValidationError as error:
            self.add_error(None, self.fitting(error))
        return data

    def written(self, data):
        """The draft, saved by the rules."""
        given = {name: data[name] for name in TYPED if name in data}
        if "parts" in given:
            given["parts"] = given["parts"] or []
        if self.instance.pk:
            return reviewing.change_draft(self.user, self.instance, **given)
        subject = {name: data.get(name) for name in SUBJECT}
        subject["place"] = subject["place"] or ""
        return reviewing.save_draft(self.user, **subject, **given)

    def fitting(self, error):
        """An error by field where the form has that field, else as sentences."""
        by_field = getattr(error, "error_dict", None)
        if by_field and set(by_field) <= set(self.fields):
            return error
        return ValidationError(error.messages)

    def _post_clean(self):
        """The model's own checks are made by the rules."""


class ObservationAdmin(PlanRecordAdmin):
    """Reports that a person may see; only drafts and returned ones of the own areas change."""

    form = ObservationForm

    def get_queryset(self, request):
        """Approved reports, and open ones that role and areas allow."""
        return super().get_queryset(request).visible_to(request.user)

    def get_list_display(self, request):
        """With state and version."""
        return ("name", "target", "statistic", "area", "period", "value", "state", "version")

    def get_fields(self, request, obj=None):
        """What is typed; of an existing report also what the rules have written."""
        if obj is None:
            return (*SUBJECT, *TYPED)
        return (*SHOWN, "go_on", *SUBJECT, *TYPED)

    def get_readonly_fields(self, request, obj=None):
        """A report keeps its subject, area and period; its state changes by steps alone."""
        return () if obj is None else (*SHOWN, "go_on", *SUBJECT)

    @admin.display(description=gettext_lazy("next step"))
    def go_on(self, obj):
        """The report's page: handing in, review, correction, versions."""
        url = reverse("observation", args=[obj.key])
        return format_html('<a href="{}">{}</a>', url, _("Hand in, review or correct"))

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form acts for the person who is signed in."""
        form = super().get_form(request, obj, change, **kwargs)
        return type(form.__name__, (form,), {"user": request.user})

    # --- who may do what --------------------------------------------------------------------
    def has_add_permission(self, request):
        """Who reports for areas."""
        return request.user.has_perm("progress.report_observation")

    def has_view_permission(self, request, obj=None):
        """Nobody sees another area's draft, in its history either."""
        return super().has_view_permission(request, obj) and self.sees(request.user, obj)

    def has_change_permission(self, request, obj=None):
        """Drafts and returned reports of the own areas."""
        if obj is None:
            return super().has_change_permission(request)
        editable = obj.state in (Observation.State.DRAFT, Observation.State.RETURNED)
        return editable and reviewing.may_report(request.user, obj.area)

    def has_delete_permission(self, request, obj=None):
        """Never here: a draft is withdrawn on its page, all else is kept."""
        return False

    def sees(self, user, obj):
        """Whether a report is approved, or open and within the user's reach."""
        if obj is None or obj.state == Observation.State.APPROVED:
            return True
        return self.reaches(user, obj)

    def reaches(self, user, obj):
        """Whether a user may see what is not approved of an area."""
        areas = limited_areas(user)
        allowed = user.has_perm("progress.view_unapproved")
        return allowed and (areas is None or obj.area_id in areas)

    def has_view_history_or_change_history_permission(self, request, obj=None):
        """The history of an approved report holds its drafts."""
        allowed = super().has_view_history_or_change_history_permission(request, obj)
        return allowed and (obj is None or self.reaches(request.user, obj))

    def save_model(self, request, obj, form, change):
        """Save the draft by the rules, which the form has asked already."""
        obj.__dict__.update(form.written(form.cleaned_data).__dict__)
