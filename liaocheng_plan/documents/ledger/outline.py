"""Where the clauses of a document stand in its text: text and outline in, a run for each out.

The outline is that of the fixtures (`clauses.yaml`): sections such as `三（一）2`, `专栏4`,
`附件3（二）` with their printed headings, in order. A clause's run reaches from its heading to
the next clause, so that unnumbered text belongs to the clause above it.
"""

import re
from dataclasses import dataclass, field

from .printed import PrintedText, Span, fold, without_blanks

CHINESE = "一二三四五六七八九十"
SECTION = re.compile(
    rf"(?:专栏(?P<box>\d+)|(?P<annex>附件)(?P<plan>\d*)|(?P<chapter>[{CHINESE}]+))"
    rf"(?:（(?P<part>[{CHINESE}]+)）)?(?P<item>\d*)"
)
# A point ends a sentence unless it stands in a number or after that of a list: 1.50, 2.做好
SENTENCE_END = re.compile(r"[。!?;]|(?<!\d)\.(?!\d)")


@dataclass(frozen=True)
class Heading:
    """One line of an outline: how the clause is cited, its kind and its printed heading."""

    section: str
    kind: str
    name: str


@dataclass
class FoundClauses:
    """Runs by section, and the headings that the text does not have in this order."""

    spans: dict = field(default_factory=dict)
    missing: list = field(default_factory=list)


@dataclass(frozen=True)
class Link:
    """A candidate place of one heading and the longest chain of headings that follows it."""

    index: int
    start: int
    length: int
    following: "Link | None"


def find_clauses(text: PrintedText, outline, title=""):
    """The runs of all headings of `outline`, which is in printed order.

    A heading may also stand in a table of contents or be repeated in another chapter; of all its
    places those count that keep most headings in order. `title` is the printed title of the
    document; the words after it, before the first chapter, are its preamble (引言).
    """
    candidates = [starts(text, heading, title) for heading in outline]
    places = longest_chain(candidates)
    found = FoundClauses(missing=[h for i, h in enumerate(outline) if i not in places])
    ordered = sorted(places.items(), key=lambda place: place[1])
    ends = [start for _index, start in ordered[1:]] + [len(text.words)]
    for (index, start), end in zip(ordered, ends, strict=True):
        found.spans[outline[index].section] = Span(start, end)
    return found


def starts(text, heading, title):
    """Every position at which this clause may begin."""
    if heading.kind == "signature":
        return [max((end.end() for end in SENTENCE_END.finditer(text.folded)), default=0)]
    if heading.section == "引言":
        return after_title(text, title)
    if heading.kind == "head":
        return [0]
    name = re.escape(fold(without_blanks(heading.name)))
    pattern = re.compile(label(heading.section) + name)
    return [match.start() for match in pattern.finditer(text.folded)]


def label(section):
    """The pattern of the printed number before a heading, in folded form."""
    parts = SECTION.fullmatch(section)
    if parts is None:
        return ""
    if parts["item"]:
        return rf"(?<!\d){parts['item']}[.、]"
    if parts["part"]:
        return rf"\({parts['part']}\)"
    if parts["box"]:
        return rf"专栏{parts['box']}:?"
    if parts["annex"]:
        return rf"(?<!\d){parts['plan']}[.、]" if parts["plan"] else "附件:?"
    return rf"(?<![{CHINESE}]){parts['chapter']}[、.]"


def after_title(text, title):
    """Where the words after a printed title begin; a title inside 《》 is a reference."""
    wanted = fold(without_blanks(title))
    if not wanted:
        return []
    ends = [match.end() for match in re.finditer(re.escape(wanted), text.folded)]
    return [end for end in ends if text.words[end : end + 1] not in tuple("》〉>")]


def longest_chain(candidates):
    """`{index: position}` of most headings in order; of equal chains the one standing later.

    Later, because a table of contents stands before what it lists.
    """
    links = []
    for index in reversed(range(len(candidates))):
        here = []
        for start in candidates[index]:
            after = [link for link in links if link.start > start]
            following = max(after, key=rank, default=None)
            here.append(Link(index, start, 1 + (following.length if following else 0), following))
        links.extend(here)
    link = max(links, key=rank, default=None)
    places = {}
    while link is not None:
        places[link.index] = link.start
        link = link.following
    return places


def rank(link):
    """Longer chains first, then later ones."""
    return link.length, link.start
