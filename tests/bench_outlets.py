"""Benchmark: the register of outlets at the nation's size, on PostGIS.

`OUTLETS=2000000 python -m liaocheng_plan.ops.postgres -- python -m tests.bench_outlets` (200,000
unless said) makes 8,132 circles in 340 cities, imports one city and then the rest of the nation
through the register itself, and copies the same rows into a same table. Nothing is asserted: read
the ratios.
"""

import os
import resource
import statistics
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaocheng_plan.settings")
os.environ |= {"IMPORT_MB": "2000", "IMPORT_ROWS": "10000000"}

ROWS = int(os.environ.get("OUTLETS", 200_000))
ROUNDS = 15
CITY = 7


def memory():
    """The largest memory so far in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def processor():
    """Seconds of processor time of this process and of the server's process that serves it."""
    from django.db import connection

    connection.ensure_connection()
    stat = Path(f"/proc/{connection.connection.get_backend_pid()}/stat").read_text()
    ticks = stat.rpartition(")")[2].split()[11:13]
    return time.process_time() + sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")


def timed(label, function, *arguments):
    """Run a function; prints and gives seconds by the clock and of the processor."""
    start, spent = time.perf_counter(), processor()
    function(*arguments)
    taken = numpy.array([time.perf_counter() - start, processor() - spent])
    clock, cpu = taken
    print(f"{label:<52}{clock:>8.1f} s  cpu {cpu:>7.1f} s  peak {memory():>5.0f} MB", flush=True)
    return taken


def import_file(path, user):
    """Import a file through all its steps; gives the times until it is in the register."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from circles.models import OutletImport
    from circles.register import runs, staging

    with path.open("rb") as file:
        upload = SimpleUploadedFile(path.name, b"-")
        upload.file, upload.size = file, path.stat().st_size
        given = {"source": path.stem, "as_of": date(2026, 1, 1), "datum": "gcj02"}
        seconds = timed("  upload and first look", submit, runs, user, upload, given)
    run = OutletImport.objects.latest("id")
    seconds += timed("  check, convert, place, stage, compare", runs.check, run)
    print(f"  {run.counts}")
    run = runs.decide(user, run, leave_out=True)
    clear, staging.clear = staging.clear, lambda _run: None
    seconds += timed("  apply: outlets and their history", runs.apply, run)
    staging.clear = clear
    timed("  forget the staged rows", clear, run)
    return seconds


def submit(runs, user, upload, given):
    """Upload a file."""
    runs.submit(user, upload, **given)


def copied(folder, keys):
    """Seconds of COPY of the same rows into a table with the same columns, indexes and checks.

    With `keys` also with the same keys to other tables, which a copied definition lacks.
    """
    from django.db import connection

    path, words = folder / "rows.copy", "with" if keys else "without"
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        with path.open("wb") as file:
            cursor.cursor.copy_expert("COPY circles_outlet TO STDOUT", file)
        cursor.execute("DROP TABLE IF EXISTS bench_copy")
        cursor.execute("CREATE TABLE bench_copy (LIKE circles_outlet INCLUDING ALL)")
        cursor.execute(KEYS if keys else "SELECT 'SELECT 1'")
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)
        with path.open("rb") as file:
            return timed(
                f"COPY of the same rows into a same table {words} keys",
                cursor.cursor.copy_expert,
                "COPY bench_copy FROM STDIN",
                file,
            )


KEYS = """SELECT 'ALTER TABLE bench_copy ADD ' || replace(
    pg_get_constraintdef(oid), 'REFERENCES circles_outlet(', 'REFERENCES bench_copy(')
  FROM pg_constraint WHERE conrelid = 'circles_outlet'::regclass AND contype = 'f'"""
BARE = """SELECT circle_id, {columns}count(*){latest} FROM circles_outlet
  WHERE circle_id = ANY(%s) AND closed_on IS NULL AND merged_into_id IS NULL {more}
  GROUP BY {group}"""
LATEST = ", max(coalesce(source_on, opened_on, updated_at::date))"


def median(function):
    """Median milliseconds of a function."""
    taken = []
    for attempt in range(-3, ROUNDS):
        start = time.perf_counter()
        function()
        if attempt >= 0:
            taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def questions(circles):
    """`{what: (by the portal's querysets, bare SQL)}` about the circles of one city."""
    from django.db import connection
    from django.db.models import Count

    from circles import evidence
    from circles.models import Outlet

    ids = [circle.pk for circle in circles]

    def bare(**parts):
        statement = BARE.format(**parts)
        with connection.cursor() as cursor:
            cursor.execute(statement, [ids])
            cursor.fetchall()

    def counts():
        rows = Outlet.objects.order_by().operating().filter(circle__in=ids)
        list(rows.values_list("circle").annotate(number=Count("pk")))

    plain = {"columns": "", "latest": "", "more": "", "group": "1"}
    typed = {
        "columns": "business_type_id, ",
        "latest": LATEST,
        "more": "AND business_type_id IS NOT NULL",
        "group": "1, 2",
    }
    return {
        "outlets of each circle": (counts, lambda: bare(**plain)),
        "evidence of the gap sheets": (
            lambda: list(evidence.outlets(circles)),
            lambda: bare(**typed),
        ),
    }


def ask(circles):
    """Ask all questions; prints and gives the milliseconds of the portal's own."""
    found = {}
    for what, (ours, bare) in questions(circles).items():
        own, floor = median(ours), median(bare)
        found[what] = own
        print(f"  {what:<56}{own:>9.2f} ms  bare {floor:.2f} ms  {own / floor:.1f} ×")
    return found


def plans(circles):
    """Print how PostgreSQL answers."""
    from django.db import connection

    from circles.models import Outlet

    ids = [circle.pk for circle in circles]
    rows = Outlet.objects.order_by().operating().filter(circle__in=ids, business_type__isnull=False)
    print(rows.values("circle", "business_type").explain(analyze=True, buffers=True))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_size_pretty(pg_total_relation_size('circles_outlet'))")
        print("register with indexes:", cursor.fetchone()[0])


def bench(folder):
    """All measurements."""
    from django.db import connection

    from circles.register import placing
    from liaocheng_plan.organisation.models import User
    from tests import nation

    placing.CITY_EXTENT = (73.0, 3.0, 136.0, 54.0)
    cities = nation.make()
    user = User.objects.create_superuser("bench", password=None)
    city = cities[CITY]
    elsewhere = [circle for at, rows in enumerate(cities) if at != CITY for circle in rows]
    here = ROWS * len(city) // nation.CIRCLES
    nation.write(folder / "city.csv", city, here, 1)
    nation.write(folder / "nation.csv", elsewhere, ROWS - here, 2)
    print(f"one city: {here} outlets in {len(city)} circles; peak {memory():.0f} MB")
    import_file(folder / "city.csv", user)
    analyze(connection)
    before = ask(city)
    print(f"the nation: {ROWS - here} more outlets in {len(elsewhere)} circles")
    seconds = import_file(folder / "nation.csv", user)
    analyze(connection)
    after = ask(city)
    for what, taken in after.items():
        print(f"  {what}: {taken / before[what]:.2f} × of what it took with one city alone")
    for keys in (False, True):
        clock, cpu = seconds / copied(folder, keys)
        print(f"the import takes {clock:.2f} × the time of COPY, {cpu:.2f} × of the processor")
    plans(city)


def analyze(connection):
    """Bring the planner's statistics up to date, as the server does by itself after a while."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE circles_outlet")


def main():
    """Prepare the database that DATABASE_URL names, then measure."""
    import django
    from django.conf import settings
    from django.core.management import call_command

    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = Path(folder) / "media"
        call_command("migrate", verbosity=0)
        call_command("load_plan", verbosity=0)
        bench(Path(folder))


if __name__ == "__main__":
    main()
