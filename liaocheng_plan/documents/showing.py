"""Structured values as a person reads them."""

from django.utils.html import format_html, format_html_join


def readable(value):
    """A list as `甲、乙`, a mapping as `名：值；…`, nested ones line by line."""
    if value in (None, "", [], {}):
        return "—"
    if isinstance(value, dict):
        return "；".join(f"{name}：{readable(item)}" for name, item in value.items())
    if isinstance(value, list) and any(isinstance(item, dict) for item in value):
        lines = ((readable(item),) for item in value)
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{}</li>", lines))
    if isinstance(value, list):
        return "、".join(str(item) for item in value)
    return str(value)
