"""Whether words go on from one line of a file to the next, or a paragraph ends between them."""

import re

PROSE = re.compile(r"[,。;]")
CLOSED = re.compile(r"[。!?;:》][\")]*$")
NUMBERED = re.compile(
    r"\(?[一二三四五六七八九十\d]{1,3}(?:[、)]|\.(?!\d))|[①-⑳·\-]|第[一二三四五六七八九十\d]+[章节条]"
    r"|专栏|附件"
)


def is_prose(words):
    """Whether folded words are sentences, not a heading or a name."""
    return bool(PROSE.search(words))


def goes_on(before, after):
    """Whether folded words that follow others belong to the same paragraph.

    Those before do not end as a sentence does, those after begin without heading or number.
    """
    return bool(before and after) and not CLOSED.search(before) and not NUMBERED.match(after)
