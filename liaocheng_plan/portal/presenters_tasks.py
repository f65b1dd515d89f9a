"""Tasks as pages show them, and what belongs to a target."""

from liaocheng_plan import registry
from liaocheng_plan.documents.models import Citation
from liaocheng_plan.progress.models import Task
from liaocheng_plan.progress.rules import Light

from . import citing, links, numbers, states


class TaskPresenter:
    """One task fetched by `for_lists`."""

    def __init__(self, task):
        self.task = task

    @property
    def name(self):
        """The name as printed."""
        return self.task.name

    @property
    def url(self):
        """The task's page."""
        return links.record_url(self.task)

    @property
    def light(self):
        """The light as a state; grey where no date is stated."""
        return states.LIGHTS[Light(self.task.light)]

    @property
    def due(self):
        """The due date, "" where none is stated."""
        return numbers.day(self.task.due)

    @property
    def responsible(self):
        """Responsible bodies in printed order, under their printed names."""
        return [
            {"text": row.printed, "url": links.record_url(row.department)}
            for row in self.task.responsible_rows.all()
        ]

    @property
    def cite(self):
        """Where it is written."""
        return citing.cite(self.task.citation)


def about(target):
    """The record that a target limits, as a link; None where it limits none."""
    url = links.path_url(target.about)
    if not url:
        return None
    name, _slash, key = target.about.partition("/")
    collection = registry.get(name)
    record = collection.model._default_manager.filter(key=key).values_list("name", flat=True)
    return {"text": record[0], "url": url, "label": collection.label_one} if record else None


def of_same_clause(target):
    """Tasks that stand in the clause in which the target is written, or in one right below it."""
    citation = target.citation
    if citation is None:
        return []
    cited = Citation.objects.filter(
        content_type__app_label="progress", content_type__model="task", field=""
    )
    near = {citation.clause_id, citation.clause.parent_id} - {None}
    ids = cited.filter(clause_id__in=near).values_list("object_id", flat=True)
    return [TaskPresenter(task) for task in Task.objects.for_lists().filter(pk__in=list(ids))]
