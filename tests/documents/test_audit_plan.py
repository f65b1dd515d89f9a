"""The audit of a whole plan: a made-up one with seeded errors, and the real one."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from liaocheng_plan.documents.audit import rules
from liaocheng_plan.documents.models import AuditFinding

from . import invented_plan, measured

pytestmark = pytest.mark.django_db
SEEDED = {
    ("agree", "面积与存量"),
    ("alias", "临湖市商务局 / 市贸易局"),
    ("anchor-above-stock", "竹园大厦 / 湖东新城核心商圈"),
    ("at-most", "现有与目标"),
    ("ban-and-size", "滨河休闲带 / 月牙湖商圈（月牙湖）"),
    ("both-sides", "银杏湖北商圈 / 银杏湖步行街"),
    ("chain", "码头 / 网点"),
    ("count", "改造提升处数"),
    ("coverage", "生活圈全覆盖"),
    ("extent-differs", "内城覆盖、外城覆盖"),
    ("format-clash", "湖滨休闲功能片（餐饮美食 / 餐饮大排档）"),
    ("growth", "销售额"),
    ("heading-count", "提升改造（2处）"),
    ("heading-count", "改造提升（2处）"),
    ("incomplete-list", "竹园（菜市场）"),
    ("increment", "存量"),
    ("inserted-character", "青石滩镇装修饰品市集 / 青石滩城装饰品市集"),
    ("institution-among-formats", "临湖市中医院（竹园）"),
    ("joint-issuers", "省厅等3部门 / 省厅等4部门"),
    ("kinds", "品质业态（梅园、竹园）"),
    ("lacking-not-added", "梅园（书店）"),
    ("match", "名单"),
    ("mode-without-way", "湖北物流园（公水联运：水）"),
    ("near-name", "城西粮油市场 / 城西粮油市坊"),
    ("near-name", "梅园商场 / 梅园商城"),
    ("not-an-issuer", "临湖规划"),
    ("not-an-issuer", "市消防队（消防）"),
    ("numbering", "四"),
    ("one-stem", "青石滩镇装修饰品市集 / 青石滩城装饰品市集"),
    ("other-class", "便利店 / 便利店"),
    ("overlap", "梅园 / 竹园"),
    ("parallel-crossing", "槐荫街（青云南路、白石南路）"),
    ("part-words", "购物 / 购物类"),
    ("parts", "市场处数"),
    ("per-head", "人均"),
    ("present-and-lacking", "梅园（便利店）"),
    ("rare-character", "栆林集市 / 枣林集市"),
    ("regime", "店铺招牌 备案制 / 审批制"),
    ("same-name", "河东生活圈"),
    ("shared-anchor", "梅园商城（竹园 / 梅园）"),
    ("shared-anchor", "竹园市集（梅园 / 竹园）"),
    ("shares", "甲占比"),
    ("shortened-name", "全市农贸市场布局规划 / 全市农贸市场规划"),
    ("slogan", "一轴两核 / 一轴三核"),
    ("standards-differ", "甲清单 / 乙清单"),
    ("sum", "合计"),
    ("swapped-words", "布局网点 / 网点布局"),
    ("swapped-words", "改造提升 / 提升改造"),
    ("threshold", "生活圈人口（梅园）"),
    ("tier-under-another-name", "古城区城市级商圈 / 湖东新城核心商圈"),
    ("undated", "临湖备忘"),
    ("undefined-extent", "内城区、外城区"),
    ("unknown-extent", "全区（网络覆盖）"),
    ("unlisted-district", "柳林湾商圈（银杏湖步行街）"),
    ("years", "逾期目标"),
    ("zone-and-district", "湖东新城商贸片 / 湖东新城核心商圈"),
}

SEEDED_IN_TEXT = {
    ("addressee", "支持各地（附件）"),
    (
        "aims-differ",
        "湖区消费服务中心 / 区域消费服务高地 / 湖区商贸流通中心 / 全市商贸流通枢纽"
        " / 湖区文化旅游中心 / 全国文化旅游基地",
    ),
    ("bracket-in-word", "充电（附注）桩"),
    ("broken-word", "折迁 / 拆迁"),
    ("clause-twice", "推动集市转型升级发展"),
    ("curbed-and-built", "控制新增集市建设（集市：1）"),
    ("doubled-character", "下属店店铺"),
    ("homophone", "提升品味 / 提升品位"),
    ("issuers-left-out", "临湖市卫生局"),
    ("lengthened-name", "临湖市住建局 / 临湖市住建总局"),
    ("leading-role", "牵头（商会 / 社区）"),
    ("main-part-missing", "超市（0 / 5）"),
    ("measure-differs", "身边五百米 / 身边一公里"),
    ("odd-frame", "以商户经营现状进行"),
    ("open-frame", "在资金不足的情况"),
    ("other-order", "秋实便民菜市场"),
    ("reached-already", "以老城为核心的多级网点体系"),
    ("row-and-box", "专栏1（仓储配送）"),
    ("self-name", "本项目（临湖市商业规划）"),
    ("slogan", "一轴三核 / 一轴两核"),
    ("stray-character", "湖北区道三马路"),
    ("term-variant", "便民菜市场 / 便民集贸场"),
    ("title-differs", "临湖市一刻钟便民菜市场建设方案 / 临湖市城区一刻钟便民菜市场建设方案"),
    ("unfinished", "充电桩错时开放"),
    ("whose-power", "住房补贴政策"),
    ("word-twice", "优先"),
}
IN_ANOTHER_ORDER = {("slogan", "一轴两核 / 一轴三核")}


def test_all_seeded_errors_of_a_made_up_plan_are_found_and_none_is_imagined():
    invented_plan.load()
    found = set(AuditFinding.objects.of_plan().values_list("rule", "what"))
    assert found == SEEDED


def test_seeded_errors_of_running_text_are_found_where_a_text_is_attached(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    invented_plan.load_with_text()
    found = set(AuditFinding.objects.of_plan().values_list("rule", "what"))
    assert found == (SEEDED - IN_ANOTHER_ORDER) | SEEDED_IN_TEXT


def test_a_made_up_plan_also_shows_what_holds():
    invented_plan.load()
    holding = set(AuditFinding.objects.holding().values_list("rule", "what"))
    assert {("shares", "乙占比"), ("threshold", "生活圈人口")} <= holding


def test_the_findings_are_there_after_loading_and_stay_the_same():
    before = list(AuditFinding.objects.order_by("key").values_list("key", "updated_at"))
    assert before
    call_command("audit_plan", stdout=StringIO())
    assert list(AuditFinding.objects.order_by("key").values_list("key", "updated_at")) == before


def test_every_finding_names_its_rule_and_where_each_reading_stands():
    known = rules()
    for finding in AuditFinding.objects.all():
        assert finding.rule in known
        assert finding.readings
        for reading in finding.readings:
            assert {"value", "citation", "record", "field", "says", "name"} <= set(reading)
            assert reading["citation"]["quote"]


def test_the_command_gives_json():
    out = StringIO()
    call_command("audit_plan", format="json", stdout=out)
    found = {row["key"]: row for row in json.loads(out.getvalue())}
    parks = next(row for key, row in found.items() if key.startswith("count-check-logistics-parks"))
    assert [reading["value"] for reading in parks["readings"]] == [6, 5, "6"]
    assert parks["arithmetic"] == "6处 = 6处 ≠ 5处"


@pytest.mark.parametrize(
    ("rule", "arithmetic"),
    [
        (
            "increment",
            "200万平方米 − 5年 × 35万平方米/年 = 25万平方米 < 42 + 4.5 + 2.58 = 49.08万平方米",
        ),
        ("sum", "45 + 20 + 20 + 25 + 10 + 10 + 10 + 10 + 20 = 170万平方米 < 200万平方米"),
        ("growth", "480亿元 ÷ (1 + 7%)^5 ≈ 342.2亿元"),
        ("per-head", "200万平方米 ÷ 1.10平方米/人 ≈ 181.8万人"),
        ("threshold", "9400人 < 1万人 = 10000人"),
        ("shares", "40 + 25 + 10 + 20 + 5 = 100%"),
        ("parts", "25 + 11 + 18 = 54处 = 54处"),
        ("count", "20处 = 20处 ≠ 20 − 1 = 19处"),
    ],
)
def test_the_arithmetic_of_the_plan_is_written_out(rule, arithmetic):
    assert AuditFinding.objects.filter(rule=rule, arithmetic=arithmetic).exists()


def test_recall_and_precision_against_the_second_reader_do_not_fall():
    standing = AuditFinding.objects.of_plan().values_list("key", flat=True)
    found = measured.measure(standing, in_text=False)
    assert not found.lost
    assert not found.unjudged, "judge them in second_reader.yaml"
    assert found.recall("high") == 1
    assert found.recall("medium") >= 0.69
    assert found.recall() >= 0.64
    assert found.precision >= 0.95
