"""How far a person's role and areas reach in the task ledger and its questions.

Readers, reviewers and bureau editors reach all areas; a district editor the own areas and all
below them. What addresses no area is the bureau's.
"""

from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from liaocheng_plan.organisation.roles import limited_areas

from .models import Question, TaskItem


class Reach:
    """One person's reach; asks the database once."""

    def __init__(self, user):
        self.user = user

    @cached_property
    def areas(self):
        """Ids of the areas within reach; None for all, an empty set for the public."""
        return limited_areas(self.user) if self.user.is_authenticated else set()

    def may(self, action):
        """Whether the role allows an action, by the codename of its permission."""
        return self.user.has_perm(f"progress.{action}")

    def covers(self, area_id):
        """Whether an area is within reach; only who reaches all areas reaches what has none."""
        return self.areas is None or area_id in self.areas

    def sees(self, item):
        """Whether notes and evidence of an item are to be seen."""
        return self.may("view_taskevidence") and self.covers(item.area_id)

    def edits(self, item):
        """Whether steps, evidence, notes and the day done of an item may be recorded."""
        return self.may("change_taskitem") and self.covers(item.area_id)

    def sets(self):
        """Whether the breakdown, due dates and leads may be set: the bureau's."""
        return self.may("set_task") and self.areas is None

    def answers(self, question):
        """Whether a question may be answered."""
        return self.may("answer_question") and self.covers(question.area_id)

    def questions(self):
        """The questions that may be seen."""
        found = Question.objects.for_lists()
        return found.of_areas(self.areas) if self.may("view_question") else found.none()

    def items(self):
        """The items whose notes and evidence may be seen."""
        found = TaskItem.objects.of_areas(self.areas)
        return found if self.may("view_taskevidence") else found.none()


def require(allowed):
    """Raise `PermissionDenied` unless allowed."""
    if not allowed:
        raise PermissionDenied(_("Your role or your areas do not allow this."))
