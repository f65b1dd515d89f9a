"""Fields whose value is no word or number that a reader could use as it is stored."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan.documents.models import Document
from liaocheng_plan.progress import rules

from . import fields, links


def boundary(area):
    """An outline is drawn on the map; its coordinates are nothing to read."""
    return ("text", _("outlined, schematic")) if area.boundary is not None else None


def responsible(task):
    """Responsible bodies in printed order, under their printed names."""
    found = [
        {"text": row.printed, "url": links.record_url(row.department)}
        for row in task.responsible_rows.all()
    ]
    return ("links", found) if found else None


def issuers(document):
    """Issuing departments in printed order."""
    found = [
        {"text": row.department.name, "url": links.record_url(row.department)}
        for row in document.issuer_rows.select_related("department")
    ]
    return ("links", found) if found else None


def labelled(choices, name):
    """A function that gives the word of a computed state."""

    def shown(record):
        value = getattr(record, name)
        return ("text", str(choices(value).label)) if value else None

    return shown


def readings(finding):
    """The readings of a finding as a table: value, where it is written, the printed words."""
    names = dict(Document.objects.values_list("key", "short_name"))
    rows = []
    for reading in finding.readings:
        cited = reading.get("citation") or {}
        where = [names.get(cited.get("document"), ""), cited.get("section"), cited.get("item")]
        rows.append(
            [str(reading.get("value", "")), " ".join(filter(None, where)), cited.get("quote", "")]
        )
    heads = [fields.part_label(name) for name in ("value", "citation", "quote")]
    return ("rows", {"heads": heads, "rows": rows}) if rows else None


FORMULAS = {
    "area_ha": gettext_lazy("scale in mu ÷ 15"),
    "light": gettext_lazy("by due date and day done"),
}
"""How a derived value is reached, in words."""
SPECIAL = {
    "boundary": boundary,
    "issuers": issuers,
    "light": labelled(rules.Light, "light"),
    "readings": readings,
    "reporting": labelled(rules.Reporting, "reporting"),
    "responsible": responsible,
    "result": labelled(rules.Result, "result"),
    "result_reason": labelled(rules.Reason, "result_reason"),
}
"""By field name: a function from the record to `(shape, content)`, None where it is missing."""
