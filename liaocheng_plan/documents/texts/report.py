"""What attaching found, in words."""

from django.utils.translation import gettext as _

from . import records


def lines(places):
    """One line for each unresolved `CitationPlace`: whose it is, what it quotes, what is near."""
    for row in described(places):
        yield _("%(holder)s: “%(quote)s” does not stand in %(where)s %(hint)s") % row


def rows(text):
    """The same of a text, as `{holder, quote, where, hint}`."""
    places = text.citation_places.unresolved().select_related("citation__clause__document")
    return list(described(places))


def described(places):
    """Unresolved places in words."""
    for place in places:
        citation = place.citation
        yield {
            "holder": holder(citation),
            "quote": citation.quote,
            "where": f"{citation.clause.document.key} {citation.clause.section}",
            "hint": hint(place.candidates),
        }


def holder(citation):
    """`collection/key field` of a citation."""
    collection = records.collection_of(citation.content_type_id)
    rows = collection.model._default_manager.filter(pk=citation.object_id)
    return (
        f"{collection.name}/{rows.values_list('key', flat=True).first()} {citation.field}".strip()
    )


def hint(candidates):
    """The nearest words with their section."""
    near = [f"{row['section']} “{row['words']}”" for row in candidates]
    return f"≈ {'; '.join(near)}" if near else _("(nothing like it was found)")


def summary(text):
    """An edition with its counts: `{text, citations, lost, undecided}`."""
    places = text.citation_places
    return {
        "text": text,
        "citations": places.count(),
        "lost": places.unresolved().count(),
        "undecided": places.undecided().count(),
    }
