"""Coverage of the texts as pages show it."""

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from liaocheng_plan import registry
from liaocheng_plan.documents.ledger.found import ENTRY, FIRM, ITEM, LABEL, NUMBER, ROAD, TITLE
from liaocheng_plan.documents.models import AttachedText, ClausePlace
from liaocheng_plan.documents.texts import coverage

from ..display import links
from ..display.states import State

KINDS = {
    NUMBER: _("figure"),
    ENTRY: _("entry"),
    LABEL: _("heading in a box"),
    ITEM: _("listed name"),
    TITLE: _("document"),
    ROAD: _("road, bound"),
    FIRM: _("firm, institution"),
}
STATES = {
    coverage.CITED: State(_("cited"), "check", "good"),
    coverage.HELD: State(_("held, by decision"), "check", "good"),
    coverage.DISMISSED: State(_("dismissed"), "ring", "unknown"),
    coverage.OPEN: State(_("open"), "question", "behind"),
}
ORDER = (coverage.OPEN, coverage.DISMISSED, coverage.HELD, coverage.CITED)
HOLDERS_SHOWN = 3


@dataclass
class CoverageRow:
    """The counts of one section; `None` as link for a total."""

    name: str
    section: str
    url: str
    counts: dict

    @property
    def printed(self):
        """How many figures and names are printed."""
        return sum(self.counts.values())

    @property
    def cells(self):
        """The counts in the order of the heads."""
        return [self.counts[state] for state in STATES]


def texts():
    """`{document, rows, total}` of every text in use."""
    used = AttachedText.objects.current().select_related("document").defer("words")
    return [
        {"document": text.document, "rows": rows, "total": total(rows)}
        for text in used.order_by("document_id")
        for rows in [[row(entry) for entry in coverage.of_text(text)]]
    ]


def row(entry):
    """One section's counts."""
    clause = entry.clause
    section = "" if clause.section == clause.name else clause.section
    url = reverse("clause-coverage", args=[clause.key])
    return CoverageRow(clause.name, section, url, {s: entry.count(s) for s in STATES})


def total(rows):
    """The sums of all sections."""
    return CoverageRow("", "", "", {s: sum(r.counts[s] for r in rows) for s in STATES})


def of_clause(clause):
    """`{items, attached}` of one section, what is open first."""
    place = ClausePlace.objects.filter(clause=clause, text__is_current=True).first()
    found = coverage.items(place, coverage.decisions_of(clause.document_id)) if place else []
    found.sort(key=lambda item: ORDER.index(item.state))
    names = names_of({about for item in found for about in abouts(item)})
    return {"items": [shown(item, names) for item in found], "attached": place is not None}


def abouts(item):
    """`collection/key` of the records that hold something printed."""
    holders = [item.about] if item.about else [holder.split(" ")[0] for holder in item.holders]
    return list(dict.fromkeys(holders))


def names_of(found):
    """`{collection/key: name}`, one query for each collection."""
    keys = defaultdict(list)
    for about in found:
        collection, _slash, key = about.partition("/")
        keys[collection].append(key)
    return {
        f"{collection}/{key}": name
        for collection, wanted in keys.items()
        for key, name in registry.get(collection)
        .model._default_manager.filter(key__in=wanted)
        .values_list("key", "name")
    }


def shown(item, names):
    """One printed thing with its state, its holders as links and the reason."""
    holders = abouts(item)
    return {
        "words": item.words,
        "kind": KINDS[item.kind],
        "state": STATES[item.state],
        "times": item.times,
        "holders": [
            {"text": names.get(about, about), "url": links.path_url(about)}
            for about in holders[:HOLDERS_SHOWN]
        ],
        "more": max(0, len(holders) - HOLDERS_SHOWN),
        "reason": item.reason,
        "is_open": item.state == coverage.OPEN,
    }
