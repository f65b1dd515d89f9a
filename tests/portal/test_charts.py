"""Charts: what is missing is hatched, what is known starts at zero, no style attribute."""

import re

import pytest

from liaocheng_plan.portal import charts, charts_path
from liaocheng_plan.portal.charts_path import Path


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
    rows = [("planned", 20, "规划 20"), ("existing", 5, "存量 5")]
    svg = charts.pair(rows, "")
    assert widths(svg, "bar bar--existing")[0] == pytest.approx(
        widths(svg, "bar bar--planned")[0] / 4, abs=0.1
    )


def test_a_figure_that_is_not_stated_is_a_hatched_bar():
    svg = charts.pair([("planned", 20, "规划 20"), ("existing", None, "资料未载")], "")
    assert 'class="bar" x="0%" width="62%"' in svg
    assert "资料未载" in svg


def test_years_without_a_report_are_hatched():
    path = Path(2021, 2025, target=(2025, 480.0, 480.0), points=[("2024", 450.0)])
    assert path.missing_years() == [2021, 2022, 2023, 2025]
    svg = charts_path.path_chart(path, "")
    assert svg.count('class="gap"') == 4
    assert svg.count('class="point"') == 1


def test_the_baselines_year_is_known():
    path = Path(2020, 2025, baseline=(2020, 100.0), target=(2025, 200.0, 200.0))
    assert path.missing_years() == [2021, 2022, 2023, 2024, 2025]
    assert 'class="path"' in charts_path.path_chart(path, "")


def test_a_reported_zero_is_a_point_and_a_null_is_a_gap():
    path = Path(2021, 2022, points=[("2021", 0.0), ("2022", None)])
    svg = charts_path.path_chart(path, "")
    assert svg.count('class="point"') == 1
    assert path.missing_years() == [2022]


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("2023", "2024", True),
        ("2022", "2024", False),
        ("2024-H2", "2025-H1", True),
        ("2024-Q1", "2025-Q4", False),
        ("2024-12", "2025-01", True),
        ("2024", "2025-H1", False),
        ("mid 2024", "2025", False),
    ],
)
def test_points_are_joined_only_where_periods_follow_each_other(before, after, joined):
    assert charts_path.follows(before, after) is joined


def test_a_period_stands_in_the_middle_of_its_time():
    assert charts_path.moment("2025") == (2025, 0.5)
    assert charts_path.moment("2025-H1") == (2025, 0.25)
    assert charts_path.moment("2025-Q3") == (2025, 0.625)
    assert charts_path.moment("2025-12")[1] == pytest.approx(11.5 / 12)


def test_labels_are_escaped_and_no_style_attribute_is_used():
    svg = charts.pair([("planned", 1, "<b>")], 'a "name" <x>')
    assert "<b>" not in svg
    assert "style=" not in svg
    assert "&quot;name&quot;" in svg
