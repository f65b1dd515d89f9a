"""Traces of figures as pages show them: the same for today's figure and for a kept report's."""

from functools import cached_property

from django.contrib.contenttypes.models import ContentType
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.timezone import localtime

from liaocheng_plan import registry
from liaocheng_plan.documents.models import Clause, StatedChange
from liaocheng_plan.places.models import PlanAction, Status
from liaocheng_plan.progress.models import Target
from liaocheng_plan.progress.rules import Path, Reason, Reporting, Result

from ..display import citing, fields, links, numbers, off_print, states, wording
from ..places import presenters_history
from . import presenters_targets

TOLD = ("field", "kind", "printed", "previous", "value", "reason", "decision")
"""What a trace keeps of a change under the names of `StatedChange`."""


class TracePresenter:
    """One trace of `progress.lineage`; `clauses` are those of its citations, by document, section.

    `staff` see who changed a stated figure.

    Whatever the trace says is shown as it was, never looked up anew.
    """

    def __init__(self, trace, clauses=None, staff=False):
        self.trace = trace
        self.clauses = clauses or {}
        self.staff = staff

    @property
    def name(self):
        """The target's name as printed."""
        return self.trace["name"]

    @property
    def url(self):
        """The target's page."""
        return links.key_url(registry.get("targets"), self.trace["target"])

    @property
    def theme(self):
        """The subject under which it is read."""
        return self.trace["theme"]

    @property
    def unit(self):
        """The unit as printed."""
        return self.trace["unit"]

    @property
    def stated(self):
        """The stated number with the words printed around it, or None."""
        found = self.trace["stated"]
        if found["value"] is None:
            return None
        before, after = numbers.around(self.trace["qualifier"])
        digits = numbers.as_printed(found["value"], self.cited.get("quote"))
        if found["value_max"] is not None:
            digits = f"{digits}–{numbers.plain(found['value_max'])}"
        return {"before": before, "digits": digits, "after": after}

    @property
    def cited(self):
        """The citation of the stated value as data, else that of the record; {} without one."""
        found = self.trace["stated"]["citations"]
        return found.get("value") or found.get("record") or {}

    @property
    def stated_url(self):
        """The address of the words that state it; "" without any."""
        return self.cite(self.cited).url if self.cited else ""

    @property
    def parts(self):
        """The stated parts of a composition or count, as those of a target."""
        return presenters_targets.stated_parts(self.trace["stated"]["parts"], self.unit)

    @property
    def parts_url(self):
        """The address of the words that state the parts; "" without any."""
        found = self.trace["stated"]["citations"]
        cited = found.get("parts") or found.get("record")
        return self.cite(cited).url if cited else ""

    @property
    def stated_words(self):
        """What is printed instead of a number."""
        return "" if self.stated else self.trace["qualifier"]

    @property
    def figure(self):
        """The judged figure as `{digits, period, derived, at_least, reported, expected}`."""
        found = self.trace["figure"]
        if found is None or found["value"] is None:
            return None
        return {
            "digits": numbers.rounded(found["value"], 2 if found["kind"] == "derived" else 4),
            "period": found["period"],
            "derived": found["kind"] == "derived",
            "at_least": found["lower_bound"],
            "reported": found["reported"],
            "expected": found["expected"],
        }

    @property
    def judged(self):
        """Whether the verdict rests on the figure shown; a kept report has no other."""
        return self.trace.get("is_judged", True)

    @property
    def formula(self):
        """How the figure was rolled up, in words; "" for one that was not."""
        return wording.ROLLED_UP.get(self.trace.get("formula"), "")

    @property
    def missing(self):
        """Names of the areas that a rolled-up figure lacks."""
        return [row["area_name"] for row in self.trace.get("missing", ())]

    @property
    def result(self):
        """The result as a state."""
        return states.RESULTS[Result(self.trace["verdict"]["result"])]

    @property
    def reason(self):
        """Why there is no verdict, "" for one."""
        reason = self.trace["verdict"]["reason"]
        return states.REASONS[Reason(reason)] if reason else ""

    @property
    def reporting(self):
        """The state of reporting."""
        return states.REPORTINGS[Reporting(self.trace["verdict"]["reporting"])]

    @property
    def compared(self):
        """The day of the comparison and what the path asked for then, or None."""
        verdict = self.trace["verdict"]
        if verdict["at"] is None:
            return None
        expected = verdict["expected"]
        return {
            "day": numbers.day(parse_date(verdict["at"])),
            "expected": numbers.rounded(expected) if expected is not None else "",
        }

    @property
    def known_at(self):
        """The moment whose knowledge is shown."""
        return localtime(parse_datetime(self.trace["known_at"])).strftime("%Y-%m-%d %H:%M")

    @property
    def path(self):
        """The path that was compared with, in words."""
        return Path(self.trace["rules"]["path"]).label

    @property
    def cites(self):
        """Citations of the record and of its figures: field, place, printed words."""
        return [
            {"field": field_label(name), "cite": self.cite(citation)}
            for name, citation in self.trace["stated"]["citations"].items()
        ]

    def cite(self, citation):
        """A `Cite` of a citation as data; without link where the clause is no longer there."""
        clause = self.clauses.get((citation["document"], citation["section"]))
        where = f"{clause.document.short_name if clause else ''} {citation['section']}".strip()
        url = links.words_url(links.clause_url(clause), citation["quote"]) if clause else ""
        return citing.Cite(f"{where} {citation['item'] or ''}".strip(), url, citation["quote"])

    @property
    def mark(self):
        """How the target's figure came to differ from the print by then, as a `Mark`, or None."""
        rows = [
            row
            for row in self.trace["stated"]["changes"]
            if row["field"] in presenters_targets.FIGURE
        ]
        if not rows or rows[-1]["value"] == rows[-1]["printed"]:
            return None
        return off_print.mark(as_change(rows[-1]))

    @cached_property
    def changes(self):
        """Rulings, corrections and amendments of the stated figures by then, in words."""
        rows = [as_change(row) for row in self.trace["stated"]["changes"]]
        reasons = {row.reason for row in rows if row.kind == StatedChange.Kind.RULING}
        findings = presenters_history.ruled_findings(f"targets/{self.trace['target']}", reasons)
        by = self.authors(rows) if self.staff else {}
        return [
            {
                **presenters_history.stated_change(row, None, findings, False),
                "label": fields.label_and_unit(Target, row.field)[0],
                "by": by.get(row.pk, ""),
            }
            for row in rows
        ]

    def authors(self, rows):
        """Who made these changes, by the change's id."""
        known = StatedChange.objects.filter(pk__in=[row.pk for row in rows], user__isnull=False)
        return {row.pk: presenters_history.who(row.user) for row in known.select_related("user")}

    @property
    def observations(self):
        """The observations behind the figure, with their links."""
        collection = registry.get("observations")
        return [
            {
                **row,
                "url": links.key_url(collection, row["observation"]),
                "digits": numbers.plain(row["value"]),
                "day": (row["approved_at"] or "")[:10],
            }
            for row in self.trace["observations"]
        ]

    @property
    def records(self):
        """The records that a measure counted, with their links."""
        measure = self.trace["measure"]
        return [
            {
                **row,
                "url": links.path_url(row["record"]),
                "state": states.STATUSES[Status(row["status"])],
                "action": PlanAction(row["plan_action"]).label if row["plan_action"] else "",
            }
            for row in (measure["records"] if measure else [])
        ]


def as_change(row):
    """A change as a trace holds it, as a `StatedChange` that is not saved."""
    at = parse_datetime(row["at"])
    decided_on = parse_date(row["decided_on"]) if row.get("decided_on") else None
    told = {name: row[name] for name in TOLD}
    kind = ContentType.objects.get_for_model(Target)
    return StatedChange(
        pk=row.get("change"), content_type=kind, created_at=at, decided_on=decided_on, **told
    )


def field_label(name):
    """A field's name in the reader's language; "" for the record itself."""
    return "" if name == "record" else Target._meta.get_field(name.split(".")[0]).verbose_name


def present(traces, staff=False):
    """Presenters of traces, with the clauses of all their citations in one query."""
    wanted = {
        (citation["document"], citation["section"])
        for trace in traces
        for citation in trace["stated"]["citations"].values()
    }
    rows = Clause.objects.filter(section__in={section for _doc, section in wanted})
    clauses = {(c.document.key, c.section): c for c in rows.select_related("document")}
    return [TracePresenter(trace, clauses, staff) for trace in traces]
