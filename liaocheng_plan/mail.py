"""Where no mail server is named, e-mails are printed to the log, readable."""

import logging

from django.core.mail.backends.base import BaseEmailBackend

log = logging.getLogger(__name__)


class LogBackend(BaseEmailBackend):
    """Prints recipients, subject and text; sends nothing."""

    def send_messages(self, messages):
        """Log each message; returns how many."""
        for message in messages:
            log.info("e-mail to %s: %s\n%s", ", ".join(message.to), message.subject, message.body)
        return len(messages)
