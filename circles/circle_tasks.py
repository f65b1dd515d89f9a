"""Which tasks of the documents concern a circle."""

from liaocheng_plan.progress.models import Task


def tasks(circle):
    """Main tasks of the section that the circle is written in; where none, of its document.

    The scheme is about pilots as a whole and lists them in annexes; the plan prints its circles
    in a box below one section.
    """
    citation = circle.citation
    if citation is None:
        return Task.objects.none()
    clause = citation.clause
    every = Task.objects.for_lists().filter(document=clause.document_id, kind=Task.Kind.TASK)
    near = [task for task in every if of_section(task, clause)]
    return near or list(every)


def of_section(task, clause):
    """Whether a task stands beside the clause above this one, or right in it."""
    own = task.citation and task.citation.clause
    above = clause.parent
    return bool(own and above) and above.parent_id is not None and own.parent_id == above.parent_id
