"""Move everything to another database."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _

from liaocheng_plan.environment import database_from_url
from liaocheng_plan.ops.moving import MoveError, move


class Command(BaseCommand):
    """Rows, history, users and the list of files; proves that both databases hold the same."""

    help = "Copy everything from the database in use to an empty one, and prove that they agree."

    def add_arguments(self, parser):
        parser.add_argument(
            "--to", required=True, metavar="DATABASE_URL", help="spatialite:///… or postgis://…"
        )

    def handle(self, *args, to, **options):
        try:
            moved = move(database_from_url(to, "--to"), self.stdout.write)
        except (MoveError, DatabaseError) as error:
            raise CommandError(str(error).strip()) from error
        for table in moved:
            if table.rows:
                self.stdout.write(f"{table.rows:>8} {table.model} {table.digest[:12]}")
        self.stdout.write(
            _("%(rows)s rows in %(tables)s tables are the same in both databases.")
            % {"rows": sum(table.rows for table in moved), "tables": len(moved)}
        )
