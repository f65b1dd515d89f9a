"""Servers that come up, come back, and leave nothing behind."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from liaocheng_plan.ops import processes, runtests, serve
from liaocheng_plan.ops.bootstrap import ROOT

PRINT_URL = ["sh", "-c", "echo $DATABASE_URL; exit 7"]


def run_module(name, *arguments, **variables):
    """Run a module of the ops package as its command line."""
    return subprocess.run(
        [sys.executable, "-m", f"liaocheng_plan.ops.{name}", *arguments],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        timeout=90,
    )


def test_a_taken_port_is_named_with_the_way_out():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run_module("serve", PORT=str(port))
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert str(port) in done.stderr and "make run PORT=" in done.stderr


@pytest.mark.parametrize("value", ["0", "65536", "http", "-1", "80 "])
def test_a_wrong_port_stops_with_one_line(value):
    done = run_module("serve", PORT=value)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert "PORT" in done.stderr


def test_a_throw_away_database_is_gone_with_its_command():
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)  # as root the server runs as another user
        done = run_module("postgres", "--", *PRINT_URL, TMPDIR=folder)
        assert done.returncode == 7, done.stderr
        assert done.stdout.startswith("postgis://plan:")
        assert list(Path(folder).iterdir()) == []


def test_a_service_that_dies_comes_back_after_a_growing_pause():
    service = serve.Service("web", [sys.executable, "-c", "raise SystemExit(3)"])
    service.start()
    service.process.wait()
    service.tend()
    assert service.pause == 2
    first = service.process
    service.due = time.monotonic()
    service.tend()
    assert service.process is not first
    service.process.wait()
    service.tend()
    assert service.pause == 4


def test_what_a_child_started_ends_with_it(tmp_path):
    note = tmp_path / "pid"
    script = f"sleep 60 & echo $! > {note}; trap '' TERM; wait; sleep 60"
    child = processes.start(["sh", "-c", script])
    while not note.exists() or not note.read_text().strip():
        time.sleep(0.05)
    processes.end(child, seconds=0.3)
    assert child.returncode == -signal.SIGKILL
    state = Path(f"/proc/{note.read_text().strip()}/stat")
    time.sleep(0.1)
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_the_closing_line_counts_a_run_that_broke(capsys):
    fine = runtests.Outcome("SpatiaLite", 0, 5, 0, 1, 2.0)
    broken = runtests.Outcome("PostGIS", 3)
    assert runtests.summarise([fine]) == 0
    assert runtests.summarise([fine, broken]) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "5 passed, 1 failed, 1 skipped"
