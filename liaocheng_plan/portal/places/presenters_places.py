"""A place as a page: where it is, how it stands, and its figures as bars."""

from functools import cached_property

from django.utils.translation import gettext as _

from liaocheng_plan import registry
from liaocheng_plan.places.models import Status

from ..display import charts, citing, numbers, states, values
from .presenters_records import RecordPresenter

CHARTED = {
    "planned_retail_area_10k_m2",
    "existing_retail_area_10k_m2",
    "existing_scope",
    "mix",
}
SIMPLE = 4  # facts up to which a place's page leads with its map


class PlacePresenter(RecordPresenter):
    """A place: where it is, how well that is known, what the plan wants and what is reported."""

    @property
    def action(self):
        """What the plan wants done here, as a state; None where it does not say."""
        action = self.record.plan_action
        return states.ACTIONS[action] if action else None

    @property
    def status(self):
        """What is reported of it, as a state."""
        return states.STATUSES[self.record.status]

    @property
    def reported(self):
        """Whether a status has been reported."""
        return self.record.status != Status.NOT_REPORTED

    @property
    def status_day(self):
        """The day that the status stands for."""
        return numbers.day(self.record.status_as_of)

    @property
    def position(self):
        """How well the position is known, as a state."""
        return states.position(self.record)

    @property
    def precision(self):
        """How the position was found."""
        return self.record.get_location_precision_display()

    @property
    def error(self):
        """By how many metres the position may be off, or ""."""
        return numbers.plain(self.record.location_error_m)

    @property
    def area_basis(self):
        """Why it counts to its area."""
        return self.record.get_area_basis_display() if self.record.area_basis else ""

    @cached_property
    def where(self):
        """Words of place, roads, area: what is known even without a position."""
        return [values.show(self.record, name) for name in ("location_text", "roads", "area")]

    @property
    def facts(self):
        """As for every record, without what a chart and the table behind it show."""
        return [value for value in super().facts if value.name not in CHARTED]

    @property
    def texts(self):
        """As for every record, without what a chart and the table behind it show."""
        return [value for value in super().texts if value.name not in CHARTED]

    @property
    def charted(self):
        """The figures behind the bars."""
        return [v for v in self.shown if v.name in CHARTED and v.name != "mix"]

    @property
    def mixed(self):
        """The table behind the mix of formats."""
        return [value for value in self.shown if value.name == "mix"]

    @property
    def simple(self):
        """Whether there is so little to tell that the map comes first."""
        return not self.texts and not self.bars and len(self.facts) <= SIMPLE

    @property
    def brief(self):
        """Whether its sources fit below the facts, beside the map."""
        return not self.simple and len(self.texts) < SIMPLE - 1

    @property
    def layers(self):
        """Layers of the page's map."""
        return [self.collection.name]

    @property
    def focus(self):
        """What the page's map shows in the middle."""
        return f"{self.collection.name}/{self.record.key}"

    @property
    def bars(self):
        """Planned against existing area as bars; None for a place without such figures."""
        planned = getattr(self.record, "planned_retail_area_10k_m2", None)
        if planned is None:
            return None
        return charts.pair(self.bar_rows(planned), _("Planned and existing retail area"))

    def bar_rows(self, planned):
        """The two bars: what is not stated is hatched, “none above scale” is said in words."""
        record = self.record
        existing = record.existing_retail_area_10k_m2
        quote = citing.quote_of(record, "existing_retail_area_10k_m2")
        printed = numbers.as_printed(existing, quote)
        said = {
            None: _("existing: not stated"),
            "above_scale": _("existing: no outlet above scale"),
        }.get(record.existing_scope, _("existing %(value)s") % {"value": printed})
        if existing is None:
            said = _("existing: not stated")
        goal = _("planned %(value)s") % {"value": numbers.plain(planned)}
        return [
            ("planned", planned, goal, values.words_of(record, ("planned_retail_area_10k_m2",))),
            ("existing", existing, said, values.words_of(record, ("existing_retail_area_10k_m2",))),
        ]

    @property
    def mix(self):
        """The mix of formats as a stacked bar; "" where none is stated."""
        mix = getattr(self.record, "mix", None)
        if not mix:
            return ""
        shares = [(part["percent"], f"{numbers.plain(part['percent'])}%") for part in mix]
        url = values.words_of(self.record, ("mix",))
        return charts.stacked(shares, _("Mix of formats"), url=url)


def present(record, staff=False):
    """The presenter that fits a record."""
    located = registry.of(record).located
    return (PlacePresenter if located else RecordPresenter)(record, staff)
