"""Telling people what happened: a round opened, a form handed in, returned or approved, questions.

Notices are written in the transaction of what they tell of, so that neither exists alone.
"""

import uuid

from django.dispatch import receiver
from django.urls import reverse

from . import people, signals
from .models import Notice, ReviewEvent

Kind = Notice.Kind
Action = ReviewEvent.Action


def tell(recipients, kind, link, key="", **parameters):
    """Write one notice each; a `key` that was used before tells nobody twice."""
    Notice.objects.bulk_create(
        [
            Notice(
                recipient=user,
                kind=kind,
                link=link,
                parameters=parameters,
                key=f"{key}:{user.pk}" if key else uuid.uuid4().hex,
            )
            for user in recipients
        ],
        ignore_conflicts=True,
    )


def take_back(link):
    """Forget what was told of a page that is no more."""
    Notice.objects.filter(link=link).delete()


def form_url(round_, area):
    """The page of an area's form."""
    return reverse("round-form", args=[round_.key, area.key])


def form_name(round_, area):
    """A form in words: round and area."""
    return f"{round_.name} · {area.name}"


def day(value):
    """A date as notices write it in every language."""
    return value.isoformat()


def round_opened(round_):
    """Tell whoever reports for the areas of a new round."""
    areas = list(round_.areas.without_boundary())
    for pk, reporters in people.reporters_of(areas).items():
        area = next(area for area in areas if area.pk == pk)
        what, due = form_name(round_, area), day(round_.due_on)
        tell(reporters, Kind.OPENED, form_url(round_, area), what=what, due=due)


def reviewed(user, action, rows, reason=""):
    """Tell reviewers what was handed in, and reporters what became of it; never the actor."""
    for (what, link), group in together(rows, action).items():
        if action == Action.SUBMITTED:
            corrected = next((row.correction_reason for row in group if row.replaces_id), "")
            kind = Kind.CORRECTED if corrected else Kind.SUBMITTED
            recipients, reason = people.reviewers(), corrected
        else:
            kind = Kind.APPROVED if action == Action.APPROVED else Kind.RETURNED
            recipients = {row.reporter_id: row.reporter for row in group if row.reporter}.values()
        others = [person for person in recipients if person.pk != user.pk]
        tell(others, kind, link, what=what, reason=reason)


def together(rows, action):
    """`{(words, link): rows}`: rows of one form are told of once."""
    found = {}
    for row in rows:
        found.setdefault(addressed(row, action), []).append(row)
    return found


def addressed(row, action):
    """What a row belongs to, in words, and the page where one goes on with it."""
    if row.round_id is None or row.area_id is None or row.replaces_id:
        return row.name, reverse("observation", args=[row.key])
    page = "round-review" if action == Action.SUBMITTED else "round-form"
    link = reverse(page, args=[row.round.key, row.area.key])
    return form_name(row.round, row.area), link


@receiver(signals.question_asked, dispatch_uid="tell_question_asked")
def asked(sender, question, **_more):
    """Tell the area that is asked, else the bureau."""
    recipients = people.bureau()
    if question.area_id:
        recipients = people.reporters_of([question.area])[question.area_id]
    others = [person for person in recipients if person.pk != question.asked_by_id]
    about = question.area.name if question.area_id else str(question.department or "")
    tell(others, Kind.ASKED, reverse("questions"), what=about or "—", reason=question.text[:120])


@receiver(signals.question_answered, dispatch_uid="tell_question_answered")
def answered(sender, answer, **_more):
    """Tell who asked."""
    question = answer.question
    if answer.answered_by_id != question.asked_by_id:
        what, reason = question.text[:60], answer.text[:120]
        tell([question.asked_by], Kind.ANSWERED, reverse("questions"), what=what, reason=reason)
