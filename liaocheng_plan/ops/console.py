"""What the operator reads: short lines with seconds, and one plain sentence on failure."""

import subprocess
import sys
import time
from contextlib import contextmanager


@contextmanager
def step(title):
    """Run the block; say its title and how long it took once it is done."""
    started = time.monotonic()
    yield
    print(f"  {title}  {time.monotonic() - started:.1f} s", flush=True)


def stop(*lines):
    """End the process with exit code 1 and these lines as its only explanation."""
    print(*lines, sep="\n", file=sys.stderr, flush=True)
    sys.exit(1)


def run_logged(command, log, failure, **options):
    """Run a chatty command into the file `log`; on failure show its end and stop."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as output:
        done = subprocess.run(command, stdout=output, stderr=subprocess.STDOUT, **options)
    if done.returncode:
        tail = log.read_text(encoding="utf-8", errors="replace").splitlines()[-12:]
        stop(*tail, "", failure, f"全部输出 / full output: {log}")
