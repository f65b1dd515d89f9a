"""Charts: what is missing is hatched, what is known starts at zero, no style attribute."""

import re
from datetime import date
from itertools import combinations

import pytest

from liaocheng_plan.portal.display import charts, charts_labels, charts_path, numbers
from liaocheng_plan.portal.display.charts_labels import Label
from liaocheng_plan.portal.display.charts_path import Path, Point
from liaocheng_plan.progress.periods import Period


def widths(svg, css):
    """Widths in per cent of the bars of a class."""
    return [float(w) for w in re.findall(rf'class="{css}" x="[\d.e-]+%" width="([\d.]+)%"', svg)]


def test_unreported_places_are_hatched_and_never_zero():
    svg = charts.status_bar([("good", 0), ("missing", 25)], "未报 25")
    assert widths(svg, "bar bar--missing") == [100]
    assert 'fill="url(#hatch)"' in svg
    assert "bar--good" not in svg


def test_bars_share_the_width_by_number():
    svg = charts.status_bar([("good", 5), ("missing", 15)], "")
    assert widths(svg, "bar bar--good") == [25]
    assert widths(svg, "bar bar--missing") == [75]


def test_a_composition_fills_the_width_and_prints_large_shares():
    svg = charts.stacked([(40, "40%"), (55, "55%"), (5, "5%")], "mix")
    assert widths(svg, "part part--1") == [40]
    assert ">40%</text>" in svg
    assert ">5%</text>" not in svg


def test_bars_against_each_other_start_at_zero():
    rows = [("planned", 20, "规划 20", "/plan/"), ("existing", 5, "存量 5", "")]
    svg = charts.pair(rows, "")
    assert widths(svg, "bar bar--existing")[0] == pytest.approx(
        widths(svg, "bar bar--planned")[0] / 4, abs=0.1
    )


def test_a_number_in_a_chart_leads_to_its_words_and_the_chart_is_then_no_mere_image():
    svg = charts.pair([("planned", 20, "规划 20", "/plan/x/"), ("existing", 5, "5", "")], "")
    assert svg.count("<a ") == 1 and '<a class="chart__link" href="/plan/x/"><text' in svg
    assert 'role="group"' in svg
    assert 'role="img"' in charts.pair([("planned", 20, "规划 20", "")], "")


def test_a_figure_that_is_not_stated_is_a_hatched_bar():
    svg = charts.pair([("planned", 20, "规划 20", ""), ("existing", None, "资料未载", "")], "")
    assert 'class="bar" x="0%" width="62%"' in svg
    assert "资料未载" in svg


TODAY = date(2026, 11, 23)


def path(first, last, points=(), **more):
    """A path of these years, with points `(period, value)`."""
    found = [Point(Period.parse(period), value) for period, value in points]
    return Path(first, last, more.pop("today", TODAY), points=found, **more)


def spans(made):
    """The gaps as texts."""
    return [numbers.span(first, last) for first, last in made.gaps()]


def test_stretches_without_a_report_are_hatched():
    made = path(2021, 2025, [("2024", 450.0)], goal=(date(2025, 12, 31), 480.0, 480.0))
    assert spans(made) == ["2021–2023", "2025"]
    svg = charts_path.path_chart(made, "")
    assert svg.count('class="gap"') == 2
    assert svg.count('class="point"') == 1


def test_a_missing_quarter_between_reported_ones_is_hatched():
    made = path(2024, 2025, [("2024-Q1", 1.0), ("2024-Q2", 1.0), ("2024-Q4", 1.0), ("2025", 1.0)])
    assert spans(made) == ["2024-07–2024-09"]


def test_nothing_is_missing_that_is_still_to_come():
    made = path(2021, 2025, [("2021", 1.0)], today=date(2022, 6, 30))
    assert spans(made) == ["2022-01–2022-06"]


def test_nothing_is_missing_up_to_the_baseline():
    made = path(2020, 2025, baseline=(date(2020, 12, 31), 100.0))
    assert spans(made) == ["2021–2025"]


def test_a_report_within_another_leaves_no_gap():
    assert spans(path(2025, 2025, [("2025", 1.0), ("2025-Q2", 2.0)])) == []


def test_a_reported_zero_is_a_point():
    svg = charts_path.path_chart(path(2021, 2022, [("2021", 0.0)]), "")
    assert svg.count('class="point"') == 1
    assert svg.count('class="gap"') == 1


def test_the_stated_path_and_its_tolerance_are_drawn():
    line = [(date(2020, 12, 31), 100.0), (date(2025, 12, 31), 200.0)]
    goal = (date(2025, 12, 31), 200.0, 200.0)
    svg = charts_path.path_chart(path(2020, 2025, line=line, goal=goal, band=(190.0, 200.0)), "")
    assert svg.count('class="path"') == 1
    assert svg.count('class="tolerance"') == 1


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("2023", "2024", True),
        ("2022", "2024", False),
        ("2024-H2", "2025-H1", True),
        ("2024-Q1", "2025-Q4", False),
        ("2024-12", "2025-01", True),
        ("2024", "2025-H1", False),
    ],
)
def test_points_are_joined_only_where_periods_follow_each_other(before, after, joined):
    assert charts_path.follows(Period.parse(before), Period.parse(after)) is joined


def test_a_point_stands_at_the_end_of_its_period_where_it_is_compared():
    made = path(2021, 2022)
    assert made.x(date(2022, 12, 31)) == charts_path.WIDTH
    assert made.x(date(2021, 12, 31)) == pytest.approx(charts_path.WIDTH / 2)


def boxes(svg, width):
    """The boxes of the labels that a chart of that width shows, by their words."""
    drawn = re.findall(
        r'<text class="([^"]*)" x="([\d.]+)%" y="([\d.]+)" dx="0" text-anchor="(\w+)">([^<]*)', svg
    )
    narrow = width == charts_labels.NARROW
    return {
        words: Label(0, float(x), float(y), words, anchor=anchor).box(width)
        for css, x, y, anchor, words in drawn
        if "chart__year" not in css
        and "missing" not in css
        and not (narrow and "chart__text--wide" in css)
    }


QUARTERS = [
    (f"{year}-Q{quarter}", 100 + year % 7 * quarter + quarter % 3)
    for year in range(2021, 2026)
    for quarter in range(1, 5)
]


def quarterly():
    """The chart of twenty quarters with a target and a baseline."""
    goal = (date(2025, 12, 31), 130.0, 130.0)
    made = path(2020, 2025, QUARTERS, goal=goal, baseline=(date(2020, 12, 31), 100.0))
    said = [(f"{value}.25", f"/x/?period={period}") for period, value in QUARTERS]
    words = {"baseline": ("100", ""), "target": ("130亿元", ""), "missing": "未报", "points": said}
    return charts_path.path_chart(made, "", words=words)


@pytest.mark.parametrize("width", [charts_labels.WIDE, charts_labels.NARROW])
def test_labels_of_quarters_do_not_cover_each_other(width):
    found = boxes(quarterly(), width)
    assert "130亿元" in found and f"{QUARTERS[-1][1]}.25" in found
    assert len(found) <= 6
    for one, other in combinations(found.values(), 2):
        assert not charts_labels.covers(one, other)


def test_every_point_is_a_link_also_without_a_label():
    svg = quarterly()
    assert svg.count('class="chart__link"') == len(QUARTERS) == svg.count("<title>")
    assert 'href="/x/?period=2023-Q2" aria-label="2023-Q2 · ' in svg


def test_few_points_have_their_labels_all():
    points = [(str(year), year - 2000.0) for year in range(2021, 2025)]
    said = [(f"{value:g}", "") for _year, value in points]
    words = {"baseline": ("", ""), "target": ("", ""), "missing": "未报", "points": said}
    svg = charts_path.path_chart(path(2021, 2025, points), "", words=words)
    assert [word for word, _url in said if f">{word}</text>" in svg] == ["21", "22", "23", "24"]


def test_labels_are_escaped_and_no_style_attribute_is_used():
    svg = charts.pair([("planned", 1, "<b>", "")], 'a "name" <x>')
    assert "<b>" not in svg
    assert "style=" not in svg
    assert "&quot;name&quot;" in svg
