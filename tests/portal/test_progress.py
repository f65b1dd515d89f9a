"""The dashboards: views, past days, the final evaluation, roll-ups that never count null as 0."""

import csv
import io
from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import timezone
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from liaocheng_plan.organisation.models import Area
from liaocheng_plan.portal.display import wording
from liaocheng_plan.portal.home.presenters import HomePresenter
from liaocheng_plan.portal.progress import presenters_targets, rule_examples
from liaocheng_plan.portal.progress.presenters_rollups import RollUp
from liaocheng_plan.progress import rules
from liaocheng_plan.progress.models import Explanation, Observation, Round, Submission, Target
from liaocheng_plan.progress.periods import Period
from liaocheng_plan.progress.rules import Judgement, Reason, Result

from . import reading

pytestmark = pytest.mark.django_db
KEY = "retail-sales-urban"
PILOT_AREAS = ("dongchangfu", "kaifaqu", "gaoxinqu", "dujiaqu", "chiping")


def moment(text):
    """Noon of a day in Shanghai."""
    return timezone.make_aware(datetime.fromisoformat(f"{text}T12:00"))


def report(key, value, period="2025", at="2026-02-01", area=None, **more):
    """An approved report, approved on a day."""
    return Observation.objects.create(
        target=Target.objects.get(key=key),
        area=Area.objects.get(key=area) if area else None,
        period=period,
        value=value,
        state="approved",
        reported_at=moment(at),
        **more,
    )


def page(client, path, language="en"):
    """The words of a page."""
    response = client.get(path, headers={"accept-language": language})
    assert response.status_code == 200
    return " ".join(reading.words(response).split())


def test_both_axes_stand_together_with_the_day_of_the_comparison(client):
    report(KEY, 456)
    shown = page(client, f"/progress/{KEY}/")
    assert "Met" in shown
    assert "Current" in shown
    assert "decided by the figure for 2025, at 2025-12-31" in shown


def test_what_the_path_asked_is_printed_with_its_day():
    target = Target(direction="floor", baseline=50, baseline_year=2020, value=100, target_year=2025)
    figures = [SimpleNamespace(period=Period.parse("2023"), value=79, parts=[], lower_bound=False)]
    verdict = rules.judge(target, figures, date(2024, 1, 31))
    with override("en"):
        said = wording.compared(verdict, figures[0], "")
    assert said == "compared with the path at 2023-12-31: asked 79.98"


def test_a_lower_bound_says_of_how_many_areas_it_is(client):
    Target.objects.filter(key="scheme-pilots-2024").update(measure="")
    for area, value in zip(PILOT_AREAS[:4], (5, 2, 1, 1), strict=True):
        report("scheme-pilots-2024", value, period="2024", area=area)
    shown = page(client, "/progress/scheme-pilots-2024/")
    assert "at least ƒ derived 9" in shown
    assert "4 of 5 areas reported" in shown
    assert "Σ values of the areas" in shown


def test_a_past_day_shows_what_was_known_then(client):
    report(KEY, 400, period="2023", at="2024-02-01")
    report(KEY, 470, at="2026-02-01")
    assert "400" in page(client, f"/progress/{KEY}/?as_of=2024-06-30")
    before = page(client, f"/progress/{KEY}/?as_of=2024-01-31")
    assert "400" not in before
    assert "what was known at the end of 2024-01-31" in before
    assert "470" not in page(client, f"/progress/{KEY}/?as_of=2026-01-31")
    assert "470" in page(client, f"/progress/{KEY}/")


def test_a_past_day_has_the_version_that_stood_then(client):
    first = report(KEY, 400, at="2026-01-10")
    first.superseded_at = moment("2026-03-01")
    first.save()
    report(KEY, 450, at="2026-03-01", version=2, replaces=first, correction_reason="漏一户")
    (figure,) = Target.objects.for_lists(at=moment("2026-02-01")).get(key=KEY).standing.figures
    assert figure.value == 400
    assert Target.objects.for_lists().get(key=KEY).latest.value == 450
    assert "漏一户" in page(client, f"/progress/{KEY}/")
    assert "漏一户" not in page(client, f"/progress/{KEY}/?as_of=2026-02-01")


def test_a_past_day_has_the_terms_that_stood_then():
    target = Target.objects.get(key=KEY)
    before = timezone.now()
    target.tolerance = Decimal("0.01")
    target.save()
    assert Target.objects.for_lists(at=before).get(key=KEY).tolerance == Decimal("0.05")
    assert Target.objects.for_lists().get(key=KEY).tolerance == Decimal("0.01")
    early = Target.objects.for_lists(at=moment("2022-01-01")).get(key=KEY)
    assert (early.value, early.tolerance) == (480, Decimal("0.05"))


def test_a_submission_handed_in_later_was_overdue_on_the_day_between():
    area = Area.objects.get(key="chiping")
    asked = Round.objects.create(
        key="r", name="2025年报", period="2025", due_on="2026-01-31", opened_at=moment("2026-01-01")
    )
    asked.targets.set(Target.objects.filter(key=KEY))
    Submission.objects.create(
        round=asked, area=area, first_submitted_at=moment("2026-02-10"), state="submitted"
    )
    past = Target.objects.for_lists(at=moment("2026-02-05")).get(key=KEY)
    assert past.reporting == "overdue"
    assert [row.area for row in past.asking.late(date(2026, 2, 5))] == [area]
    assert Target.objects.for_lists().get(key=KEY).reporting == "current"
    assert HomePresenter().overdue == []


@pytest.mark.parametrize("text", ["2030-01-01", "yesterday", "2025-02-30"])
@pytest.mark.parametrize("path", ["/", "/progress/", f"/progress/{KEY}/", "/progress/evaluation/"])
def test_a_wrong_day_is_refused_with_the_reason(client, path, text):
    client.raise_request_exception = False
    response = client.get(path, {"as_of": text}, headers={"accept-language": "en"})
    assert response.status_code == 400
    assert text in response.content.decode()


def test_links_keep_the_day(client):
    html = client.get("/progress/?as_of=2025-06-30").content.decode()
    assert f"/progress/{KEY}/?as_of=2025-06-30" in html
    assert "?by=area&amp;as_of=2025-06-30" in html.replace("&as_of", "&amp;as_of")


def test_filters_leave_what_they_name(client):
    report(KEY, 456)
    shown = page(client, "/progress/?result=met")
    assert "1 met of 1, 1 reported" in shown
    assert "No target matches." in page(client, "/progress/?result=unknown")
    assert client.get("/progress/?by=nothing").status_code == 404


def test_by_area_every_area_shows_what_it_reported(client):
    report("retail-area-cap-dongchangfu-center", 44, area="dongchangfu")
    shown = page(client, "/progress/areas/dongchangfu/")
    assert "44" in shown
    assert "1 reported" in shown
    assert "Not reported" in shown


def test_a_measured_target_shows_its_formula_and_leads_to_its_rows(client):
    html = client.get("/progress/scheme-pilots-2024/").content.decode()
    assert "/progress/scheme-pilots-2024/lineage/" in html


def test_the_evaluation_names_what_is_not_reported(client):
    report(KEY, 456)
    shown = page(client, "/progress/evaluation/")
    assert "1 met of 3, 1 reported" in shown
    assert "Not reported:" in shown


def test_the_evaluation_as_a_table_keeps_missing_empty_and_zero_zero(client):
    report("key-enterprises", 0)
    rows = {row[1]: row for row in sheet(client)}
    name = Target.objects.get(key="key-enterprises").name
    assert rows[name][9] == 0
    assert rows[Target.objects.get(key=KEY).name][9] is None
    answer = client.get("/progress/evaluation/?format=csv").content.decode("utf-8-sig")
    found = {row[1]: row for row in csv.reader(io.StringIO(answer))}
    assert found[name][9] == "0"
    assert found[Target.objects.get(key=KEY).name][9] == ""
    assert client.get("/progress/evaluation/?format=exe").status_code == 404


def sheet(client):
    """The rows of the evaluation's workbook."""
    answer = client.get("/progress/evaluation/?format=xlsx")
    return list(load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))


def test_a_stated_figure_in_the_workbook_leads_to_its_words(client, settings):
    settings.SITE_URL = "https://plan.example"
    answer = client.get("/progress/evaluation/?format=xlsx")
    cells = [row[5] for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows()]
    cited = {cell.value: cell for cell in cells if cell.comment}
    assert "城区社会消费品零售总额达到480亿元左右" in cited[480].comment.text
    address = cited[480].hyperlink.target.removeprefix("https://plan.example")
    words = client.get(address.split("#")[0])
    assert "城区社会消费品零售总额达到480亿元左右" in words.content.decode()


def test_a_bureau_editor_explains_and_everybody_reads_it(signed_in, client):
    editor = signed_in("市局编辑")
    assert editor.post(f"/progress/{KEY}/explanation/", {"text": "=HYPERLINK()"}).status_code == 302
    assert "=HYPERLINK()" in page(client, f"/progress/{KEY}/")
    assert "=HYPERLINK()" in page(client, "/progress/evaluation/")
    answer = client.get("/progress/evaluation/?format=csv").content.decode()
    assert "'=HYPERLINK()" in answer
    assert "=HYPERLINK()" not in page(client, f"/progress/{KEY}/?as_of=2026-01-01")
    editor.post(f"/progress/{KEY}/explanation/", {"text": ""})
    assert not Explanation.objects.exists()
    assert Explanation.history.count() == 2


def test_nobody_else_explains_and_a_long_text_comes_back(signed_in, client):
    assert client.post(f"/progress/{KEY}/explanation/", {"text": "x"}).status_code == 403
    reader = signed_in("只读")
    assert reader.post(f"/progress/{KEY}/explanation/", {"text": "x"}).status_code == 403
    Explanation.objects.all().delete()


def test_too_long_an_explanation_is_given_back(signed_in):
    answer = signed_in("市局编辑").post(f"/progress/{KEY}/explanation/", {"text": "长" * 2001})
    assert answer.status_code == 422
    assert "长" * 2001 in answer.content.decode()
    assert not Explanation.objects.exists()


def test_the_examples_of_the_rules_page_show_every_result():
    found = {row["state"].word for row in rule_examples.judged()}
    assert found == {result.label for result in Result}


def test_the_rules_page_shows_thresholds_from_the_data(client):
    Target.objects.filter(key=KEY).update(tolerance=Decimal("0.02"))
    assert "2%" in page(client, "/progress/rules/")


VERDICTS = st.one_of(
    st.sampled_from([Judgement(result) for result in Result if result != Result.CANNOT_JUDGE]),
    st.sampled_from([Judgement(Result.CANNOT_JUDGE, reason) for reason in Reason]),
)
JUDGED = st.builds(
    lambda verdict, reported: SimpleNamespace(judgement=verdict, reported=reported),
    VERDICTS,
    st.sampled_from([None, {"digits": "0"}, {"digits": "5"}]),
)
UNREPORTED = SimpleNamespace(
    judgement=Judgement(Result.CANNOT_JUDGE, Reason.NO_OBSERVATION), reported=None
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(JUDGED, max_size=12), st.integers(1, 5))
def test_unreported_targets_add_to_the_denominator_and_to_nothing_else(rows, more):
    before = presenters_targets.tally(rows)
    after = presenters_targets.tally(rows + [UNREPORTED] * more)
    assert after["targets"] == before["targets"] + more
    assert {k: after[k] for k in ("met", "not_met", "reported")} == {
        k: before[k] for k in ("met", "not_met", "reported")
    }
    assert RollUp("", "", rows).tally == before


def test_an_unreported_target_changes_no_other_result_and_no_roll_up():
    report(KEY, 456)
    before = results()
    Target.objects.create(key="new", name="新目标", theme="consumption", direction="floor", value=1)
    after = results()
    assert after.pop("new") == ("cannot_judge", "no_observation", "never", None)
    assert after == before


def results():
    """What is shown of every target."""
    return {
        t.key: (t.result, t.result_reason, t.reporting, t.latest and t.latest.value)
        for t in Target.objects.for_lists()
    }
