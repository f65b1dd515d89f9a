"""Set up everything on a fresh machine: `python3 -m liaocheng_plan.ops.bootstrap run|dev|test`.

Runs under any Python 3.8 or later, before anything is installed. What it makes lies in `.venv/`
and `var/`; a second run finds its stamps and does next to nothing.
"""

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from . import interpreter, system
from .console import run_logged, step, stop

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
VAR = ROOT / "var"
LOG = VAR / "log"
# The development lock holds the run lock's very pins: installing it satisfies both.
LOCKS = {
    "run": ("requirements.lock",),
    "dev": ("requirements-dev.lock", "requirements.lock"),
    "test": ("requirements-dev.lock", "requirements.lock"),
}


@contextmanager
def exclusive():
    """One set-up at a time: `make run` and `make test` may be started together."""
    with (VAR / "bootstrap.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("  等待另一个安装过程 / waiting for another set-up to finish", flush=True)
            fcntl.flock(file, fcntl.LOCK_EX)
        yield


def make_folders():
    """`var/` holds the data: readable by its owner only, and writable, or a sentence says so."""
    try:
        VAR.mkdir(mode=0o700, exist_ok=True)
        LOG.mkdir(exist_ok=True)
    except OSError as error:
        stop(f"不能建立目录 / cannot make a folder: {error}")
    for folder in (VAR, LOG, VENV):
        if folder.exists() and not os.access(folder, os.W_OK):
            stop(
                f"{folder} 属于其他用户 / belongs to another user. 请运行 / type:",
                f"  sudo chown -R $(id -un) {VENV} {VAR}",
            )


def environment_works():
    """Whether `.venv` stands where it was made, has pip, and its Python loads SpatiaLite."""
    pip = VENV / "bin" / "pip"
    if not pip.exists() or str(VENV) not in pip.read_text(encoding="utf-8"):
        return False
    return interpreter.answers(VENV_PYTHON, interpreter.LOADS_SPATIALITE)


def make_environment():
    """Make `.venv`, or remake it when it does not work."""
    if environment_works():
        return
    python = interpreter.choose(interpreter.LOADS_SPATIALITE, VENV)
    if not python:
        stop(
            "没有找到能加载 SpatiaLite 的 Python 3.11 或更高版本。"
            " / No Python 3.11 or later was found whose sqlite3 can load SpatiaLite.",
            "Debian 12、Ubuntu 24.04 自带的 python3 可以 / the python3 of these systems can.",
        )
    shutil.rmtree(VENV, ignore_errors=True)
    with step(f"虚拟环境 / virtual environment ({python})"):
        failure = "虚拟环境没有建成 / the virtual environment could not be made."
        run_logged([python, "-m", "venv", VENV], LOG / "venv.log", failure)


def stamp_of(lock):
    """The file that remembers which version of a lock is installed."""
    return VENV / f"{lock}.sha256"


def digest_of(lock):
    """Fingerprint of a lock file."""
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def is_installed(lock):
    """Whether `.venv` holds exactly this lock."""
    stamp = stamp_of(lock)
    return stamp.exists() and stamp.read_text() == digest_of(lock)


def install_dependencies(target):
    """Bring the locked packages into `.venv`, each checked against its hash."""
    if all(is_installed(lock) for lock in LOCKS[target]):
        return
    lock = LOCKS[target][0]
    pip = [VENV_PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    with step(f"依赖 / dependencies ({lock})"):
        run_logged(
            [*pip, "--require-hashes", "-r", ROOT / lock],
            LOG / "pip.log",
            "依赖没有装上 / the dependencies could not be installed (网络 / network?).",
            env={**os.environ, "PIP_USER": "0"},
        )
        for name in LOCKS[target]:
            stamp_of(name).write_text(digest_of(name))


def prepare(target):
    """What needs the installed packages is done by them; see prepare.py."""
    command = [VENV_PYTHON, "-m", "liaocheng_plan.ops.prepare", target]
    done = subprocess.run(command, cwd=ROOT)
    if done.returncode:
        sys.exit(1)


def main():
    """Bring this machine to the point where the portal or its tests can start."""
    target = sys.argv[1] if len(sys.argv) == 2 else ""
    if target not in LOCKS:
        stop("usage: python3 -m liaocheng_plan.ops.bootstrap run|dev|test")
    # make asks all of its children to stop at Ctrl-C; a traceback would say nothing more.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    make_folders()
    with exclusive():
        with step("系统组件 / system components"):
            system.install(target, VENV, LOG / "apt.log")
        make_environment()
        install_dependencies(target)
        prepare(target)


if __name__ == "__main__":
    main()
