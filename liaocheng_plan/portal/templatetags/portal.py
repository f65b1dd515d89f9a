"""What templates need beside Django's own tags: icons, states, the language of a text."""

from django import template
from django.utils.html import format_html
from django.utils.text import capfirst

from ..display import icons, tongues

register = template.Library()


@register.simple_tag
def icon(name):
    """`{% icon "check" %}`: an inline icon."""
    return icons.icon(name)


@register.simple_tag
def state(shown):
    """`{% state row.result %}`: icon and word of a `states.State`, in its tone."""
    word = capfirst(str(shown.word))
    return format_html('<span class="state state--{}">{}{}</span>', shown.tone, shown.icon, word)


register.filter("tongue", tongues.tongue)
register.filter("mixed", tongues.mixed)
