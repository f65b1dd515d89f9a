"""Words of a file that name a record: business types, areas, circles."""

from collections import defaultdict
from difflib import get_close_matches

from circles.models import BusinessType, CircleStandard, FormatConcept, LivingCircle, PilotCircle
from liaocheng_plan.organisation.models import Area

from . import values
from .problems import Wrong


class Types:
    """Business types by key or by word; of lists that share a word, the latest standard's.

    What no list has is known by the crosswalk: another word for a kind of business, or one for a
    kind of it alone. `chosen` are words of a file that people gave a type, `{word: key}`.
    """

    def __init__(self, chosen=None):
        self.found = {}
        rows = list(BusinessType.objects.order_by("id"))
        latest = latest_lists()
        for row in sorted(rows, key=lambda row: (row.standard_id in latest, -row.pk)):
            self.found[row.key] = self.found[row.name] = row.pk
        self.add_crosswalk(FormatConcept.objects.all())
        keys = (chosen or {}).items()
        self.chosen = {w: self.found.get(key) for w, key in keys if not key or key in self.found}

    def add_crosswalk(self, concepts):
        """Add the words of the crosswalk that no list has."""
        narrower = defaultdict(set)
        for concept in concepts:
            known = [word for word in concept.words if word in self.found]
            if not known:
                continue
            for word in (concept.name, *concept.words):
                self.found.setdefault(word, self.found[known[0]])
            for word in concept.narrower:
                narrower[word].add(self.found[known[0]])
        for word, types in narrower.items():
            if len(types) == 1:
                self.found.setdefault(word, types.pop())

    def get(self, word):
        """The id of a word's type; None for none; `Wrong` for a word that nobody knows."""
        if not word:
            return None
        if word in self.found:
            return self.found[word]
        if word[: values.WORD] in self.chosen:
            return self.chosen[word[: values.WORD]]
        near = get_close_matches(word, self.found, n=3, cutoff=0.5)
        raise Wrong("no_type", near="、".join(near))


def latest_lists():
    """Ids of the lists that the latest standard uses."""
    rows = CircleStandard.objects.filter(valid_from__isnull=False)
    row = rows.order_by("-valid_from", "-id").first()
    return {row.basic_list_id, row.public_list_id, row.quality_list_id} - {None} if row else set()


class Areas:
    """Areas by key, name or another printed name."""

    def __init__(self):
        self.found, self.names = {}, {}
        for area in Area.objects.without_boundary().order_by("-id"):
            self.names[area.pk] = area.name
            for word in (area.key, area.name, *(area.aliases or ())):
                self.found[word] = area.pk

    def get(self, word):
        """The id of an area; None for none; `Wrong` for an unknown one."""
        if not word:
            return None
        try:
            return self.found[word]
        except KeyError:
            raise Wrong("no_area") from None


class Circles:
    """Circles of both kinds by key or name; two planned circles may bear one name."""

    def __init__(self):
        self.found, self.keys = {}, defaultdict(list)
        for field, model in (("circle", LivingCircle), ("pilot", PilotCircle)):
            for pk, key, name in model.objects.values_list("id", "key", "name"):
                self.found[key] = (field, pk)
                self.keys[name].append(key)

    def get(self, word):
        """`(circle or pilot, id)`; None for none; `Wrong` for an unknown or ambiguous one."""
        if not word:
            return None
        keys = [word] if word in self.found else self.keys.get(word, [])
        if not keys:
            raise Wrong("no_circle")
        if len(keys) > 1:
            raise Wrong("two_circles", keys="、".join(keys))
        return self.found[keys[0]]
