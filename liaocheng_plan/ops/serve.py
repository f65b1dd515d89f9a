"""Serve the portal and run its jobs until told to stop: `python -m liaocheng_plan.ops.serve`."""

import http.client
import os
import signal
import socket
import sys
import time

from . import processes
from .bootstrap import LOG, ROOT
from .console import stop

HOST = "127.0.0.1"
READY_WITHIN = 90
GRACE = 20
LONGEST_PAUSE = 60


class Service:
    """A child process that is started again, after a growing pause, whenever it dies."""

    def __init__(self, name, command):
        self.name, self.command = name, command
        self.process = None
        self.started = self.due = 0.0
        self.pause = 1

    def start(self):
        """Start the process now."""
        self.process = processes.start(self.command, cwd=ROOT)
        self.started, self.due = time.monotonic(), 0.0

    def died(self):
        """Whether the process was started and has ended."""
        return self.process.poll() is not None

    def tend(self):
        """Start a died process again when its pause is over."""
        if not self.died():
            return
        if not self.due:
            self.plan_restart()
        elif time.monotonic() >= self.due:
            self.start()

    def plan_restart(self):
        """Double the pause for one that dies at once, begin anew for one that had run well."""
        processes.signal_group(self.process, signal.SIGKILL)
        lived = time.monotonic() - self.started
        self.pause = 1 if lived > LONGEST_PAUSE else min(self.pause * 2, LONGEST_PAUSE)
        self.due = time.monotonic() + self.pause
        reason = f"ended ({self.process.returncode}), starts again in {self.pause} s"
        print(f"{self.name}: {reason}", file=sys.stderr, flush=True)


def chosen_port():
    """The port from the environment; stops with one line on anything that is none."""
    value = os.environ.get("PORT") or "8000"
    if not value.isdecimal() or not 1 <= int(value) <= 65535:
        stop(f"PORT={value!r} 无效 / is not valid: a whole number from 1 to 65535")
    return int(value)


def refuse_taken(port):
    """Stop with one line when the port cannot be had."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            other = port + 1 if 1024 <= port < 65535 else 8001
            stop(
                f"端口 {port} 不能使用 / port {port} cannot be used ({error.strerror}): "
                f"make run PORT={other}"
            )


def web_command(port):
    """The application server: two processes of four threads, renewed now and then."""
    command = [sys.executable, "-m", "gunicorn", "liaocheng_plan.wsgi:application"]
    command += ["--bind", f"{HOST}:{port}", "--preload", "--workers", "2"]
    command += ["--worker-class", "gthread", "--threads", "4", "--timeout", "60"]
    command += ["--max-requests", "10000", "--max-requests-jitter", "1000"]
    command += ["--graceful-timeout", "15", "--no-control-socket", "--log-level", "warning"]
    command += ["--access-logfile", str(LOG / "access.log")]
    if os.access("/dev/shm", os.W_OK):  # a heartbeat file on a busy disk can block a worker
        command += ["--worker-tmp-dir", "/dev/shm"]
    return command


def jobs_command():
    """The job worker of the database queue."""
    return [sys.executable, "-m", "liaocheng_plan.ops.worker"]


def is_ready(port):
    """Whether /readyz answers. A refusal of this host name (400) is an answer too."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/readyz")
        return connection.getresponse().status < 500
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def wait_until_ready(web, port):
    """Return whether the portal became ready in time; stop when its server could not start."""
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline:
        if web.died():
            stop("门户没有启动，原因见上 / the portal did not start, see above.")
        if is_ready(port):
            return True
        time.sleep(0.2)
    return False


def run(web, jobs, port):
    """Start both, say where the portal is, and keep both running."""
    web.start()
    ready = wait_until_ready(web, port)
    jobs.start()
    url = f"http://{HOST}:{port}/"
    note = "" if ready else f"  (尚未就绪 / not ready yet: {url}readyz)"
    print(f"门户 / portal: {url}  停止 / stop: Ctrl-C{note}", flush=True)
    while True:
        web.tend()
        jobs.tend()
        time.sleep(0.5)


def main():
    """Serve until a signal comes; being told to stop is no failure."""
    port = chosen_port()
    refuse_taken(port)
    LOG.mkdir(parents=True, exist_ok=True)
    processes.exit_on_signals()
    services = web, jobs = Service("web", web_command(port)), Service("jobs", jobs_command())
    try:
        run(web, jobs, port)
    except processes.Stopped:
        print("正在停止 / stopping", flush=True)
    finally:
        running = [service.process for service in services if service.process]
        processes.end(*running, seconds=GRACE)


if __name__ == "__main__":
    main()
