"""What happens in the ledger, for whoever wants to tell people about it."""

from django.dispatch import Signal

question_asked = Signal()
"""Sent with `question` after the transaction that asked it is committed."""

question_answered = Signal()
"""Sent with `answer` after the transaction that gave it is committed."""
