"""Records that the documents do not have: what staff add and report."""

from datetime import date, datetime
from itertools import count

from django.contrib.gis.geos import Point
from django.utils import timezone

from circles.models import Outlet
from liaocheng_plan.documents.models import AuditFinding
from liaocheng_plan.organisation.models import Area
from liaocheng_plan.progress.models import Observation, Target, Task, TaskItem
from liaocheng_plan.surveys.models import Survey, SurveyResult
from logistics.models import DeliveryPoint

_numbers = count(1)


def outlet(**values):
    """A surveyed outlet in 东昌府区, unless said otherwise."""
    number = next(_numbers)
    given = {
        "key": f"outlet-{number}",
        "name": f"便利店{number}",
        "geometry": Point(115.98, 36.45, srid=4326),
        "location_precision": "surveyed",
    }
    return Outlet.objects.create(**given | values)


def delivery_point(**values):
    """A delivery point without a position."""
    number = next(_numbers)
    given = {"key": f"delivery-{number}", "name": f"配送点{number}"}
    return DeliveryPoint.objects.create(**given | values)


def observation(**values):
    """An approved value of the first target that people report, each for a month of its own."""
    number = next(_numbers)
    given = {
        "key": f"observation-{number}",
        "name": f"观测{number}",
        "target": values.get("target")
        or Target.objects.filter(value__isnull=False, measure="").earliest("id"),
        "period": f"{2021 + number // 12 % 5}-{number % 12 + 1:02}",  # one approved report each
        "value": number,
        "state": Observation.State.APPROVED,
        "reported_at": timezone.make_aware(datetime(2026, 1, 20, 9)),
    }
    return Observation.objects.create(**given | values)


def task_item(**values):
    """An item of the plan's first task for 2025, without area, department or date."""
    number = next(_numbers)
    given = {
        "key": f"item-{number}",
        "name": f"分解项{number}",
        "task": values.get("task") or Task.objects.earliest("id"),
        "year": 2025,
    }
    return TaskItem.objects.create(**given | values)


def finding(**values):
    """A contradiction of two readings."""
    number = next(_numbers)
    citation = {"document": "commerce-plan", "section": "专栏7", "item": None, "quote": "五大"}
    given = {
        "key": f"finding-{number}",
        "name": f"矛盾{number}",
        "kind": AuditFinding.Kind.CONTRADICTION,
        "readings": [{"value": 5, "citation": citation}, {"value": 6, "citation": citation}],
        "arithmetic": "5 ≠ 6",
    }
    return AuditFinding.objects.create(**given | values)


def published_survey(**values):
    """A survey of 齐韩 that ended in 2025 and was published, with one question."""
    number = next(_numbers)
    days = {"opens_on": date(2025, 3, 1), "closes_on": date(2025, 3, 20)}
    about = {"key": f"survey-{number}", "place": "pilot-circles/pilot-09", **days}
    survey = Survey.objects.create(title=f"问卷{number}", state="released", **about)
    entry = {
        "question": "q1",
        "kind": "single",
        "text": "常去菜市场吗？",
        "text_en": "",
        "satisfaction": False,
        "options": [{"key": "1", "text": "常去", "text_en": ""}],
        "all": {
            "n": 9,
            "mean": None,
            "satisfied": None,
            "satisfied_share": None,
            "counts": [{"count": 9, "share": 100.0, "hidden": None}],
        },
        "without_suspects": None,
    }
    given = {"name": survey.title, "answers": 9, "suspects": 0, "results": [entry], **about}
    return SurveyResult.objects.create(survey=survey, **given | values)


def area(key):
    """An area of the plan by key."""
    return Area.objects.get(key=key)


def reported_target():
    """The first target with a number that people report."""
    return Target.objects.filter(value__isnull=False, measure="").earliest("id")
