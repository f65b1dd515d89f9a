"""Tasks and safeguards of the documents, as stated and as the bureau follows them up."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaocheng_plan.documents.fields import WordsField
from liaocheng_plan.documents.models import PlanRecord, PlanRecordQuerySet

from .. import task_light
from .doing import Doable


class TaskQuerySet(PlanRecordQuerySet):
    """Tasks with their responsible bodies and their items."""

    def for_lists(self):
        """Citations, document, lead, responsible bodies, guidance and items."""
        return (
            self.with_citations()
            .with_items()
            .select_related("document", "lead", "lead_set")
            .prefetch_related("responsible_rows__department", "guidance")
        )

    def with_items(self):
        """With the items that the light depends on, in one further query."""
        from .task_items import TaskItem

        return self.prefetch_related(models.Prefetch("items", TaskItem.objects.addressed()))


class Task(Doable, PlanRecord):
    """A task or safeguard; `lead` is null where none is named, `due` where no date is stated.

    `due_set` and `lead_set` are what the bureau set itself, with who and when; they are no part of
    the document and are shown apart from what is stated. `done_on` is recorded here only for a
    task without items: one with items is done when they are.
    """

    STATED = ("group", "points", "responsible", "due")
    REPORTED = ("due_set", "lead_set", "done_on")
    DERIVED = ("light",)

    class Kind(models.TextChoices):
        TASK = "task", _("main task")
        SAFEGUARD = "safeguard", _("safeguard")

    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="tasks", verbose_name=_("document")
    )
    group = models.CharField(_("group"), max_length=60, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    order = models.PositiveSmallIntegerField(_("order"))
    points = WordsField(_("points"))
    lead = models.ForeignKey(
        "organisation.Department",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads",
        verbose_name=_("lead"),
    )
    responsible_departments = models.ManyToManyField(
        "organisation.Department",
        through="TaskResponsible",
        related_name="tasks",
        verbose_name=_("responsible"),
    )
    due = models.DateField(pgettext_lazy("date of a task", "due"), null=True, blank=True)
    guidance = models.ManyToManyField(
        "documents.Guidance", blank=True, related_name="tasks", verbose_name=_("guidance")
    )
    due_set = models.DateField(_("due date set by the bureau"), null=True, blank=True)
    due_set_at = models.DateTimeField(_("due date set at"), null=True, editable=False)
    due_set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("due date set by"),
    )
    lead_set = models.ForeignKey(
        "organisation.Department",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="leads_set",
        verbose_name=_("lead set by the bureau"),
    )
    lead_set_at = models.DateTimeField(_("lead set at"), null=True, editable=False)
    lead_set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("lead set by"),
    )

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["document", "order"]
        permissions = [("set_task", _("Sets due dates and leads of tasks"))]

    @property
    def responsible(self):
        """Keys of the responsible departments and groups, in printed order."""
        return [row.department.key for row in self.responsible_rows.all()]

    @cached_property
    def parts(self):
        """The items by year; `for_lists` has fetched them."""
        return list(self.items.all())

    @property
    def due_effective(self):
        """The date that counts: the stated one, else the one that the bureau set."""
        return self.due or self.due_set

    @property
    def closed_on(self):
        """The day on which the task was done: its last item, or its own where it has none."""
        if not self.parts:
            return self.done_on
        days = [item.done_on for item in self.parts]
        return None if None in days else max(days)

    @property
    def standing(self):
        """Where the task stands: see `progress.task_light`."""
        items = [(item.due, item.done_on) for item in self.parts]
        return task_light.standing_of_task(self.due_effective, self.done_on, items, self.as_of)

    @property
    def light(self):
        """The light by one rule, never typed: see `progress.task_light`."""
        return self.standing.light.value


class TaskResponsible(models.Model):
    """One responsible body of a task, in printed order and under its printed name."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="responsible_rows")
    department = models.ForeignKey("organisation.Department", models.PROTECT)
    order = models.PositiveSmallIntegerField(_("order"))
    printed = models.CharField(_("as printed"), max_length=60)

    class Meta:
        verbose_name = _("responsible body")
        verbose_name_plural = _("responsible bodies")
        ordering = ["order"]
        constraints = [
            models.UniqueConstraint(fields=["task", "order"], name="responsible_order_once")
        ]

    def __str__(self):
        return self.printed
