"""What the portal needs of the operating system, and how it gets there.

Runs under Python 3.8 and later, before anything is installed.
"""

import collections
import ctypes
import ctypes.util
import glob
import os
import re
import shutil
import subprocess

from . import interpreter
from .console import run_logged, stop

Need = collections.namedtuple("Need", "name packages present")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def loads(library):
    """Whether the dynamic loader finds this library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def has_geo_libraries():
    """GDAL, GEOS and PROJ; Django looks them up the same way."""
    return all(ctypes.util.find_library(name) for name in ("gdal", "geos_c", "proj"))


def browser():
    """Path of a Chromium that starts, or None (Ubuntu's package is an empty shell without snap)."""
    for path in filter(None, map(shutil.which, BROWSERS)):
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        if subprocess.run([path, "--version"], **quiet).returncode == 0:
            return path
    return None


def postgis_binaries():
    """Folder of the newest PostgreSQL server programs that come with PostGIS, or None."""
    versions = []
    for control in glob.glob("/usr/share/postgresql/*/extension/postgis.control"):
        version = re.search(r"/postgresql/(\d+)/", control).group(1)
        folder = f"/usr/lib/postgresql/{version}/bin"
        if os.path.exists(os.path.join(folder, "initdb")):
            versions.append((int(version), folder))
    return max(versions)[1] if versions else None


def has_chinese_font():
    """Whether pages and reports can show Chinese."""
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh-cn"], stdout=subprocess.PIPE).stdout.strip())


def embeddable_font():
    """Path of the TrueType font with Chinese that PDFs embed, or None."""
    named = os.environ.get("PDF_FONT")
    found = glob.glob("/usr/share/fonts/**/wqy-zenhei.ttc", recursive=True)
    return named or (found[0] if found else None)


def distribution():
    """The ID of /etc/os-release (`debian`, `ubuntu`), or an empty string."""
    try:
        with open("/etc/os-release", encoding="utf-8") as file:
            return (re.findall(r'^ID="?([a-z]+)', file.read(), re.M) or [""])[0]
    except OSError:
        return ""


def needs(target, venv):
    """What `target` (`run`, `dev` or `test`) needs, with the Debian packages that bring it."""
    chromium = "chromium-browser" if distribution() == "ubuntu" else "chromium"
    probe = interpreter.NEWER_WITH_EXTENSIONS
    wanted = [
        Need(
            "Python ≥ 3.11 (venv, sqlite3 extensions)",
            ("python3", "python3-venv"),
            lambda: interpreter.choose(probe, venv),
        ),
        Need("GDAL, GEOS, PROJ", ("gdal-bin",), has_geo_libraries),
        Need("SpatiaLite", ("libsqlite3-mod-spatialite",), lambda: loads("mod_spatialite.so")),
        Need("中文 TrueType 字体 / font for PDFs", ("fonts-wqy-zenhei",), embeddable_font),
    ]
    if target == "test":
        wanted += [
            Need("PostgreSQL + PostGIS", ("postgresql-postgis",), postgis_binaries),
            Need("Chromium", (chromium,), browser),
            Need("中文字体 / CJK font", ("fontconfig", "fonts-noto-cjk"), has_chinese_font),
            Need("gettext", ("gettext",), lambda: shutil.which("msgfmt")),
        ]
    return wanted


def missing(target, venv):
    """The needs that this machine does not meet."""
    return [need for need in needs(target, venv) if not need.present()]


def privilege():
    """How to become root without being asked: nothing to do, `sudo -n`, or None for no way."""
    if os.geteuid() == 0:
        return []
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], **quiet).returncode == 0:
        return ["sudo", "-n"]
    return None


def explain(lacking, packages):
    """Stop with what is missing and the one command that brings it."""
    names = "、".join(need.name for need in lacking)
    lines = ["缺少系统组件 / system components are missing: " + names]
    if shutil.which("apt-get"):
        lines.append("请运行下面这一条命令，然后再试 / type this one command, then try again:")
        install = "sudo apt-get install -y --no-install-recommends " + " ".join(packages)
        lines.append("  sudo apt-get update && " + install)
    else:
        lines.append("请用本系统的包管理器安装 / install them with this system's package manager.")
    stop(*lines)


def install(target, venv, log):
    """Bring what is missing; a browser that still does not start is reported, not fatal."""
    lacking = missing(target, venv)
    if not lacking:
        return
    packages = [package for need in lacking for package in need.packages]
    root = privilege()
    if root is None or not shutil.which("apt-get"):
        explain(lacking, packages)
    print("  安装系统组件 / installing: " + " ".join(packages), flush=True)
    apt = [*root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q"]
    apt += ["-o", "DPkg::Lock::Timeout=300"]
    # A mirror that fails here may not be the one that is needed: the install below decides.
    subprocess.run([*apt, "update"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    command = [*apt, "install", "-y", "--no-install-recommends", *packages]
    run_logged(command, log, "系统组件没有装上 / the system packages could not be installed.")
    report_rest(missing(target, venv), packages)


def report_rest(lacking, packages):
    """After an installation: without a browser the other tests still run, all else is fatal."""
    if [need for need in lacking if need.name != "Chromium"]:
        explain(lacking, packages)
    if lacking:
        print("  没有可用的 Chromium，浏览器测试跳过 / no Chromium that starts: no browser tests")
