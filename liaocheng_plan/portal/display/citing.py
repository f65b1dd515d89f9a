"""Citations as pages show them: where it is written, a link to the words, and these words."""

from dataclasses import dataclass, replace

from . import links


@dataclass(frozen=True)
class Cite:
    """`where` names document, section and item; `quote` is exactly what is printed.

    `gone` says that the edition in use no longer prints it.

    Beside a figure of a record that stands in the same clause, `where` is left empty: the record's
    own citation has said it.
    """

    where: str
    url: str
    quote: str
    gone: bool = False


def cite(citation, beside=None):
    """A `Cite` of a citation fetched with clause and document, or None.

    `beside` is the citation that the reader has already seen, i.e. the record's own.
    """
    if citation is None:
        return None
    where = str(citation)
    if beside is not None and beside.clause_id == citation.clause_id:
        where = "" if citation.item == beside.item else citation.item
    return Cite(where, links.quote_url(citation), citation.quote, citation.is_gone)


def cite_record(record):
    """The record's own citation; a quote that only repeats the name is left out."""
    found = cite(record.citation)
    return replace(found, quote="") if found and found.quote == record.name else found


def cite_field(record, name):
    """The citation that carries a field; none for a value that no document states."""
    return cite(record.citation_for(name))


def quote_of(record, name):
    """The printed words of a field, or "" where none are recorded."""
    citation = record.citation_for(name)
    return citation.quote if citation else ""
