"""One field of a record as a page shows it: its shape, its unit, its kind and its citation."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from liaocheng_plan import registry
from liaocheng_plan.documents.models import ValueKind

from . import citing, fields, links, numbers
from .special_values import FORMULAS, SPECIAL

NUMBER = (int, float, Decimal)
SHORT = 10  # characters on average up to which items stand side by side
WIDEST = 4  # columns of a small table
SHARES = {"tolerance"}  # shares of one, shown per cent


class Cell(str):
    """The text of one cell; `url` leads a figure to the words that it rests on."""

    url = ""


@dataclass
class Shown:
    """`shape` chooses how a template draws `content`:

    number `{before, digits, after}`, text, words (short ones), points (longer ones), links
    (list of `{text, url}`),
    pairs (list of `(label, text)`), rows (`{heads, rows}`), cards (list of `{name, pairs}`),
    parts (list of `{part, points}`), missing (the word that says so).
    """

    name: str
    label: str
    shape: str
    content: object
    unit: str = ""
    kind: str = ""
    cite: citing.Cite | None = None
    own_cite: bool = False
    formula: str = ""
    changes: list = field(default_factory=list)
    off_print: object = None


def show(record, name):
    """Present one declared field of a record; follows relations, so use it on single pages."""
    label, unit = fields.label_and_unit(type(record), name)
    shape, content = shape_of(record, name)
    if shape != "number" or name in SHARES:
        unit = ""
    kind = "" if shape == "missing" else record.value_kinds().get(name, "")
    kind = "setting" if name in record.SETTINGS else kind
    cited = kind in {"", ValueKind.STATED} and shape != "missing"
    return Shown(
        name=name,
        label=label,
        shape=shape,
        content=content,
        unit=unit or unit_field(record, name),
        kind=kind,
        cite=citing.cite(record.citation_for(name), beside=record.citation) if cited else None,
        own_cite=cited and name in record.citations_by_field(),
        formula=str(FORMULAS.get(name, "")) if kind == ValueKind.DERIVED else "",
    )


def unit_field(record, name):
    """The unit that the record itself names, for its `value` and `baseline`."""
    return getattr(record, "unit", "") if name in {"value", "baseline"} else ""


def shape_of(record, name):
    """`(shape, content)` of a field's value."""
    if name in SPECIAL:
        return SPECIAL[name](record) or ("missing", missing_word(record, name))
    model_field = fields.model_field(type(record), name)
    if model_field is not None and (model_field.many_to_many or model_field.one_to_many):
        return of_links(getattr(record, name).all(), record, name)
    value = getattr(record, name)
    if name == "value" and value is None and getattr(record, "qualifier", ""):
        return "text", record.qualifier  # 全覆盖, 翻了一番: words where no number is printed
    if value in (None, "", [], {}):
        return "missing", missing_word(record, name)
    if isinstance(value, models.Model):
        return of_links([value], record, name)
    if model_field is not None and model_field.choices:
        return "text", str(getattr(record, f"get_{name}_display")())
    return of_value(record, name, value)


def of_value(record, name, value):
    """`(shape, content)` of a plain value."""
    if isinstance(value, bool):
        return "text", _("yes") if value else _("no")
    if isinstance(value, NUMBER):
        return "number", number(record, name, value)
    if isinstance(value, datetime):
        return "text", numbers.day(timezone.localtime(value))
    if isinstance(value, date):
        return "text", numbers.day(value)
    if isinstance(value, dict):
        return "pairs", [(fields.part_label(k), cell(record, v, name, k)) for k, v in value.items()]
    if isinstance(value, list):
        return of_list(record, name, value)
    return "text", str(value)


def of_list(record, name, value):
    """`(shape, content)` of a list: short texts, parts with points, or a small table."""
    if not isinstance(value[0], dict):
        length = sum(len(str(item)) for item in value) / len(value)
        shape = "points" if length > SHORT else "words"
        return shape, [word(record, str(item), name, at) for at, item in enumerate(value)]
    if set(value[0]) == {"part", "points"}:
        return "parts", value
    parts = list(dict.fromkeys(part for row in value for part in row))
    if "name" in parts and len(parts) > WIDEST:
        return "cards", [card(record, row, name, str(at)) for at, row in enumerate(value)]
    rows = [
        [cell(record, row.get(part), name, str(at), part) for part in parts]
        for at, row in enumerate(value)
    ]
    return "rows", {"heads": [fields.part_label(part) for part in parts], "rows": rows}


def word(record, text, name, at):
    """One of several short texts; leads to the words that hold it alone, where they are known."""
    found = Cell(text)
    citation = record.citations_by_field().get(f"{name}.{at}")
    found.url = links.quote_url(citation) if citation else ""
    return found


def card(record, row, *path):
    """A row with too many parts for a table: its name, and what is known of it."""
    known = [(k, v) for k, v in row.items() if k != "name"]
    pairs = [(fields.part_label(k), cell(record, v, *path, k)) for k, v in known]
    return {"name": row["name"], "pairs": pairs}


def cell(record, value, *path):
    """A value inside a structured field; a stated number leads to the words that hold it."""
    text = Cell(text_of(value, path[-1]))
    if isinstance(value, NUMBER) and not isinstance(value, bool):
        text.url = words_of(record, path)
    return text


def words_of(record, path):
    """The address of the words that the nearest citation above a path quotes; "" without one."""
    by_field = record.citations_by_field()
    above = (".".join(path[:length]) for length in range(len(path), -1, -1))
    found = next((by_field[name] for name in above if name in by_field), None)
    return links.quote_url(found) if found else ""


def of_links(records, record, name):
    """`(shape, content)` of related records."""
    found = [{"text": short(r), "url": links.record_url(r)} for r in records]
    return ("links", found) if found else ("missing", missing_word(record, name))


def short(record):
    """A record's name, short where it has a short one."""
    return getattr(record, "short_name", "") or str(record)


def number(record, name, value):
    """A number with the printed words around it and, for a range, its upper end."""
    qualifier = getattr(record, f"{name}_qualifier", None)
    if qualifier is None and name == "value":
        qualifier = getattr(record, "qualifier", "")
    before, after = numbers.around(qualifier)
    digits = numbers.as_printed(value, citing.quote_of(record, name))
    if is_year(name):
        digits = str(value)
    if name in SHARES:
        digits = numbers.percent(value)
    high = getattr(record, "value_max", None) if name == "value" else None
    if high is not None:
        digits = f"{digits}–{numbers.plain(high)}"
    return {"before": before, "digits": digits, "after": after}


def is_year(name):
    """Whether a number is a year, which is never grouped by thousands."""
    return name.endswith("year") or name in {"period_start", "period_end"}


def missing_word(record, name):
    """未报 for what is reported, 资料未载 for what a document would have stated."""
    if name == "ruling":
        return _("Not ruled on yet")
    if name == "pilot" and name in registry.of(record).decided:
        return _("Not matched")
    if name == "merged_into":
        return _("Not merged")
    if name in record.REPORTED or not record.is_stated():
        return _("Not reported")
    return _("Cannot be derived") if name in record.DERIVED else _("Not stated")


def text_of(value, name=""):
    """Any value as one line of text, for cells, history and changes; years are not grouped."""
    if value in (None, "", [], {}):
        return "—"
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, NUMBER):
        return str(value) if is_year(name) else numbers.plain(value)
    if isinstance(value, date):
        return numbers.day(value)
    if isinstance(value, list):
        return "、".join(text_of(item) for item in value)
    if isinstance(value, dict):
        return "；".join(f"{fields.part_label(k)} {text_of(v)}" for k, v in value.items())
    return str(value)
