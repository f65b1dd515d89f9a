"""Bars as inline SVG: server-rendered, fluid (shares of the width, no viewBox), styled by classes.

The content-security policy forbids style attributes; everything is a class or a presentation
attribute. What is missing is hatched (`#hatch`, defined once in the page), never left at zero.
"""

from django.utils.html import format_html, format_html_join

HATCH = "url(#hatch)"
ROOM_FOR_A_NUMBER = 7  # per cent of the width


def svg(height, label, *content, css="chart"):
    """The frame of a chart: full width, fixed height, its message as the accessible name.

    An image to assistive technology, a group where numbers in it lead somewhere.
    """
    drawn = format_html_join("", "{}", ((part,) for part in content))
    return format_html(
        '<svg class="{}" width="100%" height="{}" role="{}" aria-label="{}">{}</svg>',
        css,
        height,
        "group" if "<a " in drawn else "img",
        label,
        drawn,
    )


def pc(share):
    """A share of the width, per cent, with as many digits as a pixel needs."""
    return f"{float(share):.3g}%"


def rect(x, width, y, height, css, fill=""):
    """A bar; `x` and `width` are per cent of the width, `y` and `height` pixels."""
    paint = format_html(' fill="{}"', fill) if fill else ""
    return format_html(
        '<rect class="{}" x="{}" width="{}" y="{}" height="{}"{}/>',
        css,
        pc(x),
        pc(width),
        y,
        height,
        paint,
    )


def text(x, y, words, css="chart__text", anchor="middle", dx=0, url=""):
    """A label; `dx` moves it by pixels, `url` is where its number comes from."""
    drawn = format_html(
        '<text class="{}" x="{}" y="{}" dx="{}" text-anchor="{}">{}</text>',
        css,
        pc(x),
        y,
        dx,
        anchor,
        words,
    )
    return format_html('<a class="chart__link" href="{}">{}</a>', url, drawn) if url else drawn


def status_bar(counts, label, height=10):
    """Places by status, in order; `counts` are `(tone, number)`, tone `missing` is hatched."""
    total = sum(number for _tone, number in counts)
    x, bars = 0, []
    for tone, number in counts:
        if not number:
            continue
        width = 100 * number / total
        fill = HATCH if tone == "missing" else ""
        bars.append(rect(x, width, 0, height, f"bar bar--{tone}", fill))
        x += width
    return svg(height, label, *bars, css="chart chart--flat")


def stacked(parts, label, height=36, numbers=True, url=""):
    """Parts of a whole from zero to all; `parts` are `(share in %, printed number)`, at most five
    tones. The names stand in the table that belongs to the chart; `url` is where all stand."""
    total = sum(share for share, _printed in parts) or 1
    x, content = 0, []
    for order, (share, printed) in enumerate(parts):
        width = 100 * float(share) / float(total)
        tone = order % 5 + 1
        content.append(rect(x, width, 0, height, f"part part--{tone}"))
        if numbers and width >= ROOM_FOR_A_NUMBER:
            css = f"chart__text on-part on-part--{tone}"
            content.append(text(x + width / 2, height / 2 + 5, printed, css, url=url))
        x += width
    return svg(height, label, *content, css="chart chart--flat")


def pair(rows, label, height=28, gap=8):
    """Bars against each other from a common zero; `rows` are `(tone, value or None, words, url)`.

    A missing value is a hatched bar of the whole width: it could be anything.
    """
    most = max((float(value) for _tone, value, *_said in rows if value is not None), default=0)
    content, y = [], 0
    for tone, value, words, url in rows:
        if value is None:
            content.append(rect(0, 62, y, height, "bar", HATCH))
            content.append(text(62, y + height / 2 + 5, words, anchor="start", dx=8, url=url))
        else:
            width = 62 * float(value) / most if most else 0
            content.append(rect(0, max(width, 0.4), y, height, f"bar bar--{tone}"))
            content.append(text(width, y + height / 2 + 5, words, anchor="start", dx=8, url=url))
        y += height + gap
    return svg(y - gap, label, *content)
