"""`send_reminders`: what the worker does every morning, by hand."""

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from liaocheng_plan.progress import reminders


class Command(BaseCommand):
    """Writes the reminders of today and sends the e-mails that have not gone out today."""

    help = gettext_lazy("Reminds of what is due and sends the e-mails of the day.")

    def handle(self, *args, **options):
        """A second run on the same day sends nothing again."""
        today = timezone.localdate()
        reminders.remind(today)
        sent = reminders.send_digests(today)
        self.stdout.write(_("E-mails sent: %(sent)d") % {"sent": sent})
