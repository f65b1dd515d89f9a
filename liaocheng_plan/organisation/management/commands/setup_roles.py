"""Make the roles and, on a new database, the first administrator."""

import secrets

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.translation import gettext as _

from liaocheng_plan.organisation import roles
from liaocheng_plan.organisation.models import User


class Command(BaseCommand):
    """The password is random and printed once; it is stored only as a hash."""

    help = "Make the roles and, where nobody can sign in yet, a first administrator."

    @transaction.atomic
    def handle(self, *args, **options):
        roles.set_up()
        if User.objects.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(12)
        administrator = User.objects.create_superuser("admin", password=password)
        administrator.groups.add(roles.Group.objects.get(name=roles.ADMINISTRATOR))
        self.stdout.write(
            _("First administrator: %(name)s, password: %(password)s (shown this once)")
            % {"name": administrator.username, "password": password}
        )
