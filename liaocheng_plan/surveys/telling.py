"""Telling people how a survey goes on: the bureau what waits, the proposer what became of it.

A notice is written in the transaction of what it tells of; nobody is told of their own doing.
"""

from django.urls import reverse

from liaocheng_plan.progress import people, telling

from . import places

Kind = telling.Kind


def proposed(user, survey):
    """Tell those who release surveys that one waits."""
    tell(survey, people.who_may("surveys.release_survey"), user, Kind.PROPOSED)


def sent_back(user, survey):
    """Tell the proposer what has to be mended."""
    tell(survey, [survey.proposed_by], user, Kind.RETURNED, survey.return_reason)


def released(user, survey):
    """Tell the proposer, if there is one, that residents can answer."""
    tell(survey, [survey.proposed_by], user, Kind.RELEASED)


def removed(survey):
    """A notice of a deleted draft would lead nowhere."""
    telling.take_back(page(survey))


def tell(survey, recipients, actor, kind, reason=""):
    """Write the notices; `reason` is part of those that say one."""
    others = [person for person in recipients if person and person.pk != actor.pk]
    telling.tell(others, kind, page(survey), what=name(survey), reason=reason)


def page(survey):
    """The survey's page, where one goes on with it."""
    return reverse("survey", args=[survey.key])


def name(survey):
    """A survey in words: circle and title."""
    circle = places.circle_of(survey.place)
    return f"{circle.name} · {survey.title}" if circle else survey.title
