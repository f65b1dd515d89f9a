"""Names with a character too many, or of another kind of place than a name that begins alike."""

import re
from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from ..cutting import tokens
from ..declaring import AMBIGUITY, LOW, MEDIUM, SPELLING, Found, audited, rule
from ..printed import corpus
from ..proper import by_name
from ..running import holding
from ..telling import cited, told
from .names import TELLS_APART

HAN = "[\u4e00-\u9fff]"
KIND = ("城", "镇", "村", "庄", "园", "湾", "港", "岛")
STEM, TERM = 3, 4
FUNCTION = set("的内在与和及以从至由到市县区镇村中外上下东西南北")


@rule(
    "stray-character",
    _("A stray character before a name: %(what)s"),
    _("A single character between the name of an area and that of a road belongs to neither."),
)
def stray_characters(book):
    """`茌平区道铝城路`, where 铝城路 is a road and 道 the rest of another name."""
    areas = {row.name for row in book.by_collection["areas"]}
    for road, mention in by_name(book).items():
        if not road.endswith(("路", "街")):
            continue
        pattern = re.compile(rf"(?P<area>{HAN}{{2,5}}[区县市])(?P<stray>{HAN}){re.escape(road)}")
        for match, passage in holding(book, pattern):
            area = next((name for name in areas if match["area"].endswith(name)), None)
            if area and match["stray"] not in FUNCTION:
                words = f"{area}{match['stray']}{road}"
                yield Found(
                    kind=SPELLING,
                    subject=words,
                    readings=[passage.reading(words), mention.reading(road)],
                    sentence=told(
                        _(
                            "%(first_at)s prints “%(first)s”: “%(stray)s” belongs neither to"
                            " %(area)s nor to %(second)s (%(second_at)s)."
                        ),
                        passage.reading(words),
                        mention.reading(road),
                        stray=match["stray"],
                        area=area,
                    ),
                    what=words,
                    severity=MEDIUM,
                )


@rule(
    "one-stem",
    _("One stem as two kinds of place: %(what)s"),
    _("Names that begin alike and go on with another kind of place: one place or two."),
)
def one_stems(book):
    """`江北水城…` and `江北水镇…`, by the first three characters and the kind."""
    stems = defaultdict(dict)
    for name, mention in by_name(book).items():
        if len(name) > STEM and name[STEM] in KIND:
            stems[name[:STEM]].setdefault(name[STEM], (name, mention))
    for stem, kinds in stems.items():
        if len(kinds) > 1:
            names = [name for name, _mention in kinds.values()]
            yield Found(
                kind=AMBIGUITY,
                subject=stem,
                readings=[mention.reading(name) for name, mention in kinds.values()],
                sentence=told(
                    _("Names that begin alike are of different kinds of place: %(names)s."),
                    names=[cited(mention.reading(name)) for name, mention in kinds.values()],
                ),
                what=" / ".join(names),
                severity=LOW,
            )


@rule(
    "inserted-character",
    _("A character inside another word: %(what)s"),
    _("A word of one name that another name of the list prints without a character of its middle."),
)
def inserted_characters(book):
    """`粮油食品` beside `粮食品`, which must be a word; in numbered lists.

    Four characters that join two words of one ending (纺织品 and 针织品 as 纺针织品) have none too
    many.
    """
    text = corpus(book).text
    for declared in audited().values():
        names = {r.name: r for r in book.by_collection[declared.collection] if declared.order}
        whole = {word: name for name in names for word in tokens(name) if len(word) == TERM - 1}
        for one, row in names.items():
            for words, short in shortened(one):
                other = whole.get(short)
                if not other or is_word(words[1:]):
                    continue
                if short not in one and text.count(words) == text.count(one):
                    yield Found(
                        kind=SPELLING,
                        subject=f"{row.ref} {words}",
                        readings=[row.reading("name"), names[other].reading("name")],
                        sentence=told(
                            _(
                                "“%(words)s” in %(first)s (%(first_at)s) has a character more than "
                                "“%(short)s” in %(second)s (%(second_at)s)."
                            ),
                            row.reading("name"),
                            names[other].reading("name"),
                            words=words,
                            short=short,
                        ),
                        what=f"{one} / {other}",
                        severity=LOW,
                    )


def is_word(characters):
    """Whether the dictionary has the characters as one word."""
    return tokens(characters) == [characters]


def shortened(name):
    """`(four characters, three of them)`: without the second, without the third."""
    for at in range(len(name) - TERM + 1):
        words = name[at : at + TERM]
        yield words, words[0] + words[2:]
        yield words, words[:2] + words[3:]


@rule(
    "lengthened-name",
    _("A name with a character added: %(what)s"),
    _("A name that is also printed with a further character in its middle."),
)
def lengthened_names(book):
    """`城关镇` as `城东关镇`; formats, whose words vary, and words of place are let be.

    So is, in the name of an area, a character that makes a word with what follows: 分区, a part of
    it, is another term than 区.
    """
    for name, mention in by_name(book).items():
        if mention.row.value("standard") or len(name) < TERM or not re.fullmatch(f"{HAN}+", name):
            continue
        rest = (f"{name[2:at]}{HAN}{name[at:]}" for at in range(2, len(name)))
        longer = re.compile(f"{name[:2]}(?:{'|'.join(rest)})")
        for match, passage in holding(book, longer):
            place = place_added(name, match[0])
            other_term = mention.row.collection == "areas" and is_word(match[0][place:])
            if not other_term and match[0][place] not in FUNCTION | TELLS_APART:
                yield Found(
                    kind=SPELLING,
                    subject=f"{mention.row.ref} {match[0]}",
                    readings=[mention.reading(name), passage.reading(match[0])],
                    sentence=told(
                        _(
                            "“%(first)s” (%(first_at)s) is printed “%(second)s” (%(second_at)s),"
                            " with a character more."
                        ),
                        mention.reading(name),
                        passage.reading(match[0]),
                    ),
                    what=f"{name} / {match[0]}",
                    severity=LOW,
                )


def place_added(name, words):
    """Where the longer form has a character more."""
    return next(at for at, (a, b) in enumerate(zip(words, name, strict=False)) if a != b)
