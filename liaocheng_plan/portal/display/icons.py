"""Icons as path data on a 16 × 16 grid, drawn in the colour of the text beside them."""

from django.utils.html import format_html

PATHS = {
    "check": "M3 8.5 6.5 12 13 4.5",
    "cross": "M4 4l8 8M12 4l-8 8",
    "up": "M8 13V3.5M4 7.5l4-4 4 4",
    "down": "M8 3v9.5M4 8.5l4 4 4-4",
    "clock": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 5v3.5l2.5 1.5",
    "blank": "M2 10 10 2M5 14l9-9M2 5l3-3M11 14l3-3",
    "ring": "M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3z",
    "half": "M8 3a5 5 0 1 0 0 10zM8 3a5 5 0 0 1 0 10",
    "pin": "M8 14s4.5-4 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 10 8 14 8 14zM8 6.5v.01",
    "area": "M2.5 4.5 6 3l4 1.5L13.5 3v8.5L10 13l-4-1.5L2.5 13z",
    "question": "M5.5 6a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.9-1.1 1.8M8 13v.01",
    "search": "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.5 10.5 14 14",
    "arrow": "M3 8h10M9 4l4 4-4 4",
    "plus": "M8 3v10M3 8h10",
    "pen": "M3 13l1-3.5L11 2.5 13.5 5l-7 7z",
}


def icon(name):
    """An inline icon; it always stands beside a word, so screen readers skip it."""
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        PATHS[name],
    )
