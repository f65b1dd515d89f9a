"""Check the plan's own arithmetic and naming."""

import json
import os
import sys

from django.core.management.base import BaseCommand
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from liaocheng_plan.documents.audit import storing
from liaocheng_plan.documents.audit.units import amount
from liaocheng_plan.documents.models import AuditFinding
from liaocheng_plan.documents.pages import clause_keys, with_pages


class Command(BaseCommand):
    """Findings are refreshed in one transaction; rulings stay."""

    help = "Check the plan's own arithmetic and naming; list each finding with its readings."

    def add_arguments(self, parser):
        parser.add_argument("--format", choices=["text", "json"], default="text")

    def handle(self, *args, **options):
        """As `tell`; whoever reads through a pipe may stop reading."""
        try:
            self.tell(options["format"])
            self.stdout.flush()
        except BrokenPipeError:
            # what is left in the buffer must not fail once more at the end of the process
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def tell(self, format):
        """Run the audit and print what it found."""
        report = storing.refresh()
        for problem in report.problems:
            self.stderr.write(self.style.WARNING(problem_text(problem)))
        findings = AuditFinding.objects.standing().order_by("kind", "key")
        if format == "json":
            keys = clause_keys()
            rows = [as_dict(finding, keys) for finding in findings]
            self.stdout.write(json.dumps(rows, ensure_ascii=False))
            return
        for finding in findings.exclude(kind=AuditFinding.Kind.HOLDS):
            self.stdout.write(as_text(finding))
        self.stdout.write(
            _(
                "%(findings)s findings, %(holds)s checks hold; %(new)s new, %(changed)s changed,"
                " %(gone)s gone"
            )
            % {
                "findings": AuditFinding.objects.of_plan().count(),
                "holds": AuditFinding.objects.holding().count(),
                "new": report.new,
                "changed": report.changed,
                "gone": report.gone,
            }
        )


def problem_text(problem):
    """What could not be checked, and why."""
    reason = problem["reason"].get(get_language()) or next(iter(problem["reason"].values()))
    where = problem["check"] or problem["rule"]
    return _("could not be checked: %(where)s: %(reason)s") % {"where": where, "reason": reason}


def as_dict(finding, keys):
    """A finding as the API gives it; `keys` are those of clauses, pages without the host."""
    names = ("key", "name", "kind", "severity", "rule", "sentence", "arithmetic", "ruling")
    readings = list(with_pages(finding.readings, keys))
    return {**{name: getattr(finding, name) for name in names}, "readings": readings}


def as_text(finding):
    """A finding on some lines: kind and title, arithmetic, where each reading stands."""
    lines = [f"[{finding.get_kind_display()}] {finding.name_told}"]
    lines += [f"    {words}" for words in (finding.sentence, finding.arithmetic) if words]
    for reading in finding.readings:
        cited = reading["citation"] or {}
        where = " ".join(filter(None, [cited.get("document"), cited.get("section")]))
        lines.append(f"    {where}  {amount(reading)}  “{cited.get('quote', '')}”")
    return "\n".join(lines)
