"""Documents, clauses and findings as pages show them."""

from collections import Counter, defaultdict
from functools import cached_property

from django.contrib.contenttypes.models import ContentType

from liaocheng_plan import registry
from liaocheng_plan.documents.models import AuditFinding, Citation, Clause, Document, Reference

from ..display import fields, links, numbers, off_print
from .presenters_findings import FindingPresenter

MOST_FINDINGS = 8


class DocumentPresenter:
    """A document with its outline; two queries for clauses and counts of citing records.

    `edition` is the one whose text is read, if another than that in use.
    """

    def __init__(self, document, edition=None):
        self.document, self.edition = document, edition
        self.clauses = list(document.clauses.order_by("order"))
        for clause in self.clauses:
            clause.document = document

    @property
    def url(self):
        """The document's page."""
        return links.record_url(self.document)

    @property
    def older(self):
        """The edition that is read where it is not the one in use, else None."""
        if self.edition is None or self.edition.is_current:
            return None
        return {"name": self.edition.edition, "until": numbers.day(self.edition.replaced_at)}

    @property
    def name(self):
        """The display name."""
        return self.document.name

    @property
    def period(self):
        """The years it covers."""
        return numbers.period(self.document.period_start, self.document.period_end)

    @property
    def issued_on(self):
        """The day of issue, "" where none is printed."""
        return numbers.day(self.document.issued_on)

    @property
    def issuers(self):
        """Issuing departments in printed order."""
        rows = self.document.issuer_rows.select_related("department")
        return [
            {"text": row.department.name, "url": links.record_url(row.department)} for row in rows
        ]

    @cached_property
    def outline(self):
        """Clauses in order with depth below the top."""
        depths, cited = {}, cited_counts(self.document)
        entries = []
        for clause in self.clauses:
            depths[clause.pk] = depths.get(clause.parent_id, -1) + 1 if clause.parent_id else 0
            entries.append(
                {
                    "clause": clause,
                    "url": links.in_edition(links.clause_url(clause), self.edition),
                    "depth": min(depths[clause.pk], 3),
                    "main": depths[clause.pk] < 2 or clause.kind == Clause.Kind.BOX,
                    "section": clause.section if clause.section != clause.name else "",
                    "cited": cited.get(clause.pk, 0),
                }
            )
        return entries


def cited_counts(document):
    """How many records cite each clause of a document, by clause id."""
    rows = (
        Citation.objects.filter(clause__document=document)
        .values_list("clause_id", "content_type_id", "object_id")
        .distinct()
    )
    return Counter(clause for clause, _kind, _record in rows)


class ClausePresenter:
    """One clause: its place in the outline, its points, and every record that cites it."""

    def __init__(self, clause, siblings, edition=None):
        self.clause = clause
        self.siblings = siblings
        self.edition = edition
        self.by_id = {row.pk: row for row in siblings}

    def url(self, clause):
        """The page of a clause in the edition that is read."""
        return links.in_edition(links.clause_url(clause), self.edition)

    @property
    def ancestors(self):
        """Clauses above, topmost first."""
        found, row = [], self.clause
        while row.parent_id:
            row = self.by_id[row.parent_id]
            found.append({"text": row.name, "section": row.section, "url": self.url(row)})
        return found[::-1]

    @property
    def children(self):
        """Clauses directly below."""
        return [
            {"text": row.name, "section": row.section, "url": self.url(row)}
            for row in self.siblings
            if row.parent_id == self.clause.pk
        ]

    @cached_property
    def neighbours(self):
        """The clauses before and after in the document, each None at the ends."""
        place = self.siblings.index(self.by_id[self.clause.pk])
        before = self.siblings[place - 1] if place else None
        after = self.siblings[place + 1] if place + 1 < len(self.siblings) else None
        return {
            "before": before and {"text": before.name, "url": self.url(before)},
            "after": after and {"text": after.name, "url": self.url(after)},
        }

    @cached_property
    def citing(self):
        """Records that cite the clause, grouped by collection: `{label, records}`.

        One query for the citations and one for each collection among them.
        """
        by_type = defaultdict(lambda: defaultdict(list))
        for row in Citation.objects.with_changes().filter(clause=self.clause):
            by_type[row.content_type_id][row.object_id].append(row)
        groups = []
        for collection in registry.collections():
            kind = ContentType.objects.get_for_model(collection.model).pk
            if kind in by_type and collection.model not in (Clause, Document):
                groups.append(citing_group(collection, by_type[kind], self.clause))
        return [group for group in groups if group["records"]]

    def resting_on(self, citations):
        """The records among `citing` that quote with one of these citations (ids)."""
        groups = []
        for group in self.citing:
            records = [
                {**row, "quotes": [q for q in row["all_quotes"] if q["id"] in citations]}
                for row in group["records"]
            ]
            groups.append({**group, "records": [row for row in records if row["quotes"]]})
        return [group for group in groups if group["records"]]


def citing_group(collection, citations, clause):
    """The records of one collection that cite a clause, each with what is quoted for it."""
    rows = collection.model._default_manager.filter(pk__in=citations).order_by(*collection.ordering)
    records = [
        citing_record(collection, clause, name, key, citations[pk])
        for pk, key, name in rows.values_list("pk", "key", "name")
    ]
    return {"label": collection.label, "records": records}


def says_more(quote):
    """Whether a quote tells more than that the record's name stands there."""
    return not quote["only_name"] or quote["gone"] or quote["marks"]


def citing_record(collection, clause, name, key, citations):
    """One record that cites a clause; `quotes` leaves out one that only repeats the name."""
    quotes = [
        {
            "id": row.pk,
            "field": quoted_field(collection, row.field),
            "quote": row.quote,
            "url": links.quote_url(row, clause),
            "gone": row.is_gone,
            "only_name": not row.field and row.quote == name,
            "marks": marks(row, citations, links.key_url(collection, key)),
        }
        for row in citations
    ]
    return {
        "text": name,
        "about": f"{collection.name}/{key}",
        "url": links.key_url(collection, key),
        "all_quotes": quotes,
        "quotes": [quote for quote in quotes if says_more(quote)],
        "in_text": quotes[0]["url"],
    }


def marks(citation, beside, url):
    """How the figures that a citation carries differ from its words: each as a `Mark`.

    The record's own citation carries all that none of the citations `beside` it is for.
    """
    last = {change.field: change for change in getattr(citation, "changes", ())}
    changed = [change for change in last.values() if change.value != change.printed]
    others = {row.field.split(".")[0] for row in beside if row.field}
    own = citation.field.split(".")[0]
    return [
        off_print.mark(change, url=url)
        for change in changed
        if (change.field == own if own else change.field not in others)
        and change.quote != citation.quote
    ]


def quoted_field(collection, name):
    """The name of the field that a quote carries; "" for the record itself."""
    first = name.split(".")[0]
    return fields.label_and_unit(collection.model, first)[0] if first else ""


def documents():
    """All documents as presenters."""
    return [DocumentPresenter(row) for row in Document.objects.for_lists()]


def references():
    """Other documents that ours cite."""
    return Reference.objects.for_lists().select_related("cited_in")


def findings():
    """The serious findings of the self-audit that nobody has ruled on."""
    serious = AuditFinding.objects.of_plan().exclude(severity=AuditFinding.Severity.LOW)
    rows = serious.filter(ruling__isnull=True).order_by("severity", "key")[:MOST_FINDINGS]
    return [FindingPresenter(row, clauses=None) for row in rows]


def findings_by_section(document):
    """`{section: [FindingPresenter]}` of the findings whose readings cite a document."""
    by_section = defaultdict(list)
    for finding in AuditFinding.objects.of_plan():
        cited = [reading.get("citation") or {} for reading in finding.readings]
        sections = {c.get("section") for c in cited if c.get("document") == document.key}
        for section in filter(None, sections):
            by_section[section].append(FindingPresenter(finding))
    return by_section
