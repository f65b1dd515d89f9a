"""Filters of the lists: what can be chosen, and what was chosen; a wrong choice finds nothing."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan.organisation.models import Area
from liaocheng_plan.places.models import PlanAction, Precision, Status

from . import fields, lists

NONE = "none"
LONGEST = 80
COMMON = (
    ("status", gettext_lazy("Status"), Status),
    ("precision", gettext_lazy("Precision"), Precision),
    ("action", gettext_lazy("Planned action"), PlanAction),
)
COLUMN = {"precision": "location_precision", "action": "plan_action"}


@dataclass
class Choice:
    """One filter as a form shows it: `options` are `(value, words)`."""

    name: str
    label: str
    options: list
    chosen: str
    required: bool = False

    @property
    def active(self):
        """Whether something is chosen."""
        return bool(self.chosen)


def asked(query, name):
    """What a query gives for a name; cut to what a search can mean, without null bytes."""
    return query.get(name, "").replace("\x00", "").strip()[:LONGEST]


def choices(collection, query):
    """The filters of a collection with what the query chose."""
    if not collection.located:
        return own_choices(collection, query)
    found = [area_choice(query)]
    for name, label, enum in COMMON:
        found.append(Choice(name, str(label), list(enum.choices), asked(query, name)))
    return found + own_choices(collection, query)


def area_choice(query, none=True):
    """Areas, each followed by those below it, and “no area” where records can be without."""
    below = {}
    for area in Area.objects.without_boundary():
        below.setdefault(area.parent_id, []).append(area)
    options = [(area.key, "　" * depth + area.name) for depth, area in walk(below, None, 0)]
    if none:
        options.append((NONE, _("no area stated")))
    return Choice("area", _("Area"), options, asked(query, "area"))


def walk(below, parent, depth):
    """Areas depth first, with their depth."""
    for area in below.get(parent, ()):
        yield depth, area
        yield from walk(below, area.pk, depth + 1)


def own_choices(collection, query):
    """Filters on the collection's own fields that have a closed list of values."""
    found = []
    for name in collection.filters:
        field = fields.model_field(collection.model, name)
        if collection.located and field is not None and field.many_to_one and name != "area":
            found.append(related_choice(collection, name, query))
        if field is None or name == "plan_action" or not field.choices:
            continue
        label = fields.label(collection.model, name)
        options = [(value, str(words)) for value, words in field.choices]
        found.append(Choice(name, label, options, asked(query, name)))
    return found


def related_choice(collection, name, query):
    """A filter on another kind of record, by key; the same name in two lists bears its key."""
    related = collection.model._meta.get_field(name).related_model
    rows = list(related._default_manager.order_by("id").values_list("key", "name"))
    names = Counter(text for _key, text in rows)
    options = [(key, text if names[text] == 1 else f"{text} ({key})") for key, text in rows]
    return Choice(name, fields.label(collection.model, name), options, asked(query, name))


def apply(collection, rows, query):
    """Records that the chosen filters and the search leave."""
    if collection.located:
        rows = by_area(rows, asked(query, "area"))
    for choice in [name for name, _label, _enum in COMMON if collection.located]:
        rows = by_value(rows, COLUMN.get(choice, choice), asked(query, choice))
    for choice in own_choices(collection, query):
        rows = by_value(rows, column_of(collection, choice.name), choice.chosen)
    words = asked(query, "q")
    return lists.search(collection, rows, words) if words else rows


def column_of(collection, name):
    """The column that a filter on a declared field looks at: related records go by key."""
    field = fields.model_field(collection.model, name)
    return f"{name}__key" if field.many_to_one else name


def by_area(rows, key):
    """Places of an area and all below it, or of none."""
    if not key:
        return rows
    if key == NONE:
        return rows.filter(area__isnull=True)
    return rows.in_areas(Area.objects.subtree_ids([key]))


def by_value(rows, column, value):
    """Rows with a value in a column; all rows where nothing is chosen."""
    return rows.filter(Q(**{column: value})) if value else rows
