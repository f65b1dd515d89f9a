"""Citations as pages show them: where it is written, a link there, and the printed words."""

from dataclasses import dataclass

from . import links


@dataclass(frozen=True)
class Cite:
    """`where` names document, section and item; `quote` is exactly what is printed."""

    where: str
    url: str
    quote: str


def cite(citation):
    """A `Cite` of a citation fetched with clause and document, or None."""
    if citation is None:
        return None
    return Cite(str(citation), links.clause_url(citation.clause), citation.quote)


def cite_field(record, name):
    """The citation that carries a field; none for a value that no document states."""
    return cite(record.citation_for(name))


def quote_of(record, name):
    """The printed words of a field, or "" where none are recorded."""
    citation = record.citation_for(name)
    return citation.quote if citation else ""
