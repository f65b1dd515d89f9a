"""Spatial indexes that survive migrations on SpatiaLite.

Django rebuilds an SQLite table for many alterations; the rebuilt table keeps its geometry, but its
R*Tree stays behind, empty and switched off, and every box would find nothing.
"""

from django.apps import apps
from django.contrib.gis.db.models import GeometryField
from django.db import connections


def spatial_columns():
    """`(table, column)` of every indexed geometry of the project's models."""
    return {
        (model._meta.db_table, field.column)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, GeometryField) and field.spatial_index
    }


def switched_off(cursor):
    """`(table, column)` whose index SpatiaLite has switched off."""
    cursor.execute(
        "SELECT f_table_name, f_geometry_column FROM geometry_columns"
        " WHERE spatial_index_enabled = 0"
    )
    return set(cursor.fetchall())


def repair(using, **_kwargs):
    """After a migration: build again each spatial index that a rebuilt table has lost."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table, column in sorted(spatial_columns() & switched_off(cursor)):
            if table in tables:
                cursor.execute(f'DROP TABLE IF EXISTS "idx_{table}_{column}"')
                cursor.execute("SELECT CreateSpatialIndex(%s, %s)", [table, column])
