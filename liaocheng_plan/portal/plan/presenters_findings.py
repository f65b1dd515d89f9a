"""Findings as pages show them: filters, groups by kind, one finding with its ruling."""

from collections import Counter
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan import registry
from liaocheng_plan.documents.audit import rules
from liaocheng_plan.documents.models import AuditFinding, AuditRuling, Document

from ..display import links, numbers, tongues
from ..display.filters import Choice
from ..display.readings import Clauses, field_label
from ..display.states import State

FILTERS = ("kind", "severity", "ruled", "document")
SEVERITIES = {
    "high": State(AuditFinding.Severity.HIGH.label, "cross", "bad"),
    "medium": State(AuditFinding.Severity.MEDIUM.label, "question", "behind"),
    "low": State(AuditFinding.Severity.LOW.label, "ring"),
}
HOLDS = State(AuditFinding.Kind.HOLDS.label, "check", "good")
GONE = State(gettext_lazy("no longer found"), "blank")
RULED = {"open": gettext_lazy("open"), "ruled": gettext_lazy("ruled on")}
ORDER = ("high", "medium", "low")


class FindingsPresenter:
    """The list: what was chosen, what there is; two queries and one for the clauses."""

    def __init__(self, chosen):
        self.chosen = chosen
        self.clauses = Clauses()
        self.all = list(AuditFinding.objects.standing())
        self.gone = list(AuditFinding.objects.filter(gone_at__isnull=False))

    @cached_property
    def found(self):
        """Oddities that the filters leave."""
        kinds = AuditFinding.Kind
        return [r for r in self.all if r.kind != kinds.HOLDS and self.matches(r)]

    def matches(self, row):
        """Whether a finding fits the chosen filters."""
        chosen = self.chosen
        return (
            chosen["kind"] in ("", row.kind)
            and chosen["severity"] in ("", row.severity)
            and chosen["ruled"] in ("", "ruled" if row.ruling else "open")
            and (not chosen["document"] or chosen["document"] in documents_of(row))
        )

    @property
    def groups(self):
        """Findings by kind, the serious first: `{label, rows}`."""
        for kind in AuditFinding.Kind:
            rows = [row for row in self.found if row.kind == kind]
            if rows:
                rows.sort(key=lambda row: (ORDER.index(row.severity), row.key))
                shown = [FindingPresenter(row, clauses=self.clauses) for row in rows]
                yield {"key": kind.value, "label": kind.label, "rows": shown}

    @property
    def holding(self):
        """Checks that hold, of the chosen document."""
        document = self.chosen["document"]
        rows = [r for r in self.all if r.kind == AuditFinding.Kind.HOLDS]
        rows = [r for r in rows if not document or document in documents_of(r)]
        return [FindingPresenter(row, clauses=self.clauses) for row in rows]

    @property
    def ruled_before(self):
        """Findings with a ruling that no longer arise."""
        return [FindingPresenter(row, clauses=self.clauses) for row in self.gone]

    @property
    def summary(self):
        """What the audit found, in one sentence."""
        counts = Counter(row.kind == AuditFinding.Kind.HOLDS for row in self.all)
        ruled = sum(1 for row in self.all if row.ruling)
        return _("%(found)d findings, %(ruled)d of them ruled on; %(holds)d checks hold.") % {
            "found": counts[False],
            "ruled": ruled,
            "holds": counts[True],
        }

    @property
    def filters(self):
        """The filters with what was chosen."""
        kinds = [c for c in AuditFinding.Kind.choices if c[0] != AuditFinding.Kind.HOLDS]
        options = {
            "kind": (_("Kind"), kinds),
            "severity": (_("Severity"), AuditFinding.Severity.choices),
            "ruled": (_("Ruling"), list(RULED.items())),
            "document": (_("Document"), list(Document.objects.values_list("key", "short_name"))),
        }
        return [
            Choice(name, label, choices, self.chosen[name])
            for name, (label, choices) in options.items()
        ]

    @property
    def filtered(self):
        """Whether anything was chosen."""
        return any(self.chosen.values())


def documents_of(row):
    """Keys of the documents that a finding's readings cite."""
    return {(r.get("citation") or {}).get("document") for r in row.readings}


def of_record(record):
    """The findings among whose readings a record's figures are; one query, two for a past day."""
    ref = f"{registry.of(record).name}/{record.key}"
    rows = [
        row
        for row in AuditFinding.objects.of_plan()
        if any(reading.get("record") == ref for reading in row.readings)
    ]
    found, at = [FindingPresenter(row) for row in rows], getattr(record, "as_of", None)
    if found and at is not None:
        then = AuditRuling.objects.filter(finding__in=rows, created_at__lte=at)
        ruled = set(then.values_list("finding_id", flat=True))
        for presenter in found:
            presenter.ruled = presenter.finding.pk in ruled
    return found


class FindingPresenter:
    """One finding; `staff` see who ruled. `ruled` is whether anybody has, on the day shown."""

    def __init__(self, finding, staff=False, clauses=None):
        self.finding = finding
        self.staff = staff
        self.known_clauses = clauses
        self.ruled = bool(finding.ruling)

    @cached_property
    def clauses(self):
        """Addresses of clauses, read when first needed."""
        return self.known_clauses or Clauses()

    @property
    def url(self):
        """The finding's page."""
        return links.record_url(self.finding)

    @property
    def title(self):
        """What it is about, in the reader's language."""
        return tongues.mixed(self.finding.name_told)

    @property
    def sentence(self):
        """What is read where and why it does not fit."""
        return tongues.mixed(self.finding.sentence)

    @property
    def open(self):
        """Whether somebody still has to rule on it; what holds needs no ruling."""
        return self.finding.kind != AuditFinding.Kind.HOLDS

    @property
    def why(self):
        """What the rule compares."""
        rule = rules().get(self.finding.rule)
        return rule.why if rule else ""

    @property
    def state(self):
        """Severity, or that it holds or is gone."""
        if self.finding.gone_at:
            return GONE
        if self.finding.kind == AuditFinding.Kind.HOLDS:
            return HOLDS
        return SEVERITIES[self.finding.severity]

    @property
    def kind(self):
        """Its kind in words."""
        return self.finding.get_kind_display()

    @cached_property
    def readings(self):
        """All readings in order."""
        return self.clauses.readings(self.finding.readings)

    @property
    def choices(self):
        """The readings among which somebody may choose."""
        return [self.readings[place] for place in self.finding.alternatives]

    @property
    def verdicts(self):
        """Rulings other than for one reading: `(value, words)`."""
        return [pair for pair in AuditRuling.Verdict.choices if pair[0] != "reading"]

    @property
    def where(self):
        """The clauses of its readings, each once."""
        return {r.cite.url: r.cite for r in self.readings if r.cite}.values()

    @cached_property
    def rulings(self):
        """All rulings, the one in force first."""
        rows = self.finding.rulings.select_related("user").order_by("-created_at", "-id")
        return [
            {
                "reading": self.clauses.reading(0, row.reading) if row.reading else None,
                "verdict": row.get_verdict_display(),
                "reason": row.reason,
                "day": numbers.day(timezone.localtime(row.created_at)),
                "by": (row.user.get_full_name() or row.user.username) if self.staff else "",
            }
            for row in rows
        ]

    @property
    def changed(self):
        """Figures that the ruling in force has changed: `{text, url}`."""
        changed = (self.finding.ruling or {}).get("changed", ())
        names = {reading.get("record"): reading.get("name") for reading in self.finding.readings}
        return [
            {
                "text": field_label({**change, "name": names.get(change["record"])}),
                "url": links.path_url(change["record"]),
            }
            for change in changed
        ]
