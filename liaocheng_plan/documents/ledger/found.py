"""What is printed at one place of a clause: a number, a listed name, a road."""

from dataclasses import dataclass

NUMBER = "number"
ENTRY = "entry"  # an entry of a list, which has a record of its own
LABEL = "label"  # a heading inside a box, a cell of a table
ITEM = "item"  # an item of a list
TITLE = "title"  # the name of another document
ROAD = "road"  # a road or another bound in words of place
FIRM = "firm"  # a firm that the fixtures name

KINDS = {
    NUMBER: "数",
    ENTRY: "条目",
    LABEL: "小标题",
    ITEM: "列名",
    TITLE: "文件名",
    ROAD: "路、界",
    FIRM: "企业",
}


@dataclass(frozen=True)
class Found:
    """Words at a place of a clause, counted in the clause's words.

    The first and last item of a list may carry words that lead in or follow: then a side is open.
    `shown` are the words with 约, 左右 and the like.
    """

    kind: str
    words: str
    start: int
    end: int
    open_start: bool = False
    open_end: bool = False
    shown: str = ""
