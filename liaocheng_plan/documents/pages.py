"""Where the words of a citation in its dictionary form are read: addresses within the portal."""

from urllib.parse import urlencode

from .models import Clause


def clause_keys():
    """`{(document, section): clause key}`; one query."""
    rows = Clause.objects.values_list("document__key", "section", "key")
    return {(document, section): key for document, section, key in rows}


def page_of(citation, keys):
    """The address of the quoted words, highlighted; "" where the clause is not known."""
    key = keys.get((citation["document"], citation["section"]))
    query = urlencode({"quote": citation["quote"]})
    return f"/plan/{citation['document']}/{key}/?{query}#quoted" if key else ""


def with_pages(readings, keys):
    """Readings whose citations carry the address of their words."""
    for reading in readings:
        cited = reading.get("citation")
        page = page_of(cited, keys) if cited else ""
        yield {**reading, "citation": {**cited, "page": page}} if page else reading
