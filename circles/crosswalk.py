"""The crosswalk of words: each kind of business under the words of every list, and who confirms it.

It is the portal's proposal until the bureau confirms it, kind by kind; the words are changed in
the admin.
"""

from dataclasses import dataclass

from django.db import transaction

from liaocheng_plan.progress.reach import require

from .models import BusinessType, FormatConcept, FormatStandard


@dataclass(frozen=True)
class Line:
    """A kind of business: its words by list, and those that no list has (of sub-plans, files)."""

    concept: FormatConcept
    by_list: dict[str, list[str]]
    others: list[str]


def lists():
    """The lists that the crosswalk holds side by side, as loaded."""
    return list(FormatStandard.objects.order_by("id"))


def lines():
    """A `Line` for every kind of business, in two queries."""
    known = {}
    for word, key in BusinessType.objects.values_list("name", "standard__key"):
        known.setdefault(word, set()).add(key)
    return [line_of(concept, known) for concept in FormatConcept.objects.order_by("id")]


def line_of(concept, known):
    """One line; `known` is `{word: keys of the lists that have it}`."""
    by_list = {}
    for word in concept.words:
        for key in known.get(word, ()):
            by_list.setdefault(key, []).append(word)
    return Line(concept, by_list, [word for word in concept.words if word not in known])


def may_confirm(user):
    """Whether a person confirms: the bureau's editors, for the whole city."""
    return user.has_perms(["circles.change_formatconcept", "organisation.all_areas"])


@transaction.atomic
def confirm(user, keys):
    """Confirm kinds of business by key; gives how many were still proposed."""
    require(may_confirm(user))
    found = FormatConcept.objects.select_for_update().filter(key__in=keys, confirmed=False)
    for concept in found:
        concept.confirmed = True
        concept.save()
    return len(found)
