"""Outlets of a circle by type: how many, of chains, floor area, people; missing is never 0."""

from functools import cached_property

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from liaocheng_plan import circle_files, outlet_registers, registry

from ..display import fields, numbers


class OutletsPresenter:
    """The table of outlets of one circle."""

    def __init__(self, circle, user):
        self.circle, self.user, self.offer = circle, user, circle_files.offer()

    @cached_property
    def lines(self):
        """Figures by type."""
        return self.offer.by_type(self.circle)

    @property
    def rows(self):
        """A line for each type that occurs."""
        return [self.row(line) for line in self.lines]

    @cached_property
    def total(self):
        """All types together."""
        return self.row(self.offer.total(self.lines))

    def row(self, line):
        """One line; `known` says of how many open outlets a sum is, where not of all."""
        return {
            "name": line.name or _("Type not known"),
            "open": line.open,
            "closed": line.closed,
            "chains": chains(line),
            "floor_area": summed(line.floor_area_m2, line.floor_known, line.open),
            "employees": summed(line.employees, line.employees_known, line.open),
            "urls": self.urls(line) if line.key else [],
        }

    @cached_property
    def filters(self):
        """What finds these outlets in their list, as far as the list can be filtered so."""
        known = registry.get("outlets").filters
        return [found for found in self.offer.filters(self.circle) if set(found) <= set(known)]

    def urls(self, line=None):
        """`{label, url}` of the list, one for each way in which outlets belong to the circle."""
        more, model = {"business_type": line.key} if line else {}, registry.get("outlets").model
        return [
            {
                "label": fields.label(model, next(iter(found))),
                "url": f"{reverse('collection', args=['outlets'])}?{urlencode({**found, **more})}",
            }
            for found in self.filters
        ]

    @cached_property
    def bases(self):
        """Why they belong to this circle: `[{reason, number}]`."""
        found = self.offer.by_basis(self.circle)
        words = {**self.offer.bases, "": _("not said why")}
        return [
            {"reason": words[key], "number": n} for key, n in sorted(found.items(), reverse=True)
        ]

    @cached_property
    def suspected(self):
        """How many open outlets are in an open pair of suspected duplicates, and count all."""
        return self.offer.suspected(self.circle) if self.lines else 0

    @property
    def suspected_url(self):
        """Where staff decide these pairs; "" for others."""
        offer = outlet_registers.duplicates()
        if not self.user.is_authenticated or not offer.may(self.user):
            return ""
        of = [pair for found in self.offer.filters(self.circle) for pair in found.items()]
        return f"{reverse('duplicates')}?{urlencode(of)}"

    @property
    def note(self):
        """What an empty register says."""
        return registry.get("outlets").note

    @property
    def label(self):
        """Name of the business type column."""
        return fields.label(registry.get("outlets").model, "business_type")


def summed(value, known, number):
    """A sum with how many outlets it is of; None where nobody reports one."""
    if value is None:
        return None
    of = "" if known == number else _("%(known)s of %(all)s") % {"known": known, "all": number}
    return {"digits": numbers.plain(value), "of": of}


def chains(line):
    """The share of chains among open outlets; a lower bound where not all say, if it is one."""
    if not line.open or not line.chains_known:
        return None
    least = line.chains_known < line.open
    return {
        "digits": "" if least and not line.chains else numbers.percent(line.chains / line.open),
        "least": least,
        "of": _("%(chains)s of %(all)s, %(unknown)s not reported")
        % {
            "chains": line.chains,
            "all": line.open,
            "unknown": line.open - line.chains_known,
        },
    }
