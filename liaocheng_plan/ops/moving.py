"""Moving everything from one database to another, with proof that both hold the same.

Rows are copied raw, with their primary keys, in one transaction of the target; foreign keys are
deferred there, so that the order of tables does not matter.
"""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256

from django.apps import apps
from django.contrib.gis.geos import GEOSGeometry
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, models, transaction
from django.utils.translation import gettext as _

TARGET = "target"
BATCH = 500


class MoveError(Exception):
    """Why nothing was moved; the target is left as it was."""


@dataclass(frozen=True)
class Moved:
    """One table: its model, its rows and the digest that both databases agree on."""

    model: str
    rows: int
    digest: str


def connect(config):
    """Add the target to Django's connections."""
    connections.settings[TARGET] = connections.configure_settings(
        {"default": connections["default"].settings_dict, TARGET: config}
    )[TARGET]


def all_models():
    """Every table of ours and of the libraries, those of many-to-many relations included."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped
    ]


def move(config, say=print):
    """Copy all rows to the database of `config` (Django's form); returns a list of `Moved`.

    Raises `MoveError` where the target is the source, holds data already, or differs in the end.
    """
    connect(config)
    refuse_same_database()
    say(_("Making the tables of the target …"))
    call_command("migrate", database=TARGET, interactive=False, verbosity=0)
    with transaction.atomic(using=TARGET):
        empty_target()
        for model in all_models():
            copy(model)
        reset_sequences()
        moved = [prove(model) for model in all_models()]
    check_files()
    return moved


def refuse_same_database():
    """A database cannot be moved onto itself."""
    keys = ("ENGINE", "NAME", "HOST", "PORT")
    source, target = (connections[alias].settings_dict for alias in ("default", TARGET))
    if all(str(source[key]) == str(target[key]) for key in keys):
        raise MoveError(_("The target is the database in use; name another one."))


def empty_target():
    """Remove what `migrate` itself wrote; refuse a target that holds anything else."""
    written_by_migrate = {"contenttypes", "auth.permission"}
    for model in all_models():
        rows = model._base_manager.using(TARGET)
        label = model._meta.label_lower
        if not {label, model._meta.app_label} & written_by_migrate and rows.exists():
            raise MoveError(
                _("The target already holds data (%(table)s); choose an empty database.")
                % {"table": model._meta.db_table}
            )
    for label in ("auth.Permission", "contenttypes.ContentType"):
        apps.get_model(label)._base_manager.using(TARGET).all().delete()


def copy(model):
    """Copy one table raw: no signals, no automatic dates."""
    fields = model._meta.local_concrete_fields
    target = connections[TARGET]
    rows = model._base_manager.using("default").order_by("pk").iterator(chunk_size=BATCH)
    batch = []
    size = min(BATCH, target.ops.bulk_batch_size(fields, [None] * BATCH) or BATCH)
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            insert(model, fields, batch)
            batch = []
    if batch:
        insert(model, fields, batch)


def insert(model, fields, batch):
    """Insert rows as they are."""
    model._base_manager.using(TARGET)._insert(batch, fields=fields, using=TARGET, raw=True)


def reset_sequences():
    """New rows of the target continue after the copied ones."""
    target = connections[TARGET]
    with target.cursor() as cursor:
        for statement in target.ops.sequence_reset_sql(no_style(), all_models()):
            cursor.execute(statement)


def prove(model):
    """Compare one table row by row on both sides; raises `MoveError` where they differ."""
    (rows, digest), (target_rows, target_digest) = (
        fingerprint(model, alias) for alias in ("default", TARGET)
    )
    if (rows, digest) != (target_rows, target_digest):
        raise MoveError(
            _("%(table)s differs: %(source)s rows here, %(target)s there. Nothing was moved.")
            % {"table": model._meta.db_table, "source": rows, "target": target_rows}
        )
    return Moved(model._meta.label, rows, digest)


def fingerprint(model, alias):
    """Number of rows and SHA-256 over all columns of all rows in order of the primary key."""
    names = [field.attname for field in model._meta.local_concrete_fields]
    total, count = sha256(), 0
    for row in model._base_manager.using(alias).order_by("pk").iterator(chunk_size=BATCH):
        line = [comparable(getattr(row, name)) for name in names]
        total.update(json.dumps(line, sort_keys=True, ensure_ascii=False).encode())
        count += 1
    return count, total.hexdigest()


def comparable(value):
    """A value in a form that both databases give alike."""
    if isinstance(value, GEOSGeometry):
        return value.wkb.hex()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat() if value.tzinfo else value.isoformat()
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)


def check_files():
    """Files lie beside both databases; every one that a row names must be there."""
    for model in all_models():
        for field in model._meta.local_concrete_fields:
            if isinstance(field, models.FileField):
                for name in model._base_manager.exclude(**{field.name: ""}).values_list(
                    field.name, flat=True
                ):
                    if not default_storage.exists(name):
                        raise MoveError(_("The file %(name)s is missing.") % {"name": name})
