"""What templates need beside Django's own tags: icons and the language of a text."""

import re

from django import template
from django.utils.html import format_html

from liaocheng_plan.portal import icons

register = template.Library()
HAN = re.compile(r"[\u3400-\u9fff]")


@register.simple_tag
def icon(name):
    """`{% icon "check" %}`: an inline icon."""
    return icons.icon(name)


@register.filter
def tongue(text):
    """Text of the plan in its own language: wrapped in `lang` where a page is in another."""
    language = "zh-Hans" if HAN.search(str(text)) else "en"
    return format_html('<span lang="{}">{}</span>', language, text)
