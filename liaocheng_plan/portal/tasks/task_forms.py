"""The forms of the task ledger: each reads what was typed and calls the one service."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaocheng_plan.organisation.models import Area, Department
from liaocheng_plan.progress import evidence_files, task_ledger
from liaocheng_plan.progress.models import TaskEvidence, TaskStep

from ..display import form_errors


class DayField(forms.DateField):
    """A day from the browser's own date picker, optional unless said."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(**{"required": False, "widget": widget, **kwargs})


class KeyChoice(forms.ModelChoiceField):
    """A record chosen by name, sent by key."""

    def __init__(self, queryset, **kwargs):
        super().__init__(
            queryset, **{"required": False, "to_field_name": "key", "empty_label": "—", **kwargs}
        )


def of_areas():
    """A choice of an area."""
    return KeyChoice(Area.objects.without_boundary(), label=_("Area"))


def of_departments(label):
    """A choice of a department."""
    return KeyChoice(Department.objects.all(), label=label)


class LedgerForm(forms.Form):
    """One action on `thing` by `user`; `save` raises what the service raises.

    Where an old value is shown, `seen` says when it was read: what somebody else changed in the
    meantime is not overwritten unseen.
    """

    title, button, shows_old = "", _("Save"), False

    def __init__(self, data=None, files=None, *, thing, user=None, prefix=None):
        self.thing, self.user = thing, user
        super().__init__(data, files, prefix=prefix, initial=self.current())
        if self.shows_old:
            self.fields["seen"] = forms.CharField(
                widget=forms.HiddenInput, initial=thing.updated_at.isoformat()
            )

    def current(self):
        """The values that stand."""
        return {}

    def clean(self):
        """Refuse, once, what was typed over a value that has changed since."""
        now = self.thing.updated_at.isoformat()
        if self.shows_old and self.cleaned_data.pop("seen", "") != now:
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = now
            raise ValidationError(
                _("Somebody else changed this in the meantime. Look at it again and repeat.")
            )
        return self.cleaned_data

    def submit(self):
        """Whether it was valid and done; else the errors say why not."""
        return form_errors.accepts(self, lambda _data: self.save())


class DueForm(LedgerForm):
    """The bureau's due date of a task."""

    title, shows_old = _("Set the due date"), True
    due_set = DayField(
        label=pgettext_lazy("date of a task", "due"),
        help_text=_("Shown as set by the bureau, with the day. Empty takes it back."),
    )

    def current(self):
        return {"due_set": self.thing.due_set}

    def save(self):
        task_ledger.set_due(self.thing, self.cleaned_data["due_set"], user=self.user)


class LeadForm(LedgerForm):
    """The bureau's lead of a task."""

    title, shows_old = _("Name the lead"), True
    lead_set = of_departments(_("Lead"))

    def current(self):
        return {"lead_set": self.thing.lead_set and self.thing.lead_set.key}

    def save(self):
        task_ledger.set_lead(self.thing, self.cleaned_data["lead_set"], user=self.user)


class ItemForm(LedgerForm):
    """What the bureau writes of an item."""

    name = forms.CharField(label=_("What is to be done"), max_length=200)
    year = forms.IntegerField(label=_("Year"), min_value=2000, max_value=2100)
    area = of_areas()
    department = of_departments(_("Department"))
    due = DayField(label=pgettext_lazy("date of a task", "due"))


class AddItemForm(ItemForm):
    """A new item of a task."""

    title, button = _("Add an item"), _("Add")

    def current(self):
        return {"year": timezone.localdate().year}

    def save(self):
        task_ledger.add_item(self.thing, user=self.user, **self.cleaned_data)


class EditItemForm(ItemForm):
    """Change an item."""

    title, shows_old = _("Change the item"), True

    def current(self):
        keys = {name: getattr(self.thing, name) for name in ("area", "department")}
        return {
            **{name: getattr(self.thing, name) for name in ("name", "year", "due")},
            **{name: value and value.key for name, value in keys.items()},
        }

    def save(self):
        task_ledger.change_item(self.thing, user=self.user, **self.cleaned_data)


class NoteForm(LedgerForm):
    """The internal note of an item."""

    title, shows_old = _("Note"), True
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Internal: seen by staff whose role and areas allow it."),
    )

    def current(self):
        return {"note": self.thing.note}

    def save(self):
        task_ledger.change_item(self.thing, user=self.user, note=self.cleaned_data["note"])


class DoneForm(LedgerForm):
    """Record as done."""

    title, button = _("Record as done"), _("Record as done")
    done_on = DayField(label=_("Done on"), required=True)

    def current(self):
        return {"done_on": timezone.localdate()}

    def save(self):
        task_ledger.mark_done(self.thing, self.cleaned_data["done_on"], user=self.user)


class ReopenForm(LedgerForm):
    """Take back that it is done."""

    title, button = _("Reopen"), _("Reopen")
    reason = forms.CharField(label=_("Reason"), max_length=100)

    def save(self):
        task_ledger.reopen(self.thing, self.cleaned_data["reason"], user=self.user)


class StepForm(LedgerForm):
    """A new step of an item."""

    title, button = _("Add a step"), _("Add")
    text = forms.CharField(label=_("Step"), max_length=200)
    due = DayField(label=pgettext_lazy("date of a task", "due"))

    def save(self):
        task_ledger.add_step(self.thing, user=self.user, **self.cleaned_data)


class EvidenceForm(LedgerForm):
    """A file that shows that it is done."""

    title, button = _("Add evidence"), _("Upload")
    file = forms.FileField(
        label=_("File"),
        help_text=_("pdf, docx, xlsx, png or jpg, at most 20 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx,.xlsx,.png,.jpg,.jpeg"}),
    )

    def save(self):
        evidence_files.attach(self.thing, self.cleaned_data["file"], user=self.user)


class StepDoneForm(LedgerForm):
    """Record a step as done today; the step is named by its number."""

    step = forms.ModelChoiceField(TaskStep.objects.all(), widget=forms.HiddenInput)

    def save(self):
        step = self.cleaned_data["step"]
        self.same_item(step)
        task_ledger.mark_done(step, timezone.localdate(), user=self.user)

    def same_item(self, row):
        """A row of another item is none of this one's."""
        if row.item_id != self.thing.pk:
            raise ValidationError(_("This belongs to another item."))


class StepReopenForm(StepDoneForm):
    """Take back that a step is done."""

    def save(self):
        step = self.cleaned_data["step"]
        self.same_item(step)
        task_ledger.reopen(step, str(_("taken back on the page")), user=self.user)


class WithdrawForm(StepDoneForm):
    """Take a file back."""

    step = None
    evidence = forms.ModelChoiceField(TaskEvidence.objects.all(), widget=forms.HiddenInput)

    def save(self):
        evidence = self.cleaned_data["evidence"]
        self.same_item(evidence)
        evidence_files.withdraw(evidence, user=self.user)


ON_TASK = {
    "due": DueForm,
    "lead": LeadForm,
    "item": AddItemForm,
    "done": DoneForm,
    "reopen": ReopenForm,
}
ON_ITEM = {
    "done": DoneForm,
    "reopen": ReopenForm,
    "step": StepForm,
    "step-done": StepDoneForm,
    "step-reopen": StepReopenForm,
    "evidence": EvidenceForm,
    "withdraw": WithdrawForm,
    "note": NoteForm,
    "edit": EditItemForm,
}


def for_task(task, reach, bound=None):
    """The forms that a person finds on a task's page, by action."""
    if not reach.sets():
        return {}
    names = [] if task.due else ["due"]
    names += [] if task.lead_id else ["lead"]
    if task.done_on:
        return made(ON_TASK, [*names, "reopen"], task, bound)
    return made(ON_TASK, [*names, "item", *([] if task.parts else ["done"])], task, bound)


def for_item(item, reach, bound=None):
    """The forms that a person finds on an item's page, by action."""
    if not reach.edits(item):
        return {}
    names = ["reopen" if item.done_on else "done", "evidence", "step", "note"]
    return made(ON_ITEM, [*names, *(["edit"] if reach.sets() else [])], item, bound)


def made(classes, names, thing, bound):
    """Forms by action, those that came back with errors in place of new ones."""
    found = {name: classes[name](thing=thing, prefix=name) for name in names}
    return found | (bound or {})
