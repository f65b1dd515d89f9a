"""move_data: everything arrives, and it is proved; a target with data is refused."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def manage(database, *arguments):
    """Run a management command on a database; the finished process."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "DATABASE_URL": database},
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """An embedded database with the plan, a user and a change by staff."""
    path = tmp_path_factory.mktemp("source") / "plan.sqlite3"
    url = f"spatialite:///{path}"
    for command in (["migrate", "-v0"], ["load_plan"], ["setup_roles"]):
        done = manage(url, *command)
        assert done.returncode == 0, done.stderr
    return url


def count(url, table):
    """Rows of a table of an embedded database."""
    with sqlite3.connect(url.removeprefix("spatialite:///")) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def test_everything_arrives_and_goes_on(source, tmp_path):
    target = f"spatialite:///{tmp_path / 'target.sqlite3'}"
    done = manage(source, "move_data", "--to", target)
    assert done.returncode == 0, done.stderr
    for table in ("markets_market", "markets_historicalmarket", "organisation_user"):
        assert count(target, table) == count(source, table) > 0
    again = manage(target, "load_plan")
    assert again.stdout.startswith("0 "), again.stdout + again.stderr


def test_a_target_with_data_is_refused_and_left_alone(source, tmp_path):
    target = f"spatialite:///{tmp_path / 'target.sqlite3'}"
    assert manage(source, "move_data", "--to", target).returncode == 0
    second = manage(source, "move_data", "--to", target)
    assert second.returncode == 1
    assert len(second.stderr.strip().splitlines()) == 1
    assert count(target, "markets_market") == count(source, "markets_market")


def test_a_database_is_not_moved_onto_itself(source):
    assert manage(source, "move_data", "--to", source).returncode == 1


def test_a_wrong_address_is_one_line(source):
    done = manage(source, "move_data", "--to", "mysql://somewhere/x")
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith("--to=")
