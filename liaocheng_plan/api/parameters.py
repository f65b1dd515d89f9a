"""Query parameters: how each is read, what it does to a list, and how the schema shows it.

A parameter's `read` turns text into a value or raises `Wrong`; `narrow` applies the value to a
queryset; `schema` is its form in OpenAPI terms. Several terms or keys are separated by commas
and mean any of them.
"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from liaocheng_plan.organisation.models import Area

from .problems import BadParameters, Wrong

LONGEST = 4000  # characters of one parameter
MOST_TERMS = 100
SHOWN = 60  # characters of a wrong value that a message repeats


def read_query(query, parameters):
    """`{name: value}` of a `QueryDict`; raises `BadParameters` that names each wrong one."""
    known = {parameter.name: parameter for parameter in parameters}
    values, errors = {}, {}
    for name, texts in query.lists():
        try:
            values[name] = read_one(known, name, texts)
        except Wrong as wrong:
            errors[name[:SHOWN].replace("\x00", "")] = wrong
    if errors:
        raise BadParameters(errors)
    return values


def read_one(known, name, texts):
    """The value of one parameter, which may stand several times; raises `Wrong`."""
    if name not in known:
        choices = ", ".join(sorted(known))
        detail = _("This address knows no such parameter; it knows: %(choices)s.")
        raise Wrong("unknown_parameter", detail % {"choices": choices})
    text = ",".join(texts) if known[name].many else texts[-1]
    if "\x00" in text:
        raise Wrong("null_byte", _("Leave out the null byte."))
    if len(text) > LONGEST:
        raise Wrong("too_long", _("Use at most %(number)d characters.") % {"number": LONGEST})
    return known[name].read(text)


def unknown(code, value, choices):
    """The error for a value that is none of the possible ones."""
    detail = _("“%(value)s” is not known; use one of: %(choices)s.")
    return Wrong(code, detail % {"value": value[:SHOWN], "choices": ", ".join(choices)})


@dataclass(frozen=True)
class Parameter:
    """A parameter that does not narrow the list by itself, and the base of those that do."""

    name: str
    description: str = ""
    many = False

    def read(self, text):
        """The text as it is."""
        return text

    def narrow(self, queryset, value):
        """The list as it is."""
        return queryset

    def schema(self):
        """Any text."""
        return {"type": "string"}

    def as_openapi(self):
        """The parameter object."""
        found = {
            "in": "query",
            "name": self.name,
            "schema": self.schema(),
            "description": str(self.description),
        }
        return {**found, "explode": False, "style": "form"} if self.many else found


@dataclass(frozen=True)
class Text(Parameter):
    """Exactly this text."""

    def narrow(self, queryset, value):
        """Equal."""
        return queryset.filter(**{self.name: value})


@dataclass(frozen=True)
class Several(Parameter):
    """Any of several terms, separated by commas."""

    many = True

    def read(self, text):
        """The terms, each read by `read_term`."""
        words = dict.fromkeys(word.strip() for word in text.split(","))
        if len(words) > MOST_TERMS:
            detail = _("Use at most %(number)d values.") % {"number": MOST_TERMS}
            raise Wrong("too_many", detail)
        return self.read_terms(list(words))

    def read_terms(self, words):
        """The values of these words; raises `Wrong`."""
        return [self.read_term(word) for word in words]

    def narrow(self, queryset, value):
        """Any of the values."""
        return queryset.filter(**{f"{self.name}__in": value})

    def schema(self):
        """A list of terms."""
        return {"type": "array", "items": self.items(), "minItems": 1, "maxItems": MOST_TERMS}


@dataclass(frozen=True)
class Terms(Several):
    """Terms of a fixed list."""

    choices: tuple = ()

    def read_term(self, word):
        """One of the choices."""
        if word not in self.choices:
            raise unknown("unknown_value", word, self.choices)
        return word

    def items(self):
        """The choices."""
        return {"type": "string", "enum": list(self.choices)}


@dataclass(frozen=True)
class Numbers(Several):
    """Whole numbers."""

    def read_term(self, word):
        """A whole number of at most nine digits."""
        if not re.fullmatch(r"-?[0-9]{1,9}", word):
            raise Wrong("not_a_number", _("Use whole numbers, for example 2025."))
        return int(word)

    def items(self):
        """Whole numbers."""
        return {"type": "integer", "minimum": -999_999_999, "maximum": 999_999_999}


@dataclass(frozen=True)
class Flag(Parameter):
    """True or false."""

    def read(self, text):
        """`true` or `false`."""
        if text not in ("true", "false"):
            raise unknown("unknown_value", text, ("true", "false"))
        return text == "true"

    def narrow(self, queryset, value):
        """Equal; what is not stated is neither."""
        return queryset.filter(**{self.name: value})

    def schema(self):
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Keys(Several):
    """Records of another collection, by key."""

    model: type = None

    def read_terms(self, words):
        """Their ids; every key has to exist."""
        found = dict(self.model.objects.filter(key__in=words).values_list("key", "id"))
        for word in words:
            if word not in found:
                detail = _("There is no record with the key “%(value)s”.")
                raise Wrong("unknown_key", detail % {"value": word[:SHOWN]})
        return list(found.values())

    def narrow(self, queryset, value):
        """By a condition of its own, so that several matches do not repeat a record."""
        rows = queryset.model.objects.filter(**{f"{self.name}__in": value})
        return queryset.filter(pk__in=rows.order_by().values("pk"))

    def items(self):
        """Keys."""
        return {"type": "string", "maxLength": 80}


@dataclass(frozen=True)
class AreaKeys(Keys):
    """Areas with all that lies below them, by key."""

    model: type = Area

    def read_terms(self, words):
        """Ids of the areas and of all below them."""
        super().read_terms(words)
        return Area.objects.subtree_ids(words)

    def narrow(self, queryset, value):
        """Records that count to one of the areas."""
        return queryset.filter(area_id__in=value)
