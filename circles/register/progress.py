"""How far a job is, in a small file beside the imported one.

Applying is one transaction, whose rows nobody sees before its end: the database cannot tell.
"""

import json
import os
from pathlib import Path

from django.core.files.storage import default_storage


def path_of(run):
    """Where the progress of a run is kept."""
    return Path(default_storage.path(run.file.name)).with_suffix(".progress")


def tell(run, done, total):
    """Keep that so many of so many rows are done; total is None while it is unknown."""
    path = path_of(run)
    made = path.with_suffix(f".{os.getpid()}")
    made.write_text(json.dumps({"done": min(done, total or done), "total": total}))
    made.replace(path)


def told(run):
    """`{done, total}` as last told; None before the first row."""
    try:
        return json.loads(path_of(run).read_text())
    except (OSError, ValueError):
        return None


def forget(run):
    """Remove what was told."""
    path_of(run).unlink(missing_ok=True)
