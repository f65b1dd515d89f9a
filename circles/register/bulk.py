"""Writing many rows at once: COPY on PostgreSQL, `executemany` on SpatiaLite."""

from io import StringIO

from django.db import connection

ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
NULL = "\\N"


def insert(table, columns, rows):
    """Insert tuples of plain values (texts, numbers, truth values, days, None)."""
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            copy(cursor, f'COPY "{table}" ({names}) FROM STDIN', rows)
        else:
            places = ", ".join(["%s"] * len(columns))
            statement = f'INSERT INTO "{table}" ({names}) VALUES ({places})'
            cursor.executemany(statement, [tuple(map(plain, row)) for row in rows])


def copy(cursor, statement, rows):
    """COPY in PostgreSQL's text format."""
    text = StringIO()
    for row in rows:
        text.write("\t".join(map(written, row)))
        text.write("\n")
    text.seek(0)
    cursor.cursor.copy_expert(statement, text)


def written(value):
    """A value in the text format of COPY."""
    if value is None:
        return NULL
    if isinstance(value, str):
        return value.translate(ESCAPES) if "\\" in value or not value.isprintable() else value
    if value is True or value is False:
        return "t" if value else "f"
    return str(value)


def plain(value):
    """A value as SQLite takes it: numbers of exact decimals and days as text."""
    return value if value is None or isinstance(value, str | int | float) else str(value)
