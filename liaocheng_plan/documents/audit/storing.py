"""Findings as records: computed first, then brought in line in one short transaction."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone

from ..loading import values as plain_values
from ..models import AuditFinding, AuditRun, Document
from .book import Book
from .engine import derive, in_every_language, run
from .keeping import keep_derived

CHINESE = "zh-hans"
REASON = "audit_plan"
LONGEST_NAME = 200


@dataclass
class Refreshed:
    """What a run of the audit changed, and what it could not check (see `engine.Result`)."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    problems: list = field(default_factory=list)


def refresh(book=None):
    """Run the audit, bring findings and derived figures in line; returns a `Refreshed`.

    Nobody who writes has to wait for the rules: what changes while they run makes the findings
    stale, since they are as of the moment in which reading began.
    """
    read_at = timezone.now()
    book = book or Book.read()
    result = run(book)
    figures = derive(book.as_ruled().with_checks(result.sound), result)
    return keep(read_at, result, figures)


@transaction.atomic
def keep(read_at, result, figures):
    """Bring the records in line with what the rules found.

    A finding that no longer arises is deleted, or marked as gone where staff have ruled on it.
    Findings of a rule of which something could not be run stay as they are until it can.
    """
    report = Refreshed(problems=result.problems)
    existing = {row.key: row for row in AuditFinding.objects.all()}
    documents = dict(Document.objects.values_list("key", "short_name"))
    for key, (rule, finding) in result.found.items():
        store(existing.get(key), key, fields_of(rule, finding, documents), report)
    for key, row in existing.items():
        if key not in result.found and row.gone_at is None and row.rule not in result.broken:
            leave(row, report)
    keep_derived(figures)
    AuditRun.objects.create(
        read_at=read_at,
        problems=result.problems,
        new=report.new,
        changed=report.changed,
        gone=report.gone,
    )
    return report


def fields_of(rule, finding, documents):
    """A finding as the columns of `AuditFinding`; `documents` are short names by key."""
    words = in_every_language(lambda: words_of(rule, finding, documents))
    return {
        "name": words[CHINESE]["title"][:LONGEST_NAME],
        "kind": finding.kind,
        "severity": finding.severity,
        "rule": rule.name,
        "what": finding.what[:LONGEST_NAME],
        "words": words,
        "readings": [reading_of(rule, reading) for reading in finding.readings],
        "arithmetic": finding.arithmetic,
        "settles": finding.settles,
        "gone_at": None,
    }


def words_of(rule, finding, documents):
    """Title and sentence of a finding in the language of the moment."""
    told = finding.sentence.text(documents) if finding.sentence else ""
    return {"title": rule.title_of(finding).text(documents), "sentence": told}


def reading_of(rule, reading):
    """A reading in plain form; what a rule only calculates with is an input."""
    return plain_values.plain(reading if rule.choice else {**reading, "input": True})


def store(row, key, fields, report):
    """Write one finding where anything of it is new."""
    if row is None:
        row, report.new = AuditFinding(key=key), report.new + 1
    elif all(getattr(row, name) == value for name, value in fields.items()):
        report.unchanged += 1
        return
    else:
        report.changed += 1
    for name, value in fields.items():
        setattr(row, name, value)
    row._change_reason = REASON
    row.save()


def leave(row, report):
    """Take away a finding that no longer arises."""
    report.gone += 1
    if row.ruling is None and not row.rulings.exists():
        row.delete()
        return
    row.gone_at = timezone.now()
    row._change_reason = REASON
    row.save()
