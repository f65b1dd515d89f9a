"""Start `make run` on a free port, ask its main pages, stop it: does it serve at all?"""

import http.client
import os
import socket
import subprocess
import sys
import time
from urllib.parse import quote

from . import processes
from .bootstrap import LOG, ROOT
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


def main():
    """Exit with the number of pages that failed; a server left behind is a failure too."""
    processes.exit_on_signals()
    port, log = free_port(), LOG / "smoke.log"
    environment = {**os.environ, "PORT": str(port)}
    with log.open("w") as output:
        portal = processes.start(
            ["make", "run"], cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        with step("make run"):
            wait_until_ready(portal, port, log)
        bad = failures(port)
        portal.terminate()
        portal.wait(60)
        if not is_free(port):
            stop(f"Something still listens on port {port}.")
    finally:
        processes.end(portal, seconds=60)
    sys.exit(bad)


if __name__ == "__main__":
    main()
