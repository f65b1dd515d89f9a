"""What happens to circles, for whoever has to follow it up."""

from django.dispatch import Signal

outline_changed = Signal()
"""Sent with `place` and `kind` after an outline was drawn, replaced or removed."""
