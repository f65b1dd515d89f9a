"""Reminders and e-mails: at the right days, to the right people, never twice."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from liaocheng_plan.progress import reminders
from liaocheng_plan.progress.models import Digest, Notice, Round
from tests.progress.rounds_kit import approve


@pytest.fixture
def round_(opened):
    """A round of two areas, opened a month ago, due on the 20th day from now."""
    found = opened(due=20)
    Notice.objects.all().delete()
    Round.objects.update(opened_at=timezone.now() - timedelta(days=30))
    return Round.objects.get(pk=found.pk)


def remind(round_, left):
    """Run the reminders of the day with so many days left; gives `(kind, recipient)` of all."""
    reminders.remind(round_.due_on - timedelta(days=left))
    return sorted(Notice.objects.values_list("kind", "recipient__username"))


EDITORS = [("due", "editor"), ("due", "other")]


@pytest.mark.parametrize(("left", "told"), [(8, []), (7, EDITORS), (4, EDITORS), (0, EDITORS)])
def test_who_has_not_handed_in_is_reminded(round_, left, told):
    assert remind(round_, left) == told


def test_each_stage_reminds_once_however_often_it_runs(round_):
    for left in (7, 7, 6, 5, 1, 1, 0):
        remind(round_, left)
    assert Notice.objects.count() == 4  # two editors, seven days and one day before


def test_overdue_is_told_on_the_first_day_and_every_seventh_and_the_bureau_hears_who(round_):
    for left in range(-1, -9, -1):
        remind(round_, left)
    assert Notice.objects.filter(kind="overdue").count() == 4
    missing = Notice.objects.filter(kind="missing")
    assert {notice.recipient.username for notice in missing} == {"bureau"}
    assert all("茌平区" in notice.text for notice in missing)


def test_who_has_handed_in_is_left_alone(people, round_):
    approve(people, round_)
    Notice.objects.all().delete()
    assert remind(round_, 1) == [("due", "other")]


def test_a_closed_round_reminds_nobody(round_):
    Round.objects.update(closed_at=timezone.now())
    assert remind(round_, 1) == []


class TestMail:
    @pytest.fixture(autouse=True)
    def address(self, people):
        """Only the editor has an address."""
        people["editor"].email = "editor@example.org"
        people["editor"].save()

    def test_one_e_mail_a_person_and_day_carries_all_that_is_unread(self, round_, settings):
        settings.SITE_URL = "https://plan.example"
        remind(round_, 1)
        remind(round_, -1)
        today = timezone.localdate()
        assert reminders.send_digests(today) == 1
        assert reminders.send_digests(today) == 0
        message = mail.outbox[0]
        assert message.to == ["editor@example.org"]
        assert message.subject == "聊城市商业网点规划：2 条通知"
        assert message.body.count("https://plan.example/progress/rounds/") == 2
        assert "尚未报送" in message.body

    def test_what_came_later_goes_out_the_next_day(self, round_):
        today = timezone.localdate()
        remind(round_, 7)
        reminders.send_digests(today)
        remind(round_, 1)
        assert reminders.send_digests(today) == 0
        assert reminders.send_digests(today + timedelta(days=1)) == 1
        assert "1 条通知" in mail.outbox[1].subject

    def test_what_was_read_on_screen_is_not_sent(self, round_):
        remind(round_, 1)
        Notice.objects.all().read()
        assert reminders.send_digests(timezone.localdate()) == 0
        assert not Digest.objects.exists()

    def test_a_server_that_fails_is_tried_again(self, round_, settings):
        remind(round_, 1)
        settings.EMAIL_BACKEND = "no.such.Backend"
        assert reminders.send_digests(timezone.localdate()) == 0
        settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
        assert reminders.send_digests(timezone.localdate()) == 1

    def test_the_command_does_the_same_by_hand(self, round_, capsys):
        Round.objects.update(due_on=timezone.localdate() + timedelta(days=1))
        call_command("send_reminders")
        call_command("send_reminders")
        assert len(mail.outbox) == 1
        assert "1" in capsys.readouterr().out
