"""The names that a clause lists: entries after — or ·, rows of a table, items of 、-lists, 《》.

In a box every list counts. In running prose a list counts where it enumerates: closed by 等,
in brackets, or led in by words such as 包括; other 、-runs there are parallel phrases.
"""

import re

from .found import ENTRY, ITEM, LABEL, TITLE, Found
from .furniture import ASIDE, BLANK

MARKED_LINE = re.compile(
    r"(?P<mark>[·\-\0]*)(?P<name>[^。:;,、\0\3]{2,30}?)"
    r"(?P<count>\(\d+[^)]{1,3}\))?(?P<end>[。:]|\([^()]*-[^()]*\)|$)"
)
TITLES = re.compile(r"《([^《》]+)》")
BODY = re.compile(r"[\u4e00-\u9fff]{4,30}(?:局|委员会|分行|支队|政府|办公室)")
GROUPS = (re.compile(r'"[^"]*"'), re.compile(r"《[^《》]*》"), re.compile(r"\([^()]*\)"))
GROUP_START, GROUP = "\2", "\1"
BREAK = re.compile(rf"[。;:,!?{BLANK}{ASIDE}]")
BETWEEN_ITEMS = re.compile(rf"、|(?<={GROUP})(?={GROUP_START})")
LIST_CLOSED = re.compile(r"等(?![级待同候])")
LED_IN = re.compile(r"包括|重点打造|有(?=[^、]+、[^、]+以及)|、[^、]+部门$")
COUNTED = re.compile(r"\((\d+)[^)]{1,3}\):$")
LONG_GROUP = re.compile(r"\((?=[^()]*、)[^()]*\)")
MARKS = "·-" + BLANK
PERCENT = re.compile(r"\d+(?:\.\d+)?%$")
SHORT_CELL = 14


def find_names(clause):
    """Every listed name of a `ClauseText`, by place."""
    names = rows(clause) + marked_lines(clause) + titles(clause) + bodies(clause) + lists(clause)
    return sorted(set(names), key=lambda name: (name.start, name.end))


def titles(clause):
    """The names of other documents."""
    return [Found(TITLE, m[1], *m.span(1)) for m in TITLES.finditer(clause.words)]


def lines(clause):
    """`(start, end)` of the lines of the file after the heading."""
    starts = clause.line_starts()
    return list(zip(starts, [*starts[1:], len(clause.words)], strict=False))


def bodies(clause):
    """Issuing bodies, each on a line of its own at the head or foot of a document."""
    if clause.kind not in ("head", "signature"):
        return []
    matches = [BODY.fullmatch(clause.words, start, end) for start, end in lines(clause)]
    return [Found(ITEM, m[0], *m.span()) for m in matches if m]


def marked_lines(clause):
    """The words between a mark at the start of a line and the end of the name."""
    found = []
    for start, end in lines(clause):
        match = MARKED_LINE.match(clause.words, start, end)
        if match is None or not (match["mark"] or is_cell(clause, match)):
            continue
        is_entry = match["end"] != ":" and ("-" in match["mark"] or BLANK in match["mark"])
        kind = ENTRY if is_entry and not match["count"] else LABEL
        found.append(Found(kind, match["name"], *match.span("name")))
    return found


def is_cell(clause, match):
    """Whether an unmarked line of a box is a short cell of a table or a label before a colon."""
    return clause.is_box and len(match["name"]) <= SHORT_CELL and match["end"] in ("", ":")


def rows(clause):
    """Name and place of every numbered row of a table."""
    found, widest = [], 0
    numbers = clause.row_numbers
    for index, number in enumerate(numbers):
        is_last = index == len(numbers) - 1
        cells = clause.cells(number, None if is_last else numbers[index + 1])
        cells = cells[:widest] if is_last else cells
        widest = max(widest, len(cells))
        for kind, (start, end) in zip((ENTRY, LABEL), cells, strict=False):
            found.append(Found(kind, clause.words[start:end], start, end))
    return found


def lists(clause):
    """The items of every list of names."""
    found = []
    body = clause.body - clause.span.start
    breaks = [edge for edge in clause.hard_breaks() if edge > body]
    for start, end in zip([body, *breaks], [*breaks, len(clause.words)], strict=True):
        while start < end and clause.words[start] in MARKS:
            start += 1
        found += lists_in(clause, start, end, in_brackets=False)
    return found


def lists_in(clause, start, end, in_brackets):
    """The lists between two places; what stands in brackets or quotation marks is read apart."""
    words, inner = clause.words[start:end], []
    for pattern in GROUPS:
        for match in pattern.finditer(words):
            first, last = start + match.start() + 1, start + match.end() - 1
            inner += lists_in(clause, first, last, match[0].startswith("("))
        words = pattern.sub(lambda m: GROUP_START + GROUP * (len(m[0]) - 1), words)
    found, first = [], 0
    for stop in [*(m.start() for m in BREAK.finditer(words)), len(words)]:
        found += items(clause, start + first, words[first:stop], in_brackets)
        first = stop + 1
    return found + inner


def items(clause, offset, words, in_brackets):
    """The items of one list, the last one cut before 等; none if the words are no list."""
    runs = item_runs(words)
    closed = LIST_CLOSED.search(words, 1)
    is_list = clause.is_box or in_brackets or closed or LED_IN.search(words)
    if len(runs) < 2 or not is_list:
        return []
    count = COUNTED.search(clause.words[:offset])
    counted = count is not None and len(runs) * 2 > int(count[1])
    found = []
    for start, end in runs:
        open_start = start == 0 and not counted
        open_end = end == len(words) and not counted
        for first, last in without_groups(clause.words, offset + start, offset + end):
            kind = ENTRY if counted else ITEM
            name = clause.words[first:last]
            found.append(Found(kind, name, first, last, open_start, open_end))
    return found


def item_runs(words):
    """`(start, end)` of the items between 、, up to the 等 that closes the list."""
    borders = list(BETWEEN_ITEMS.finditer(words))
    starts = [0, *(border.end() for border in borders)]
    ends = [*(border.start() for border in borders), len(words)]
    runs = []
    for start, end in zip(starts, ends, strict=True):
        closing = LIST_CLOSED.search(words, start + 1, end)
        if end > start:
            runs.append((start, closing.start() if closing else end))
        if closing:
            break
    return runs


def without_groups(words, start, end):
    """The runs of an item beside the lists that it holds in brackets and its share (40%)."""
    share = PERCENT.search(words, start, end)
    end = share.start() if share else end
    for match in LONG_GROUP.finditer(words, start, end):
        if match.start() > start:
            yield start, match.start()
        start = match.end() + (words[match.end() : match.end() + 1] in "及和与")
    if end > start:
        yield start, end
