"""The other one of a matched pair: a pilot's planned circle, a planned circle's pilot.

Only a decision of the bureau makes two circles one. What is known of either then counts for both,
and says which of them it was said of.
"""

from .models import LivingCircle, PilotCircle


def twins(circles):
    """`{circle: its twin}` of the matched ones among circles, each twin with its citations.

    Takes a query for pilots, two more for planned circles whose pilots are not among them.
    """
    pilots = {c.pk: c for c in circles if isinstance(c, PilotCircle)}
    matched = [c for c in circles if isinstance(c, LivingCircle) and c.pilot_id]
    others = pilots | fetched({circle.pilot_id for circle in matched} - pilots.keys())
    found = {circle: others[circle.pilot_id] for circle in matched}
    for circle in LivingCircle.objects.filter(pilot__in=pilots).defer("geometry") if pilots else ():
        found[pilots[circle.pilot_id]] = circle
    return found


def fetched(ids):
    """Pilots by id, with their citations."""
    if not ids:
        return {}
    return PilotCircle.objects.with_citations().defer("geometry").in_bulk(ids)
