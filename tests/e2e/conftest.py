"""Browser tests run against the real thing: the production server on a database of its own."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests import prepared

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# No sandbox: the tests may run as root. The rest keeps the browser from calling its maker.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def django_db_setup():
    """Browser tests have no database of Django's test runner."""


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """The environment of the server under test; every file of tests has a database of its own."""
    folder = tmp_path_factory.mktemp("server")
    database = folder / "plan.sqlite3"
    return {
        **os.environ,
        "DATABASE_URL": f"spatialite:///{database}",
        "MEDIA_ROOT": str(folder / "media"),
        "DJANGO_SETTINGS_MODULE": "liaocheng_plan.settings",
        "API_RATE": "100000",
    }


@pytest.fixture(scope="module")
def administrator(environment):
    """Name and password of the first administrator, as set-up prints them."""
    path = environment["DATABASE_URL"].removeprefix("spatialite:///")
    return "admin", prepared.database(path)


@pytest.fixture(scope="module")
def manage(environment, administrator):
    """Run a management command on the server's database, which is there; gives what it printed."""

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    return run


@pytest.fixture(scope="session")
def static_files():
    """Styles and scripts where the server has them from."""
    command = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v0"]
    with prepared.alone():
        subprocess.run(command, cwd=ROOT, check=True)


@pytest.fixture(scope="module")
def server(administrator, static_files, environment):
    """Address of the running portal, e.g. `http://127.0.0.1:40123`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "liaocheng_plan.wsgi"]
    command += ["--bind", f"127.0.0.1:{port}", "--threads", "4", "--log-level", "warning"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/healthz", process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(url, process, seconds=40):
    """Return when the address answers; fail when the process ended or time is up."""
    for _attempt in range(seconds * 5):
        assert process.poll() is None, "the server ended"
        try:
            return urllib.request.urlopen(url, timeout=2)
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"{url} does not answer")


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium of the distribution."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    assert path, "Chromium is missing: make setup says how to install it"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, server):
    """Open a page: `visit(path, width=…, language=…, dark=…)`; fails on any foreign request.

    The page's `problems` list holds console errors and requests to other hosts; it is checked
    when the test ends.
    """
    contexts, problems = [], []

    def open_page(path="/", width=1920, height=1080, language="zh-CN", dark=False, context=None):
        context = context or browser.new_context(
            viewport={"width": width, "height": height},
            locale=language,
            color_scheme="dark" if dark else "light",
            base_url=server,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: watch(request, server, problems))
        page.on("console", lambda m: problems.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.problems = problems
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not problems, problems


def watch(request, server, problems):
    """No page may ask another host for anything."""
    if not request.url.startswith((server, "data:", "blob:")):
        problems.append(f"foreign request: {request.url}")


@pytest.fixture
def signed_in_page(visit, administrator):
    """A page of the admin, signed in as the first administrator."""

    def open_page(path="/admin/", **options):
        name, password = administrator
        page = visit("/admin/login/", **options)
        page.fill("#id_username", name)
        page.fill("#id_password", password)
        page.click("[type=submit]")
        page.goto(path)
        return page

    return open_page
