"""What a finding says, in words: a sentence with values of the plan, told in any language.

Sentences are marked for translation where the rules stand; values are the plan's own words. A
reading gives its amount, the record that it is of and the place where it is written.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from .units import amount

ORDER = ("first", "second", "third", "fourth")


@dataclass(frozen=True)
class Place:
    """Where something is written; told with the document's short name where it is known."""

    citation: dict | None

    def text(self, documents):
        """`商业网点规划 专栏2`; "" where nothing is cited."""
        cited = self.citation or {}
        named = (documents.get(cited.get("document")), cited.get("section"))
        return " ".join(filter(None, named))


@dataclass(frozen=True)
class Told:
    """A sentence with its values; `text` tells it in the language of the moment."""

    sentence: object
    values: dict

    def text(self, documents=None):
        """The sentence; `documents` are short names by key."""
        known = documents or {}
        return str(self.sentence) % {n: spoken(v, known) for n, v in self.values.items()}

    def __str__(self):
        return self.text()


def told(sentence, *readings, **values):
    """A `Told`; a reading fills `%(first)s`, `%(first_of)s`, `%(first_at)s`, the next `second` …"""
    given = {}
    for name, reading in zip(ORDER, readings, strict=False):
        given[name] = amount(reading)
        given[f"{name}_of"] = reading.get("name") or ""
        given[f"{name}_at"] = Place(reading["citation"])
    return Told(sentence, given | values)


def spoken(value, documents):
    """A value as a sentence holds it; several are enumerated, places each once."""
    if isinstance(value, Place | Told):
        return value.text(documents)
    if isinstance(value, list | tuple):
        items = [spoken(item, documents) for item in value]
        once = all(isinstance(item, Place) for item in value)
        # Translators: between entries of an enumeration
        return pgettext("enumeration", ", ").join(dict.fromkeys(items) if once else items)
    return str(value)


def cited(reading):
    """A reading with the place where it stands, as a piece of a sentence."""
    return told(_("%(first)s (%(first_at)s)"), reading)


def places(readings):
    """Where readings stand, for an enumeration."""
    return [Place(reading["citation"]) for reading in readings]
