"""What is sent every day: reminders of what is due, and one e-mail a person with what is unread.

Both may run any number of times a day and on any number of workers: a notice has a key of its
own, and the e-mail of a person and day is claimed by a row before it is sent.
"""

import logging
from datetime import date, timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from . import people
from .models import Digest, Notice, Round
from .telling import Kind, day, form_name, form_url, tell

STAGES = (1, 7)
"""Days before the due date at which people are reminded, nearest first."""

log = logging.getLogger(__name__)


@task()
def daily(text):
    """The job of one day (`2026-11-22`): reminders, then e-mails."""
    today = date.fromisoformat(text)
    remind(today)
    send_digests(today)


@transaction.atomic
def remind(today):
    """Tell reporters what is due within 7 days and 1 day, or missing; the bureau who is missing.

    A missing form is told of on the first day and every seven days after it.
    """
    horizon = today + timedelta(days=max(STAGES))
    rounds = Round.objects.running().filter(due_on__lte=horizon).order_by("due_on")
    for round_ in rounds:
        waiting = round_.submissions.filter(first_submitted_at=None).select_related("area")
        forms = list(waiting.defer("area__boundary"))
        reporters = people.reporters_of([form.area for form in forms])
        for form in forms:
            remind_of(round_, form.area, reporters[form.area_id], today)
        if forms and today > round_.due_on:
            tell_bureau(round_, forms, today)


def remind_of(round_, area, reporters, today):
    """One area's reminder for the stage that a day falls into, if it does."""
    left = (round_.due_on - today).days
    stage = stage_of(left)
    if stage is None or timezone.localdate(round_.opened_at) == today:
        return
    tell(
        reporters,
        Kind.OVERDUE if left < 0 else Kind.DUE,
        form_url(round_, area),
        key=f"{stage}:{round_.pk}:{area.pk}",
        what=form_name(round_, area),
        due=day(round_.due_on),
    )


def stage_of(left):
    """The name of the stage with so many days left; None before the first reminder."""
    if left < 0:
        return f"late-{(-left - 1) // 7}"
    return next((f"due-{days}" for days in STAGES if left <= days), None)


def tell_bureau(round_, forms, today):
    """Which areas are missing, to those who open rounds."""
    tell(
        people.bureau(),
        Kind.MISSING,
        reverse("round", args=[round_.key]),
        key=f"missing-{stage_of((round_.due_on - today).days)}:{round_.pk}",
        what=round_.name,
        due=day(round_.due_on),
        areas="、".join(form.area.name for form in forms),
    )


def send_digests(today):
    """Send each person with unread, unsent notices one e-mail; returns how many went out."""
    ids = Notice.objects.to_mail().values("recipient")
    people_ = get_user_model().objects.filter(pk__in=ids).order_by("id")
    return sum(send_digest(person, today) for person in people_)


def send_digest(person, today):
    """Send a person's e-mail of the day unless it went out; a failure is logged and tried again."""
    try:
        with transaction.atomic():
            claim = Digest.objects.create(recipient=person, day=today)
    except IntegrityError:
        return False
    notices = list(Notice.objects.to_mail().filter(recipient=person))
    try:
        letter(person, notices).send()
    except Exception:  # any server can fail in any way; nobody's mail may stop the others'
        log.exception("no e-mail to user %s", person.pk)
        claim.delete()
        return False
    now = timezone.now()
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=now)
    Digest.objects.filter(pk=claim.pk).update(sent_at=now)
    return True


def letter(person, notices):
    """The e-mail, in Chinese as everything that leaves the house."""
    with translation.override("zh-hans"):
        count = len(notices)
        title = _("Commerce plan: %(what)s") % {
            "what": ngettext("%(n)d notice", "%(n)d notices", count) % {"n": count}
        }
        lines = [f"{notice.text}\n{settings.SITE_URL}{notice.link}" for notice in notices]
        end = _("All notices: %(url)s") % {"url": settings.SITE_URL + reverse("inbox")}
    return EmailMessage(title, "\n\n".join([*lines, end]), to=[person.email])
