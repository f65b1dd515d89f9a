"""Readings of findings and of derived figures: value, where it is written, the record it is of."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from liaocheng_plan import registry
from liaocheng_plan.documents.models import Clause, Document

from . import fields, links, values
from .citing import Cite

SAYS = {
    "stated": _("stated"),
    "listed": _("listed"),
    "computed": _("computed"),
}


@dataclass
class Reading:
    """A reading as a page shows it; `cite` is None where nothing is written."""

    number: int
    value: str
    says: str
    derived: bool
    cite: Cite | None
    of: str
    url: str


class Clauses:
    """Short names and addresses of clauses, read once for a page."""

    def __init__(self):
        self.names = dict(Document.objects.values_list("key", "short_name"))
        rows = Clause.objects.select_related("document").only("key", "section", "document__key")
        self.urls = {(row.document.key, row.section): links.clause_url(row) for row in rows}

    def cite(self, citation):
        """A `Cite` of a citation in its dictionary form."""
        if not citation:
            return None
        parts = (self.names.get(citation["document"]), citation["section"], citation["item"])
        url = self.urls.get((citation["document"], citation["section"]), "")
        words = links.words_url(url, citation["quote"])
        return Cite(" ".join(filter(None, parts)), words, citation["quote"])

    def readings(self, readings):
        """Readings of a finding in their order."""
        return [self.reading(place, reading) for place, reading in enumerate(readings)]

    def reading(self, place, reading):
        """One reading; `record` and `field` say what it is of."""
        says = reading.get("says") or "stated"
        return Reading(
            number=place,
            value=values.text_of(reading["value"]),
            says=str(SAYS.get(says, says)),
            derived=says != "stated",
            cite=self.cite(reading.get("citation")),
            of=field_label(reading),
            url=links.path_url(reading["record"]) if reading.get("record") else "",
        )


def field_label(reading):
    """The collection and field that a reading is of, in words; "" for a computed one."""
    if not reading.get("record"):
        return ""
    collection = registry.get(reading["record"].partition("/")[0])
    name = (reading.get("field") or "").split(".")[0]
    label = fields.label_and_unit(collection.model, name)[0] if name else ""
    return " · ".join(filter(None, (str(collection.label_one), label)))
