"""Rows of a file in a table of their own, before they count, and what they would change."""

import gc
from contextlib import contextmanager
from itertools import islice, repeat

from django.db import transaction
from django.db.models import Count

from circles.models import Outlet, OutletImportProblem, OutletImportRow

from . import bulk
from .problems import Problem
from .reading import SHOWN, heading

BATCH = 10_000
MOST_PROBLEMS = 1000
"""Problems kept to be shown; the others are counted."""

FIELDS = (
    "line",
    "key",
    "digest",
    "source_ref",
    "name",
    "business_type",
    "location_text",
    "area",
    "area_basis",
    "circle",
    "pilot",
    "circle_basis",
    "longitude",
    "latitude",
    "given_longitude",
    "given_latitude",
    "floor_area_m2",
    "employees",
    "is_chain",
    "opened_on",
    "closed_on",
)
TABLE, OUTLETS = OutletImportRow._meta.db_table, Outlet._meta.db_table
COLUMNS = ("run_id", "action", *(OutletImportRow._meta.get_field(n).column for n in FIELDS))
TEXTS = ("key", "digest", "source_ref", "name", "location_text", "circle_basis")


def clear(run, models=(OutletImportRow, OutletImportProblem)):
    """Forget the staged rows and problems of a run."""
    with bulk.unlimited() as cursor:
        for model in models:
            cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE run_id = %s', [run.pk])


def clear_rows(run):
    """Forget the staged rows alone: whoever mends what was refused needs the problems."""
    clear(run, (OutletImportRow,))


@contextmanager
def without_cycles():
    """No search for cycles: a batch is a million small values that form none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@without_cycles()
def stage(run, checker, rows, after):
    """Check and keep all rows; `after(rows read)` follows every batch. Gives `(refused, flagged)`.

    Each batch is kept at once: the register does not know of it.
    """
    kept = refused = flagged = read = 0
    rows = iter(rows)
    while lines := list(islice(rows, BATCH)):
        found, problems = checker.batch(lines)
        with transaction.atomic():
            values = zip(repeat(run.pk), repeat("n"), *(found[name] for name in FIELDS))
            bulk.insert(TABLE, COLUMNS, values, TEXTS)
            keep_problems(run, problems[: MOST_PROBLEMS - kept])
        kept += min(len(problems), MOST_PROBLEMS - kept)
        refused += len(lines) - len(found["line"])
        flagged += sum(not problem.refused for _line, problem in problems)
        read += len(lines)
        after(read)
    bulk.analyze(TABLE, "run_id", "line", "key", "action")
    return refused + refuse_repeated(run), flagged


REPEATED = f'SELECT 1 FROM "{TABLE}" WHERE run_id = %s GROUP BY key HAVING count(*) > 1 LIMIT 1'
AGAIN = f"""(SELECT id, line, source_ref, name, min(line) OVER (PARTITION BY key) AS first
  FROM "{TABLE}" WHERE run_id = %s) d WHERE line > first"""


def refuse_repeated(run):
    """Take out what stands in the file a second time; gives how many rows."""
    with bulk.unlimited() as cursor:
        cursor.execute(REPEATED, [run.pk])
        if cursor.fetchone() is None:
            return 0
        found = f"SELECT line, source_ref, name, first FROM {AGAIN} ORDER BY line LIMIT %s"
        cursor.execute(found, [run.pk, MOST_PROBLEMS])
        keep_problems(run, map(again, *zip(*cursor.fetchall(), strict=True)))
        cursor.execute(f'DELETE FROM "{TABLE}" WHERE id IN (SELECT id FROM {AGAIN})', [run.pk])
        return cursor.rowcount


def again(line, ref, name, first):
    """The problem of a row whose outlet stands in the file already."""
    return line, Problem("source_ref", ref or name, "again", {"line": first})


def keep_problems(run, problems):
    """Keep what is wrong, to be shown."""
    OutletImportProblem.objects.bulk_create(
        OutletImportProblem(
            run=run,
            line=line,
            column=heading(problem.column),
            value=problem.value[:SHOWN],
            code=problem.code,
            details=problem.details,
            refused=problem.refused,
        )
        for line, problem in problems
    )


DOES = f"""CASE
  WHEN o.source_digest = "{TABLE}".digest THEN
    CASE WHEN o.source_on < %s THEN 'f' ELSE 'u' END
  WHEN "{TABLE}".closed_on IS NOT NULL AND o.closed_on IS NULL THEN 'x'
  ELSE 'c' END"""
KNOWN = f"""UPDATE "{TABLE}" SET action = {DOES} FROM "{OUTLETS}" o
WHERE o.key = "{TABLE}".key AND "{TABLE}".run_id = %s AND "{TABLE}".action <> {DOES}"""
NEW = f"""UPDATE "{TABLE}" SET action = 'n' WHERE run_id = %s AND action <> 'n'
AND NOT EXISTS (SELECT 1 FROM "{OUTLETS}" o WHERE o.key = "{TABLE}".key)"""


def compare(run):
    """Set what each staged row would do, and count it: `{action: number}`.

    Only what does something else than before is written. `new_closed` are those of the new ones,
    if any, that had closed before anybody registered them.
    """
    with bulk.unlimited() as cursor:
        cursor.execute(KNOWN, [run.as_of, run.pk, run.as_of])
        cursor.execute(NEW, [run.pk])
        rows = OutletImportRow.objects.filter(run=run).order_by().values_list("action")
        found = list(rows.annotate(Count("pk"), Count("closed_on")))
    closed = {action: number for action, _all, number in found}.get("n")
    counts = {action: number for action, number, _closed in found}
    return counts | ({"new_closed": closed} if closed else {})
