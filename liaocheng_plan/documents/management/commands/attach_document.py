"""Attach the official text of a document."""

from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from liaocheng_plan.documents.texts.attaching import attach
from liaocheng_plan.documents.texts.errors import AttachError
from liaocheng_plan.documents.texts.report import lines


class Command(BaseCommand):
    """The database is left as it was where the file cannot be read or is another document."""

    help = "Attach the official text (txt, docx, pdf) of a document and check every citation in it."

    def add_arguments(self, parser):
        parser.add_argument("key", help="key of the document, for example commerce-plan")
        parser.add_argument("file", type=Path, help="the official file: txt, docx or pdf")
        parser.add_argument("--edition", default="", help="name of the edition; today by default")
        parser.add_argument("--dated", type=date.fromisoformat, help="date of the edition")
        parser.add_argument(
            "--strict",
            action="store_true",
            help="attach nothing and exit 1 where a citation does not stand in its section",
        )

    def handle(self, *args, key, file, edition, dated, strict, **options):
        try:
            data = file.read_bytes()
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(reason)s")
                % {"file": file, "reason": error.strerror or error}
            ) from error
        try:
            report = attach(key, file.name, data, edition=edition, dated=dated, strict=strict)
        except AttachError as error:
            for line in lines(getattr(error, "unresolved", ())):
                self.stderr.write(line)
            raise CommandError(f"{file.name}: {error}") from error
        self.tell(report)

    def tell(self, report):
        """What was attached, then every citation that did not resolve."""
        text, lost = report.text, list(report.unresolved)
        if not report.is_new:
            self.stdout.write(_("This file is attached already; nothing changed."))
        for heading in report.missing:
            self.stdout.write(_("“%(heading)s” was not found in the text") % {"heading": heading})
        for line in lines(lost):
            self.stdout.write(line)
        self.stdout.write(
            _("%(text)s: %(found)s of %(all)s citations stand in their section")
            % {
                "text": text,
                "found": report.citations - len(lost),
                "all": report.citations,
            }
        )
        if not text.is_current:
            self.stdout.write(
                _("The edition waits until its differences are decided on: %(page)s")
                % {"page": f"/plan/{text.document.key}/editions/"}
            )
