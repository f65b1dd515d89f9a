"""Addresses in the admin."""

from django import template
from django.urls import reverse

register = template.Library()


@register.simple_tag
def change_url(record):
    """The admin's form of a record."""
    options = record._meta
    return reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[record.pk])
