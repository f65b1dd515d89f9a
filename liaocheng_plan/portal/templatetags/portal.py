"""What templates need beside Django's own tags: icons, states, the language of a text."""

import re

from django import template
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import get_language

from liaocheng_plan.portal import icons
from liaocheng_plan.portal.context import html_language

register = template.Library()
HAN = re.compile(r"[\u3400-\u9fff]")
LETTERS = re.compile(r"[A-Za-z]{3}")


@register.simple_tag
def icon(name):
    """`{% icon "check" %}`: an inline icon."""
    return icons.icon(name)


@register.simple_tag
def state(shown):
    """`{% state row.result %}`: icon and word of a `states.State`, in its tone."""
    word = capfirst(str(shown.word))
    return format_html('<span class="state state--{}">{}{}</span>', shown.tone, shown.icon, word)


@register.filter
def tongue(text):
    """Text of the plan, marked with its language where the page is in another one."""
    text = str(text)
    if HAN.search(text):
        language = "zh-Hans"
    elif LETTERS.search(text):
        language = "en"
    else:
        return text
    if language == html_language(get_language()):
        return text
    return format_html('<span lang="{}">{}</span>', language, text)


@register.filter
def tongue_html(marked):
    """The same for text that is already safe, such as a highlighted match."""
    if html_language(get_language()) == "zh-Hans" or not HAN.search(marked):
        return marked
    return format_html('<span lang="zh-Hans">{}</span>', marked)
