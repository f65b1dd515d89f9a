"""Child processes that never outlive the command that started them."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time

LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1
STOPPING_SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Stopped(SystemExit):
    """Raised in the main thread by a stopping signal, so that `finally` blocks clean up."""


def die_with_parent():
    """In the child, before it starts: ask the kernel to end it when its parent is killed."""
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(command, **options):
    """Start `command` in a session of its own, so that Ctrl-C reaches it through us and once."""
    return subprocess.Popen(command, start_new_session=True, preexec_fn=die_with_parent, **options)


def signal_group(process, number):
    """Send a signal to the process and what it started, if any of it is left."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, number)


def end(*children, seconds, number=signal.SIGTERM):
    """Ask all to stop at once, wait together, and kill whatever is left of their groups."""
    deadline = time.monotonic() + seconds
    for child in children:
        if child.poll() is None:
            child.send_signal(number)
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, deadline - time.monotonic()))
        signal_group(child, signal.SIGKILL)
        child.wait()


def exit_on_signals():
    """Turn the stopping signals into `Stopped`; a nohup's wish to survive SIGHUP is kept."""
    under_nohup = signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    for number in STOPPING_SIGNALS:
        if not (number == signal.SIGHUP and under_nohup):
            signal.signal(number, raise_stopped)


def raise_stopped(number, _frame):
    """Leave with the exit code a shell would report; further signals must not break cleaning up."""
    for other in STOPPING_SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    raise Stopped(128 + number)
