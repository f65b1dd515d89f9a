"""The task ledger in the admin, by the same service as the pages."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from liaocheng_plan.documents.record_admin import PlanRecordAdmin

from . import task_ledger
from .models import Question, TaskEvidence, TaskStep
from .reach import Reach

SET_ON_PAGE = {"due_set", "lead_set", "done_on"}


class TaskAdmin(PlanRecordAdmin):
    """What the bureau sets of a task is set on the task's page and shown here."""

    def own_fields(self, obj):
        """A new task has nothing set yet."""
        names = super().own_fields(obj)
        return names if obj else [name for name in names if name not in SET_ON_PAGE]

    def read_only_names(self, names, obj):
        """Also what is set on the page."""
        return super().read_only_names(names, obj) | (SET_ON_PAGE & set(names))


class TaskItemForm(forms.ModelForm):
    """An item; the task must be open for a new one."""

    def clean_task(self):
        """Refuse a task that is recorded as done."""
        task = self.cleaned_data["task"]
        if self.instance.pk is None and task.done_on:
            raise ValidationError(
                _("The task is recorded as done. Reopen it before breaking it down.")
            )
        return task


class StepInline(admin.TabularInline):
    """Steps of an item; that one is done is recorded on the item's page."""

    model = TaskStep
    fields = ("text", "due", "order", "done_on")
    readonly_fields = ("done_on",)
    can_delete = False
    extra = 1


class TaskItemAdmin(PlanRecordAdmin):
    """Items of tasks: the bureau writes them, a district editor the notes of the own areas."""

    form = TaskItemForm
    inlines = [StepInline]
    computed = ("done_on", "light")

    def get_queryset(self, request):
        """Items within reach."""
        reach = Reach(request.user)
        return super().get_queryset(request).of_areas(reach.areas)

    def get_fields(self, request, obj=None):
        """What the bureau writes, the note, and what follows from it."""
        written = ["task", *task_ledger.ITEM_FIELDS, "note"]
        return [*written, *self.computed] if obj else written

    def get_readonly_fields(self, request, obj=None):
        """All but the note for who does not write the breakdown; the task never changes."""
        if obj is None:
            return ()
        fixed = () if Reach(request.user).sets() else task_ledger.ITEM_FIELDS
        return ("task", *fixed, *self.computed)

    def has_change_permission(self, request, obj=None):
        """Only items within reach."""
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or Reach(request.user).edits(obj))

    def save_model(self, request, obj, form, change):
        """By the service, so that role, area and history are as on the pages."""
        data = form.cleaned_data
        values = {name: data[name] for name in task_ledger.ITEM_FIELDS if name in data}
        if change:
            task_ledger.change_item(obj, user=request.user, note=data.get("note"), **values)
        else:
            made = task_ledger.add_item(
                obj.task, user=request.user, note=data.get("note", ""), **values
            )
            obj.pk, obj.key = made.pk, made.key


class ReadOnlyAdmin(admin.ModelAdmin):
    """Rows that nobody changes here."""

    def has_add_permission(self, request):
        """Added on the pages."""
        return False

    def has_change_permission(self, request, obj=None):
        """Never changed."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Never deleted."""
        return False


@admin.register(TaskEvidence)
class TaskEvidenceAdmin(ReadOnlyAdmin):
    """Evidence within reach; the files themselves are fetched on the item's page."""

    list_display = ("name", "item", "size", "uploaded_at", "uploaded_by", "withdrawn_at")
    exclude = ("file",)

    def get_queryset(self, request):
        """Files of items within reach."""
        items = Reach(request.user).items()
        return super().get_queryset(request).filter(item__in=items).select_related("item")


@admin.register(Question)
class QuestionAdmin(ReadOnlyAdmin):
    """Questions within reach; asked and answered on the pages."""

    list_display = ("__str__", "about", "asked_by", "asked_at", "area", "department")

    def get_queryset(self, request):
        """Questions within reach."""
        return Reach(request.user).questions()
