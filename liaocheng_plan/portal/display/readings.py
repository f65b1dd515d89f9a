"""Readings of findings and of derived figures: value, where it is written, the record it is of."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from liaocheng_plan import registry
from liaocheng_plan.documents.audit.numbers import number
from liaocheng_plan.documents.models import Clause, Document

from . import fields, links, numbers, values
from .citing import Cite

SAYS = {
    "stated": _("stated"),
    "listed": _("listed"),
    "distinct": _("different names"),
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
    note: str = ""


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
            value=amount_of(reading),
            says=str(SAYS.get(says, says)),
            derived=says != "stated",
            cite=self.cite(reading.get("citation")),
            of=field_label(reading),
            url=links.path_url(reading["record"]) if reading.get("record") else "",
            note=reading.get("note", ""),
        )


def amount_of(reading):
    """A reading's value as printed, with its unit and with 约 or 左右; words as they are."""
    value = reading["value"]
    if isinstance(value, bool) or number(value) is None:
        return values.text_of(value)
    quote = (reading.get("citation") or {}).get("quote", "")
    stated = reading.get("says", "stated") == "stated"
    before, after = numbers.around(reading.get("qualifier"))
    shown = numbers.as_printed(value, quote if stated else "")
    return f"{before}{shown}{reading.get('unit', '')}{after}"


def field_label(reading):
    """The record and the field that a reading is of, in words; "" for a computed one."""
    if not reading.get("record"):
        return ""
    collection = registry.get(reading["record"].partition("/")[0])
    name = (reading.get("field") or "").split(".")[0]
    label = fields.label_and_unit(collection.model, name)[0] if name else ""
    named = reading.get("name") or str(collection.label_one)
    return " · ".join(filter(None, (named, "" if name == "name" else label)))
