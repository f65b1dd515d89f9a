"""The breakdown of a task (任务分解): items by year and by area or department, with their steps."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from liaocheng_plan.documents.models import PlanRecord, PlanRecordQuerySet

from .. import task_light
from .doing import Doable


class TaskItemQuerySet(PlanRecordQuerySet):
    """Items and whom they address."""

    def addressed(self):
        """With area and department, without boundaries."""
        return self.select_related("area", "department").defer("area__boundary")

    def for_lists(self):
        """With task, area and department."""
        return self.with_citations().addressed().select_related("task")

    def with_steps(self):
        """With steps and with the evidence that is not withdrawn."""
        from .evidence import TaskEvidence

        evidence = models.Prefetch("evidence", TaskEvidence.objects.standing())
        return self.prefetch_related("steps", evidence)

    def of_areas(self, ids):
        """Items of these areas; all items where `ids` is None."""
        return self if ids is None else self.filter(area_id__in=ids)


class TaskItem(Doable, PlanRecord):
    """What is to be done of a task in one year by one area or department, or by nobody named yet.

    `name` is what is to be done; `note` is internal. The bureau writes the breakdown: the
    documents have none.
    """

    REPORTED = ("due", "done_on")
    DERIVED = ("light",)

    task = models.ForeignKey(
        "progress.Task", models.PROTECT, related_name="items", verbose_name=_("task")
    )
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(2000), MaxValueValidator(2100)]
    )
    area = models.ForeignKey(
        "organisation.Area",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="task_items",
        verbose_name=_("area"),
    )
    department = models.ForeignKey(
        "organisation.Department",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="task_items",
        verbose_name=_("department"),
    )
    due = models.DateField(pgettext_lazy("date of a task", "due"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    note = models.TextField(_("note (internal)"), blank=True)

    objects = TaskItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item of a task")
        verbose_name_plural = _("items of tasks")
        ordering = ["task", "year", "order", "id"]
        constraints = [
            models.CheckConstraint(
                name="task_item_one_addressee",
                condition=models.Q(area=None) | models.Q(department=None),
                violation_error_message=_("An item is for an area or for a department, not both."),
            )
        ]

    @property
    def standing(self):
        """Where the item stands: see `progress.task_light`."""
        return task_light.standing(self.due, self.done_on, self.as_of)

    @property
    def light(self):
        """The light by one rule, never typed: see `progress.task_light`."""
        return self.standing.light.value


class TaskStep(models.Model):
    """One step of an item, with a date of its own; steps do not change the item's light."""

    item = models.ForeignKey(
        TaskItem, models.CASCADE, related_name="steps", verbose_name=_("item of a task")
    )
    text = models.CharField(_("step"), max_length=200)
    due = models.DateField(pgettext_lazy("date of a task", "due"), null=True, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=1)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        ordering = ["item", "order", "id"]

    def __str__(self):
        return self.text

    @property
    def standing(self):
        """Where the step stands, by the rule of items."""
        return task_light.standing(self.due, self.done_on)
