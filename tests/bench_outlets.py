"""Benchmark: the register of outlets, on SpatiaLite and at the nation's size on PostGIS.

`OUTLETS=2000000 python -m tests.bench_outlets` (200,000 unless said, at most that on SpatiaLite)
makes 8,132 circles in 340 cities on databases of its own, imports one city and then the rest of
the nation through the register itself, and sends the same file again. On PostGIS the same rows are
copied into a same table, with and without its keys to other tables, and one city is asked for with
and without the others around it (`bench_city`). Nothing is asserted: read the ratios. Memory is the
largest so far of the process that works, and what the server's process holds of its own afterwards.
"""

import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from unittest.mock import patch

import numpy

from liaocheng_plan.ops.postgres import temporary_cluster

ROWS = int(os.environ.get("OUTLETS", 200_000))
ON_SPATIALITE = 200_000
COPIES = 3
CITY = 7
DAY = date(2026, 1, 1)


def memory():
    """The largest memory of this process so far in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def served_by():
    """The folder in /proc of the server's process; None where the database is a file."""
    from django.db import connection

    connection.ensure_connection()
    if connection.vendor != "postgresql":
        return None
    return Path(f"/proc/{connection.connection.get_backend_pid()}")


def server_memory():
    """What the server's process holds of its own in MB; 0 without one."""
    if served_by() is None:
        return 0
    for line in (served_by() / "status").read_text().splitlines():
        if line.startswith("RssAnon:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no RssAnon")


def processor():
    """Seconds of processor time of this process and of the server's process that serves it."""
    spent = time.process_time()
    if served_by() is not None:
        ticks = (served_by() / "stat").read_text().rpartition(")")[2].split()[11:13]
        spent += sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return spent


def timed(label, function, *arguments):
    """Run a function; prints and gives seconds by the clock and of the processor."""
    start, spent = time.perf_counter(), processor()
    function(*arguments)
    taken = numpy.array([time.perf_counter() - start, processor() - spent])
    print(
        f"  {label:<50}{taken[0]:>8.1f} s  cpu {taken[1]:>7.1f} s"
        f"  memory {memory():>4.0f} + {server_memory():>3.0f} MB",
        flush=True,
    )
    return taken


def import_file(path, user):
    """Import a file through all its steps; gives the times until it is in the register."""
    from circles.register import runs

    run, seconds = checked(path, user)
    run, afterwards = runs.decide(user, run, leave_out=True), runs.afterwards
    with patch.object(runs, "afterwards"):
        seconds += timed("apply: outlets and their history", runs.apply, run)
    timed("afterwards: suspected duplicates, forget rows", afterwards, run)
    return seconds


def checked(path, user):
    """Send a file and have it checked; gives the import and the times."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    from circles.models import OutletImport
    from circles.register import runs

    given = {"source": path.stem, "as_of": DAY, "datum": "gcj02"}
    with path.open("rb") as file:
        upload = SimpleUploadedFile(path.name, b"-")
        upload.file, upload.size = file, path.stat().st_size
        seconds = timed("upload and first look", lambda: runs.submit(user, upload, **given))
    run = OutletImport.objects.latest("id")
    seconds += timed("check: convert, place, stage, compare", runs.check, run)
    told = {name: number for name, number in run.counts.items() if number}
    print(f"  {'what the rows do':<50}{told}")
    return run, seconds


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
                f"COPY of the same rows, {words} keys to other tables",
                cursor.cursor.copy_expert,
                "COPY bench_copy FROM STDIN",
                file,
            )


KEYS = """SELECT 'ALTER TABLE bench_copy ADD ' || replace(
    pg_get_constraintdef(oid), 'REFERENCES circles_outlet(', 'REFERENCES bench_copy(')
  FROM pg_constraint WHERE conrelid = 'circles_outlet'::regclass AND contype = 'f'"""


def compare_with_copy(folder, seconds):
    """Print how many times as long the import took as COPY, medians of some copies."""
    for keys in (False, True):
        clock, cpu = seconds / numpy.median([copied(folder, keys) for _ in range(COPIES)], axis=0)
        print(f"  {'the import takes':<50}{clock:>8.2f} × COPY, {cpu:.2f} × of the processor")


def bench(folder, rows):
    """All measurements on the database of DATABASE_URL."""
    from django.db import connection

    from circles.register import placing
    from liaocheng_plan.organisation.models import User
    from tests import bench_city, nation

    placing.CITY_EXTENT = (73.0, 3.0, 136.0, 54.0)
    cities = nation.make()
    user = User.objects.create_superuser("bench", password=None)
    city = cities[CITY]
    elsewhere = [circle for at, found in enumerate(cities) if at != CITY for circle in found]
    here = rows * len(city) // nation.CIRCLES
    nation.write(folder / "city.csv", city, here, 1)
    nation.write(folder / "nation.csv", elsewhere, rows - here, 2)
    print(f"\n{connection.vendor}: one city, {here} outlets in {len(city)} circles")
    import_file(folder / "city.csv", user)
    print(f"the nation: {rows - here} more outlets in {len(elsewhere)} circles")
    seconds = import_file(folder / "nation.csv", user)
    if connection.vendor == "postgresql":
        compare_with_copy(folder, seconds)
    print("the same file again")
    checked(folder / "nation.csv", user)
    if connection.vendor == "postgresql":
        bench_city.compare(city, "city")


def fresh(rows):
    """Prepare the database that DATABASE_URL names, which must be empty, then measure."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaocheng_plan.settings")
    import django
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    if "django_migrations" in connection.introspection.table_names():
        sys.exit("This database is not empty.")
    with tempfile.TemporaryDirectory() as folder:
        settings.MEDIA_ROOT = Path(folder) / "media"
        call_command("migrate", verbosity=0)
        call_command("load_plan", verbosity=0, stdout=io.StringIO())
        bench(Path(folder), rows)


def main():
    """Measure on a temporary SpatiaLite file, then on a throw-away PostGIS cluster."""
    with tempfile.TemporaryDirectory() as folder:
        measure(f"spatialite:///{folder}/plan.sqlite3", min(ROWS, ON_SPATIALITE))
    with temporary_cluster() as url:
        measure(url, ROWS)


def measure(url, rows):
    """Measure on one database, in a process of its own."""
    given = {"IMPORT_MB": "2000", "IMPORT_ROWS": "10000000", "DATABASE_URL": url}
    given["PYTHONUNBUFFERED"] = "1"
    command = [sys.executable, "-m", "tests.bench_outlets", str(rows)]
    subprocess.run(command, env={**os.environ, **given}, check=True)


if __name__ == "__main__":
    fresh(int(sys.argv[1])) if len(sys.argv) > 1 else main()
