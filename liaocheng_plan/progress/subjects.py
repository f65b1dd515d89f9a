"""What a report can be about: which area answers for a target, which circle lies in which area.

Rounds ask only what makes sense; whoever reports without one could otherwise add a figure of an
area that a target does not have to its sum.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from liaocheng_plan import registry
from liaocheng_plan.organisation.models import Area

from . import standing


def check(row):
    """`ValidationError` by field unless subject, circle and area of a report belong together."""
    if row.target_id:
        check_target(row.target, row.area)
        if row.place:
            refuse("place", _("A circle belongs to a statistic, not to a target."))
    else:
        check_circle(row.statistic, row.place, row.area)


def check_target(target, area):
    """A target that people report, and an area that answers for it."""
    if target.measure:
        refuse("target", _("Computed from records, nobody reports it: %(names)s.") % names(target))
    if not answers_for(target, area):
        refuse("area", _("This area does not answer for “%(names)s”.") % names(target))


def answers_for(target, area):
    """Whether an area reports a target: one of its areas or their parts, the city, or nobody."""
    if area is None or area.kind == Area.Kind.CITY:
        return True
    owners = [*target.areas.all(), *standing.units(target)]
    return area.pk in {owner.pk for owner in owners}


def check_circle(statistic, place, area):
    """A circle that the statistic is asked of, in the area or below it."""
    name, _slash, key = place.partition("/")
    if name not in statistic.collections:
        example = f"{statistic.collections[0]}/…" if statistic.collections else "…"
        refuse("place", _("Name the circle, for example %(example)s.") % {"example": example})
    circle = registry.get(name).model.objects.filter(key=key).first()
    if circle is None:
        refuse("place", _("There is no record with the key “%(value)s”.") % {"value": key})
    everywhere = area is None or area.kind == Area.Kind.CITY
    if not everywhere and circle.area_id not in Area.objects.subtree_ids({area.key}):
        refuse("area", _("The circle does not lie in this area."))


def names(target):
    """What the sentences have a blank for."""
    return {"names": target.name}


def refuse(field, sentence):
    """Raise `ValidationError` on a field."""
    raise ValidationError({field: ValidationError(sentence, code="subject")})
