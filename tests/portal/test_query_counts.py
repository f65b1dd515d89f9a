"""What pages ask of the database is fixed: more rows, no more queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from liaocheng_plan.documents.models import Citation, Clause, Document
from liaocheng_plan.organisation.models import Area, Department
from liaocheng_plan.progress.models import Observation, Target, Task, TaskResponsible
from markets.models import Market, RetailTerminal
from tests import factories, large

pytestmark = pytest.mark.django_db

MOST = {
    "/": 12,
    "/map/": 40,
    "/progress/": 10,
    "/progress/?by=theme": 10,
    "/progress/?by=area": 11,
    "/progress/areas/chiping/": 11,
    "/progress/evaluation/": 10,
    "/progress/rules/": 1,
    "/?as_of=2026-01-31": 30,
    "/progress/?as_of=2026-01-31": 30,
    "/progress/tasks/": 12,
    "/progress/tasks/?as_of=2026-01-31&light=grey&area=chiping": 16,
    "/progress/tasks/plan-task-1-1/": 16,
    "/progress/tasks/month/2025-12/": 7,
    "/progress/tasks/month/2025-12/?format=xlsx": 7,
    "/progress/tasks/departments/commerce/": 8,
    "/progress/retail-sales-urban/": 16,
    "/plan/": 16,
    "/plan/findings/": 10,
    "/plan/derived/": 6,
    "/plan/commerce-plan/": 10,
    "/plan/commerce-plan/commerce-plan-box-9/": 12,
    "/places/": 20,
    "/places/markets/": 6,
    "/places/markets/?area=chiping&q=茌平": 8,
    "/places/markets/market-06/": 12,
    "/places/areas/chiping/": 50,
    "/circles/pilot-10/": 37,
    "/search/?q=茌平": 35,
}


def queries(client, path):
    """How many queries a page takes, what is remembered between requests already known."""
    assert client.get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return len(captured)


@pytest.mark.parametrize(("path", "most"), MOST.items())
def test_a_page_takes_few_queries_however_much_there_is(client, path, most):
    before = queries(client, path)
    assert before <= most
    grow()
    assert queries(client, path) == before


def test_home_takes_twelve_queries_with_five_years_of_quarterly_reports(client):
    large.make()
    assert Observation.objects.count() == 16_000
    assert queries(client, "/") <= 12
    assert queries(client, "/progress/") <= 12


def test_the_sheet_of_an_area_takes_few_queries_however_many_items_there_are(client):
    grow()  # with responsible bodies, which take a query of their own
    factories.task_item(area=factories.area("chiping"))
    before = queries(client, "/progress/tasks/areas/chiping/")
    assert before <= 9
    for _number in range(10):
        factories.task_item(area=factories.area("chiping"))
    assert queries(client, "/progress/tasks/areas/chiping/") == before


def grow():
    """More of everything that lists show, with citations, reports and changes by staff."""
    area = Area.objects.get(key="chiping")
    clause = Clause.objects.get(key="commerce-plan-box-9")
    for number in range(30, 60):
        common = {"area": area, "area_basis": "assigned", "location_precision": "area"}
        place = Market.objects.create(key=f"market-{number}", name=f"茌平市场{number}", **common)
        RetailTerminal.objects.create(
            key=f"terminal-{number}", name=f"茌平菜市场{number}", **common
        )
        Citation.objects.create(record=place, clause=clause, quote=place.name)
        Citation.objects.create(record=place, clause=clause, field="area", quote="茌平")
    target = Target.objects.get(key="retail-sales-urban")
    for year in (2021, 2022, 2023, 2024, 2025):
        Observation.objects.create(
            key=f"report-{year}",
            name=str(year),
            target=target,
            period=str(year),
            period_end=f"{year}-12-31",
            value=400 + year - 2021,
            state="approved",
            reported_at=timezone.now() - timedelta(days=2025 - year),
        )
    plan = Document.objects.get(key="commerce-plan")
    department = Department.objects.get(key="commerce")
    first = Task.objects.get(key="plan-task-1-1")
    for number in range(100, 110):
        task = Task.objects.create(
            key=f"task-{number}", name=f"任务{number}", document=plan, kind="task", order=number
        )
        TaskResponsible.objects.create(task=task, department=department, order=1, printed="商务局")
        for owner in (task, first):
            factories.task_item(task=owner, area=area, due=date(2025, 12, number - 90))
        factories.task_item(task=first, department=department, done_on=date(2025, 12, 1))
