"""Jobs of the day and the e-mail server by environment."""

from datetime import datetime

import pytest
from django.utils import timezone

from liaocheng_plan import environment
from liaocheng_plan.ops import schedule


def moment(day, hour):
    """A local moment in November 2026."""
    return timezone.make_aware(datetime(2026, 11, day, hour))


def test_a_job_is_queued_once_a_local_day_and_not_before_its_hour(db, settings):
    settings.DAILY_HOUR, settings.DAILY_JOBS = 8, settings.DAILY_JOBS[:1]
    queued = [schedule.queue_daily(moment(*at)) for at in [(22, 7), (22, 8), (22, 23), (23, 9)]]
    assert [len(names) for names in queued] == [0, 1, 0, 1]


def test_the_day_is_the_local_one(db, settings):
    from django_tasks_db.models import DBTaskResult

    settings.DAILY_HOUR, settings.DAILY_JOBS = 0, settings.DAILY_JOBS[:1]
    schedule.queue_daily(moment(22, 1))  # still the 21st in UTC
    assert DBTaskResult.objects.get().args_kwargs["args"] == ["2026-11-22"]


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", ("mail.example", 25, "", False, False)),
        ("smtp+tls://me%40x:p@mail.example:2525", ("mail.example", 2525, "me@x", False, True)),
        ("smtps://me:p@mail.example", ("mail.example", 465, "me", True, False)),
    ],
)
def test_a_mail_server_is_read_from_its_address(monkeypatch, url, server):
    monkeypatch.setenv("EMAIL_URL", url)
    backend, found = environment.mail_server()
    assert backend.endswith("smtp.EmailBackend")
    assert tuple(found[name] for name in ("host", "port", "user", "ssl", "tls")) == server


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("EMAIL_URL", "mail.example", environment.mail_server),
        ("EMAIL_URL", "smtp://", environment.mail_server),
        ("EMAIL_URL", "smtp://host:notaport", environment.mail_server),
        ("EMAIL_URL", "smtp://host/path", environment.mail_server),
        ("EMAIL_FROM", "nobody", lambda: environment.address("EMAIL_FROM", "")),
        ("SITE_URL", "plan.example", environment.site_url),
        ("SITE_URL", "https://x/?a=1", environment.site_url),
    ],
)
def test_a_wrong_value_stops_the_start_and_names_the_variable(monkeypatch, name, value, read):
    monkeypatch.setenv(name, value)
    with pytest.raises(SystemExit, match=name):
        read()


def test_without_a_server_e_mails_are_printed_to_the_log(monkeypatch, caplog, settings):
    from django.core.mail import EmailMessage

    monkeypatch.delenv("EMAIL_URL", raising=False)
    settings.EMAIL_BACKEND = environment.mail_server()[0]
    with caplog.at_level("INFO"):
        EmailMessage("标题", "正文", to=["a@example.org"]).send()
    assert "标题" in caplog.text
    assert "正文" in caplog.text
