"""`python -m tests.official FOLDER`: the official texts as txt, docx and pdf, attached strictly.

FOLDER holds `KEY.zh.txt`; they are no part of the repository. Each form goes into a throw-away
database of its own; a copy in which one cited figure is another must be refused.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main(folder):
    """Attach every text in every form; the exit code says whether all citations resolved."""
    texts = sorted(folder.glob("*.zh.txt"))
    if not texts:
        print(f"没有官方文本 / no official texts in {folder}: nothing was attached")
        return 0
    from . import papers

    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        environment = {**os.environ, "DATABASE_URL": f"spatialite:///{work / 'plan.sqlite3'}"}
        environment |= {"DJANGO_SETTINGS_MODULE": "liaocheng_plan.settings", "MEDIA_ROOT": name}
        run(environment, "migrate", "-v0")
        run(environment, "load_plan")
        wrong = 0
        for text in texts:
            key, raw = text.name.removesuffix(".zh.txt"), text.read_text(encoding="utf-8")
            forms = {"docx": papers.word(raw), "pdf": papers.pdf(raw), "txt": text.read_bytes()}
            for form, data in forms.items():
                (work / f"{key}.{form}").write_bytes(data)
                code = run(
                    environment,
                    "attach_document",
                    key,
                    work / f"{key}.{form}",
                    "--edition",
                    form,
                    "--strict",
                )
                wrong += code != 0
    return int(wrong > 0)


def run(environment, *arguments):
    """Run a management command; its exit code."""
    command = [sys.executable, "manage.py", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
