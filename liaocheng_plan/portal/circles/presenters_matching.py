"""Which planned circle a pilot is: the state that all see, and what the bureau decides by."""

from functools import cached_property

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan import gap_sheets, registry

from ..display import links, numbers, states
from ..display.states import State
from ..maps import embedding

MATCHED = State(gettext_lazy("matched"), "check", "good")
NONE = State(gettext_lazy("none of the planned circles"), "ring")
OPEN = State(gettext_lazy("not matched"), "blank")
NEAREST = 5
"""So many candidates the map shows at first."""


def state_of(pilot, other):
    """The state of a pilot's match."""
    if other is not None:
        return MATCHED
    return NONE if pilot.unplanned else OPEN


def told(circle):
    """What a circle's own page says of its match."""
    matching = gap_sheets.matching()
    name = registry.of(circle).name
    if name == matching.collection:
        other = circle.planned_circles.first()
        return shown(state_of(circle, other), other, circle)
    other = circle.pilot if name == matching.others else None
    return shown(MATCHED if other else OPEN, other, other)


def other_of(circle):
    """The matched circle of the other document, with citations; None where there is none."""
    matching, name = gap_sheets.matching(), registry.of(circle).name
    if name == matching.collection:
        return circle.planned_circles.for_lists().first()
    if name != matching.others or circle.pilot_id is None:
        return None
    return registry.get(matching.collection).model.objects.for_lists().get(pk=circle.pilot_id)


def is_open_pilot(circle):
    """Whether a circle is of the kind that is matched, and is not."""
    same = registry.of(circle).name == gap_sheets.matching().collection
    return same and told(circle)["state"] is OPEN


def shown(state, other, pilot):
    """State, the circle it is matched to, and since when."""
    decided = pilot is not None and pilot.matched_at
    return {
        "state": state,
        "text": other.name if other else "",
        "number": other.number if other else None,
        "url": links.record_url(other) if other else "",
        "day": numbers.day(timezone.localtime(decided)) if decided else "",
    }


class MatchListPresenter:
    """All pilots with the state of their match."""

    def __init__(self):
        self.pilots = gap_sheets.matching().rows()

    @property
    def rows(self):
        """`{pilot, url, decide_url, …}` in printed order."""
        return [
            {
                "pilot": pilot,
                "page": links.record_url(pilot),
                "decide_url": reverse("circle-match", args=[pilot.key]),
                "by": str(pilot.matched_by or ""),
                **shown(state_of(pilot, other), other, pilot),
            }
            for pilot, other in self.pilots
        ]

    @property
    def counts(self):
        """Pilots by state, with their number."""
        found = [state_of(pilot, other) for pilot, other in self.pilots]
        return [{"state": state, "number": found.count(state)} for state in (MATCHED, NONE, OPEN)]


class MatchPresenter:
    """One pilot beside every planned circle."""

    def __init__(self, pilot, may):
        self.pilot, self.may = pilot, may

    @property
    def now(self):
        """How it stands."""
        return told(self.pilot)

    @property
    def decided(self):
        """Whether there is a decision that can be taken back."""
        return self.now["state"] is not OPEN

    @property
    def position(self):
        """How well the pilot's own position is known."""
        return states.position(self.pilot)

    @property
    def error(self):
        """By how many metres it may be off, or ""."""
        return numbers.plain(self.pilot.location_error_m)

    @cached_property
    def candidates(self):
        """Planned circles, nearest first."""
        return [self.candidate(found) for found in gap_sheets.matching().candidates(self.pilot)]

    def candidate(self, found):
        """One planned circle: how far, what it has in common, and to whom it belongs already."""
        circle = found.circle
        return {
            "circle": circle,
            "place": f"{gap_sheets.matching().others}/{circle.key}",
            "url": links.record_url(circle),
            "choose_url": self.confirm_url(circle.key),
            "metres": numbers.plain(found.metres),
            "error": numbers.plain(circle.location_error_m),
            "words": found.words,
            "chosen": circle.pilot_id == self.pilot.pk,
            "taken": circle.pilot if circle.pilot_id not in (None, self.pilot.pk) else None,
        }

    def confirm_url(self, chosen):
        """Where a decision is looked at once more."""
        return f"{reverse('circle-match-confirm', args=[self.pilot.key])}?chosen={chosen}"

    @property
    def none_url(self):
        """The same for “none of the planned circles”."""
        return self.confirm_url("none")

    @property
    def open_url(self):
        """The same for taking a decision back."""
        return self.confirm_url("open")

    def chosen(self, key):
        """The candidate with a key, or None."""
        return next((row for row in self.candidates if row["circle"].key == key), None)

    @property
    def on_map(self):
        """Pilot and nearest candidates, as the map names them; empty without a position."""
        near = [row["place"] for row in self.candidates if row["metres"]][:NEAREST]
        return [f"{gap_sheets.matching().collection}/{self.pilot.key}", *near] if near else []

    @property
    def past(self):
        """All decisions, newest first; who decided is for staff."""
        return [self.decision(row) for row in gap_sheets.matching().past(self.pilot)]

    def decision(self, row):
        """One decision in words."""
        text = row.circle.name if row.circle else ""
        state = MATCHED if row.circle else NONE if row.none else OPEN
        return {
            "state": state,
            "text": text,
            "day": numbers.day(timezone.localtime(row.at)),
            "by": str(row.by or ""),
            "note": row.note,
        }


def map_of(request, match):
    """Both kinds of circle on one map that shows the pilot and its nearest candidates."""
    matching, pilot = gap_sheets.matching(), match.pilot
    focus = f"{matching.collection}/{pilot.key}" if pilot.geometry is not None else ""
    shown = embedding.embed(request, [matching.others, matching.collection], focus, "layers")
    return shown | {"fit": " ".join(match.on_map)}


def sentence(form):
    """What was done, in words."""
    return {
        "none": _("Decided: none of the planned circles."),
        "open": _("The decision has been taken back: not matched."),
    }.get(form.cleaned_data["chosen"], _("The match is confirmed."))
