"""What a text says in two ways: reached and still to be reached, kept down and built, and so on."""

import re
from collections import defaultdict
from itertools import combinations

from django.utils.translation import gettext_lazy as _

from ..declaring import AMBIGUITY, CONTRADICTION, LOW, MEDIUM, Found, rule
from ..running import sentences
from ..telling import cited, places, told
from .slogans import PIECE, SLOGAN, UNITS, shared_run

HAN = "[\u4e00-\u9fff]"
VERBS = "形成|实现|建成|完成|构建"
REACHED = re.compile(rf"(?:基本|初步|全面|已)?(?P<verb>{VERBS})了(?P<what>[^，。；]+)")
TO_REACH = re.compile(rf"(?P<verb>{VERBS})(?!了)(?P<what>[^，。；]+)")
SIGNS = re.compile("[^\u4e00-\u9fff+]")
LIKE = 6
CURB = re.compile(rf"(?:控制|限制|严控|禁止|严禁)(?P<what>{HAN}{{2,}}?)(?:建设|新建)")
NOUN = 2
STATE = re.compile(rf"国家[^，。；]{{0,6}}?(?P<what>{HAN}{{5,10}}政策)")
OWN = re.compile(rf"(?:设置|设立|制定|出台|实行)[^，。；]{{0,6}}?(?P<what>{HAN}{{5,10}}政策)")
LEAD_OF = re.compile(rf"发挥(?P<who>{HAN}{{2}})在[^。；]*?的(?P<role>{HAN}{{2}})作用")
MEASURE = re.compile(
    rf"(?P<head>{HAN}{{2}})(?P<size>[一二两三四五六七八九十百千]+(?:公里|里|米|分钟|小时))"
)
AIM = re.compile(r"(?:建成|打造|建设)(?P<items>[^，。；]*?(?:、|和)[^，。；]*)")
TITLE = re.compile(rf"{HAN}{{4,}}(?:城市|中心|基地|高地|枢纽)$")
TITLES, SHARED = 2, 4


@rule(
    "reached-already",
    _("Reached, and still to be reached: %(what)s"),
    _("What a text says has been reached cannot be what it still wants to reach."),
)
def reached_already(book):
    """`实现了 … 由单中心向多中心 …` and `实现 … 由单中心向多中心 …`, by a long run in common."""
    done = list(stated(book, REACHED))
    wanted = list(stated(book, TO_REACH))
    for words, first in done:
        for other, second in wanted:
            common = same_aim(words, other)
            if common and first.row.value("document") == second.row.value("document"):
                yield Found(
                    kind=AMBIGUITY,
                    subject=f"{first.row.ref} {second.row.ref} {common}",
                    readings=[first.reading(words), second.reading(other)],
                    sentence=told(
                        _(
                            "%(first_at)s says that it has been reached (“%(first)s”),"
                            " %(second_at)s still wants to reach it (“%(second)s”)."
                        ),
                        first.reading(words),
                        second.reading(other),
                    ),
                    what=common,
                    severity=MEDIUM,
                )
                break


def stated(book, pattern):
    """`(words, passage)` of what a pattern finds in sentences."""
    for passage in sentences(book):
        for match in pattern.finditer(passage.words):
            yield match[0], passage


def same_aim(one, other):
    """What two claims have in common: a formula of the same units or six characters; else ""."""
    first, second = formula(one), formula(other)
    if first and second and {p[1] for p in first} == {p[1] for p in second}:
        return "".join(first)
    common = shared_run(bare(one), bare(other))
    return common.strip("+") if len(common) >= LIKE else ""


def bare(words):
    """The words without their verbs, marks and figures."""
    return SIGNS.sub("", re.sub(f"(?:{VERBS})了?", "", words))


def formula(words):
    """The pieces of a formula of layout in the words."""
    found = SLOGAN.search(words)
    pieces = PIECE.findall(found[0]) if found else []
    return pieces if all(piece[1] in UNITS for piece in pieces) else []


@rule(
    "curbed-and-built",
    _("Kept down, and built anew: %(what)s"),
    _("A clause that keeps down the building of a kind of place, and lists new ones of that kind."),
    choice=False,
)
def curbed_and_built(book):
    """`控制 … 市场建设` beside records to be built that end in 市场."""
    for words, passage in stated(book, CURB):
        noun = CURB.search(words)["what"][-NOUN:]
        own = passage.row.value("document"), passage.row.value("section")
        built = [row for row in book.rows if is_built(row) and place_of(row) == own]
        built = [row for row in built if row.name.endswith(noun)]
        if built:
            yield Found(
                kind=CONTRADICTION,
                subject=f"{passage.row.ref} {noun}",
                readings=[passage.reading(words), *(row.reading("name") for row in built)],
                sentence=told(
                    _(
                        "%(first_at)s says “%(first)s”, but its list has %(built)s to be built: "
                        "%(names)s."
                    ),
                    passage.reading(words),
                    built=len(built),
                    names=[row.name for row in built],
                ),
                what=f"{words}（{noun}：{len(built)}）",
                severity=LOW,
            )


def is_built(row):
    """Whether a record is of a place to be built anew."""
    return row.values.get("plan_action") == "build"


def place_of(row):
    """Document and section that a record is cited from."""
    own = row.citation() or {}
    return own.get("document"), own.get("section")


@rule(
    "whose-power",
    _("Whose power it is: %(what)s"),
    _("A matter that one clause ascribes to the state and another one settles by itself."),
)
def whose_powers(book):
    """`国家 … 优惠政策` beside `设置 … 优惠政策`, five characters in common."""
    for words, first in stated(book, STATE):
        for other, second in stated(book, OWN):
            common = shared_run(STATE.search(words)["what"], OWN.search(other)["what"])
            if len(common) > SHARED and common.endswith("政策"):
                yield Found(
                    kind=AMBIGUITY,
                    subject=f"{first.row.ref} {second.row.ref} {common}",
                    readings=[first.reading(words), second.reading(other)],
                    sentence=told(
                        _(
                            "%(first_at)s ascribes it to the state (“%(first)s”), %(second_at)s"
                            " settles it by itself (“%(second)s”)."
                        ),
                        first.reading(words),
                        second.reading(other),
                    ),
                    what=common,
                    severity=MEDIUM,
                )


@rule(
    "leading-role",
    _("One role for two bodies: %(what)s"),
    _("A role that one document gives to a body and, in the same words, to another one."),
)
def leading_roles(book):
    """`发挥政府在 … 的主导作用` beside `市场主导`."""
    for words, first in stated(book, LEAD_OF):
        match = LEAD_OF.search(words)
        others = {}
        for passage in sentences(book):
            if passage.row.value("document") == first.row.value("document"):
                for found in re.findall(rf"({HAN}{{2}}){match['role']}(?!{HAN})", passage.words):
                    others.setdefault(found, passage.reading(found + match["role"]))
        others.pop(match["who"], None)
        if others:
            bodies_ = [match["who"], *others]
            yield Found(
                kind=AMBIGUITY,
                subject=f"{first.row.ref} {match['role']}",
                readings=[first.reading(words), *others.values()],
                sentence=told(
                    _("“%(role)s” is ascribed to %(bodies)s, at %(places)s."),
                    role=match["role"],
                    bodies=bodies_,
                    places=places([first.reading(words), *others.values()]),
                ),
                what=f"{match['role']}（{' / '.join(bodies_)}）",
                severity=LOW,
            )


@rule(
    "measure-differs",
    _("One phrase with different measures: %(what)s"),
    _("A phrase that a text prints with one measure here and another there."),
)
def measures_differ(book):
    """`最后一百米` and `最后一公里`."""
    found = defaultdict(dict)
    for passage in sentences(book):
        for match in MEASURE.finditer(passage.words):
            found[match["head"]].setdefault(match["size"], passage.reading(match[0]))
    for head, sizes in found.items():
        if len(sizes) > 1:
            yield Found(
                kind=AMBIGUITY,
                subject=head,
                readings=list(sizes.values()),
                sentence=told(
                    _("One phrase stands with different measures: %(forms)s."),
                    forms=[cited(reading) for reading in sizes.values()],
                ),
                what=" / ".join(head + size for size in sizes),
                severity=LOW,
            )


@rule(
    "aims-differ",
    _("One aim under several titles: %(what)s"),
    _("What a plan wants its city to be should bear the same titles wherever it is said."),
)
def aims_differ(book):
    """Rows of titles (… 中心, … 城市) of which two and more are alike, and none is the same."""
    rows = [(titles(words), words, passage) for words, passage in stated(book, AIM)]
    rows = [row for row in rows if len(row[0]) > TITLES]
    for (one, words, first), (other, more, second) in combinations(rows, 2):
        alike = [(a, b) for a in one for b in other if len(shared_run(a, b)) >= SHARED]
        if len(alike) >= TITLES and not set(one) & set(other):
            yield Found(
                kind=AMBIGUITY,
                subject=f"{first.row.ref} {second.row.ref}",
                readings=[first.reading(words), second.reading(more)],
                sentence=told(
                    _(
                        "What the city is to be is called %(ones)s at %(first_at)s and %(others)s"
                        " at %(second_at)s."
                    ),
                    first.reading(words),
                    second.reading(more),
                    ones=[a for a, _b in alike],
                    others=[b for _a, b in alike],
                ),
                what=" / ".join(f"{a} / {b}" for a, b in alike),
                severity=LOW,
            )


def titles(words):
    """The titles in a row of them, without marks."""
    items = re.split("、|和", AIM.search(words)["items"])
    bare_items = [re.sub("[“”]|为目标.*$", "", item) for item in items]
    return [item for item in bare_items if TITLE.match(item)]
