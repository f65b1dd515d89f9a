"""Staged rows into the register: few statements for many rows, history included, all or nothing.

What staff decided stays: a surveyed position, an assigned area, an assigned circle.
"""

from django.db import connection, models

from circles.models import CircleBasis, Outlet
from liaocheng_plan.places.models import AreaBasis, Precision

from . import bulk
from .staging import OUTLETS, TABLE

SPAN = "s.run_id = %s AND s.line BETWEEN %s AND %s"
ACTIONS = {"+": "s.action = 'n'", "~": "s.action IN ('c', 'x', 'f')"}
CHUNK = 20_000  # rows of a file in one statement
HISTORY = Outlet.history.model
POINT = {
    "postgresql": "ST_SetSRID(ST_MakePoint(s.longitude, s.latitude), 4326)",
    "sqlite": "MakePoint(s.longitude, s.latitude, 4326)",
}
PRECISION = f"""CASE WHEN s.longitude IS NOT NULL THEN '{Precision.SOURCE}'
  WHEN s.area_basis = '{AreaBasis.STATED}' THEN '{Precision.AREA}'
  ELSE '{Precision.UNLOCATED}' END"""
PLAIN = (
    "source_ref",
    "name",
    "business_type",
    "location_text",
    "floor_area_m2",
    "employees",
    "is_chain",
    "opened_on",
    "closed_on",
)
POSITION = ("geometry", "location_precision", "datum", "given_longitude", "given_latitude")
CIRCLE = ("circle", "pilot", "circle_basis")
SURVEYED = f"o.location_precision = '{Precision.SURVEYED}'"
KEEPS_AREA = f"(o.area_basis = '{AreaBasis.ASSIGNED}' OR s.area_id IS NULL)"
KEEPS_CIRCLE = f"""(o.circle_basis = '{CircleBasis.ASSIGNED}'
  OR ({SURVEYED} AND s.circle_basis <> '{CircleBasis.STATED}'))"""


def column(name):
    """The column of a field of an outlet."""
    return Outlet._meta.get_field(name).column


def taken(run, now):
    """`{column: (expression, parameters)}` of what a staged row `s` says of an outlet."""
    found = {column(name): (f"s.{column(name)}", []) for name in (*PLAIN, *CIRCLE, "area")}
    found |= {name: (f"s.{name}", []) for name in ("area_basis", *POSITION[3:])}
    return found | {
        "geometry": (POINT[connection.vendor], []),
        "location_precision": (PRECISION, []),
        "datum": ("CASE WHEN s.longitude IS NULL THEN '' ELSE %s END", [run.datum]),
        "source": ("%s", [run.source]),
        "source_on": ("%s", [run.as_of.isoformat()]),
        "source_digest": ("s.digest", []),
        "updated_at": ("%s", [moment(now)]),
    }


def moment(now):
    """A moment as the database takes it."""
    return connection.ops.adapt_datetimefield_value(now)


def defaults():
    """`{column: value}` of a new outlet for what no file says."""
    return {
        field.column: field.get_db_prep_save(field.get_default(), connection)
        for field in Outlet._meta.concrete_fields
        if not field.primary_key and not isinstance(field, models.AutoField)
    }


def apply(run, now, user, after):
    """Write all staged rows of a run; call it inside a transaction.

    `after(lines done)` follows every span of lines.
    """
    steps = [
        *recorded(changed(run, now), "~", run, now, user),
        *recorded(added(run, now), "+", run, now, user),
    ]
    with bulk.unlimited() as cursor:
        checked_at_once(cursor)
        cursor.execute(f'SELECT min(line), max(line) FROM "{TABLE}" WHERE run_id = %s', [run.pk])
        first, last = cursor.fetchone()
        for start in range(first or 0, (last or -1) + 1, CHUNK):
            span = [run.pk, start, start + CHUNK - 1]
            for statement, before, behind in steps:
                cursor.execute(statement, [*before, *span, *behind])
            after(start + CHUNK)


def checked_at_once(cursor):
    """Keys to other tables are checked with each statement: the server need not remember rows.

    Every span is found by indexes: the planner must not read the register for each.
    """
    if connection.vendor == "postgresql":
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL enable_seqscan = off")


def added(run, now):
    """`(statement, parameters)` that adds the new ones of a span of lines."""
    given = {name: ("%s", [value]) for name, value in defaults().items()}
    given |= {"key": ("s.key", [])} | taken(run, now)
    names = ", ".join(f'"{name}"' for name in given)
    expressions = ", ".join(cast(name, text) for name, (text, _parameters) in given.items())
    statement = f"""INSERT INTO "{OUTLETS}" AS o ({names}) SELECT {expressions}
      FROM "{TABLE}" s WHERE {ACTIONS["+"]} AND {SPAN}"""
    return statement, [p for _text, ps in given.values() for p in ps]


def cast(name, text):
    """A parameter with its column's type: PostgreSQL does not guess in a SELECT."""
    if "%s" not in text or connection.vendor != "postgresql":
        return text
    field = next(f for f in Outlet._meta.concrete_fields if f.column == name)
    kind = field.db_type(connection).replace("geometry(GEOMETRY,4326)", "geometry")
    return f"({text})::{kind}"


def changed(run, now):
    """`(statement, parameters)` that changes the known ones of a span of lines."""
    given = kept_back(only_columns(run, taken(run, now)))
    texts = ", ".join(f'"{name}" = {cast(name, text)}' for name, (text, _p) in given.items())
    statement = f"""UPDATE "{OUTLETS}" AS o SET {texts} FROM "{TABLE}" s
      WHERE o.key = s.key AND {ACTIONS["~"]} AND {SPAN}"""
    return statement, [p for _text, ps in given.values() for p in ps]


def only_columns(run, given):
    """Without what the file has no column for: it says nothing of that."""
    absent = {column(name) for name in PLAIN if name not in run.columns}
    if "longitude" not in run.columns:
        absent |= {*POSITION, *(column(name) for name in CIRCLE if "circle" not in run.columns)}
        absent |= {"area_id", "area_basis"} - ({"area_id", "area_basis"} & area_columns(run))
    return {name: found for name, found in given.items() if name not in absent}


def area_columns(run):
    """The columns of the area where the file has one."""
    return {"area_id", "area_basis"} if "area" in run.columns else set()


def kept_back(given):
    """The same, with what staff decided going before what the file says."""
    rules = {
        **dict.fromkeys(POSITION[:2], SURVEYED),
        **dict.fromkeys(("area_id", "area_basis"), KEEPS_AREA),
        **dict.fromkeys((column(name) for name in CIRCLE), KEEPS_CIRCLE),
    }
    for name, rule in rules.items():
        if name in given:
            text, parameters = given[name]
            given[name] = (f'CASE WHEN {rule} THEN o."{name}" ELSE {text} END', parameters)
    return given


def recorded(writing, kind, run, now, user):
    """Steps `(statement, parameters before the span, parameters behind it)` with their history.

    PostgreSQL writes the history from the very rows that it changes; SQLite finds them again.
    """
    statement, parameters = writing
    names = [field.column for field in HISTORY.tracked_fields]
    further = {
        "history_date": ("timestamptz", moment(now)),
        "history_change_reason": ("varchar", f"import {run.pk}: {run.source}"[:100]),
        "history_user_id": ("bigint", user.pk if user else None),
        "history_type": ("varchar", kind),
    }
    columns = ", ".join(f'"{name}"' for name in [*names, *further])
    insert = f'INSERT INTO "{HISTORY._meta.db_table}" ({columns}) SELECT '
    values = [value for _kind, value in further.values()]
    own = ", ".join(f'o."{name}"' for name in names)
    if connection.vendor == "postgresql":
        casts = ", ".join(f"%s::{kind_}" for kind_, _value in further.values())
        made = f"WITH o AS ({statement} RETURNING {own}) {insert} {own}, {casts} FROM o"
        return [(made, parameters, values)]
    found = f"""{insert} {own}, {", ".join(["%s"] * len(values))}
      FROM "{TABLE}" s JOIN "{OUTLETS}" o ON o.key = s.key WHERE {ACTIONS[kind]} AND {SPAN}"""
    return [(statement, parameters, []), (found, values, [])]
