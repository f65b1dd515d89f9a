"""Take in data for coverage: people, barriers, crossings or walkable streets."""

from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from circles.coverage import data
from circles.coverage.refusals import sentence
from circles.models import CoverageDataset
from liaocheng_plan.imports.datums import Datum


class Command(BaseCommand):
    """All of the file or nothing; the dataset in force before stays beside the new one."""

    help = "Take in people, barriers, crossings or walkable streets for coverage."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=CoverageDataset.Kind.values)
        parser.add_argument("file", type=Path, help=".gpkg, .zip (shapefile), .geojson, .osm, .pbf")
        parser.add_argument("--name", required=True)
        parser.add_argument("--source", required=True, help="who made the file")
        parser.add_argument("--as-of", required=True, type=date.fromisoformat)
        parser.add_argument("--datum", required=True, choices=Datum.values)
        parser.add_argument("--layer", default="", help="where the file has several")

    def handle(self, *args, file, kind, **options):
        about = {name: options[name] for name in ("name", "source", "as_of", "datum", "layer")}
        try:
            with file.open("rb") as opened:
                dataset = data.add(None, File(opened, file.name), kind=kind, **about)
        except OSError as error:
            reason = error.strerror or error
            words = _("%(file)s cannot be read: %(reason)s")
            raise CommandError(words % {"file": file, "reason": reason}) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        data.take_in(dataset)
        if dataset.problem:
            raise CommandError(sentence(dataset.problem))
        self.stdout.write(f"{dataset}: {dataset.found}")
