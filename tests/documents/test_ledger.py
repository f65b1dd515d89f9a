"""The ledger, on a made-up document: nothing that is printed may be forgotten."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from liaocheng_plan.documents.ledger import Heading, PrintedText, find_clauses, locate
from liaocheng_plan.documents.ledger.figures import figures
from liaocheng_plan.documents.ledger.finder import Known, find
from liaocheng_plan.documents.ledger.found import ENTRY, ITEM, LABEL, NUMBER, ROAD, TITLE
from liaocheng_plan.documents.ledger.furniture import ClauseText

OUTLINE = [
    Heading("文头", "head", "文头"),
    Heading("引言", "head", "引言"),
    Heading("一", "chapter", "总体要求"),
    Heading("一（一）", "section", "建设目标"),
    Heading("一（一）1", "item", "集市，更加方便"),
    Heading("专栏1", "box", "集市布局"),
    Heading("附件", "annex", "甲湖市子方案"),
    Heading("附件2", "annex", "西村集市"),
    Heading("附件2（一）", "section", "建设目标"),
    Heading("落款", "signature", "落款"),
]
TITLE_OF_OUTLINE = "甲湖市集市方案"
BROKEN = """甲湖市商务局
关于印发《甲湖市集市方案》的通知
目录
一、总体要求
（一）建设目标

甲湖市集市方案
为方便赶集，制定本方案。
一、总体
要求
（一）建设 目标
到2030年建成集市。
 1．集市，更加
- 7 -
方便
保留老集市。
	专栏 1：集市布局
	· 东集
附件
甲湖市子方案
2．西村集市
西村集市在河边。
(一)建设目标
修好集市。
甲湖市商务局
"""


def sections(raw, outline=OUTLINE, title=TITLE_OF_OUTLINE):
    text = PrintedText(raw)
    found = find_clauses(text, outline, title)
    return {section: text.read(span) for section, span in found.spans.items()}, found.missing


def test_the_outline_is_found_in_spite_of_breaks_blanks_widths_and_a_table_of_contents():
    words, missing = sections(BROKEN)
    assert missing == []
    assert list(words) == [heading.section for heading in OUTLINE]
    assert words["引言"] == "为方便赶集，制定本方案。"
    assert words["一（一）"] == "（一）建设目标到2030年建成集市。"
    assert words["一（一）1"] == "1．集市，更加方便保留老集市。"
    assert words["专栏1"] == "专栏1：集市布局·东集"
    assert words["附件2（一）"] == "(一)建设目标修好集市。"
    assert words["落款"] == "甲湖市商务局"


def test_a_clause_that_is_not_found_is_named_and_the_others_keep_their_places():
    words, missing = sections(BROKEN.replace("西村集市\n西村", "别村集市\n西村"))
    assert [heading.section for heading in missing] == ["附件2"]
    assert words["附件2（一）"] == "(一)建设目标修好集市。"


def test_a_quote_is_located_across_line_breaks_and_leads_back_to_the_file():
    text = PrintedText("面积约 5\n12\n\f公顷，占 地5公顷。")
    place = locate(text, "约5公顷")
    assert text.read(place) == "约5公顷"
    source = text.source(place)
    assert text.raw[source.start : source.end] == "约 5\n12\n\f公顷"
    assert locate(text, "占地6公顷") is None


def clause(words, kind="item", section="一（一）1", heading=""):
    text = PrintedText(words)
    return ClauseText("sample", text, text.whole, section, kind, heading)


def found(words, *kinds, known=None, **options):
    return [
        item.shown or item.words
        for item in find(clause(words, **options), known)
        if item.kind in kinds
    ]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("总额达到480亿元左右，增速7%", ["480亿元左右", "7%"]),
        ("规模约２．５８万平方米，人均1.10平方米", ["约2.58万平方米", "1.10平方米"]),
        ("建设1-2处综合体", ["1-2处"]),
        ("不低于100平方米/千人", ["不低于100平方米/千人"]),
        ("千人拥有面积", ["千人"]),
        ("居住人口大约3万余人，4358户", ["大约3万余人", "4358户"]),
        ("低温库为零下23℃，高温库为0～8℃", ["零下23℃", "0~8℃"]),
        ("聊商字〔2024〕23号，2024年5月24日", ["〔2024〕23号", "2024年5月24日"]),
        ("至2020年底比2015年末翻了一番", ["2020年底", "2015年末", "翻了一番"]),
        ("形成“一带两轴三核六区”", ["一带", "两轴", "三核", "六区"]),
        ("形成三级体系，打通最后一百米、一公里", ["三级", "一百米", "一公里"]),
        ("地上五层，落实“九不得”", ["五层", "九不得"]),
        ("5G与O2O，增幅列第2位", ["5G", "O2O", "第2位"]),
        ("投资额在100万元以下（含）", ["100万元以下(含)"]),
        ("人均从5000美元向10000美元迈进", ["5000美元", "10000美元"]),
        ("进一步统一零售标准，一般百货、二手货", []),
    ],
)
def test_numbers_are_found_with_their_units(words, numbers):
    assert found(words, NUMBER) == numbers


def test_numbering_states_nothing():
    words = "1.集市更加方便。一是划好圈。（1）定位。①调整。\n2.第二条。专栏3：见附件4"
    assert found(words, NUMBER) == ["第二条"]


def test_a_numeral_in_a_known_name_counts_nothing():
    assert found("八一社区有三处集市", NUMBER) == ["八一社", "三处"]
    known = Known(with_numerals=frozenset({"八一社区"}))
    assert found("八一社区有三处集市", NUMBER, known=known) == ["三处"]


def test_a_box_gives_its_entries_labels_and_every_list():
    box = "专栏1：集市\n· 改造（2处）：东集、西集（河店）。\n——北集。位于河边，卖鱼、菜。\n"
    options = {"kind": "box", "section": "专栏1", "heading": "集市"}
    assert found(box, LABEL, **options) == ["改造"]
    assert found(box, ENTRY, **options) == ["东集", "西集(河店)", "北集"]
    assert found(box, ITEM, **options) == ["卖鱼", "菜"]


def test_a_table_gives_name_and_place_of_each_row():
    box = "专栏1：集市\n\t序号\n\t名称\n" + "".join(
        f"\n\t{number}\n\t集市{number}\n\t甲路与乙街交叉口\n" for number in (1, 2, 3)
    )
    options = {"kind": "box", "section": "专栏1", "heading": "集市"}
    assert found(box, ENTRY, **options) == ["集市1", "集市2", "集市3"]
    assert found(box, LABEL, **options) == ["序号", "名称", *["甲路与乙街交叉口"] * 3]
    assert found(box, NUMBER, **options) == ["1", "2", "3"]


def test_prose_gives_lists_that_enumerate_titles_and_roads():
    words = "坚持开放、共享。引进甲店、乙店等，按《集市办法》，位于东湖路与西街交叉口，南至清河。"
    assert found(words, ITEM) == ["引进甲店", "乙店"]
    assert found(words, TITLE) == ["集市办法"]
    assert found(words, ROAD) == ["东湖路", "西街", "清河"]


def test_figures_of_a_quote_are_read_in_either_scale():
    assert {float(figure) for figure in figures("总计1.4万人，五层，零下23℃")} == {
        1.4,
        14000,
        5,
        -23,
    }


TEXT = """甲湖市集市规划
一、目标
到2030年，集市达到12处左右，营业面积1.5万平方米。
	专栏1：集市布局
	· 新建（2处）：东集、西集。
甲湖市商务局
"""
FIXTURES = {
    "documents": """
- {key: sample, name: 集市规划, short_name: 集市规划,
   citation: {document: sample, section: 文头, quote: 甲湖市集市规划}}
""",
    "clauses": """
- {key: sample-head, document: sample, section: 文头, kind: head, order: 1, name: 文头}
- {key: sample-1, document: sample, section: 一, kind: chapter, order: 2, name: 目标,
   points: [到2030年建成集市], citation: {document: sample, section: 一, quote: 目标}}
- {key: sample-box-1, document: sample, section: 专栏1, kind: box, order: 3, name: 集市布局,
   citation: {document: sample, section: 专栏1, quote: 集市布局}}
- {key: sample-signature, document: sample, section: 落款, kind: signature, order: 4, name: 落款}
""",
    "departments": """
- {key: commerce, name: 甲湖市商务局, kind: department,
   citation: {document: sample, section: 落款, quote: 甲湖市商务局}}
""",
    "targets": """
- {key: fairs, name: 集市, value: 12, unit: 处, target_year: 2030, direction: count,
   citation: {document: sample, section: 一, quote: 集市达到12处左右},
   citations: {target_year: {quote: 到2030年}}}
- {key: fair-area, name: 集市营业面积, value: "1.5", unit: 万平方米, direction: floor,
   citation: {document: sample, section: 一, quote: 营业面积1.5万平方米}}
- {key: fairs-new, name: 新建集市, value: 2, unit: 处, direction: count,
   citation: {document: sample, section: 专栏1, quote: 新建（2处）}}
""",
    "markets": """
- {key: market-01, name: 东集, citation: {document: sample, section: 专栏1, quote: 东集}}
- {key: market-02, name: 西集, citation: {document: sample, section: 专栏1, quote: 西集}}
""",
    "coverage-decisions": """
- {key: words-1, document: sample, clause: sample-box-1, name: 新建, reason: 分组小标题}
""",
}
DECISIONS = FIXTURES["coverage-decisions"]


@pytest.fixture
def ledger(tmp_path):
    """Run the command on the sample: `ledger(*options, text=…, markets=…)`."""
    (tmp_path / "fixtures").mkdir()

    def run(*options, text=TEXT, **changed):
        for collection, records in {**FIXTURES, **changed}.items():
            path = tmp_path / "fixtures" / f"{collection}.yaml"
            path.write_text(f"collection: {collection}\nrecords:{records}", encoding="utf-8")
        (tmp_path / "text.txt").write_text(text, encoding="utf-8")
        out, errors = StringIO(), StringIO()
        error = None
        try:
            call_command(
                "ledger",
                *([f"--text=sample={tmp_path / 'text.txt'}"] if text else []),
                f"--output={tmp_path / 'ledger.md'}",
                f"--fixtures={tmp_path / 'fixtures'}",
                *options,
                stdout=out,
                stderr=errors,
            )
        except CommandError as raised:
            error = raised
        run.page = tmp_path / "ledger.md"
        return error, errors.getvalue()

    return run


def test_the_page_says_which_record_holds_what_is_printed(ledger):
    assert ledger() == (None, "")
    page = ledger.page.read_text(encoding="utf-8")
    assert "| 12处左右 | 数 | `targets/fairs` |" in page
    assert "| 2030年 | 数 | `targets/fairs` target_year |" in page
    assert "| 西集 | 条目 | `markets/market-02` name |" in page
    assert "| 新建 | 小标题 | 分组小标题 |" in page
    assert "| `sample` | 4 | 8 | 4 | 7 | 1 | 0 |" in page


def test_a_complete_ledger_passes_the_check_until_its_page_is_out_of_date(ledger):
    ledger()
    assert ledger("--check") == (None, "")
    ledger.page.write_text("old", encoding="utf-8")
    error, problems = ledger("--check")
    assert error and "ledger.md" in problems
    assert ledger.page.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"text": TEXT.replace("1.5万平方米。", "1.5万平方米，投资30亿元。")}, "30亿元"),
        ({"text": TEXT.replace("东集、西集", "东集、西集、北集")}, "北集"),
        ({"text": TEXT.replace("东集、西集", "东集、西集、西集")}, "西集"),
        ({"text": TEXT.replace("12处", "13处")}, "≈ “集市达到13处左右”"),
        ({"text": TEXT.replace("专栏1：集市布局", "专栏1：布局")}, "sample 专栏1"),
        ({"targets": FIXTURES["targets"].replace("value: 12", "value: 21")}, "targets/fairs value"),
        (
            {"targets": FIXTURES["targets"].replace("quote: 集市达到12", "quote: 集市达到21")},
            "达到21",
        ),
        ({"markets": FIXTURES["markets"].replace("section: 专栏1", "section: 一")}, "→ 专栏1"),
        ({"markets": FIXTURES["markets"].replace("专栏1", "专栏9")}, "markets/market-01"),
        (
            {
                "coverage-decisions": DECISIONS
                + "- {key: words-2, document: sample, name: 三倍, reason: 修辞}\n"
            },
            "三倍",
        ),
        ({"coverage-decisions": " []"}, "新建"),
        ({"clauses": FIXTURES["clauses"].replace("points: [到2030年建成集市], ", "")}, None),
    ],
)
def test_the_check_names_what_has_no_home(ledger, change, named):
    ledger(**change)
    error, problems = ledger("--check", **change)
    assert (error is not None) == (named is not None)
    assert named is None or named in problems


def test_a_clause_whose_content_nothing_gives_is_named(ledger):
    text = TEXT.replace("	专栏1", "二、原则\n方便群众。\n	专栏1")
    clauses = (
        FIXTURES["clauses"]
        .replace("order: 3", "order: 4")
        .replace("order: 4, name: 落", "order: 5, name: 落")
    )
    clauses += (
        "- {key: sample-2, document: sample, section: 二, kind: chapter, order: 3, name: 原则}\n"
    )
    ledger(text=text, clauses=clauses)
    error, problems = ledger("--check", text=text, clauses=clauses)
    assert error
    assert problems.startswith("sample 二")
    assert problems.count("\n") == 1


def test_without_the_texts_the_sections_of_citations_are_still_checked(ledger):
    assert ledger("--check", text="") == (None, "")
    assert not ledger.page.exists()
    error, problems = ledger(
        "--check", text="", markets=FIXTURES["markets"].replace("专栏1", "专栏9")
    )
    assert error and "专栏9" in problems


def test_every_document_needs_its_text_and_a_readable_one(ledger):
    error, _problems = ledger("--text=other=nothing.txt")
    assert "other" in str(error)


def test_the_repository_holds_the_ledger_and_not_the_texts():
    page = Path(__file__).parents[2] / "docs" / "ledger.md"
    lines = page.read_text(encoding="utf-8").splitlines()
    assert "无着落**" not in "".join(lines)
    printed = [line.split(" | ")[0] for line in lines if line.startswith("| ")]
    assert max(map(len, printed)) < 45
