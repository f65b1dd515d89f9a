"""Mail of a demo is marked and printed to the log: it never leaves the machine."""

from django.core.mail.backends.console import EmailBackend

from .marking import NOTICE


class DemoEmailBackend(EmailBackend):
    """Django's console backend, with the notice in subject and text."""

    def write_message(self, message):
        """Print one message, marked."""
        message.subject = f"[{NOTICE}] {message.subject}"
        message.body = f"{NOTICE}\n\n{message.body}"
        if getattr(message, "alternatives", None):
            message.alternatives = []  # the marked text says the same
        super().write_message(message)
