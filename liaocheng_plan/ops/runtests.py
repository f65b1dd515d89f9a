"""Run the tests on both databases and say what ran where: `make test`, `test-long`, `e2e`."""

import collections
import os
import signal
import sys
import time
import xml.etree.ElementTree as ElementTree
from contextlib import contextmanager

from . import processes
from .bootstrap import ROOT, VAR
from .console import stop
from .postgres import temporary_cluster
from .system import browser

Suite = collections.namedtuple("Suite", "name marks database options")
Outcome = collections.namedtuple(
    "Outcome", "name code passed failed skipped seconds", defaults=[0, 0, 0, 0.0]
)

PARALLEL = ("-n", "2", "--dist", "worksteal")
BY_FILE = ("-n", "2", "--dist", "loadfile")  # each worker has a server and a browser of its own
QUICK, LONG, BROWSER = "not e2e and not long", "long", "e2e and not long"
SUITES = {
    "all": (
        Suite("SpatiaLite", QUICK, "spatialite", PARALLEL),
        Suite("SpatiaLite + Chromium", BROWSER, "spatialite", BY_FILE),
        Suite("PostGIS", f"{QUICK} and not once", "postgis", PARALLEL),
    ),
    "e2e": (Suite("SpatiaLite + Chromium", BROWSER, "spatialite", BY_FILE),),
    "long": (
        Suite("SpatiaLite, long", LONG, "spatialite", ()),
        Suite("PostGIS, long", LONG, "postgis", ()),
    ),
}
NO_TESTS = 5  # pytest's exit code when a selection is empty
NO_BROWSER = "no Chromium"
NOTES = {0: "", NO_TESTS: "no tests", NO_BROWSER: "not run: no Chromium that starts"}
# What an operator has configured must neither reach the tests nor be reached by them.
OPERATORS_OWN = (
    "ALLOWED_HOSTS",
    "API_RATE",
    "API_WRITE_RATE",
    "DATABASE_URL",
    "DEBUG",
    "HTTPS",
    "IDLE_LOGOUT_HOURS",
    "MAP_ACCESS",
    "MAP_REVIEW_NUMBER",
    "SECRET_KEY",
    "TIANDITU_KEY",
)


@contextmanager
def environment(suite):
    """Variables for one suite; a PostGIS suite has a server of its own while the block runs."""
    variables = {key: value for key, value in os.environ.items() if key not in OPERATORS_OWN}
    if suite.database == "spatialite":
        yield variables
        return
    with temporary_cluster() as url:
        yield {**variables, "DATABASE_URL": url}


def run(suite, arguments):
    """Run one suite in pytest and return its outcome."""
    if suite.marks == BROWSER and not browser():
        return Outcome(suite.name, NO_BROWSER)
    report = VAR / "test" / f"{suite.name.replace(' ', '')}.xml"
    report.parent.mkdir(parents=True, exist_ok=True)
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", "-q", "-m", suite.marks, *suite.options]
    command += [f"--junitxml={report}", *arguments]
    print(f"\n=== {suite.name} ===", flush=True)
    started = time.monotonic()
    with environment(suite) as variables:
        child = processes.start(command, cwd=ROOT, env=variables)
        try:
            code = child.wait()
        finally:
            processes.end(child, seconds=30, number=signal.SIGINT)
    return Outcome(suite.name, code, *counts(report), time.monotonic() - started)


def counts(report):
    """Passed, failed and skipped tests of a JUnit report; nothing where none was written."""
    if not report.exists():
        return 0, 0, 0
    suite = ElementTree.parse(report).getroot().find("testsuite")
    total, failures, errors, skipped = (
        int(suite.get(name)) for name in ("tests", "failures", "errors", "skipped")
    )
    return total - failures - errors - skipped, failures + errors, skipped


def is_good(outcome):
    """A suite is good when all its tests passed; one without tests is no failure by itself."""
    return outcome.code in NOTES


def summarise(outcomes):
    """Print the table and the closing line; return the exit code."""
    print(f"\n{'':24}{'passed':>8}{'failed':>8}{'skipped':>9}{'seconds':>9}")
    for outcome in outcomes:
        note = NOTES.get(outcome.code, f"pytest ended with code {outcome.code}")
        print(
            f"{outcome.name:24}{outcome.passed:8}{outcome.failed:8}"
            f"{outcome.skipped:9}{outcome.seconds:9.1f}   {note}"
        )
    passed, failed, skipped = (
        sum(getattr(outcome, field) for outcome in outcomes)
        for field in ("passed", "failed", "skipped")
    )
    broken = sum(not is_good(outcome) and not outcome.failed for outcome in outcomes)
    print(f"{passed} passed, {failed + broken} failed, {skipped} skipped", flush=True)
    return 0 if passed and all(map(is_good, outcomes)) else 1


def main():
    """Run the chosen suites; further arguments go to pytest."""
    chosen = sys.argv[1] if len(sys.argv) > 1 else "all"
    if chosen not in SUITES:
        stop(f"usage: python -m liaocheng_plan.ops.runtests {'|'.join(SUITES)} [pytest options]")
    processes.exit_on_signals()
    sys.exit(summarise([run(suite, sys.argv[2:]) for suite in SUITES[chosen]]))


if __name__ == "__main__":
    main()
