"""Reading pages as a test does: their text by language, without scripts and drawings."""

import re
from functools import lru_cache
from html.parser import HTMLParser

from babel.messages.pofile import read_po
from django.conf import settings

VOID = {"br", "hr", "img", "input", "link", "meta", "path", "rect", "line", "circle"}
SILENT = {"script", "style", "title", "svg", "option"}
NUMBER = re.compile(r"\d")
HAN = re.compile(r"[\u3400-\u9fff]+")


class Reader(HTMLParser):
    """Collects `(lang, text)` of what a page shows, and stated numbers that lead nowhere."""

    def __init__(self):
        super().__init__()
        self.stack = [("", "", "")]
        self.texts, self.loose = [], []

    def handle_starttag(self, tag, attrs):
        """Remember the language that holds inside."""
        known = dict(attrs)
        if tag not in VOID:
            lang = known.get("lang") or self.stack[-1][1]
            self.stack.append((tag, lang, known.get("class") or ""))

    def handle_startendtag(self, tag, attrs):
        """Elements that close themselves hold nothing."""

    def handle_endtag(self, tag):
        """Leave an element; one that was never opened is ignored."""
        if any(open_tag == tag for open_tag, *_more in self.stack):
            while self.stack.pop()[0] != tag:
                pass

    def handle_data(self, data):
        """Keep text that is shown."""
        inside = {tag for tag, *_more in self.stack}
        if not data.strip() or inside & SILENT:
            return
        self.texts.append((self.stack[-1][1], data.strip()))
        if not inside & {"a", "footer"} and self.is_stated() and NUMBER.search(data):
            self.loose.append(data.strip())

    def is_stated(self):
        """Whether the text here is (part of) a stated number, but for its unit."""
        own = self.stack[-1][2].split()
        held = " ".join(classes for _tag, _lang, classes in self.stack).split()
        return (
            "value--stated" in held
            and not {"unit", "around"} & set(own)
            and ("value--text" not in held)
        )


def texts(response):
    """`(lang, text)` of a response's page."""
    reader = Reader()
    reader.feed(response.content.decode())
    return reader.texts


def loose_numbers(response):
    """Stated numbers of a page that lead to no words."""
    reader = Reader()
    reader.feed(response.content.decode())
    return reader.loose


def words(response):
    """The whole visible text of a page."""
    return " ".join(text for _lang, text in texts(response))


def chinese_in_english(response):
    """Chinese that an English page shows without saying that it is Chinese."""
    return [t for lang, t in texts(response) if lang.startswith("en") and HAN.search(t)]


def english_in_chinese(response):
    """Texts of our own catalogue that a Chinese page shows in English."""
    return [t for lang, t in texts(response) if lang.startswith("zh") and t in messages()]


@lru_cache(maxsize=1)
def messages():
    """The English texts of the catalogue whose Chinese is another word."""
    path = settings.LOCALE_PATHS[0] / "zh_Hans" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        catalogue = [message for message in read_po(file) if message.id]
    return {m.id for m in catalogue if isinstance(m.id, str) and m.id != m.string}
