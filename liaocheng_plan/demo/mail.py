"""Mail of a demo is marked and printed to the log: it never leaves the machine."""

from liaocheng_plan.mail import LogBackend

from .marking import NOTICE


class DemoEmailBackend(LogBackend):
    """The log, with the notice in subject and text."""

    def send_messages(self, messages):
        """Mark and log each message; returns how many."""
        for message in messages:
            message.subject = f"[{NOTICE}] {message.subject}"
            message.body = f"{NOTICE}\n\n{message.body}"
        return super().send_messages(messages)
