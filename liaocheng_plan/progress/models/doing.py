"""What tasks and their items share: when they were done, and who recorded it when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Doable(models.Model):
    """Something that is done on a day; that it is, a person records."""

    done_on = models.DateField(_("done on"), null=True, blank=True)
    done_recorded_at = models.DateTimeField(_("recorded as done at"), null=True, editable=False)
    done_recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("recorded as done by"),
    )

    as_of = None
    """The day whose state a page shows; None for today. See `progress.task_past`."""

    class Meta:
        abstract = True
