"""Find a Python that can carry the portal.

Many builds (pyenv's, some installers') compile `sqlite3` without extension loading, and
SpatiaLite cannot work there. Nothing but trying tells. Runs under Python 3.8 and later.
"""

import glob
import os
import shutil
import subprocess
import sys

NEWER_WITH_EXTENSIONS = """
import ensurepip, sqlite3, sys, venv
connection = sqlite3.connect(":memory:")
connection.enable_load_extension(True)
sys.exit(sys.version_info < (3, 11))
"""
LOADS_SPATIALITE = NEWER_WITH_EXTENSIONS.replace(
    "sys.exit", 'connection.load_extension("mod_spatialite.so")\nsys.exit'
)


def answers(python, probe):
    """Whether this interpreter runs the probe to a clean end."""
    try:
        done = subprocess.run(
            [python, "-c", probe],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=30,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def candidates():
    """Interpreters worth trying, the distribution's own first: its GDAL was built beside it."""
    pyenv = os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv"))
    found = ["/usr/bin/python3", sys.executable]
    found += sorted(glob.glob("/usr/bin/python3.[0-9]*"), reverse=True)
    found += sorted(glob.glob("/usr/local/bin/python3*"), reverse=True)
    found += sorted(glob.glob(os.path.join(pyenv, "versions", "3.*", "bin", "python3")))
    for name in ("python3", "python3.13", "python3.12", "python3.11"):
        found.append(shutil.which(name))
    usable = [path for path in found if path and not path.endswith("-config")]
    return list(dict.fromkeys(usable))


def choose(probe, avoid):
    """The first candidate outside the folder `avoid` that runs the probe, or None."""
    for python in candidates():
        if not python.startswith(str(avoid) + os.sep) and answers(python, probe):
            return python
    return None
