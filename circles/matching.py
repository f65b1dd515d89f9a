"""Which planned circle a pilot is: distances and common words to decide by, and the decision.

The two documents name their circles differently, so nothing is matched by itself.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan.organisation.models import Area
from liaocheng_plan.progress.people import upwards
from liaocheng_plan.progress.reach import require

from .models import LivingCircle, PilotCircle
from .nearest import METRES

SECTION = re.compile(r"[东西南北中](?=[路街]$)")
MATCH = "match "
"""How the reasons of history entries begin that tell of a decision; the key or `NONE` follows."""
NONE = "none"


@dataclass(frozen=True)
class Candidate:
    """A planned circle beside a pilot: metres between their middles, words that both bear."""

    circle: LivingCircle
    metres: int | None
    words: tuple

    @property
    def order(self):
        """Nearest first; those without a distance by what they have in common."""
        return (self.metres is None, self.metres or 0, -len(self.words), self.circle.pk)


@dataclass(frozen=True)
class Decision:
    """One decision of the past: a circle, none of them, or (neither) taken back."""

    at: datetime
    by: object
    circle: LivingCircle | None
    none: bool
    note: str


def rows():
    """`(pilot, planned circle or None)` of all pilots in printed order."""
    matched = {row.pilot_id: row for row in LivingCircle.objects.filter(pilot__isnull=False)}
    pilots = PilotCircle.objects.for_lists().select_related("area", "matched_by")
    return [(pilot, matched.get(pilot.pk)) for pilot in pilots.order_by("number", "id")]


def candidates(pilot):
    """Every planned circle, nearest first."""
    circles, inside = LivingCircle.objects.for_lists(), areas_of(pilot)
    found = [Candidate(c, metres(pilot, c), tuple(common(pilot, c, inside))) for c in circles]
    return sorted(found, key=lambda candidate: candidate.order)


def areas_of(pilot):
    """Ids of the pilot's area and of all above it."""
    return set(upwards(pilot.area_id, dict(Area.objects.values_list("id", "parent_id"))))


def metres(pilot, circle):
    """The straight line between two middles, in EPSG:4548; None without both positions."""
    if pilot.geometry is None or circle.geometry is None:
        return None
    one, other = (
        place.geometry.centroid.transform(METRES, clone=True) for place in (pilot, circle)
    )
    return round(one.distance(other))


def common(pilot, circle, inside):
    """What both are said to bear: a part of the name, roads, the area of the planned circle."""
    name = pilot.name.removesuffix("社区")
    if name in circle.name:
        yield name
    own = {stem(road) for road in pilot.roads}
    yield from (road for road in circle.roads if stem(road) in own)
    if circle.area_id in inside:
        yield circle.area.name


def stem(road):
    """A road's name without its section and ending: 花园北路 and 花园路 are both 花园."""
    return SECTION.sub("", road).rstrip("路街")


def may_decide(user):
    """Whether a person decides: the bureau's editors."""
    return user.has_perm("circles.change_pilotcircle") and user.has_perm("organisation.all_areas")


@transaction.atomic
def decide(user, pilot, circle=None, note=""):
    """Match a pilot to a planned circle, or to none of them; replaces what was decided."""
    require(may_decide(user))
    pilot = PilotCircle.objects.select_for_update().get(pk=pilot.pk)
    if circle is not None and circle.pilot_id not in (None, pilot.pk):
        raise ValidationError(
            _("Circle %(number)s, %(name)s, is matched to pilot %(pilot)s already.")
            % {"number": circle.number, "name": circle.name, "pilot": circle.pilot.name}
        )
    free(pilot, circle)
    keep(user, pilot, circle.key if circle else NONE, note)
    if circle is not None and circle.pilot_id != pilot.pk:
        circle.pilot = pilot
        circle.full_clean(exclude=["geometry"])
        circle.save()


@transaction.atomic
def reopen(user, pilot):
    """Take a decision back: the pilot is not matched."""
    require(may_decide(user))
    pilot = PilotCircle.objects.select_for_update().get(pk=pilot.pk)
    free(pilot)
    keep(user, pilot, "", "")


def free(pilot, circle=None):
    """Undo the pilot's match to any circle but this one."""
    for other in pilot.planned_circles.exclude(pk=circle.pk if circle else None):
        other.pilot = None
        other.save()


def keep(user, pilot, chosen, note):
    """Write beside the pilot who decided and when; `chosen` is a key, `NONE` or nothing."""
    pilot.unplanned, pilot.match_note = chosen == NONE, note.strip()
    pilot.matched_at, pilot.matched_by = timezone.now(), user
    pilot.full_clean(exclude=["geometry"])
    pilot._change_reason = f"{MATCH}{chosen}"
    pilot.save()


def past(pilot):
    """All decisions, newest first."""
    circles = {row.key: row for row in LivingCircle.objects.only("key", "name", "number")}
    rows = pilot.history.filter(history_change_reason__startswith=MATCH)
    return [
        Decision(
            at=row.matched_at,
            by=row.matched_by,
            circle=circles.get(chosen),
            none=chosen == NONE,
            note=row.match_note,
        )
        for row in rows.select_related("matched_by").order_by("-history_date", "-history_id")
        for chosen in [row.history_change_reason.removeprefix(MATCH)]
    ]
