"""move_data: everything arrives, and it is proved; a target with data is refused."""

import os
import re
import secrets
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from django.db import connections

from tests import prepared

ROOT = Path(__file__).resolve().parents[2]
once = pytest.mark.once


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
    prepared.database(path)
    return url


def changes_nothing(loaded):
    """Whether a run of load_plan created and updated nothing."""
    created, updated, _unchanged = map(int, re.findall(r"\d+", loaded.stdout.splitlines()[-1]))
    return (created, updated) == (0, 0)


def count(url, table):
    """Rows of a table of an embedded database."""
    with sqlite3.connect(url.removeprefix("spatialite:///")) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


@pytest.fixture(scope="module")
def target(source, tmp_path_factory):
    """An embedded database to which the source was moved."""
    url = f"spatialite:///{tmp_path_factory.mktemp('target') / 'target.sqlite3'}"
    done = manage(source, "move_data", "--to", url)
    assert done.returncode == 0, done.stderr
    return url


@once
def test_everything_arrives_and_goes_on(source, target):
    for table in ("markets_market", "markets_historicalmarket", "organisation_user"):
        assert count(target, table) == count(source, table) > 0
    assert changes_nothing(manage(target, "load_plan"))


@once
def test_a_target_with_data_is_refused_and_left_alone(source, target):
    second = manage(source, "move_data", "--to", target)
    assert second.returncode == 1
    assert len(second.stderr.strip().splitlines()) == 1
    assert count(target, "markets_market") == count(source, "markets_market")


@once
def test_a_database_is_not_moved_onto_itself(source):
    assert manage(source, "move_data", "--to", source).returncode == 1


@once
def test_a_wrong_address_is_one_line(source):
    done = manage(source, "move_data", "--to", "mysql://somewhere/x")
    assert done.returncode == 1
    assert done.stderr.strip().splitlines()[-1].startswith("--to=")


@pytest.fixture
def postgis():
    """Address of a new, empty database on the PostGIS server that the suite runs on."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgis://"):
        pytest.skip("needs PostGIS: runs in the second half of make test")
    config = connections["default"].settings_dict
    name = "moved_" + secrets.token_hex(4)
    address = {"host": config["HOST"], "port": config["PORT"], "dbname": "postgres"}
    with closing(
        psycopg2.connect(user=config["USER"], password=config["PASSWORD"], **address)
    ) as connection:
        connection.autocommit = True
        cursor = connection.cursor()
        cursor.execute(f"CREATE DATABASE {name}")
        yield url.rsplit("/", 1)[0] + f"/{name}"
        cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_everything_moves_to_postgis_and_back(source, postgis, tmp_path):
    back = f"spatialite:///{tmp_path / 'back.sqlite3'}"
    there = manage(source, "move_data", "--to", postgis)
    assert there.returncode == 0, there.stderr
    assert changes_nothing(manage(postgis, "load_plan"))
    assert manage(postgis, "move_data", "--to", back).returncode == 0
    assert count(back, "markets_market") == count(source, "markets_market")
