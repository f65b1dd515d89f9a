"""The language of a text: plan data stays Chinese, and says so on an English page."""

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from ..context import html_language

HAN = re.compile(r"[\u3400-\u9fff]")
CHINESE = re.compile(r"[\u3400-\u9fff（《“][\u3000-\u9fff\uff00-\uffef“”0-9+]*")
LETTERS = re.compile(r"[A-Za-z]{3}")


def tongue(text):
    """Text of the plan, wrapped in `lang` where the page is in another language."""
    language = language_of(str(text))
    if language is None or language == html_language(get_language()):
        return text
    return format_html('<span lang="{}">{}</span>', language, text)


def mixed(text):
    """A sentence in the reader's language with words of the plan in it, each run marked."""
    if html_language(get_language()) == "zh-Hans":
        return text
    mark = '<span lang="zh-Hans">\\g<0></span>'
    return mark_safe(CHINESE.sub(mark, conditional_escape(text)))


def language_of(text):
    """`zh-Hans` or `en`; None for figures and signs."""
    if HAN.search(text):
        return "zh-Hans"
    return "en" if LETTERS.search(text) else None


def say(sentence, **values):
    """A translated sentence with plan data in it, each value marked with its language."""
    marked = {name: conditional_escape(tongue(value)) for name, value in values.items()}
    return mark_safe(conditional_escape(sentence) % marked)
