"""Plan and demo never share a database: who may start on which."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils.translation import gettext as _

from liaocheng_plan.documents.models import Document
from liaocheng_plan.organisation.models import User

from .models import Mark


class WrongDatabase(Exception):
    """The database and `DEMO` do not fit together; the text says how to mend it."""


def is_demo():
    """Whether the database bears the mark of a demo."""
    return has_table(Mark) and Mark.objects.exists()


def holds_something():
    """Whether a plan was loaded or somebody can sign in."""
    return any(has_table(model) and model.objects.exists() for model in (Document, User))


def has_table(model):
    """Whether the model's table exists."""
    return model._meta.db_table in connection.introspection.table_names()


def check():
    """Raise `WrongDatabase` for a demo database without `DEMO=1`, or another one with it."""
    if not settings.DEMO and is_demo():
        raise WrongDatabase(
            _("The database holds demo data: start it with make demo, or name another one.")
        )
    if settings.DEMO and not is_demo() and holds_something():
        raise WrongDatabase(
            _("DEMO=1, but the database is no demo database: nothing is changed in it.")
        )


def check_at_start():
    """The same when a server starts; one that cannot be reached is left to /readyz."""
    try:
        check()
    except DatabaseError:
        pass
    finally:
        connection.close()  # no process that is forked later shall share it
