"""What an import asks of people: which heading is which field, which word is which type."""

from functools import cached_property

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan import outlet_registers
from liaocheng_plan.imports.refusing import BY_COLUMNS

from ..display import numbers
from .moments import moment

UNKNOWN = "-"
"""What a form says for a type that stays unknown; a word that nobody decided is ""."""
KINDS = {
    "columns": gettext_lazy("Columns of the file"),
    "types": gettext_lazy("Words of business types"),
}
CHANGEABLE = ("ready", "failed", "refused")


def said(query, step):
    """`{word: chosen}` of a form that was sent, as the step takes it."""
    pairs = zip(query.getlist("word"), query.getlist("choice"), strict=False)
    if step == "columns":
        return dict(pairs)
    return {word: {"": None, UNKNOWN: ""}.get(choice, choice) for word, choice in pairs}


class ColumnsPresenter:
    """The columns of a file with the fields that they can be; `refused` is a form that came back.

    `problem` says why it did.
    """

    def __init__(self, run, refused=None, problem=""):
        self.run, self.refused, self.problem = run, refused or {}, problem
        self.offer = outlet_registers.choices()

    @cached_property
    def found(self):
        """All columns, with what was chosen in the form that came back."""
        rows = self.offer.headings(self.run)
        return [row | {"field": self.refused.get(row["heading"], row["field"])} for row in rows]

    @cached_property
    def rows(self):
        """All columns with their options."""
        fields, clashing = self.offer.fields(self.run), self.offer.clashing(self.found)
        return [
            row
            | {
                "clashes": row["field"] in clashing,
                "options": [(key, words, key == row["field"]) for key, words in fields],
            }
            for row in self.found
        ]

    @property
    def asked(self):
        """Those that have to be looked at; all of them where everything is known."""
        return [row for row in self.rows if row["is_open"] or row["clashes"]] or self.rows

    @property
    def known(self):
        """The others."""
        asked = self.asked
        return [row for row in self.rows if row not in asked]

    @property
    def lacking(self):
        """What is needed and no column is yet, in one line; "" for nothing."""
        return "、".join(map(str, self.offer.lacking(self.run, self.found)))

    @property
    def is_needed(self):
        """Whether the import waits for it."""
        return self.run.state == "mapping"

    @property
    def can_change(self):
        """Whether the columns can be chosen anew, and whether that can help."""
        refusal = self.run.refusal or {}
        helps = not refusal or refusal["code"] in BY_COLUMNS
        return self.run.state in CHANGEABLE and bool(self.run.headings) and helps


class TypesPresenter:
    """Words of business types that no list has; `may` says whether this reader decides them."""

    def __init__(self, run, user, refused=None, problem=""):
        self.run, self.refused, self.problem = run, refused or {}, problem
        self.offer = outlet_registers.choices()
        self.may = run.state == "ready" and self.offer.may_type(user)

    @cached_property
    def rows(self):
        """The words, how many rows have each, what is chosen."""
        return [
            row | {"chosen": self.chosen(row), "meaning": self.meaning(row["type"])}
            for row in self.offer.type_words(self.run)
        ]

    def chosen(self, row):
        """A word's choice as the form has it."""
        found = self.refused.get(row["word"], row["type"])
        return {None: "", "": UNKNOWN}.get(found, found)

    @cached_property
    def tiers(self):
        """The types to choose from, by tier."""
        return self.offer.types()

    def meaning(self, key):
        """A chosen type in words."""
        return self.names.get(key) or _("business type unknown")

    @cached_property
    def names(self):
        """`{key: name}` of all types."""
        return {key: name for _tier, found in self.tiers for key, name in found}

    @property
    def unknown(self):
        """What the form says for a type that stays unknown."""
        return UNKNOWN

    @property
    def open_rows(self):
        """How many rows have a word that nobody decided yet."""
        return numbers.plain(sum(row["rows"] for row in self.rows if not row["is_decided"]))

    @property
    def others(self):
        """How many further words there are."""
        return len(self.run.type_words) - len(self.rows)


class ChoicesPresenter:
    """What was said of an import so far, the latest first."""

    def __init__(self, run):
        self.offer = outlet_registers.choices()
        self.found = list(self.offer.made(run))

    @cached_property
    def meanings(self):
        """What can have been chosen, in words."""
        return self.offer.meanings()

    @property
    def rows(self):
        """Each choice in words."""
        return [self.row(one) for one in self.found]

    def row(self, one):
        """One choice: when, who or from which import, and what."""
        left = _("business type unknown") if one["kind"] == "types" else _("left out")
        return {
            "kind": KINDS[one["kind"]],
            "at": moment(one["made_at"]),
            "by": one["made_by"] or "",
            "taken_from": one["taken_from"],
            "pairs": [(w, self.meanings.get(c, c)) for w, c in one["given"].items() if c],
            "left": [word for word, chosen in one["given"].items() if chosen == ""],
            "left_words": left,
            "back": [word for word, chosen in one["given"].items() if chosen is None],
        }

    @cached_property
    def by_hand(self):
        """Headings that people said something of: the latest choice of columns."""
        return next((set(one["given"]) for one in self.found if one["kind"] == "columns"), set())
