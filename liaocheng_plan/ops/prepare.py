"""The part of set-up that runs inside `.venv`: translations, static files, database, plan."""

import hashlib
import os
import subprocess
import sys

from .bootstrap import ROOT, VAR
from .console import step, stop

LOCALE = ROOT / "liaocheng_plan" / "locale"


def compile_translations():
    """Write the binary catalogues that are older than their source."""
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        with step(f"译文 / translations ({source.parent.parent.name}, {source.stem})"):
            command = [sys.executable, "-m", "babel.messages.frontend", "-q", "compile"]
            done = subprocess.run([*command, "-i", source, "-o", compiled])
        if done.returncode:
            stop(f"译文没有编成 / this catalogue could not be compiled: {source}")


def static_digest():
    """Changes whenever a static file of ours, a locked library or the storage changes."""
    from django.conf import settings

    digest = hashlib.sha256(repr(settings.STORAGES).encode())
    ours = [
        path
        for pattern in ("*/static/**/*", "liaocheng_plan/*/static/**/*")
        for path in ROOT.glob(pattern)
        if path.is_file() and VAR not in path.parents
    ]
    for path in [*sorted(ours), ROOT / "requirements.lock"]:
        digest.update(f"{path.relative_to(ROOT)} {path.stat().st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect_static():
    """Gather what browsers load, once per change."""
    from django.conf import settings
    from django.core.management import call_command

    digest = static_digest()
    stamp = settings.STATIC_ROOT / ".sources.sha256"
    if stamp.exists() and stamp.read_text() == digest:
        return
    with step("静态文件 / static files"):
        call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(digest)


def fill_database():
    """Migrations, the plan's fixtures, roles and the first administrator."""
    from django.core.management import call_command

    call_command("make_demo", check=True)
    with step("数据库 / database"):
        call_command("migrate", interactive=False, verbosity=0)
    with step("规划数据 / the plan"):
        call_command("load_plan")
    with step("角色与管理员 / roles and administrator"):
        call_command("setup_roles")


def fill_demo():
    """A demo is built whole, or kept as it stands; `FRESH=1` builds it anew."""
    from django.core.management import call_command

    with step("示例数据 / demo data"):
        call_command("make_demo", fresh=os.environ.get("FRESH") == "1")


def main():
    """`run` prepares all; tests make databases of their own and need the translations only."""
    compile_translations()
    if sys.argv[1:] != ["run"]:
        return
    import django
    from django.conf import settings
    from django.core.management.base import CommandError
    from django.db import OperationalError

    try:
        django.setup()
        collect_static()
        fill_demo() if settings.DEMO else fill_database()
    except CommandError as error:
        stop(str(error))
    except OperationalError as error:
        reason = " ".join(str(error).split())
        stop(f"数据库不可用 / the database is not available (DATABASE_URL): {reason}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "liaocheng_plan.settings")
    main()
