"""A made-up plan with every form of heading: its fixtures and its official text."""

TEXT = """甲湖市商务局
关于印发《甲湖市集市规划》的通知

甲湖市集市规划
为方便群众赶集，制定本规划。
一、发展目标
（一）总量目标
1.集市更加方便。到2030年，集市达到12处左右，营业面积1.50万平方米。
2.品质更加优良。每千人拥有集市面积不低于100平方米。
（二）布局目标
形成“一街两市”的布局。一是东街集市提档；二是西街集市新建。

	专栏1：集市布局

	· 集市名录：

	序号
	名称
	区位
	面积

	1
	东街集市
	东街与河滨路交叉口
	面积0.80万平方米

	2
	西街集市
	西街与河滨路交叉口
	面积0.80万平方米

	3
	南关集市
	南关大街北侧
	面积0.30万平方米

二、保障措施
市商务局负责，各镇人民政府配合。
附件
甲湖市集市子方案
1.东街集市
（一）建设内容
改造大棚2000平方米。
2.西街集市
新建摊位300个。
甲湖市商务局
"""
CITED = "document: fairs, section"
FIXTURES = {
    "documents": """
- {key: fairs, name: 甲湖市集市规划, short_name: 集市规划, title: 甲湖市集市规划,
   citation: {document: fairs, section: 文头, quote: 甲湖市集市规划}}
""",
    "clauses": "\n"
    + "".join(
        f"- {{key: {key}, document: fairs, section: {section}, kind: {kind}, order: {order},"
        f" name: {name}}}\n"
        for order, (key, section, kind, name) in enumerate(
            [
                ("fairs-head", "文头", "head", "文头"),
                ("fairs-preamble", "引言", "head", "引言"),
                ("fairs-1", "一", "chapter", "发展目标"),
                ("fairs-1-1", "一（一）", "section", "总量目标"),
                ("fairs-1-1-1", "一（一）1", "item", "集市更加方便"),
                ("fairs-1-1-2", "一（一）2", "item", "品质更加优良"),
                ("fairs-1-2", "一（二）", "section", "布局目标"),
                ("fairs-box-1", "专栏1", "box", "集市布局"),
                ("fairs-2", "二", "chapter", "保障措施"),
                ("fairs-annex", "附件", "annex", "甲湖市集市子方案"),
                ("fairs-annex-1", "附件1", "annex", "东街集市"),
                ("fairs-annex-1-1", "附件1（一）", "section", "建设内容"),
                ("fairs-annex-2", "附件2", "annex", "西街集市"),
                ("fairs-signature", "落款", "signature", "落款"),
            ],
            start=1,
        )
    ),
    "targets": f"""
- {{key: fairs-number, name: 集市数量, value: 12, unit: 处, target_year: 2030, direction: count,
   theme: markets, citation: {{{CITED}: 一（一）1, quote: 集市达到12处左右}},
   citations: {{target_year: {{quote: 到2030年}}}}}}
- {{key: fairs-area, name: 集市营业面积, value: "1.50", unit: 万平方米, direction: floor,
   theme: markets, citation: {{{CITED}: 一（一）1, quote: 营业面积1.50万平方米}}}}
- {{key: fairs-share, name: 千人集市面积, value: 100, unit: 平方米, direction: floor,
   theme: markets, citation: {{{CITED}: 一（一）2, quote: 每千人拥有集市面积不低于100平方米}}}}
""",
    "markets": f"""
- {{key: fair-1, name: 东街集市, citation: {{{CITED}: 专栏1, quote: 东街集市}},
   citations: {{location_text: {{quote: 面积0.80万平方米}}}}}}
- {{key: fair-2, name: 西街集市, citation: {{{CITED}: 专栏1, quote: 西街集市}},
   citations: {{location_text: {{quote: 面积0.80万平方米}}}}}}
""",
    "facts": f"""
- {{key: fair-stalls, name: 新建摊位, value: 300, unit: 个,
   citation: {{{CITED}: 附件2, quote: 新建摊位300个}}}}
- {{key: fair-sheds, name: 改造大棚, value: 2000, unit: 平方米,
   citation: {{{CITED}: 附件1（一）, quote: 改造大棚2000平方米}}}}
""",
    "coverage-decisions": """
- {key: fairs-words-1, name: 一街, document: fairs, clause: fairs-1-2, reason: 布局的名称}
""",
}
CITATIONS = 11


def write(folder):
    """Write the fixtures into a folder."""
    for collection, records in FIXTURES.items():
        path = folder / f"{collection}.yaml"
        path.write_text(f"collection: {collection}\nrecords:{records}", encoding="utf-8")
