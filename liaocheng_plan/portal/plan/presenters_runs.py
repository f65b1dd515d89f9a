"""As of when the audit speaks: its last run, whether the plan changed since, what it left out."""

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.functional import cached_property
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from liaocheng_plan.documents.audit import recent, rules
from liaocheng_plan.documents.models import PlanCheck

from ..display import numbers
from ..display.tongues import say


class RunPresenter:
    """The last run; three queries, one more where a check could not be made."""

    def __init__(self):
        self.run = recent.last_run()

    @property
    def as_of(self):
        """The moment as of which findings and derived figures hold; "" before the first run."""
        if self.run is None:
            return ""
        at = timezone.localtime(self.run.read_at)
        # Translators: a date and a time of day
        return pgettext("moment", "%(day)s, %(time)s") % {
            "day": numbers.day(at),
            "time": time_format(at, "H:i"),
        }

    @cached_property
    def stale(self):
        """Whether records changed after that moment."""
        return recent.is_stale(self.run)

    @cached_property
    def problems(self):
        """What could not be checked: `{what, reason, check}`; `check` is the record's number."""
        found = self.run.problems if self.run else []
        keys = [problem["check"] for problem in found if problem["check"]]
        ids = dict(PlanCheck.objects.filter(key__in=keys).values_list("key", "pk")) if keys else {}
        return [
            {
                "what": problem["name"] or rule_title(problem["rule"]),
                "reason": in_tongue(problem["reason"]),
                "check": ids.get(problem["check"]),
            }
            for problem in found
        ]


def rule_title(name):
    """A rule in words, without what a finding of it concerns."""
    rule = rules().get(name)
    return say(rule.title, what="…") if rule else _("Derived figures")


def in_tongue(reason):
    """The sentence of a reason in the reader's language."""
    return reason.get(get_language()) or next(iter(reason.values()), "")
