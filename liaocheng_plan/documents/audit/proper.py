"""Proper names of a plan: the names of declared collections and of what their records name."""

import re

from .declaring import audited
from .printed import HAN, Mention

BRANCH = re.compile(r"^(?P<chain>.+?)（(?P<branch>[^（）]+?)店?）$")


def proper_names(book):
    """Every proper name with where it stands; a branch in brackets is a name of its own."""
    for declared in audited().values():
        for row in book.by_collection[declared.collection]:
            if declared.proper:
                yield from with_branch(Mention(row.name, row, "name"))
            for path in declared.names:
                for at, words in row.each(path):
                    yield from with_branch(Mention(words, row, at))


def with_branch(mention):
    """The name; of `百大连锁超市（金鼎商厦）` the chain and the branch instead."""
    found = BRANCH.match(mention.words)
    for words in (found["chain"], found["branch"]) if found else (mention.words,):
        if HAN.search(words):
            yield Mention(words, mention.row, mention.path)


def by_name(book):
    """`{name: first mention}`, made once."""
    if not hasattr(book, "_by_name"):
        book._by_name = {}
        for mention in proper_names(book):
            book._by_name.setdefault(mention.words, mention)
    return book._by_name


def contained(words, names):
    """Whether words are a proper name or part of one."""
    return any(words in name for name in names)
