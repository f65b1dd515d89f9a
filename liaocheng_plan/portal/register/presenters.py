"""An import as its pages show it: state, preview, problems; and pairs that may be one outlet."""

from functools import cached_property

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan import outlet_registers, registry
from liaocheng_plan.imports.datums import Datum
from liaocheng_plan.imports.refusing import sentence

from ..display import links, numbers, states, values
from ..display.states import State
from .moments import moment
from .presenters_choosing import ChoicesPresenter

STATES = {
    "mapping": State(gettext_lazy("columns to be assigned"), "question", "behind"),
    "checking": State(gettext_lazy("being checked"), "clock", "accent"),
    "ready": State(gettext_lazy("waiting for a decision"), "question", "behind"),
    "refused": State(gettext_lazy("refused"), "cross", "bad"),
    "applying": State(gettext_lazy("being applied"), "clock", "accent"),
    "done": State(gettext_lazy("applied"), "check", "good"),
    "cancelled": State(gettext_lazy("cancelled"), "ring"),
    "failed": State(gettext_lazy("failed"), "cross", "bad"),
}
STATES_OF_PAIRS = {
    "open": State(gettext_lazy("to be decided"), "question", "behind"),
    "merged": State(gettext_lazy("merged"), "check", "good"),
    "different": State(gettext_lazy("not the same"), "ring"),
}
DID = {
    "n": gettext_lazy("now added"),
    "c": gettext_lazy("now changed"),
    "x": gettext_lazy("now closed"),
}
"""What rows did, once they are applied."""
BUSY = ("checking", "applying")
WRITES = "ncxf"
HINTS = {
    "datum": gettext_lazy(
        "%(n)s outlets of the same name lie %(metres)s m from where the register has them; read as"
        " %(datum)s they would fit. Ask the source before you apply this."
    ),
    "outside": gettext_lazy("%(n)s points lie outside the city and are refused."),
    "changed": gettext_lazy("The register has changed since the preview; look at it again."),
}
RECENT = 50


class RunPresenter:
    """One import."""

    def __init__(self, run):
        self.run = run

    @property
    def url(self):
        """Its page."""
        return reverse("import", args=[self.run.pk])

    @property
    def state(self):
        """How far it is, as a state."""
        return STATES[self.run.state]

    @property
    def busy(self):
        """Whether a job works on it."""
        return self.run.state in BUSY

    @property
    def about(self):
        """Source, day, datum and who sent it, as pairs."""
        run = self.run
        return [
            (_("Source"), run.source),
            (_("As of"), numbers.day(run.as_of)),
            (_("Datum"), run.get_datum_display()),
            (_("Sent"), f"{moment(run.uploaded_at)} {run.uploaded_by}"),
            *(
                [(_("Applied"), f"{moment(run.applied_at)} {run.applied_by}")]
                * bool(run.applied_at)
            ),
        ]

    @property
    def refusal(self):
        """Why the file was refused; "" for none."""
        return sentence(self.run.refusal)

    @property
    def counts(self):
        """`(words, number)` of what the rows would do, or did."""
        told, done = self.run.counts, DID if self.run.state == "done" else {}
        rows = [
            (done.get(code, words), told.get(code, 0))
            for code, words in outlet_registers.imports().actions
        ]
        return [*rows, (_("refused"), told.get("refused", 0))]

    @property
    def nothing(self):
        """Why nothing can be applied, of a file that was taken; "" where something can."""
        refused = self.run.counts.get("refused", 0)
        if self.run.state != "ready" or self.writes:
            return ""
        if refused and refused == self.total:
            return _("All rows are refused. Mend the file and send it again.")
        if refused:
            return _("The register says the rows that are not refused already; nothing changes.")
        return _("The register says all this already; there is nothing to change.")

    @property
    def writes(self):
        """How many rows would change the register."""
        return sum(self.run.counts.get(code, 0) for code in WRITES)

    @property
    def total(self):
        """How many rows the file has."""
        return sum(number for _words, number in self.counts)

    @property
    def notes(self):
        """What looks odd, and what the file does not have."""
        found = [self.hint(dict(hint)) for hint in self.run.hints]
        names = ("missing", "flagged", "new_closed")
        missing, flagged, closed = (self.run.counts.get(name, 0) for name in names)
        if closed:
            found.append(_("%(n)s of the new ones are closed already.") % {"n": closed})
        if flagged:
            found.append(_("%(n)s rows are taken but look odd; see below.") % {"n": flagged})
        if missing:
            found.append(
                _("%(n)s open outlets of this source are not in the file; they stay as they are.")
                % {"n": missing}
            )
        return found

    @property
    def doubted_datum(self):
        """The datum of the file in words, where the preview doubts it; else ""."""
        doubted = any(hint["code"] == "datum" for hint in self.run.hints)
        return self.run.get_datum_display() if doubted else ""

    @staticmethod
    def hint(details):
        """One hint in words."""
        if "datum" in details:
            details["datum"] = Datum(details["datum"]).label
        return HINTS[details.pop("code")] % details

    @property
    def columns(self):
        """`(field, heading, whether people said so)` of the columns that were found."""
        known = {column.name: column.heading for column in outlet_registers.imports().columns}
        return [
            (known[name], heading, heading in self.choices.by_hand)
            for name, heading in self.run.columns.items()
        ]

    @cached_property
    def choices(self):
        """What people said of headings and words."""
        return ChoicesPresenter(self.run)

    @property
    def changes(self):
        """The first changes: row, outlet, fields before and after."""
        return [
            {
                "line": line,
                "name": outlet.name,
                "url": links.record_url(outlet),
                "fields": [
                    (label, values.text_of(before), values.text_of(after))
                    for label, before, after in fields
                ],
            }
            for line, outlet, fields in outlet_registers.imports().changes(self.run)
        ]

    @property
    def progress(self):
        """`{done, total, text}`; total is None while it is unknown."""
        told = outlet_registers.imports().told(self.run) or {"done": 0, "total": None}
        done, total = told["done"], told["total"]
        text = numbers.plain(done)
        return {**told, "text": f"{text} / {numbers.plain(total)}" if total else text}


class RunsPresenter:
    """All imports, and what waits beside them."""

    def __init__(self, user):
        self.user, self.offer = user, outlet_registers.imports()

    @property
    def rows(self):
        """The latest runs."""
        return [RunPresenter(run) for run in self.offer.runs(self.user)[:RECENT]]

    @property
    def sources(self):
        """Sources used before."""
        return self.offer.sources()

    @property
    def columns(self):
        """The known columns with what to write there."""
        return self.offer.columns

    @property
    def waiting(self):
        """`(words, number, address)` of what staff have to decide beside the imports."""
        collection = registry.get(self.offer.collection)
        pairs = outlet_registers.duplicates().pairs(self.user, "open").count()
        several = collection.model.objects.ambiguous().count()
        listed = f"{links.collection_url(collection)}?circle_basis=several"
        return [
            (_("Suspected duplicates"), pairs, reverse("duplicates")),
            (_("Outlets inside several circles"), several, listed),
        ]


class PairPresenter:
    """Two outlets side by side; `open_pairs` are the open pairs of every outlet, by its id."""

    FIELDS = (
        "business_type",
        "location_text",
        "area",
        "source",
        "source_on",
        "floor_area_m2",
        "employees",
        "opened_on",
    )

    def __init__(self, pair, open_pairs):
        self.pair, self.open_pairs = pair, open_pairs

    @property
    def state(self):
        """What was decided, as a state."""
        return STATES_OF_PAIRS[self.pair.state]

    @property
    def decided(self):
        """When and by whom; "" while it is open."""
        pair = self.pair
        return f"{moment(pair.decided_at)} {pair.decided_by}" if pair.decided_at else ""

    @property
    def outlets(self):
        """Both, with what tells them apart."""
        return [self.side(outlet) for outlet in (self.pair.first, self.pair.second)]

    def side(self, outlet):
        """One of the two."""
        told = [(name, getattr(outlet, name)) for name in self.FIELDS]
        return {
            "outlet": outlet,
            "url": links.record_url(outlet),
            "gone": outlet.merged_into_id is not None,
            "position": states.position(outlet),
            "map_url": links.map_url(outlet),
            "further": self.open_pairs[outlet.pk] - (self.pair.state == "open"),
            "further_url": f"{reverse('duplicates')}?{urlencode({'outlet': outlet.key})}",
            "facts": [
                (outlet._meta.get_field(name).verbose_name, shown(value))
                for name, value in told
                if value not in (None, "")
            ],
        }


def shown(value):
    """A value as one line; a record by its name."""
    return str(value) if hasattr(value, "pk") else values.text_of(value)


def tools(collection, user):
    """`(words, address)` of what staff do with a collection beside reading it."""
    offer = outlet_registers.imports()
    if collection.name != offer.collection or not user.is_authenticated or not offer.may(user):
        return []
    return [(_("Import"), reverse("imports")), (_("Suspected duplicates"), reverse("duplicates"))]
