"""What surveys are called on pages: phases as states, the kinds of question, hidden counts."""

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from liaocheng_plan.surveys.models import Phase, Question

from ..display import numbers
from ..display.states import State

PHASES = {
    Phase.DRAFT: State(Phase.DRAFT.label, "pen"),
    Phase.PROPOSED: State(Phase.PROPOSED.label, "clock", "behind"),
    Phase.AHEAD: State(Phase.AHEAD.label, "arrow", "accent"),
    Phase.OPEN: State(Phase.OPEN.label, "half", "good"),
    Phase.CLOSED: State(Phase.CLOSED.label, "ring"),
}
PUBLISHED = State(_("results published"), "check", "good")
HIDDEN = {"small": "<5", "kept": _("kept back")}
SIDES = {"all": _("all answers"), "without_suspects": _("without suspects")}
DOUBTS = {
    "again": _("same browser again"),
    "burst": _("many equal answers in a short time"),
}
SCALE = ("很不满意", "不满意", "一般", "满意", "很满意")
SCALE_EN = ("very dissatisfied", "dissatisfied", "neutral", "satisfied", "very satisfied")
HINTS = {
    Question.Kind.SINGLE: _("One of several answers."),
    Question.Kind.MULTIPLE: _("Any number of several answers."),
    Question.Kind.SCALE: _("Five steps in words; one scale may be the satisfaction question."),
    Question.Kind.TYPES: _("The kinds of business of the circle’s standard, to be ticked."),
    Question.Kind.TEXT: _("Up to 500 characters; only staff read it."),
}


def days(first, last):
    """First and last day; one day stands alone."""
    return numbers.day(first) if first == last else f"{numbers.day(first)} – {numbers.day(last)}"


def in_language(thing, name):
    """A text of a survey in the reader's language: English where there is one, else Chinese."""
    english = get_language() == "en" and part(thing, f"{name}_en")
    return english or part(thing, name)


def part(thing, name):
    """A text of a record or of an option."""
    return thing.get(name, "") if isinstance(thing, dict) else getattr(thing, name)
