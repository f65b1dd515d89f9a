"""Compare the fixtures with the official texts and write the ledger."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from liaocheng_plan.documents import loading
from liaocheng_plan.documents.ledger import Ledger, Reasons
from liaocheng_plan.documents.ledger.page import render
from liaocheng_plan.documents.ledger.problems import problems, unknown_sections

DOCS = settings.BASE_DIR / "docs"


class Command(BaseCommand):
    """The texts are no part of the repository: without them only the citations' sections count."""

    help = "Show, clause by clause, what the official texts state and which records hold it."

    def add_arguments(self, parser):
        parser.add_argument(
            "--text",
            action="append",
            default=[],
            metavar="KEY=FILE",
            help="the text of a document, for example commerce-plan=plan.txt; give one for each",
        )
        parser.add_argument("--output", type=Path, default=DOCS / "ledger.md")
        parser.add_argument("--fixtures", type=Path, default=settings.FIXTURES_DIR)
        parser.add_argument(
            "--check", action="store_true", help="write nothing; fail if anything has no home"
        )

    def handle(self, *args, text, output, fixtures, check, **options):
        try:
            records = loading.read(fixtures)
            found = list(unknown_sections(records))
        except loading.FixtureError as error:
            raise CommandError(str(error)) from error
        if text:
            ledger = Ledger(records, read_texts(text, records), Reasons.of(records))
            found += problems(ledger)
            found += self.write_or_compare(output, render(ledger), check)
        else:
            self.stdout.write(_("No text was given: only the sections of citations were checked."))
        for problem in found:
            self.stderr.write(problem)
        if found and (check or not text):
            raise CommandError(_("%(count)s problems") % {"count": len(found)})

    def write_or_compare(self, output, page, check):
        """Write the page, or say that the written one is out of date."""
        if check:
            written = output.read_text(encoding="utf-8") if output.exists() else ""
            return [] if written == page else [_("%(file)s is out of date") % {"file": output}]
        output.write_text(page, encoding="utf-8")
        self.stdout.write(_("%(file)s written") % {"file": output})
        return []


def read_texts(given, records):
    """`{document: text}` of the `KEY=FILE` arguments, one for each document of the fixtures."""
    files = dict(argument.partition("=")[::2] for argument in given)
    keys = [record.key for record in records["documents"]]
    wrong = set(files) ^ set(keys)
    if wrong:
        raise CommandError(
            _("give --text once for each of %(keys)s; check %(wrong)s")
            % {"keys": ", ".join(keys), "wrong": ", ".join(sorted(wrong))}
        )
    try:
        return {key: Path(files[key]).read_text(encoding="utf-8") for key in keys}
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(str(error)) from error
