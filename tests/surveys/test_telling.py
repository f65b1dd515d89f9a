"""Who hears of a survey on its way: the bureau what waits, the proposer what became of it."""

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from liaocheng_plan.organisation import roles
from liaocheng_plan.progress import reminders
from liaocheng_plan.progress.models import Notice
from liaocheng_plan.surveys import authoring, life

from . import kit

pytestmark = pytest.mark.django_db
NAME = "齐韩 · 齐韩问卷"


@pytest.fixture
def bureau(person):
    return person(roles.BUREAU_EDITOR, name="bureau")


@pytest.fixture
def district(person):
    return person(roles.DISTRICT_EDITOR, "chiping", name="district")


@pytest.fixture
def proposed(district, bureau, person):
    """A survey that waits for the bureau; a reviewer and a district beside are not asked."""
    person(roles.REVIEWER, name="reviewer")
    person(roles.DISTRICT_EDITOR, "yanggu", name="other")
    return life.propose(district, kit.draft(district))


def told():
    """`(kind, recipient)` of all notices, oldest first."""
    return list(Notice.objects.order_by("id").values_list("kind", "recipient__username"))


def test_the_bureau_hears_of_a_proposed_survey_and_nobody_else(proposed):
    assert told() == [("proposed", "bureau")]
    assert Notice.objects.get().text == f"{NAME}：已提交市局，待启动。"


def test_the_proposer_hears_why_it_came_back_and_the_bureau_hears_again(bureau, district, proposed):
    life.send_back(bureau, proposed, "题目太多")
    assert told()[1:] == [("returned", "district")]
    assert Notice.objects.first().text == f"{NAME}：已退回。题目太多"
    life.propose(district, proposed)
    assert told()[2:] == [("proposed", "bureau")]


def test_the_proposer_hears_of_the_release(bureau, proposed):
    life.release(bureau, proposed)
    assert told()[1:] == [("released", "district")]
    assert Notice.objects.first().text == f"{NAME}：市局已启动。"


def test_nobody_is_told_of_their_own_doing(bureau):
    life.release(bureau, life.propose(bureau, kit.draft(bureau)))
    kit.released(bureau)
    assert told() == []


def test_what_failed_is_not_told_of(bureau, district, proposed):
    for act in (
        lambda: life.send_back(bureau, proposed, " "),
        lambda: life.propose(district, proposed),
    ):
        with pytest.raises(life.ValidationError):
            act()
    assert told() == [("proposed", "bureau")]


def test_a_notice_opens_the_survey_and_goes_with_a_deleted_draft(bureau, district, proposed):
    inbox = Client()
    inbox.force_login(bureau, backend="django.contrib.auth.backends.ModelBackend")
    assert NAME in inbox.get("/inbox/").content.decode()
    opened = inbox.post("/inbox/", {"notice": Notice.objects.get().pk}, follow=True)
    assert opened.status_code == 200 and opened.request["PATH_INFO"].endswith(f"{proposed.key}/")
    authoring.remove(district, life.send_back(bureau, proposed, "不再需要"))
    assert told() == []


def test_the_daily_e_mail_carries_it(bureau, proposed):
    bureau.email = "bureau@example.com"
    bureau.save()
    reminders.send_digests(timezone.localdate())
    (letter,) = mail.outbox
    assert letter.to == ["bureau@example.com"]
    assert NAME in letter.body and f"/surveys/{proposed.key}/" in letter.body
