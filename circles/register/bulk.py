"""Writing many rows at once: COPY on PostgreSQL, `executemany` on SpatiaLite."""

import csv
from contextlib import contextmanager
from io import StringIO

from django.db import connection, transaction

CHUNK = 1 << 18  # characters that are sent at once


@contextmanager
def unlimited():
    """A cursor in a transaction whose statements take as long as millions of rows need."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SET LOCAL work_mem = '64MB'")
        yield cursor


def analyze(table, *columns):
    """Tell PostgreSQL's planner what columns hold now; by itself it notices after a minute."""
    if connection.vendor == "postgresql":
        with unlimited() as cursor:
            cursor.execute(f'ANALYZE "{table}" ({", ".join(columns)})')


def insert(table, columns, rows, texts):
    """Insert tuples of plain values (texts, numbers, truth values, days, None).

    `texts` are the columns whose empty value is an empty text; all others are null then.
    """
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            forced = ", ".join(f'"{name}"' for name in texts)
            options = f"FORMAT csv, FORCE_NOT_NULL ({forced})"
            copy(cursor, f'COPY "{table}" ({names}) FROM STDIN WITH ({options})', rows)
        else:
            places = ", ".join(["%s"] * len(columns))
            statement = f'INSERT INTO "{table}" ({names}) VALUES ({places})'
            cursor.executemany(statement, [tuple(map(plain, row)) for row in rows])


def copy(cursor, statement, rows):
    """COPY in PostgreSQL's CSV format."""
    text = StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    text.seek(0)
    cursor.cursor.copy_expert(statement, text, CHUNK)


def plain(value):
    """A value as SQLite takes it: numbers of exact decimals and days as text."""
    return value if value is None or isinstance(value, str | int | float) else str(value)
