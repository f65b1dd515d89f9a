"""The Chinese catalogue is whole: every text of the project has its translation."""

import re

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from tests.portal.extracting import marked_texts, unseen_calls

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


@pytest.fixture(scope="module")
def catalogue():
    """The messages of the Chinese catalogue."""
    path = settings.LOCALE_PATHS[0] / "zh_Hans" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return [message for message in read_po(file) if message.id]


def strings(message):
    """A message's translations."""
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_every_text_is_translated_and_none_is_a_guess(catalogue):
    assert not [m.id for m in catalogue if m.fuzzy or not all(strings(m))]


def test_every_marked_text_is_in_the_catalogue(catalogue):
    known = {(m.context, m.id if isinstance(m.id, str) else m.id[0]) for m in catalogue}
    missing = {text: place for text, place in marked_texts().items() if text not in known}
    assert not missing


def test_texts_are_found_in_code_and_in_templates():
    files = {place.partition(":")[0] for place in marked_texts().values()}
    assert {"templates/portal/home/home.html", "liaocheng_plan/api/answers.py"} <= files


def test_every_call_shows_its_text_to_those_who_collect_it():
    """A text inside an f-string or in a variable would stay in English."""
    assert not list(unseen_calls())


def test_translations_keep_every_placeholder(catalogue):
    for message in catalogue:
        asked = message.id[0] if isinstance(message.id, tuple) else message.id
        for text in strings(message):
            assert set(PLACEHOLDER.findall(text)) == set(PLACEHOLDER.findall(asked)), asked


def test_chinese_uses_chinese_punctuation(catalogue):
    for message in catalogue:
        for text in strings(message):
            assert not re.search(r"[\u4e00-\u9fff][,;:?!]", text), text


def test_no_text_stands_twice():
    """Merging two catalogues by lines can leave a text in both; msgfmt would refuse it."""
    path = settings.LOCALE_PATHS[0] / "zh_Hans" / "LC_MESSAGES" / "django.po"
    entries = [
        re.findall(r'^msg(?:ctxt|id) .*(?:\n".*)*', entry, re.MULTILINE)
        for entry in path.read_text(encoding="utf-8").split("\n\n")
    ]
    names = [tuple(entry) for entry in entries]
    assert not {name for name in names if names.count(name) > 1}
