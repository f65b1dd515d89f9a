"""Slips in running text: what the rules find, and where they stay quiet."""

import pytest

from liaocheng_plan.documents.audit import Book, Row, rules


def row(ref, name, item=None, **values):
    """A row cited from one clause."""
    collection, key = ref.split("/")
    own = {"document": "plan", "section": "一", "item": item, "quote": name}
    return Row(collection, key, name, values, {"": own})


def found(rule, *texts, rows=()):
    """What a rule finds in clauses of these words."""
    clauses = [row(f"clauses/c{place}", f"条{place}") for place, _text in enumerate(texts)]
    book = Book([*clauses, *rows], texts=[(f"c{n}", text) for n, text in enumerate(texts)])
    return [finding.what for finding in rules()[rule].find(book)]


USUAL = "到规划期末完成，至规划期末建成；规划期末评估。规划期末检查，规划期末公布。"


@pytest.mark.parametrize(
    ("rule", "text", "what"),
    [
        ("swapped-characters", USUAL + "至规划末期止。", ["规划末期 / 规划期末"]),
        ("swapped-characters", "规划期末。规划末期。", []),  # neither is the usual one
        ("swapped-characters", "农工贸一体。" * 5 + "农贸工一体。", ["农贸工一 / 农工贸一"]),
        ("swapped-characters", "湖北路店。" * 5 + "湖路北店。", []),  # the words for sides
        ("look-alike", "提高竞争力。增强竞争力，线上竟争力", ["竟争力 / 竞争力"]),
        ("look-alike", "提高竞争力。增强竞争力，竟然。究竟争力", []),  # 竟 is no slip here
        ("split-word", "建设 实施方案。推进建设实施方案", ["建设 实施"]),
        ("split-word", "市商务局 市财政局", []),  # never printed together
        ("two-bodies", "以区为实施主体，以中心城区为实施主体。", ["实施主体（区 / 中心城区）"]),
        ("two-bodies", "以区为实施主体，再以区为实施主体。", []),
        ("bracket-order", "3处副城市级商圈。城市级（副）商圈", ["城市级（副） / 副城市级"]),
        ("bracket-order", "城市级（副）商圈，城市级商圈", []),
        ("settlement", "地处齐家村，东临齐家社区。东临，齐家社区", ["齐家村 / 齐家社区"]),
        ("settlement", "地处齐家村，东临王家社区", []),
    ],
)
def test_slips_are_found_and_nothing_else(rule, text, what):
    if rule == "settlement":
        assert found(rule, *text.split("，")) == what
    else:
        assert found(rule, text) == what


def test_a_short_name_must_mean_one_entry():
    districts = [
        row(f"business-districts/{n}", name)
        for n, name in enumerate(("月湖东片区商圈", "月湖主题商圈", "老城商圈"))
    ]
    text = "扩大月湖东、老城等商圈的辐射"
    assert found("fits-two", text, rows=districts) == []
    text = "扩大月湖片、老城等商圈。扩大月湖东片、老城等商圈。"
    assert found("fits-two", text, rows=districts) == []
    text = "扩大老城商、明月湖等商圈的辐射"
    two = [row("business-districts/a", "明月湖东商圈"), row("business-districts/b", "明月湖西商圈")]
    assert found("fits-two", text, rows=two) == ["明月湖（明月湖东商圈、明月湖西商圈）"]
