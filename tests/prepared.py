"""An embedded database with the plan, set up as `make run` does; made once and copied."""

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ("liaocheng_plan", "zones", "circles", "markets", "logistics", "fixtures")
KINDS = (".py", ".yaml", ".geojson", ".csv", ".tsv")
FOLDER = ROOT / "var" / "test" / "prepared"


def database(path):
    """Copy the prepared database to a path; gives the first administrator's password."""
    made = FOLDER / f"{fingerprint()}.sqlite3"
    with alone():
        if not made.with_suffix(".password").exists():
            make(made)
    shutil.copyfile(made, path)
    return made.with_suffix(".password").read_text()


def fingerprint():
    """Changes with every source that a database is made from."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for folder in SOURCES:
        for source in sorted((ROOT / folder).rglob("*")):
            if source.suffix in KINDS:
                digest.update(str(source.relative_to(ROOT)).encode() + source.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def alone():
    """One process at a time: the others wait for what it makes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make(path):
    """Migrate, load the plan and make the roles; older ones are of no use any more."""
    for old in FOLDER.glob("*.*"):
        old.unlink()
    url = f"spatialite:///{path}"
    manage(url, "migrate", "--noinput", "-v0")
    manage(url, "load_plan")
    printed = manage(url, "setup_roles")
    password = re.search(r"[:：] ?(\S{12,})[ （(]", printed.split("admin", 1)[1]).group(1)
    path.with_suffix(".password").write_text(password)


def manage(url, *arguments):
    """Run a management command on a database; gives what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": url},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout
