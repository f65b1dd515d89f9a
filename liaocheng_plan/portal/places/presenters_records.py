"""A record of any collection as a page: facts with kind and citation, relations, history."""

from functools import cached_property

from django.db.models import JSONField
from django.utils.translation import gettext as _

from liaocheng_plan import registry
from liaocheng_plan.progress.models import Target

from ..display import citing, fields, links, values
from ..plan import presenters_findings
from ..progress import presenters_targets
from . import presenters_history, presenters_related

LONG = {"words", "points", "parts", "rows", "cards"}
ONLY_IF_KNOWN = {"aliases", "members", "guidance", "boundary_source", "adcode"}
WITH_NUMBER = {"unit", "value_max", "approximate", "qualifier"}


class RecordPresenter:
    """One record; `collection` is its registry entry. Meant for single pages."""

    def __init__(self, record, staff=False):
        self.record = record
        self.collection = registry.of(record)
        self.staff = staff

    @property
    def name(self):
        """The name as printed."""
        return self.record.name

    @property
    def list_url(self):
        """The collection's list."""
        return links.collection_url(self.collection)

    @property
    def sheet_url(self):
        """The list of what a department or an area has to do; "" for other records."""
        return links.sheet_url(self.record)

    @property
    def cite(self):
        """Where the record itself is written; None for one that staff added."""
        return citing.cite_record(self.record)

    @cached_property
    def changes(self):
        """Changes of stated figures, by field."""
        return presenters_history.stated_changes(self.record, self.staff)

    @cached_property
    def shown(self):
        """All declared fields that a page shows, in order."""
        found = [values.show(self.record, name) for name in self.names()]
        found = [v for v in found if v.shape != "missing" or v.name not in ONLY_IF_KNOWN]
        for value in found:
            value.changes = self.changes.get(value.name, [])
        return found

    def names(self):
        """Declared fields; those that are printed together with another are left to it."""
        record = self.record
        together = {name for name in self.collection.fields if name.endswith("_qualifier")}
        if hasattr(record, "value"):
            together |= WITH_NUMBER
        return [name for name in self.collection.fields if name not in together]

    @property
    def facts(self):
        """Short values, for a table; lists that the document does not state are `unstated`."""
        apart = {value.name for value in self.unstated}
        return [v for v in self.shown if v.shape not in LONG and v.name not in apart]

    @cached_property
    def unstated(self):
        """Lists that are missing: named together in one line instead of a box for each."""
        return [v for v in self.shown if v.shape == "missing" and is_list(self.record, v.name)]

    @property
    def texts(self):
        """Lists and tables, each a section of its own."""
        return [value for value in self.shown if value.shape in LONG]

    @cached_property
    def history(self):
        """Changes by staff, newest first."""
        return presenters_history.history(self.record, self.staff)

    @cached_property
    def targets(self):
        """Targets that limit this record."""
        about = f"{self.collection.name}/{self.record.key}"
        return presenters_targets.present(Target.objects.filter(about=about).for_lists())

    @cached_property
    def findings(self):
        """Findings of the self-audit that concern its figures, with their state."""
        return presenters_findings.of_record(self.record) if self.record.STATED else []

    @cached_property
    def related(self):
        """Records of other collections that point here: `{label, count, records, more}`."""
        if self.collection.located:
            return []
        return presenters_related.related(self.record)

    @property
    def sources(self):
        """Every citation of the record by clause: `{where, url, rows: [{field, quote}]}`."""
        rows = sorted(self.record.citations_by_field().values(), key=in_order)
        groups = {}
        for row in rows:
            found = citing.cite(row)
            group = groups.setdefault(row.clause_id, {"where": clause_name(row), "rows": []})
            group["url"] = found.url
            group["rows"].append({"field": self.cited_label(row.field), "quote": row.quote})
        return list(groups.values())

    def cited_label(self, name):
        """What a citation carries, in words; a dotted name points into a structured field."""
        first, *rest = name.split(".") if name else [""]
        if not first:
            return _("the record itself")
        words = [fields.label_and_unit(type(self.record), first)[0]]
        words += [
            part if not part.isdigit() else str(int(part) + 1)
            for part in (fields.split_unit(fields.part_label(p))[0] for p in rest)
        ]
        return " · ".join(words)


def in_order(citation):
    """By clause, then by field; of several texts in one field the tenth after the ninth."""
    parts = citation.field.split(".")
    path = [(part.isdigit(), int(part) if part.isdigit() else part) for part in parts]
    return citation.clause.order, path


def is_list(record, name):
    """Whether a field holds a list or a structure."""
    field = fields.model_field(type(record), name)
    return isinstance(field, JSONField)


def clause_name(citation):
    """A clause by document and section."""
    return f"{citation.clause.document.short_name} {citation.clause.section}"
