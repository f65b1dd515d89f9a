"""Setting up a machine: what is locked, what is missing, what an old Python can still read."""

import ast
import re
import tomllib

import pytest

from liaocheng_plan.ops import bootstrap, interpreter, system
from liaocheng_plan.ops.bootstrap import ROOT

PINS = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)


def pins(lock):
    """Name and version of every package of a lock file."""
    return dict(PINS.findall((ROOT / lock).read_text()))


def names(requirements):
    """Normalised package names of a list of requirements."""
    return {re.match(r"[A-Za-z0-9._-]+", line).group().lower() for line in requirements}


def test_locks_hold_what_the_project_names():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run, dev = pins("requirements.lock"), pins("requirements-dev.lock")
    assert names(project["project"]["dependencies"]) <= run.keys()
    assert names(project["dependency-groups"]["dev"]) <= dev.keys()
    assert run.items() <= dev.items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_locks_name_no_host(lock):
    text = (ROOT / lock).read_text()
    assert "://" not in text and "index-url" not in text
    assert text.count("==") >= len(pins(lock)) and "--hash=sha256:" in text


@pytest.mark.parametrize("module", ["bootstrap", "console", "interpreter", "system"])
def test_an_old_python_can_read_the_set_up(module):
    source = (ROOT / "liaocheng_plan" / "ops" / f"{module}.py").read_text()
    ast.parse(source, feature_version=(3, 8))


def test_a_python_that_cannot_load_spatialite_is_passed_over(monkeypatch, tmp_path):
    lame, good = tmp_path / "lame", tmp_path / "good"
    lame.write_text("#!/bin/sh\nexit 1\n")
    good.write_text("#!/bin/sh\nexit 0\n")
    for python in (lame, good):
        python.chmod(0o755)
    found = [str(tmp_path / "absent"), str(lame), str(good)]
    monkeypatch.setattr(interpreter, "candidates", lambda: found)
    assert interpreter.choose("probe", avoid="/nowhere") == str(good)
    assert interpreter.choose("probe", avoid=tmp_path) is None


def test_without_root_one_command_is_printed(monkeypatch, capsys, tmp_path):
    need = system.Need("GDAL", ("gdal-bin",), lambda: False)
    monkeypatch.setattr(system, "missing", lambda *_: [need])
    monkeypatch.setattr(system, "privilege", lambda: None)
    with pytest.raises(SystemExit) as stopped:
        system.install("run", tmp_path, tmp_path / "log")
    printed = capsys.readouterr().err
    assert stopped.value.code == 1
    assert printed.count("sudo apt-get update && sudo apt-get install") == 1
    assert "GDAL" in printed and printed.rstrip().endswith("gdal-bin")


def test_a_changed_lock_is_installed_again(monkeypatch, tmp_path):
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    lock = tmp_path / "requirements.lock"
    lock.write_text("one")
    assert not bootstrap.is_installed(lock.name)
    bootstrap.stamp_of(lock.name).write_text(bootstrap.digest_of(lock.name))
    assert bootstrap.is_installed(lock.name)
    lock.write_text("two")
    assert not bootstrap.is_installed(lock.name)
