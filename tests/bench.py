"""Benchmark: SpatiaLite and PostGIS side by side in one run, as medians and ratios.

`python -m tests.bench` measures the load of the plan, the cold start of the server, the main
pages and lists, the memory of each worker, and coverage. Requests to both servers alternate, so
that a machine whose speed drifts slows both alike. Nothing here is asserted: read the ratios.
"""

import http.client
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from liaocheng_plan.ops.postgres import free_port, temporary_cluster

ROUNDS = 30
PATHS = (
    "/",
    "/map/",
    "/map/layers/retail-terminals.json",
    "/progress/",
    "/plan/",
    "/places/retail-terminals/",
    "/places/business-districts/bd-dongchangfu-center/",
    "/circles/pilot-07/",
    "/search/?q=%E8%8C%8C%E5%B9%B3",
    "/api/v1/retail-terminals/",
    "/api/v1/retail-terminals/?bbox=115.9,36.4,116.1,36.6",
    "/api/v1/targets/",
    "/api/v1/markets/market-06/",
)


def manage(environment, *arguments):
    """Run a management command; seconds it took."""
    start = time.perf_counter()
    subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env=environment,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return time.perf_counter() - start


class Server:
    """One production server (two workers) on a database of its own."""

    def __init__(self, name, url):
        self.name, self.port = name, free_port()
        self.environment = {**os.environ, "DATABASE_URL": url, "API_RATE": "1000000"}
        self.times = {path: [] for path in PATHS}

    def prepare(self):
        """Make and fill the database; seconds by step."""
        return {
            "migrate": manage(self.environment, "migrate", "-v0"),
            "load_plan (first)": manage(self.environment, "load_plan"),
            "load_plan (again)": manage(self.environment, "load_plan"),
        }

    def start(self):
        """Start the server; seconds until it is ready."""
        begin = time.perf_counter()
        command = [sys.executable, "-m", "gunicorn", "liaocheng_plan.wsgi", "--preload"]
        command += ["--workers", "2", "--threads", "4", "--bind", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen([*command, "--log-level", "warning"], env=self.environment)
        while True:
            try:
                if self.get("/readyz") == 200:
                    return time.perf_counter() - begin
            except OSError:
                if self.process.poll() is not None:
                    sys.exit(f"{self.name}: the server ended with {self.process.returncode}")
                time.sleep(0.02)

    def get(self, path):
        """Status of one request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", path, headers={"Accept-Language": "zh-CN"})
        response = connection.getresponse()
        response.read()
        connection.close()
        return response.status

    def measure(self, path, keep):
        """Time one request in milliseconds; `keep` is False while warming up."""
        begin = time.perf_counter()
        status = self.get(path)
        if status != 200:
            sys.exit(f"{self.name}: {path} answers {status}")
        if keep:
            self.times[path].append((time.perf_counter() - begin) * 1000)

    def memory(self):
        """Proportional memory of each worker in MB, largest first."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return sorted((proportional_memory(pid) for pid in children.split()), reverse=True)

    def stop(self):
        """End the server."""
        self.process.terminate()
        self.process.wait(timeout=20)


def proportional_memory(pid):
    """PSS of a process in MB: shared pages count by their share."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError(f"no Pss of process {pid}")


def row(label, left, right, unit):
    """One line of the table with the ratio."""
    return f"{label:<58}{left:>9.1f} {right:>9.1f} {unit:<3} {right / left:>6.2f}"


def computed_coverage(environment):
    """Seconds and megabytes that the coverage of a seeded city takes, see `bench_coverage`."""
    command = [sys.executable, "-m", "tests.bench_coverage"]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def bench(servers):
    """All measurements; prints the table."""
    left, right = servers
    manage(left.environment, "collectstatic", "--no-input")  # a fresh clone has none yet
    print(f"{'':<58}{left.name:>10}{right.name:>10}      ratio")
    steps = [server.prepare() for server in servers]
    for step in steps[0]:
        print(row(step, *(taken[step] for taken in steps), "s"))
    starts = [server.start() for server in servers]
    print(row("cold start until ready", *starts, "s"))
    for path in PATHS:
        for attempt in range(-3, ROUNDS):
            for server in servers:
                server.measure(path, attempt >= 0)
        print(row(path, *(statistics.median(s.times[path]) for s in servers), "ms"))
    print(row("memory of the larger worker (PSS)", *(s.memory()[0] for s in servers), "MB"))
    coverage = [computed_coverage(server.environment) for server in servers]
    for name in coverage[0]:
        unit = "MB" if name == "mb" else "s"
        print(row(f"coverage of the city: {name}", *(found[name] for found in coverage), unit))


def main():
    """Run on a temporary SpatiaLite file and on a throw-away PostGIS cluster."""
    with tempfile.TemporaryDirectory() as folder, temporary_cluster() as postgis:
        embedded = Server("SpatiaLite", f"spatialite:///{folder}/plan.sqlite3")
        servers = (embedded, Server("PostGIS", postgis))
        try:
            bench(servers)
        finally:
            for server in servers:
                if hasattr(server, "process"):
                    server.stop()


if __name__ == "__main__":
    main()
