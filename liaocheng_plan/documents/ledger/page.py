"""The ledger as a page: counts, then a table for every clause."""

from collections import Counter

from .found import KINDS

HOLDERS_SHOWN = 3
LONGEST = 32
# What states a figure or a name itself comes before what repeats it in its own words.
LAST = ("guidance", "tasks", "clauses")
INTRODUCTION = """\
# 台账：两份文件所印，各由哪条记录承载

由 `manage.py ledger` 据 `fixtures/` 与官方文本生成，勿手改；
理由见 `fixtures/coverage-decisions.yaml`。
逐条列出所印的数（连单位）与列名，及承载它的记录与字段；未立记录的写明理由。
“约”“左右”等照印。一行末尾的“×n”是同条款内重复的次数，“等 n”是其余承载者的个数。
文本本身不在仓库中，此页只录所印的短词。
"""


def render(ledger):
    """The whole page, ending with a line break."""
    blocks = [INTRODUCTION, "## 计数\n", counts(ledger)]
    names = {record.key: record.values["short_name"] for record in ledger.fixtures["documents"]}
    for document in ledger.texts:
        blocks.append(f"## {names.get(document, document)}（`{document}`）\n")
        blocks += [clause_block(clause) for clause in ledger.clauses if clause.document == document]
    return "\n".join(blocks)


def counts(ledger):
    """The summary: per document how much is printed, held, reasoned and open."""
    lines = ["| 文件 | 条款 | 所印 | 其中数 | 有记录 | 有理由 | 无着落 |", "| --- " * 7 + "|"]
    for document in ledger.texts:
        clauses = [clause for clause in ledger.clauses if clause.document == document]
        state = Counter(status(row) for clause in clauses for row in clause.rows)
        numbers = sum(row.kind == "number" for clause in clauses for row in clause.rows)
        cells = (len(clauses), state.total(), numbers, state["held"], state["reason"], state["gap"])
        lines.append(f"| `{document}` | " + " | ".join(str(cell) for cell in cells) + " |")
    lines.append("")
    lines.append(f"引文 {len(ledger.quotes)} 条，逐条在所引条款中核对。\n")
    return "\n".join(lines)


def status(row):
    """Whether a row is held, has a reason, or is a gap."""
    return "held" if row.holders else "reason" if row.reason else "gap"


def clause_block(clause):
    """Heading, content and table of one clause."""
    heading = "" if clause.heading == clause.section else f" {clause.heading}"
    lines = [f"### {clause.section}{heading}\n", f"内容：{content(clause)}\n"]
    if clause.rows:
        lines += ["| 所印 | 类 | 载于 / 理由 |", "| --- | --- | --- |"]
        lines += [line(row, times) for row, times in grouped(clause.rows)]
        lines.append("")
    return "\n".join(lines)


def content(clause):
    """The records that give what the clause says, by collection where they are many."""
    by_collection = Counter(holder.collection for holder in clause.records)
    shown = []
    for collection, times in sorted(by_collection.items(), key=lambda item: rank(item[0])):
        keys = [holder.key for holder in clause.records if holder.collection == collection]
        few = "、".join(f"`{collection}/{key}`" for key in keys)
        shown.append(few if times <= HOLDERS_SHOWN else f"`{collection}` {times} 条")
    return "；".join(shown) or "仅标题"


def grouped(rows):
    """`(row, times)`: the same words with the same holders once, in order."""
    groups = Counter()
    first = {}
    for row in rows:
        key = (row.words, row.kind, tuple(row.holders), row.reason)
        groups[key] += 1
        first.setdefault(key, row)
    return [(first[key], times) for key, times in groups.items()]


def line(row, times):
    """One line of a table."""
    words = row.words if len(row.words) <= LONGEST else row.words[: LONGEST - 1] + "…"
    repeated = f" ×{times}" if times > 1 else ""
    where = held_by(row.holders) if row.holders else (row.reason or "**无着落**")
    return f"| {cell(words)}{repeated} | {KINDS[row.kind]} | {cell(where)} |"


def held_by(holders):
    """The holders, those that state it first; only some of many."""
    ordered = sorted(dict.fromkeys(holders), key=lambda holder: rank(holder.collection))
    shown = [f"`{holder.collection}/{holder.key}`" + field(holder) for holder in ordered]
    rest = len(shown) - HOLDERS_SHOWN
    return "；".join(shown[:HOLDERS_SHOWN]) + (f" 等 {rest}" if rest > 0 else "")


def field(holder):
    """The field of a holder after its record."""
    return f" {holder.field}" if holder.field else ""


def rank(collection):
    """The order of collections: those that repeat come last."""
    return LAST.index(collection) + 1 if collection in LAST else 0


def cell(words):
    """Words in a cell of a table."""
    return words.replace("|", "\\|")
