"""Names with a character too many, or of another kind of place than a name that begins alike."""

import re
from collections import defaultdict

from django.utils.translation import gettext_lazy as _

from ..cutting import tokens
from ..declaring import AMBIGUITY, LOW, MEDIUM, SPELLING, Found, audited, rule
from ..printed import corpus
from ..proper import by_name
from ..running import holding
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
                    arithmetic=f"{area} + {match['stray']} + {road}",
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
                arithmetic=" ≠ ".join(stem + kind for kind in kinds),
                what=" / ".join(names),
                severity=LOW,
            )


@rule(
    "inserted-character",
    _("A character inside another word: %(what)s"),
    _("A word of one name that another name of the list prints without a character of its middle."),
)
def inserted_characters(book):
    """`纺针织品` beside `纺织品`, which must be a word; in numbered lists."""
    text = corpus(book).text
    for declared in audited().values():
        names = {r.name: r for r in book.by_collection[declared.collection] if declared.order}
        whole = {word: name for name in names for word in tokens(name) if len(word) == TERM - 1}
        for one, row in names.items():
            for words, short in shortened(one):
                other = whole.get(short)
                if other and short not in one and text.count(words) == text.count(one):
                    yield Found(
                        kind=SPELLING,
                        subject=f"{row.ref} {words}",
                        readings=[row.reading("name"), names[other].reading("name")],
                        arithmetic=f"{words} ≠ {short}",
                        what=f"{one} / {other}",
                        severity=LOW,
                    )


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
    """`东昌府区` as `东昌府分区`; formats, whose words vary, and words of place are let be."""
    for name, mention in by_name(book).items():
        if mention.row.value("standard") or len(name) < TERM or not re.fullmatch(f"{HAN}+", name):
            continue
        rest = (f"{name[2:at]}{HAN}{name[at:]}" for at in range(2, len(name)))
        longer = re.compile(f"{name[:2]}(?:{'|'.join(rest)})")
        for match, passage in holding(book, longer):
            if not (FUNCTION | TELLS_APART) & added(name, match[0]):
                yield Found(
                    kind=SPELLING,
                    subject=f"{mention.row.ref} {match[0]}",
                    readings=[mention.reading(name), passage.reading(match[0])],
                    arithmetic=f"{name} ≠ {match[0]}",
                    what=f"{name} / {match[0]}",
                    severity=LOW,
                )


def added(name, words):
    """The character that the longer form has more."""
    place = next(at for at, (a, b) in enumerate(zip(words, name, strict=False)) if a != b)
    return {words[place]}
