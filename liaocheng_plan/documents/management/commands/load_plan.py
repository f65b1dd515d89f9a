"""Load the plan from `fixtures/`, then let it check itself."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from liaocheng_plan.documents import loading
from liaocheng_plan.documents.audit import storing


class Command(BaseCommand):
    """See docs/fixtures.md; the database is left as it was if a fixture is wrong."""

    help = "Load the plan's fixtures in one transaction; what staff changed or deleted stays so."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="validate and write nothing")
        parser.add_argument(
            "--force", action="store_true", help="list each difference and apply the fixture"
        )
        parser.add_argument("--fixtures", type=Path, default=settings.FIXTURES_DIR)

    def handle(self, *args, check, force, fixtures, **options):
        try:
            report = loading.load(loading.read(fixtures), force=force, check=check)
        except loading.FixtureError as error:
            raise CommandError(str(error)) from error
        for where, name, database, fixture, applied in report.differences:
            verdict = _("fixture applied") if applied else _("kept as staff left it")
            self.stdout.write(
                f"{where} {name}: {short(database)} ≠ {short(fixture)} → {verdict}".replace(
                    "  ", " "
                )
            )
        self.stdout.write(
            _("%(created)s created, %(updated)s updated, %(unchanged)s unchanged")
            % {
                "created": report.created,
                "updated": report.updated,
                "unchanged": report.unchanged,
            }
            + (_(" (checked only, nothing written)") if check else "")
        )
        if not check:
            storing.refresh()


def short(value):
    """A value in at most some 80 characters."""
    text = str(value)
    return text if len(text) <= 80 else f"{text[:77]}…"
