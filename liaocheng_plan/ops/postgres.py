"""A PostgreSQL/PostGIS server for the length of one command.

`python -m liaocheng_plan.ops.postgres -- COMMAND…` makes a cluster in a temporary folder, sets
DATABASE_URL for the command, and removes every trace whatever happens. PostgreSQL refuses to run
as root: there it runs as `postgres` or `nobody`.
"""

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from . import processes
from .console import stop
from .system import postgis_binaries

USER = DATABASE = "plan"
START_WITHIN = 60
# The cluster is thrown away: nothing of it must survive a power cut.
SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "shared_buffers": "256MB",
    "max_connections": "100",
    "timezone": "Asia/Shanghai",
    "jit": "off",  # compiling a query costs more than running it on so few rows
}


def unprivileged():
    """Options for subprocess that drop root's rights; none for an ordinary user."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name: entry for entry in pwd.getpwall()}
    entry = known.get("postgres") or known["nobody"]
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def free_port():
    """A port that nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Cluster:
    """One server with its folder, its port and a password that nobody else knows."""

    def __init__(self, binaries, folder):
        self.binaries, self.folder = Path(binaries), Path(folder)
        self.data, self.log = self.folder / "data", self.folder / "log"
        self.port, self.password = free_port(), secrets.token_urlsafe(16)
        self.options = {"cwd": self.folder, "stdin": subprocess.DEVNULL, **unprivileged()}
        self.process = None

    @property
    def url(self):
        """What DATABASE_URL must say."""
        return f"postgis://{USER}:{self.password}@127.0.0.1:{self.port}/{DATABASE}"

    def make(self):
        """Create the cluster's files, owned by whom the server will run as."""
        secret = self.folder / "password"
        secret.write_text(self.password)
        if "user" in self.options:
            for path in (self.folder, secret):
                os.chown(path, self.options["user"], self.options["group"])
        command = [self.binaries / "initdb", "-D", self.data, "-U", USER, "--pwfile", secret]
        command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **self.options
        )
        if done.returncode:
            stop(done.stdout, "PostgreSQL 数据目录没有建成 / initdb failed.")

    def start(self):
        """Start the server and wait until it takes connections."""
        settings = [part for item in SETTINGS.items() for part in ("-c", "{}={}".format(*item))]
        command = [self.binaries / "postgres", "-D", self.data, "-p", str(self.port), *settings]
        with self.log.open("w") as log:
            self.process = processes.start(command, stdout=log, stderr=log, **self.options)
        deadline = time.monotonic() + START_WITHIN
        while not self.accepts():
            if self.process.poll() is not None or time.monotonic() > deadline:
                stop(self.log.read_text(), "PostgreSQL 没有启动 / PostgreSQL did not start.")
            time.sleep(0.1)

    def accepts(self):
        """Whether the server takes connections."""
        command = [self.binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(self.port)]
        return subprocess.run(command).returncode == 0

    def create_database(self):
        """Make the database that the URL names; its PostGIS extension comes with migrations."""
        command = [self.binaries / "createdb", "-h", "127.0.0.1", "-p", str(self.port)]
        environment = {**os.environ, "PGPASSWORD": self.password}
        subprocess.run([*command, "-U", USER, DATABASE], env=environment, check=True)

    def remove(self):
        """Stop the server at once (SIGINT: it drops its clients) and delete its files."""
        if self.process:
            processes.end(self.process, seconds=20, number=signal.SIGINT)
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def temporary_cluster():
    """Yield the DATABASE_URL of a fresh cluster that is gone when the block ends."""
    binaries = postgis_binaries()
    if not binaries:
        stop("没有找到 PostgreSQL + PostGIS / not found. 请运行 / run: make setup-test")
    cluster = Cluster(binaries, tempfile.mkdtemp(prefix="liaocheng-plan-"))
    try:
        cluster.make()
        cluster.start()
        cluster.create_database()
        yield cluster.url
    finally:
        cluster.remove()


def main():
    """Run the command after `--` with a cluster of its own; hand on its exit code."""
    command = sys.argv[2:] if sys.argv[1:2] == ["--"] else sys.argv[1:]
    if not command:
        stop("usage: python -m liaocheng_plan.ops.postgres -- COMMAND…")
    processes.exit_on_signals()
    with temporary_cluster() as url:
        child = processes.start(command, env={**os.environ, "DATABASE_URL": url})
        try:
            code = child.wait()
        finally:
            processes.end(child, seconds=20)
    sys.exit(code if code >= 0 else 128 - code)


if __name__ == "__main__":
    main()
