"""Reading pages as a test does: their text by language, without scripts and drawings."""

import re
from functools import lru_cache
from html.parser import HTMLParser

from babel.messages.pofile import read_po
from django.conf import settings

VOID = {"br", "hr", "img", "input", "link", "meta", "path", "rect", "line", "circle"}
SILENT = {"script", "style", "title", "svg", "option"}
HAN = re.compile(r"[\u3400-\u9fff]+")


class Reader(HTMLParser):
    """Collects `(lang, text)` of what a page shows."""

    def __init__(self):
        super().__init__()
        self.stack = [("", "")]
        self.texts = []

    def handle_starttag(self, tag, attrs):
        """Remember the language that holds inside."""
        if tag not in VOID:
            self.stack.append((tag, dict(attrs).get("lang") or self.stack[-1][1]))

    def handle_startendtag(self, tag, attrs):
        """Elements that close themselves hold nothing."""

    def handle_endtag(self, tag):
        """Leave an element; one that was never opened is ignored."""
        if any(open_tag == tag for open_tag, _lang in self.stack):
            while self.stack.pop()[0] != tag:
                pass

    def handle_data(self, data):
        """Keep text that is shown."""
        inside = {tag for tag, _lang in self.stack}
        if data.strip() and not inside & SILENT:
            self.texts.append((self.stack[-1][1], data.strip()))


def texts(response):
    """`(lang, text)` of a response's page."""
    reader = Reader()
    reader.feed(response.content.decode())
    return reader.texts


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
