"""Start `make run` on a free port, ask its main pages, stop it: does it serve at all?"""

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from . import processes
from .bootstrap import ROOT
from .console import step, stop
from .postgres import free_port

PATHS = (
    "/",
    "/map/",
    "/progress/",
    "/plan/",
    f"/search/?q={quote('湖南社区')}",
    "/api/v1/",
    "/api/schema/",
    "/healthz",
    "/readyz",
)
START_WITHIN = 300


def status(port, path):
    """The HTTP status of one page, or None while nobody answers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except OSError:
        return None
    finally:
        connection.close()


def wait_until_ready(portal, port, log):
    """Wait for the first good answer; stop with the portal's own words when it does not come."""
    deadline = time.monotonic() + START_WITHIN
    while status(port, "/readyz") != 200:
        if portal.poll() is not None or time.monotonic() > deadline:
            stop(log.read_text(), "make run did not come up.")
        time.sleep(0.5)


def failures(port):
    """Ask every page, print what it answered and how fast; return how many were not good."""
    bad = 0
    for path in PATHS:
        started = time.monotonic()
        code = status(port, path)
        print(f"  {code} {path} {1000 * (time.monotonic() - started):.0f} ms")
        bad += code != 200
    return bad


def is_free(port):
    """Whether nobody listens on the port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def start(folder, port):
    """Start `make run` with a database of its own: nobody shall miss the password it prints."""
    variables = {"PORT": str(port), "DATABASE_URL": f"spatialite:///{folder}/plan.sqlite3"}
    with (folder / "log").open("w") as log:
        return processes.start(
            ["make", "run"],
            cwd=ROOT,
            env={**os.environ, **variables},
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def try_out(folder):
    """Start, ask, stop; return how many pages failed, one more for a server left behind."""
    port = free_port()
    portal = start(folder, port)
    try:
        with step("make run"):
            wait_until_ready(portal, port, folder / "log")
        bad = failures(port)
    finally:
        processes.end(portal, seconds=60)
    if not is_free(port):
        print(f"  something still listens on port {port}")
        bad += 1
    return bad


def main():
    """Exit with the number of failures."""
    processes.exit_on_signals()
    with tempfile.TemporaryDirectory(prefix="liaocheng-plan-") as folder:
        sys.exit(try_out(Path(folder)))


if __name__ == "__main__":
    main()
