"""The table of the cache that counts against floods; nothing in it outlives a day."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    """Django's own command; it leaves a table alone that is there already."""
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0001_surveys'),
    ]

    operations = [
        migrations.RunPython(make_table, migrations.RunPython.noop),
    ]
