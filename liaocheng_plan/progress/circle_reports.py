"""The statistics of one circle, reported from its file; reviewed like every other report."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from liaocheng_plan import registry
from liaocheng_plan.organisation.models import Area

from . import reviewing
from .models import Observation, Statistic, city_area
from .people import upwards

REPORTING = {Area.Kind.DISTRICT, Area.Kind.COUNTY, Area.Kind.FUNCTIONAL_ZONE}
"""Who reports; a street or a community does so through its district."""


def asked_of(collection):
    """The statistics that are asked of a kind of circle."""
    return [row for row in Statistic.objects.with_citations() if collection in row.collections]


def reporting_area(circle):
    """The area that answers for a circle: its district, county or zone, else the city."""
    rows = {row.pk: row for row in Area.objects.without_boundary()}
    parents = {pk: row.parent_id for pk, row in rows.items()}
    above = (rows[pk] for pk in upwards(circle.area_id, parents))
    return next((area for area in above if area.kind in REPORTING), None) or city_area()


def may_report(user, circle):
    """Whether a person reports for a circle."""
    allowed = user.has_perm("progress.report_observation")
    return allowed and reviewing.may_report(user, reporting_area(circle))


@transaction.atomic
def report(user, circle, *, period, values, note="", hand_in=False):
    """Write drafts of `{statistic: value}` for a period, and hand them in if asked; returns them.

    Raises `PermissionDenied`, and `ValidationError` by `value:<key of the statistic>` with nothing
    written.
    """
    area, place = reporting_area(circle), f"{registry.of(circle).name}/{circle.key}"
    reviewing.demand(reviewing.may_report(user, area), _("You may report for your own areas only."))
    if not values:
        raise ValidationError(_("Give at least one figure."))
    rows, errors = [], {}
    for statistic, value in values.items():
        given = {"period": period, "statistic": statistic, "place": place, "area": area}
        try:
            refuse_second(**given)
            rows.append(reviewing.save_draft(user, **given, value=value, note=note))
        except ValidationError as error:
            errors[f"value:{statistic.key}"] = error.messages
    if errors:
        raise ValidationError(errors)
    return reviewing.submit(user, rows) if hand_in else rows


def refuse_second(period, statistic, place, area):
    """`ValidationError` where this figure is under way already, or stands under another area."""
    same = Observation.objects.filter(statistic=statistic, place=place, period=period)
    if same.open().exists():
        raise ValidationError(_("This figure is under way already: open it in the list above."))
    if same.standing().exclude(area=area).exists():
        raise ValidationError(_("This figure has been reported by another area."))
