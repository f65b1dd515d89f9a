"""A gap sheet as a page shows it: types with state and evidence, the verdict with its reasons."""

from dataclasses import replace
from functools import cached_property
from itertools import groupby

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from liaocheng_plan import gap_sheets, registry

from ..display import citing, links, numbers
from . import gap_words


def twin_of(found):
    """Name, kind and page of the matched circle that something is said of, or None."""
    if found.twin is None:
        return None
    kind = registry.of(found.twin).label_one
    return {"name": found.twin.name, "kind": kind, "url": links.record_url(found.twin)}


class EvidencePresenter:
    """One thing known of a type: what it says, in which words, since when, from where."""

    def __init__(self, evidence, staff=False):
        self.evidence, self.staff = evidence, staff

    @property
    def state(self):
        """Present or absent, as a state."""
        return gap_words.STATES[self.evidence.says]

    @property
    def word(self):
        """The word as printed or as typed."""
        return self.evidence.word

    @property
    def kind(self):
        """What kind of evidence it is; of a document, whether it states, misses or plans."""
        said = {
            "formats_missing": _("document, named as lacking"),
            "formats_to_add": _("document, to be added"),
        }
        kinds = {"clause": _("document"), "outlet": _("outlets"), "visit": _("visit")}
        return said.get(self.evidence.field) or kinds[self.evidence.kind]

    @property
    def day(self):
        """The day it stands for; "" where the document bears no date."""
        return numbers.day(self.evidence.on)

    @property
    def cite(self):
        """The printed words, for evidence from a document; a quote that is the word is left out."""
        found = citing.cite(self.evidence.citation)
        return replace(found, quote="") if found and found.quote == self.word else found

    @property
    def count(self):
        """How many open outlets."""
        return self.evidence.count

    @property
    def url(self):
        """The outlets that it counts."""
        if not self.evidence.filters:
            return ""
        return f"{reverse('collection', args=['outlets'])}?{urlencode(self.evidence.filters)}"

    @property
    def who(self):
        """Who was there, for staff."""
        visit = self.evidence.visit
        return str(visit.visited_by or "") if visit and self.staff else ""

    @property
    def twin(self):
        """Name and page of the matched circle that it is said of, or None."""
        return twin_of(self.evidence)

    @property
    def note(self):
        """The note of a visit, for staff."""
        return self.evidence.note if self.staff else ""


class RowPresenter:
    """One type of a sheet."""

    def __init__(self, row, sheet, staff=False):
        self.row, self.sheet, self.staff = row, sheet, staff

    @property
    def name(self):
        """The type as the list prints it."""
        return self.row.type.name

    @property
    def state(self):
        """What is known of it."""
        return gap_words.STATES[self.row.state]

    @property
    def url(self):
        """The page of this type in this circle, with the nearest outlets."""
        keys = [self.sheet.circle.key, self.sheet.standard.key, self.row.type.key]
        return reverse("circle-type", args=keys)

    @property
    def is_gap(self):
        """Whether it is not known to be there."""
        return self.row.state != gap_sheets.State.PRESENT

    @property
    def contradictory(self):
        """Whether its evidence contradicts itself."""
        return self.row.state == gap_sheets.State.CONTRADICTORY

    @cached_property
    def evidence(self):
        """What proves or disproves it."""
        return self.presented(self.row.evidence)

    @property
    def sides(self):
        """Evidence for and against, side by side: `[(state, evidence), …]`."""
        says = ("present", "absent")
        return [
            (gap_words.STATES[side], [e for e in self.evidence if e.evidence.says == side])
            for side in says
        ]

    @cached_property
    def maybe(self):
        """What may mean it and proves nothing."""
        return self.presented(self.row.maybe)

    @property
    def settled(self):
        """Whether younger evidence outweighs older one that says otherwise."""
        says = {item.says for item in self.row.evidence}
        return len(says) > 1 and not self.contradictory

    @property
    def confirmed(self):
        """Whether the bureau confirmed which words mean this type."""
        return self.row.concept is None or self.row.concept.confirmed

    def presented(self, evidence):
        """Presenters of evidence."""
        return [EvidencePresenter(item, self.staff) for item in evidence]


class SheetPresenter:
    """A circle held against a standard."""

    def __init__(self, sheet, staff=False):
        self.sheet, self.staff = sheet, staff

    @property
    def standard(self):
        """Name and page of the standard."""
        row = self.sheet.standard
        return {"key": row.key, "name": row.name, "url": links.record_url(row)}

    @property
    def valid_from(self):
        """Since when the standard holds; "" where its document bears no date."""
        return numbers.day(self.sheet.standard.valid_from)

    @property
    def verdict(self):
        """What the standard says of the circle, as a state."""
        return gap_words.CHECKS[self.sheet.verdict]

    @property
    def twin(self):
        """Name, kind and page of the matched circle that shares its evidence, or None."""
        return twin_of(self.sheet)

    @property
    def reasons(self):
        """Every criterion: `{text, measure, state, twin}`; what is measured is in printed words."""
        return [
            {
                "text": gap_words.reason(found),
                "measure": found.measure,
                "state": gap_words.OUTCOMES[found.check],
                "twin": twin_of(found),
            }
            for found in self.sheet.reasons
        ]

    @property
    def groups(self):
        """Types by tier, each with its counts."""
        rows = groupby(self.sheet.rows, key=lambda row: row.type.tier)
        return [self.group(tier, list(found)) for tier, found in rows]

    def group(self, tier, rows):
        """One tier."""
        words = gap_words.tally(self.sheet.counts(tier), gap_words.types(rows))
        return {
            "tier": tier,
            "name": rows[0].type.get_tier_display(),
            "counts": words,
            "rows": [RowPresenter(row, self.sheet, self.staff) for row in rows],
        }

    @property
    def further(self):
        """Evidence of words that no list of the standard has."""
        return [EvidencePresenter(item, self.staff) for item in self.sheet.further]

    @property
    def proposed(self):
        """Whether any type rests on a crosswalk that the bureau has not confirmed."""
        return any(row.concept and not row.concept.confirmed for row in self.sheet.rows)

    def row(self, key):
        """The line of a type by its key, or None."""
        found = (row for row in self.sheet.rows if row.type.key == key)
        return next((RowPresenter(row, self.sheet, self.staff) for row in found), None)


def standard_asked(query, standards, usual):
    """`(standard, sentence)`: the one that `?standard=` names, else the usual one and why."""
    key = query.get("standard", "")
    found = next((row for row in standards if row.key == key), None)
    if found or not key:
        return found or usual, ""
    return usual, _("There is no standard “%(key)s”; shown against the usual one.") % {"key": key}
