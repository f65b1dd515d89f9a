"""The wall: what it shows without a browser."""

import pytest
from django.test import Client
from django.utils import timezone

from liaocheng_plan.portal.wall.presenters import ROWS, SCENES, WallPresenter
from liaocheng_plan.portal.wall.wall_circles import tables
from liaocheng_plan.progress.models import Observation, Statistic
from tests.factories import observation, reported_target, task_item
from tests.portal.test_query_counts import queries

pytestmark = pytest.mark.django_db


def wall(**query):
    """The wall's page as text."""
    return Client().get("/wall/", query).content.decode()


def report(number, place="pilot-circles/pilot-03", **values):
    """An approved report of a circle's first statistic."""
    given = {"target": None, "statistic": Statistic.objects.earliest("id"), "place": place}
    row = Observation(key=f"wall-{number}", name="店铺数量", value=number, **given | values)
    row.state = values.get("state", Observation.State.APPROVED)
    row.save()
    return row


def cells(key):
    """The matrix row of a circle."""
    rows = [row for table in tables() for row in table.rows]
    return next(row["cells"] for row in rows if row["name"] == key)


def test_all_four_scenes_are_shown_in_order():
    assert WallPresenter().scenes == list(SCENES)


def test_no_slide_holds_more_rows_than_can_be_read():
    for number in range(30):
        task_item(due=timezone.localdate(), name=f"分解项 {number}")
    slides = WallPresenter().slides
    tasks = [slide for slide in slides if slide.scene == "tasks"]
    circles = [slide for slide in slides if slide.scene == "circles"]
    assert [len(slide.content) for slide in tasks] == [7, 7, 7, 7, 2]
    assert all(len(slide.content["rows"]) <= ROWS["circles"] for slide in circles)
    assert sum(len(slide.content["rows"]) for slide in circles) == 36


def test_an_unreported_statistic_is_hatched_and_a_reported_0_is_a_0():
    assert [cell.kind for cell in cells("和平社区")][-4:] == ["unreported"] * 4
    report(0, period="2025-Q4")
    assert (cells("和平社区")[-4].kind, cells("和平社区")[-4].text) == ("reported", "0")


def test_the_latest_period_counts_and_a_draft_never():
    report(7, period="2025-Q4")
    report(5, period="2025-Q3")
    report(9, period="2026-Q1", state=Observation.State.DRAFT)
    assert cells("和平社区")[-4].text == "7"


def test_what_the_document_does_not_state_is_no_unreported_figure():
    kinds = {cell.kind for cell in cells("湖南社区")[:-4]}
    assert kinds == {"unstated"}


def test_a_draft_is_not_shown_even_to_who_may_see_it(signed_in):
    observation(target=reported_target(), value=987_654, state=Observation.State.DRAFT)
    assert "987,654" not in signed_in("市局编辑").get("/wall/").content.decode()


def test_without_the_right_to_maps_the_scene_is_left_out(settings):
    settings.MAP_ACCESS = "signed_in"
    assert "plan-map" not in wall()
    assert 'data-go="map"' not in wall()


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ({"scene": "nowhere"}, "没有画面“nowhere”"),
        ({"seconds": "soon"}, "seconds=soon 无效"),
        ({"seconds": "0"}, "seconds=0 无效"),
        ({"refresh": "nan"}, "refresh=nan 无效"),
        ({"refresh": "1e9"}, "refresh=1e9 无效"),
    ],
)
def test_a_wrong_address_is_answered_with_how_to_mend_it(query, said):
    assert said in wall(**query)
    assert said not in wall()


def test_the_pace_is_taken_from_the_address():
    assert 'data-seconds="2.5"' in wall(seconds="2.5")
    assert 'data-scene="tasks"' in wall(scene="tasks")


def test_queries_do_not_grow_with_circles_and_tasks(client):
    before = queries(client, "/wall/")
    for number in range(20):
        task_item(due=timezone.localdate())
        report(number, place=f"pilot-circles/pilot-{number % 9 + 1:02}", period=f"20{10 + number}")
    assert queries(client, "/wall/") == before <= 40
