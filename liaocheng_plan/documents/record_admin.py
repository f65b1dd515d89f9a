"""The admin of every kind of record: stated figures beside their citation, history, search."""

import json

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.admin import SimpleHistoryAdmin

from liaocheng_plan import registry

from . import stating
from .fields import WordsField, column
from .showing import readable
from .stated_form import StatedChangeForm


class Readable:
    """A read-only structured column as a person reads it: lists joined, parts named.

    The admin takes callables as read-only fields; this one answers to the column's name, so that
    its label and its citation stay.
    """

    def __init__(self, field):
        self.field, self.__name__ = field, field.name
        self.short_description = field.verbose_name

    def __call__(self, record):
        return readable(getattr(record, self.field.name))


class PlanRecordForm(forms.ModelForm):
    """A record's form; what depends on other records is validated when its own fields are right."""

    def _post_clean(self):
        super()._post_clean()
        if not self.errors:
            try:
                self.instance.clean_related()
            except ValidationError as error:
                self._update_errors(error)


class PlanRecordAdmin(SimpleHistoryAdmin):
    """One base for all kinds; what differs comes from the collection's declaration."""

    form = PlanRecordForm
    change_form_template = "admin/plan_change_form.html"
    object_history_list_template = "admin/plan_history.html"
    list_per_page = 60
    show_full_result_count = False
    save_on_top = False
    actions = None

    def __init__(self, model, admin_site):
        super().__init__(model, admin_site)
        self.readable = {
            field.name: Readable(field)
            for field in model._meta.fields
            if isinstance(field, models.JSONField)
        }

    @property
    def collection(self):
        """What the model's app declares of it."""
        return registry.of(self.model)

    def get_queryset(self, request):
        """With everything a list shows, in a fixed number of queries."""
        return super().get_queryset(request).for_lists()

    def get_search_fields(self, request):
        """Key, name and what the collection declares."""
        return ("name", "key", *self.collection.search)

    def get_list_display(self, request):
        """Name, what a list can be filtered by, and the clause."""
        return ("name", *self.collection.filters_shown(), "clause_shown")

    def get_list_filter(self, request):
        """The declared filters."""
        return [name for name in self.collection.filters if name != "section"]

    @admin.display(description=gettext_lazy("clause"))
    def clause_shown(self, record):
        """Where the record is written, or that staff added it."""
        return str(record.citation) if record.citation else _("added by staff")

    def get_fields(self, request, obj=None):
        """Key and name, then the declared fields; structured ones readable where read-only."""
        return self.as_shown(["key", "name", *self.own_fields(obj)], request, obj)

    def own_fields(self, obj):
        """The declared fields of the kind that its form can show."""
        hidden = {"key", "name", "issuers", "latest"}
        return [
            name
            for name in self.collection.fields
            if name not in hidden and self.is_shown(name, obj)
        ]

    def as_shown(self, names, request, obj):
        """Names, with the readable form of structured columns that are read-only here."""
        read_only = self.read_only_names(names, obj) if obj else ()
        return [self.readable.get(name, name) if name in read_only else name for name in names]

    def is_shown(self, name, obj):
        """Columns always; derived values once there is a record to derive them from."""
        return self.is_column(name) or obj is not None

    def is_column(self, name):
        """Whether a declared field is an editable column of the model."""
        return column(self.model, name) is not None

    def all_names(self, obj):
        """Every field of the form by name."""
        return ["key", "name", *self.own_fields(obj)]

    def read_only_names(self, names, obj):
        """Stated figures, the key once given, what is decided elsewhere and what is derived."""
        stated = {*obj.STATED, "name", *self.always_stated} if obj.is_stated() else set()
        fixed = {"key", *stated, *self.collection.decided}
        return {name for name in names if name in fixed or not self.is_column(name)}

    def get_readonly_fields(self, request, obj=None):
        """What cannot be typed here: see `read_only_names`."""
        if obj is None:
            return ()
        names = self.all_names(obj)
        read_only = self.read_only_names(names, obj)
        return self.as_shown([name for name in names if name in read_only], request, obj)

    always_stated = ()

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The citation stands beside each stated figure, as its help text."""
        if obj is not None:
            kwargs["help_texts"] = self.citation_texts(obj)
        return super().get_form(request, obj, change, **kwargs)

    def citation_texts(self, obj):
        """`{field: clause and printed words}` for every stated field with a value."""
        texts = {}
        for name in ("name", *obj.STATED, *self.always_stated):
            citations = [
                c
                for path_, c in obj.citations_by_field().items()
                if path_ == name or path_.startswith(f"{name}.")
            ]
            if not citations and obj.citation and obj.holds(name):
                citations = [obj.citation]
            if citations:
                texts[name] = format_html_join(
                    mark_safe("<br>"),
                    '<span class="cited">{} “{}”</span>',
                    ((str(c), c.quote) for c in citations[:12]),
                )
        return texts

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """Structured values as readable JSON; lists one item per line."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(db_field, models.JSONField) and not isinstance(db_field, WordsField):
            field.encoder, field.widget.attrs["rows"] = ReadableJSONEncoder, 6
        return field

    # --- Changing what is stated -----------------------------------------------------------
    def get_urls(self):
        """The form that changes a stated figure stands below its record."""
        view = self.admin_site.admin_view(self.stated_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_stated"
        return [path("<path:object_id>/stated/", view, name=name), *super().get_urls()]

    def stated_view(self, request, object_id):
        """Correct, rule on or amend one stated figure."""
        if not request.user.has_perm("documents.add_statedchange"):
            raise PermissionDenied
        record = self.get_object(request, unquote(object_id))
        if record is None or not record.is_stated():
            raise Http404
        form = StatedChangeForm(request.POST or None, record=record, user=request.user)
        if request.method == "POST" and form.is_valid():
            change = form.change
            self.message_user(
                request,
                _("%(field)s of “%(name)s” changed; the printed value stays beside it.")
                % {"field": form.label_of(change.field), "name": record},
            )
            return HttpResponseRedirect(
                reverse(
                    f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk]
                )
            )
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "record": record,
            "form": form,
            "changes": stating.changes_of(record),
            "title": _("Change a stated figure"),
        }
        return TemplateResponse(request, "admin/stated_change.html", context)

    def render_change_form(self, request, context, *args, **kwargs):
        """Offer the change of stated figures only where it is possible and permitted."""
        obj = context.get("original")
        context["stated_change"] = bool(
            obj
            and obj.is_stated()
            and obj.STATED
            and request.user.has_perm("documents.add_statedchange")
        )
        context["stated_changes"] = stating.changes_of(obj) if obj else ()
        if obj:
            context["page_url"] = f"/places/{self.collection.name}/{obj.key}/"
        return super().render_change_form(request, context, *args, **kwargs)


class ComputedAdmin(PlanRecordAdmin):
    """Records that are computed: to be read; nobody types them."""

    def has_add_permission(self, request):
        """Never."""
        return False

    def has_change_permission(self, request, obj=None):
        """Never."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Never."""
        return False


class ReadableJSONEncoder(json.JSONEncoder):
    """JSON as a person can read it: Chinese as such, indented."""

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "ensure_ascii": False, "indent": 1})
