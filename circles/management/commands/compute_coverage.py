"""Compute the coverage of the whole city, as the job does."""

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from circles.coverage import jobs, running
from circles.models import CoverageResult, ServiceRadius
from liaocheng_plan.coverage_words import way


class Command(BaseCommand):
    """By the usual rule unless another is named."""

    help = "Compute the coverage of the whole city."

    def add_arguments(self, parser):
        parser.add_argument("--rule", default="walk-15", help="key of a service radius")

    def handle(self, *args, rule, **options):
        found = ServiceRadius.objects.filter(key=rule).first()
        if found is None:
            keys = ", ".join(ServiceRadius.objects.values_list("key", flat=True))
            words = _("There is no rule “%(key)s”; choose one of %(known)s.")
            raise CommandError(words % {"key": rule, "known": keys})
        run = running.ask(None, found)
        jobs.compute.call(run.pk)
        run.refresh_from_db()
        rows = CoverageResult.objects.filter(run=run)
        known = rows.filter(reason="").count()
        self.stdout.write(
            _("%(way)s: %(known)s of %(all)s figures, the others without data")
            % {"way": way(run.method, run.basis), "known": known, "all": rows.count()}
        )
