"""Tasks as pages show them, and what belongs to a target."""

from collections import Counter
from functools import cached_property

from django.utils import timezone

from liaocheng_plan import registry
from liaocheng_plan.documents.models import Citation
from liaocheng_plan.progress.models import Task
from liaocheng_plan.progress.task_light import Light

from ..display import citing, links, numbers, states
from .presenters_entries import EntryPresenter


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
        """The light as a state, with the word that says why; grey where no date is set."""
        return states.STANDINGS[self.task.standing]

    @property
    def due(self):
        """The date that counts, "" where none is stated or set."""
        return numbers.day(self.task.due_effective)

    @property
    def due_is_set(self):
        """Whether the bureau set the date: no document states it."""
        return self.task.due is None and self.task.due_set is not None

    @property
    def due_set_on(self):
        """The day on which the bureau set the date."""
        return day_of(self.task.due_set_at)

    @property
    def lead(self):
        """The lead as `{text, url, set_on}`; `set_on` is "" for one that the document names."""
        found = self.task.lead or self.task.lead_set
        if found is None:
            return None
        set_on = "" if self.task.lead else day_of(self.task.lead_set_at)
        return {"text": found.name, "url": links.record_url(found), "set_on": set_on}

    @property
    def done(self):
        """The day on which the task was done."""
        return numbers.day(self.task.closed_on)

    @property
    def responsible(self):
        """Responsible bodies in printed order, under their printed names."""
        return EntryPresenter(self.task).responsible

    @cached_property
    def items(self):
        """The items of the breakdown."""
        return [EntryPresenter(self.task, item, self.task.as_of) for item in self.task.parts]

    @property
    def items_done(self):
        """How many items are done."""
        return sum(1 for item in self.items if item.done_day)

    @property
    def cite(self):
        """Where it is written."""
        return citing.cite(self.task.citation)


def day_of(moment):
    """The day of a moment in words; "" for None."""
    return numbers.day(timezone.localtime(moment)) if moment else ""


def tally(presenters):
    """How many tasks show each light, the worst first: `[{state, light, number}]`."""
    counts = Counter(p.task.light for p in presenters)
    order = (Light.RED, Light.YELLOW, Light.GREY, Light.GREEN)
    return [
        {"state": states.LIGHTS[light], "light": light.value, "number": counts[light.value]}
        for light in order
    ]


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
