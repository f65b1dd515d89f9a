"""Rows of a file in a table of their own, before they count, and what they would change."""

from itertools import islice
from operator import attrgetter

from django.db import connection, transaction
from django.db.models import Count

from circles.models import Outlet, OutletImportProblem, OutletImportRow

from . import bulk
from .checking import SHOWN, heading
from .problems import Problem

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
VALUES = attrgetter(*FIELDS)
TEXTS = ("key", "digest", "source_ref", "name", "location_text", "circle_basis")


def clear(run):
    """Forget the staged rows and problems of a run."""
    with connection.cursor() as cursor:
        for model in (OutletImportRow, OutletImportProblem):
            cursor.execute(f'DELETE FROM "{model._meta.db_table}" WHERE run_id = %s', [run.pk])


def stage(run, checker, rows, after):
    """Check and keep all rows; `after(rows read)` follows every batch. Gives `(refused, flagged)`.

    Each batch is kept at once: the register does not know of it.
    """
    kept = refused = flagged = read = 0
    rows = iter(rows)
    while lines := list(islice(rows, BATCH)):
        found, problems = checker.batch(lines)
        with transaction.atomic():
            bulk.insert(TABLE, COLUMNS, ((run.pk, "n", *VALUES(row)) for row in found), TEXTS)
            keep_problems(run, problems[: MOST_PROBLEMS - kept])
        kept += min(len(problems), MOST_PROBLEMS - kept)
        refused += len(lines) - len(found)
        flagged += sum(not problem.refused for _line, problem in problems)
        read += len(lines)
        after(read)
    return refused + refuse_repeated(run), flagged


AGAIN = f"""
FROM "{TABLE}" s JOIN (
  SELECT key, min(line) AS first FROM "{TABLE}" WHERE run_id = %s GROUP BY key HAVING count(*) > 1
) d ON d.key = s.key WHERE s.run_id = %s AND s.line > d.first
"""


def refuse_repeated(run):
    """Take out what stands in the file a second time; gives how many rows."""
    span = [run.pk, run.pk]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT s.line, s.source_ref, s.name, d.first {AGAIN} ORDER BY 1", span)
        first = cursor.fetchmany(MOST_PROBLEMS)
        keep_problems(
            run,
            [
                (line, Problem("source_ref", ref or name, "again", {"line": earlier}))
                for line, ref, name, earlier in first
            ],
        )
        cursor.execute(f'DELETE FROM "{TABLE}" WHERE id IN (SELECT s.id {AGAIN})', span)
        return cursor.rowcount


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


COMPARE = f"""
UPDATE "{TABLE}" SET action = CASE
  WHEN o.source_digest = "{TABLE}".digest THEN
    CASE WHEN o.source_on < %s THEN 'f' ELSE 'u' END
  WHEN "{TABLE}".closed_on IS NOT NULL AND o.closed_on IS NULL THEN 'x'
  ELSE 'c' END
FROM "{OUTLETS}" o WHERE o.key = "{TABLE}".key AND "{TABLE}".run_id = %s
"""


def compare(run):
    """Set what each staged row would do, and count it: `{action: number}`."""
    with connection.cursor() as cursor:
        reset = f"UPDATE \"{TABLE}\" SET action = 'n' WHERE run_id = %s AND action <> 'n'"
        cursor.execute(reset, [run.pk])
        cursor.execute(COMPARE, [run.as_of, run.pk])
    rows = OutletImportRow.objects.filter(run=run).order_by().values_list("action")
    return dict(rows.annotate(number=Count("pk")))
