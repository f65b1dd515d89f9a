"""Search over every collection: a fixed number of queries, each cut off after a handful."""

import re

from django.utils.html import escape
from django.utils.safestring import mark_safe

from liaocheng_plan import registry
from liaocheng_plan.documents.models import Clause

from ..display import links, lists

SHOWN = 8
AROUND = 24


def find(words):
    """Groups `{label, hits, more_url}` of the collections in which all words are found."""
    if not words.strip():
        return []
    groups = [group(collection, words) for collection in registry.collections()]
    return [entry for entry in groups if entry["hits"]]


def group(collection, words):
    """The first hits of one collection."""
    rows = lists.search(collection, lists.public(collection), words)
    if collection.model is Clause:
        rows = rows.select_related("document")
    if lists.is_foreign(collection.model, "area"):
        rows = rows.select_related("area").defer("area__boundary")
    if collection.located:
        rows = rows.defer("geometry")
    if lists.is_foreign(collection.model, "task"):
        rows = rows.select_related("task")
    rows = list(rows.order_by(*collection.ordering)[: SHOWN + 1])
    return {
        "label": collection.label,
        "hits": [hit(collection, row, words) for row in rows[:SHOWN]],
        "more_url": more_url(collection) if len(rows) > SHOWN else "",
    }


def more_url(collection):
    """The collection's list, where it can be searched."""
    return links.collection_url(collection) if not lists.has_own_page(collection) else ""


def hit(collection, row, words):
    """One found record: its name and, where the match is elsewhere, the words around it."""
    name = str(row)
    found = [word for word in words.split() if word.lower() not in name.lower()]
    return {
        "name": highlight(name, words),
        "url": links.record_url(row),
        "context": context(collection, row, found, words) if found else "",
        "where": place_of(row),
    }


def place_of(row):
    """What tells a record from others of the same name: its section, its area or its key."""
    if isinstance(row, Clause):
        return f"{row.document.short_name} {row.section}"
    area = getattr(row, "area", None)
    return f"{row.key} · {area.name}" if area else row.key


def context(collection, row, missing, words):
    """Words around the first match outside the name."""
    for name in ("key", "location_text", "roads", *collection.search):
        for text in texts(getattr(row, name, "")):
            place = min((text.lower().find(word.lower()) for word in missing), default=-1)
            if place >= 0:
                start, end = max(0, place - AROUND), place + AROUND * 2
                cut = ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
                return "" if name == "key" else highlight(cut, words)
    return ""


def texts(value):
    """A field's value as texts."""
    if isinstance(value, list):
        return [str(item) for item in value]
    return [str(value)] if value else []


def highlight(text, words):
    """The text, escaped, with every match marked."""
    pattern = "|".join(re.escape(word) for word in sorted(words.split(), key=len, reverse=True))
    parts = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    marked = [
        f"<mark>{escape(part)}</mark>" if number % 2 else escape(part)
        for number, part in enumerate(parts)
    ]
    return mark_safe("".join(marked))  # every part is escaped above
