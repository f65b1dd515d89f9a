"""Rules on running text: what they must find in a few words, and the near case they let be."""

import pytest

from liaocheng_plan.documents.audit import Book, Row, rules
from liaocheng_plan.documents.audit.characters import look_alike, sounds
from liaocheng_plan.documents.audit.running import bodies, flowing


def row(ref, name, cited="一", **values):
    """A row cited from one clause."""
    collection, key = ref.split("/")
    own = {"document": "plan", "section": cited, "item": None, "quote": name}
    return Row(collection, key, name, values, {"": own})


def clause(place, **values):
    """The clause of that place of a document."""
    given = {"document": "plan", "section": f"{place}", "kind": "item", "order": place, **values}
    return row(f"clauses/c{place}", f"条{place}", given["section"], **given)


def book(*texts, rows=(), **values):
    """A book of clauses with these words, and of further rows."""
    clauses = [clause(place, **values) for place, _text in enumerate(texts)]
    return Book([*clauses, *rows], texts=[(f"c{n}", text) for n, text in enumerate(texts)])


def found(rule, *texts, **given):
    """What a rule finds in clauses of these words."""
    return [finding.what for finding in rules()[rule].find(book(*texts, **given))]


FORM = "提升品位格调。提升品位层次。"
STAGES = "对沿街店面进行改造。" * 5
LONG = "各部门按照职责分工抓好落实并把情况报送领导小组办公室汇总"


@pytest.mark.parametrize(
    ("rule", "text", "what"),
    [
        ("homophone", FORM + "提升品味更加高效", ["提升品味 / 提升品位"]),
        ("homophone", FORM + "提升品味格调。提升品味层次。", []),  # as usual as the other
        ("homophone", "提升品位层次。提升品味更加高效", []),  # the other is not usual
        ("broken-word", "加快折迁的进度，完成拆迁", ["折迁 / 拆迁"]),
        ("broken-word", "加快折迁的进度，完成搬迁", []),  # no whole word beside it
        ("broken-word", "推动店招更新，控制规模", []),  # short for a longer word, like none
        ("doubled-character", "改造下属店店铺道路", ["下属店店铺"]),
        ("doubled-character", "支持下辖镇镇区规划", []),  # what an area is called, and its word
        ("doubled-character", "紧紧围绕进出口口岸建设", []),  # a word, and two words
        ("open-frame", "在资金不足的情况，分期建设", ["在资金不足的情况"]),
        ("open-frame", "在资金不足的情况下，分期建设", []),
        ("open-frame", "在促进消费升级有着重要作用", ["在促进消费升级有着"]),
        ("open-frame", "在促进消费升级中有着重要作用", []),
        ("odd-frame", STAGES + "以商户经营现状进行分析", ["以商户经营现状进行"]),
        ("odd-frame", "对沿街店面进行改造，以商户经营现状进行分析", []),  # neither is usual
        ("word-twice", "优先在餐饮、零售等优先行业", ["优先"]),
        ("word-twice", "优先在餐饮、零售等优势行业", []),
        (
            "clause-twice",
            "推动集市转型升级发展，分期推动集市转型升级发展。",
            ["推动集市转型升级发展"],
        ),
        ("clause-twice", "推动集市转型升级发展，推动街区转型升级发展。", []),
        ("clause-twice", "完善商圈服务功能，扩大范围。（1）完善商圈服务功能。", []),  # a heading
        ("bracket-in-word", "充电桩" * 5 + "充电（附注）桩", ["充电（附注）桩"]),
        ("bracket-in-word", "充电桩" * 5 + "充电（快速）桩，快速充电", []),  # a word of its own
        ("measure-differs", "身边五百米，身边一公里", ["身边五百米 / 身边一公里"]),
        ("measure-differs", "身边一公里，服务身边一公里", []),
        ("leading-role", "发挥商会在规划等方面的牵头作用。坚持社区牵头。", ["牵头（商会 / 社区）"]),
        ("leading-role", "发挥社区在配置等方面的牵头作用。坚持社区牵头。", []),
        ("whose-power", "落实国家有关住房补贴政策，设立专门住房补贴政策区", ["住房补贴政策"]),
        ("whose-power", "落实国家有关住房补贴政策，出台人才引进奖励政策", []),
        (
            "reached-already",
            "初步形成了多中心的网点格局。形成多中心的网点格局。",
            ["多中心的网点格局"],
        ),
        ("reached-already", "初步形成了多中心的网点格局。形成高效的物流网络。", []),
        ("reached-already", "形成了“一轴两核”的结构。形成“一轴三核”的布局。", ["一轴两核"]),
        ("self-name", "本项目位于湖边", ["本项目（湖区规划）"]),
        ("self-name", "特编制本规划", []),
    ],
)
def test_what_one_clause_says(rule, text, what):
    document = row("documents/plan", "湖区规划")
    assert found(rule, text, rows=[document]) == what


def test_a_clause_breaks_off_where_the_others_end():
    assert found("unfinished", *[LONG + "。"] * 5, LONG) == [LONG]
    assert found("unfinished", LONG + "。", LONG, LONG) == []  # the others do not end either
    assert found("unfinished", *[LONG + "。"] * 5, LONG, kind="box") == []


def test_aims_under_several_titles():
    one = "打造湖区消费服务中心、湖区商贸流通中心、湖区文化旅游中心。"
    other = "建成区域消费服务高地、全市商贸流通枢纽和全国文化旅游基地。"
    assert len(found("aims-differ", one, other)) == 1
    assert found("aims-differ", one, one) == []
    assert (
        found("aims-differ", one, "建成区域教育医疗高地、全市航空货运枢纽和全国绿色能源基地。")
        == []
    )


def test_a_title_on_two_lines():
    one, other = "湖区一刻钟便民市集建设方案", "湖区城市一刻钟便民市集建设方案"
    assert found("title-differs", f"附件：{one}", f"附件\n\n{other}") == [f"{one} / {other}"]
    assert found("title-differs", f"附件：{one}", f"附件\n\n{one}") == []


def test_an_annex_for_one_place_addresses_no_others():
    assert found("addressee", "支持各地加大力度", section="附件1（一）") == [
        "支持各地（附件1（一））"
    ]
    assert found("addressee", "支持各地加大力度", section="三（一）") == []
    assert found("addressee", "支持各类市场主体", section="附件1（一）") == []


def circles(*names):
    return [row(f"living-circles/{n}", name, number=n) for n, name in enumerate(names, 1)]


def test_the_term_of_a_list_in_other_words():
    rows = circles(*(f"{name}邻里服务站点" for name in ("河东", "河西", "城北", "城南", "老城")))
    assert found("term-variant", "邻里服务站点，邻里售货点", rows=rows) == [
        "邻里服务站点 / 邻里售货点"
    ]
    assert found("term-variant", "邻里服务站点，城市商圈", rows=rows) == []
    assert (
        found("term-variant", "邻里服务站点，邻里售货点", rows=rows[:3]) == []
    )  # too few to be a term


def test_a_clause_names_a_numbered_list_in_its_order():
    rows = circles("河东", "河西", "城北", "城南")
    for numbered in rows:
        numbered.citations[""]["section"] = "专栏1"
    assert found("other-order", "建设河东、城北、河西、城南", rows=rows) == ["城北"]
    assert found("other-order", "建设河东、河西、城北、城南", rows=rows) == []
    assert found("other-order", "建设城北、河西", rows=rows) == []  # some of them only


def test_a_stray_character_between_an_area_and_a_road():
    area = row("areas/east", "湖东区", kind="district")
    circle = row("pilot-circles/a", "梅园", roads=["铁城路"])
    given = {"rows": [area, circle]}
    assert found("stray-character", "位于湖东区道铁城路", **given) == ["湖东区道铁城路"]
    assert found("stray-character", "位于湖东区铁城路，湖东区内铁城路", **given) == []


def test_a_character_that_makes_a_word_with_the_next_one_is_another_term():
    given = {"rows": [row("areas/a", "青石府区", kind="district")]}
    assert found("lengthened-name", "青石府分区内部", **given) == []


def test_a_name_with_a_character_added():
    given = {"rows": [row("areas/a", "青石府区", kind="district")]}
    assert found("lengthened-name", "青石府坊区内部", **given) == ["青石府区 / 青石府坊区"]
    assert found("lengthened-name", "青石府东区，青石府区内", **given) == []
    format_ = row("business-types/a", "旅游服务点", standard="list")
    assert found("lengthened-name", "旅游服务网点", rows=[format_]) == []


def test_one_stem_with_two_kinds_of_place():
    rows = [row("markets/a", "青石滩城商场", listed_order=1), row("markets/b", "青石滩镇市场")]
    assert found("one-stem", rows=rows) == ["青石滩城商场 / 青石滩镇市场"]
    assert found("one-stem", rows=[rows[0], row("markets/c", "青石滩城市场")]) == []


@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("湖区装修饰品市场", "河区装饰品市场", 1),
        ("湖区装饰品市场", "河区装饰品市场", 0),
        ("城中农贸市场", "城北大农贸市场", 0),  # 北大农 is no word
    ],
)
def test_a_character_inside_a_word_of_another_name(one, other, number):
    rows = [row("markets/a", one, listed_order=1), row("markets/b", other, listed_order=2)]
    rows.append(row("markets/c", f"{other}二期", listed_order=3))
    assert len(found("inserted-character", rows=rows)) == number


def test_what_a_clause_enumerates_and_its_box_takes_up():
    text = "发展即时配送、夜间配送和共同配送等服务"
    box = "——即时配送。半小时。\n——夜间配送。方便。\n——同城配送。快捷。"
    boxed = {"kind": "box", "parent": "c0", "section": "专栏1"}
    given = [clause(0), clause(1, **boxed)]

    def left(*texts):
        made = Book(given, texts=[(f"c{n}", words) for n, words in enumerate(texts)])
        return [finding.what for finding in rules()["row-and-box"].find(made)]

    assert left(text, box) == ["专栏1（共同配送）"]
    assert left(text.replace("共同", "同城"), box) == []
    assert left("发展冷链物流、夜间配送和城乡物流等服务", box) == []  # another enumeration


def test_a_kind_of_place_kept_down_and_built():
    built = row("markets/a", "河东市集", plan_action="build")
    kept = row("markets/b", "河西市集", plan_action="upgrade")
    text = "控制新增市集建设"
    assert found("curbed-and-built", text, rows=[built], section="一") == [f"{text}（市集：1）"]
    assert found("curbed-and-built", text, rows=[kept], section="一") == []
    assert found("curbed-and-built", text, rows=[built], section="二") == []


def departments(*names):
    return [row(f"departments/d{n}", f"湖州市{name}", kind="department") for n, name in names]


def test_an_enumeration_of_the_issuers():
    offices = ["商务局", "财政局", "民政局", "教育局", "卫生健康委员会", "税务局"]
    rows = [*departments(*enumerate(offices)), row("areas/c", "湖州市", kind="city")]
    rows.append(row("documents/plan", "湖区规划", issuers=[f"d{n}" for n in range(6)]))
    text = "商务、财政、民政、教育、卫生健康等部门要密切配合"
    assert found("issuers-left-out", text, rows=rows) == ["湖州市税务局"]
    assert found("issuers-left-out", text.replace("等", "、税务等"), rows=rows) == []
    assert found("issuers-left-out", "商务、财政、民政等部门要密切配合", rows=rows) == []  # not all


def test_the_main_part_of_a_system():
    rows = [row(f"markets/{n}", f"河{n}超市", "专栏1", plan_action="keep") for n in range(5)]
    boxed = clause(1, kind="box", parent="c0", section="专栏1")
    text = "形成农贸市场为主体、超市为补充的体系"

    def missing(words):
        made = Book([clause(0), boxed, *rows], texts=[("c0", words)])
        return [finding.what for finding in rules()["main-part-missing"].find(made)]

    assert missing(text) == ["市场（0 / 5）"]
    assert missing("形成连锁超市为主体、市场为补充的体系") == []


def test_a_page_break_inside_a_sentence_is_undone_and_a_heading_stays_one():
    prose = "（一）培育主体。鼓励市场主体集聚式发\n\n展，推进建设。"
    assert flowing(prose) == "（一）培育主体。鼓励市场主体集聚式发展，推进建设。"
    assert flowing("（一）总体目标\n\n到二〇三〇年") == "（一）总体目标\n\n到二〇三〇年"
    assert [body.words for body in bodies(book("甲", "乙"))] == ["甲", "乙"]


def test_characters_that_sound_or_look_alike():
    assert sounds("心") == sounds("星") == {"xin"}
    assert not sounds("城") & sounds("区")
    assert sounds("行") == {"xin", "han"}
    assert sounds("犇") == set()  # outside the table
    assert look_alike("投", "股") and look_alike("竟", "竞")
    assert not look_alike("投", "资")
