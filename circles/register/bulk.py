"""Writing many rows at once: COPY on PostgreSQL, `executemany` on SpatiaLite."""

import csv
from io import StringIO

from django.db import connection


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
    cursor.cursor.copy_expert(statement, text)


def plain(value):
    """A value as SQLite takes it: numbers of exact decimals and days as text."""
    return value if value is None or isinstance(value, str | int | float) else str(value)
