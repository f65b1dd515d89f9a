"""Tasks and safeguards of the documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from liaocheng_plan.documents.fields import WordsField
from liaocheng_plan.documents.models import PlanRecord, PlanRecordQuerySet

from .. import rules


class TaskQuerySet(PlanRecordQuerySet):
    """Tasks with their responsible bodies."""

    def for_lists(self):
        """Citations, document, lead, responsible bodies and guidance."""
        return (
            self.with_citations()
            .select_related("document", "lead")
            .prefetch_related("responsible_rows__department", "guidance")
        )


class Task(PlanRecord):
    """A task or safeguard; `lead` is null where none is named, `due` where no date is stated."""

    STATED = ("group", "points", "responsible", "due")
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

    objects = TaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        ordering = ["document", "order"]

    @property
    def responsible(self):
        """Keys of the responsible departments and groups, in printed order."""
        return [row.department.key for row in self.responsible_rows.all()]

    @property
    def light(self):
        """The light by one rule, never typed: see `progress.rules`."""
        return rules.light(self.due).value


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
