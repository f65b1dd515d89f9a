"""Build the demo, or check that database and `DEMO` fit together."""

from datetime import date

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan.demo import building, guard
from liaocheng_plan.demo.models import Mark


class Command(BaseCommand):
    """A demo that stands is kept; `--fresh` makes it anew. Passwords are printed once."""

    help = "Fill a demo database (DEMO=1) with the plan and invented reports."

    def add_arguments(self, parser):
        parser.add_argument("--seed", type=int, default=1, help="same seed, same data")
        parser.add_argument("--until", type=date.fromisoformat, help="last invented day (today)")
        parser.add_argument("--fresh", action="store_true", help="build a standing demo anew")
        parser.add_argument("--check", action="store_true", help="only check the database")

    def handle(self, *args, **options):
        try:
            guard.check()
        except guard.WrongDatabase as error:
            raise CommandError(str(error)) from error
        if not options["check"]:
            self.make(options)

    def make(self, options):
        """Migrate, and build unless a whole demo stands."""
        if not settings.DEMO:
            raise CommandError(_("Demo data are made with DEMO=1 only: make demo."))
        if options["seed"] < 0:
            raise CommandError(_("The seed must be 0 or more."))
        call_command("migrate", interactive=False, verbosity=0)
        standing = Mark.objects.first()
        if standing and standing.built_at and not options["fresh"]:
            self.stdout.write(_("The demo stands; --fresh builds it anew."))
            return
        if standing:
            call_command("flush", interactive=False, verbosity=0)
        mark = building.new_mark(options["seed"], options["until"] or timezone.localdate())
        building.load_plan()
        self.tell(building.build(mark))

    def tell(self, people):
        """Print names and passwords, this once."""
        self.stdout.write(_("Invented people (their passwords are shown this once):"))
        for name, role, password in people.passwords:
            self.stdout.write(f"  {name:24} {role:8} {password}")
