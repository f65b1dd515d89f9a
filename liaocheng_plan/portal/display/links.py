"""Addresses of records and clauses, in one place."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localtime

from liaocheng_plan import registry
from liaocheng_plan.documents.models import AuditFinding, Clause, DerivedFigure, Document
from liaocheng_plan.organisation.models import Area, Department
from liaocheng_plan.progress.models import Target, Task, TaskItem
from liaocheng_plan.surveys.models import SurveyResult


def record_url(record):
    """The page of any record of any collection."""
    if isinstance(record, Clause):
        return clause_url(record)
    if isinstance(record, Document):
        return reverse("document", args=[record.key])
    if isinstance(record, TaskItem):
        return reverse("task-item", args=[record.task.key, record.key])
    return key_url(registry.of(record), record.key)


def key_url(collection, key):
    """The page of a record that is known by collection and key alone."""
    if collection.model is Target:
        return reverse("target", args=[key])
    if collection.model is AuditFinding:
        return reverse("finding", args=[key])
    if collection.model is DerivedFigure:
        return f"{reverse('derived')}#{key}"
    if collection.model is Task:
        return reverse("task", args=[key])
    if collection.model is SurveyResult:
        return reverse("survey", args=[key])
    if collection.page:
        return reverse("circle", args=[key])
    return reverse("record", args=[collection.name, key])


def map_url(place):
    """A place on the map, its layer switched on; "" where it is not drawn."""
    if place.geometry is None:
        return ""
    name = registry.of(place).name
    return f"{reverse('map')}?{urlencode({'layer': name, 'place': f'{name}/{place.key}'})}"


def path_url(path):
    """The page of `collection/key`, as `Target.about` writes it; "" where it names nothing."""
    name, _slash, key = (path or "").partition("/")
    try:
        return key_url(registry.get(name), key) if key else ""
    except KeyError:
        return ""


def sheet_url(record):
    """The sheet of things to do of a department or an area; "" for anything else."""
    if isinstance(record, Department):
        return reverse("task-department", args=[record.key])
    return reverse("task-area", args=[record.key]) if isinstance(record, Area) else ""


def clause_url(clause):
    """The page of a clause; its document must be fetched."""
    return reverse("clause", args=[clause.document.key, clause.key])


def quote_url(citation, clause=None):
    """The words that a citation quotes, highlighted in its clause; the link outlives reloading."""
    return f"{clause_url(clause)}?{citation.query}#quoted" if clause else citation.page


def words_url(clause, quote):
    """As `quote_url`, of a clause's address and words whose citation is not at hand."""
    return f"{clause}?{urlencode({'quote': quote})}#quoted" if clause and quote else clause


def in_edition(url, text):
    """The same address for an edition of a text (`AttachedText`); None: the one in use."""
    if text is None or text.is_current:
        return url
    path, hash_, fragment = url.partition("#")
    return f"{path}{'&' if '?' in path else '?'}edition={text.pk}{hash_}{fragment}"


def collection_url(collection):
    """The list of a collection."""
    if collection.model is Target:
        return reverse("progress")
    if collection.model in (Task, TaskItem):
        return reverse("tasks")
    if collection.model is Document:
        return reverse("plan")
    if collection.model is AuditFinding:
        return reverse("findings")
    if collection.model is DerivedFigure:
        return reverse("derived")
    if collection.model is SurveyResult:
        return reverse("surveys")
    return reverse("collection", args=[collection.name])


def on_day(url, record):
    """The same address for the past day that a record (`as_of`) or a page (`at`) is shown for."""
    at = getattr(record, "as_of", None) or getattr(record, "at", None)
    if at is None:
        return url
    return f"{url}{'&' if '?' in url else '?'}as_of={localtime(at):%Y-%m-%d}"


def area_progress_url(area):
    """What an area reports."""
    return reverse("progress-area", args=[area.key])


def theme_url(theme):
    """The targets of one theme."""
    return f"{reverse('progress')}?theme={theme}"
