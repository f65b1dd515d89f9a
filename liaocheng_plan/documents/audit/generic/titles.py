"""Names of the whole: titles in two forms, what a document calls itself and whom it addresses."""

import re
from collections import Counter
from itertools import combinations

from django.utils.translation import gettext_lazy as _

from ..declaring import AMBIGUITY, LOW, MEDIUM, SPELLING, Found, audited, rule
from ..running import paragraphs, sentences
from ..telling import cited, told
from .names import cuts

HAN = "[\u4e00-\u9fff]"
TITLE = re.compile(rf"(?:附件[：:])?(?P<title>{HAN}{{10,40}})$")
SELF = re.compile(
    "(?<![一-龥])(?:特?(?:编制|制定))?本(?:实施)?(?P<kind>项目|规划|方案|办法|意见|计划|细则|规定)"
)
EVERY = re.compile(r"(?:支持|鼓励|引导|推动|要求|指导)各(?P<whom>地|省|市|县)(?!方面|类|级|部门)")
SEVERAL, LONG_TERM = 4, 5
SHARE = 0.8


@rule(
    "title-differs",
    _("One title in two forms: %(what)s"),
    _("A title on a line of its own should be the same wherever the text prints it."),
)
def titles_differ(book):
    """Lines that are titles, one of them the other without some of its characters."""
    found = {}
    for passage in paragraphs(book):
        match = TITLE.match(passage.words)
        if match:
            found.setdefault(match["title"], passage)
    for (one, first), (other, second) in combinations(found.items(), 2):
        long, short = sorted((one, other), key=len, reverse=True)
        if short in cuts(long):
            yield Found(
                kind=SPELLING,
                subject=" ".join(sorted((one, other))),
                readings=[first.reading(one), second.reading(other)],
                sentence=told(
                    _(
                        "A title is printed in two forms: “%(first)s” (%(first_at)s) and"
                        " “%(second)s” (%(second_at)s)."
                    ),
                    first.reading(one),
                    second.reading(other),
                ),
                what=f"{one} / {other}",
                severity=MEDIUM,
            )


@rule(
    "self-name",
    _("A document that calls itself something else: %(what)s"),
    _("“This plan”, “this scheme” must be what the document or one of its parts is called."),
)
def self_names(book):
    """`本项目` in a document of which no title or heading says 项目."""
    for passage in sentences(book):
        document = book.by_ref.get(f"documents/{passage.row.value('document')}")
        for match in SELF.finditer(passage.words) if document else ():
            if not any(match["kind"] in name for name in own_names(book, document)):
                words = f"本{match['kind']}"
                yield Found(
                    kind=AMBIGUITY,
                    subject=f"{passage.row.ref} {words}",
                    readings=[passage.reading(words), document.reading("name")],
                    sentence=told(
                        _(
                            "%(first_at)s says “%(first)s”, but the document is called “%(second)s”"
                            " and none of its parts bears that name."
                        ),
                        passage.reading(words),
                        document.reading("name"),
                    ),
                    what=f"{words}（{document.name}）",
                    severity=LOW,
                )


def own_names(book, document):
    """The names of a document and of its clauses."""
    clauses = book.by_collection["clauses"]
    yield from filter(None, (document.name, document.value("title")))
    yield from (row.name for row in clauses if row.value("document") == document.key)


@rule(
    "addressee",
    _("Addressed to more than it is for: %(what)s"),
    _("A part that is for one place does not address all places."),
    choice=False,
)
def addressees(book):
    """`支持各地 …` in an annex for one circle."""
    for passage in sentences(book):
        if not (passage.row.value("section") or "").startswith("附件"):
            continue
        for match in EVERY.finditer(passage.words):
            yield Found(
                kind=AMBIGUITY,
                subject=f"{passage.row.ref} {match[0]}",
                readings=[passage.reading(match[0]), passage.row.reading("section")],
                sentence=told(
                    _("%(first_at)s is for one place and says “%(first)s”, which addresses all."),
                    passage.reading(match[0]),
                ),
                what=f"{match[0]}（{passage.row.value('section')}）",
                severity=LOW,
            )


@rule(
    "term-variant",
    _("One term in several forms: %(what)s"),
    _("The term that a list of places bears should not be printed with other words inside."),
)
def term_variants(book):
    """`便民商圈` where the places of a list are all called `…便民生活圈`."""
    for term in kind_terms(book):
        variant = re.compile(rf"{term[:2]}{HAN}{{1,4}}?{term[-1]}")
        found = {}
        for passage in sentences(book):
            for words in variant.findall(passage.words):
                if words != term and term not in words:
                    found.setdefault(words, passage.reading(words))
        usual = next((p for p in sentences(book) if term in p.words), None)
        if found and usual:
            yield Found(
                kind=AMBIGUITY,
                subject=term,
                readings=[usual.reading(term), *found.values()],
                sentence=told(
                    _("What the list calls “%(term)s” is printed otherwise as well: %(others)s."),
                    term=term,
                    others=[cited(reading) for reading in found.values()],
                ),
                what=f"{term} / {'、'.join(found)}",
                severity=LOW,
            )


def kind_terms(book):
    """The ending of five characters and more that nearly all names of a collection share."""
    for name in audited():
        rows = [re.sub(r"\d+$", "", row.name) for row in book.by_collection[name]]
        endings = Counter(row[at:] for row in rows for at in range(1, len(row) - LONG_TERM + 1))
        shared = [
            end for end, times in endings.items() if times > SEVERAL and times >= SHARE * len(rows)
        ]
        if shared:
            yield max(shared, key=len)
