"""What the list of targets is narrowed by: theme, result, reporting, document."""

from django.utils.translation import gettext as _

from liaocheng_plan.progress.models import Theme
from liaocheng_plan.progress.rules import Reporting, Result

from ..display.filters import Choice, asked


def choices(query, presenters):
    """The filters with what the query chose; documents are those in which targets are written."""
    documents = dict(document_of(p) for p in presenters if p.target.citation)
    return [
        Choice("theme", _("Theme"), Theme.choices, asked(query, "theme")),
        Choice("result", _("Result"), Result.choices, asked(query, "result")),
        Choice("reporting", _("Reporting"), Reporting.choices, asked(query, "reporting")),
        Choice("document", _("Document"), list(documents.items()), asked(query, "document")),
    ]


def document_of(presenter):
    """Key and name of the document in which a target is written."""
    document = presenter.target.citation.clause.document
    return document.key, document.name


TESTS = {
    "theme": lambda p, value: p.target.theme == value,
    "result": lambda p, value: p.target.result == value,
    "reporting": lambda p, value: p.target.reporting == value,
    "document": lambda p, value: p.target.citation and document_of(p)[0] == value,
}


def apply(presenters, found):
    """Presenters that all choices leave; an unknown choice leaves none."""
    for choice in found:
        if choice.active:
            presenters = [p for p in presenters if TESTS[choice.name](p, choice.chosen)]
    return presenters
