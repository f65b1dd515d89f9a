"""A token as people use it: made on the page, used by the README's lines and on the API page."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HEADINGS = {"README.md": "## API with a token", "README.zh-hans.md": "## 用令牌调用接口"}


@pytest.fixture
def token(signed_in_page):
    """A token with every scope, made as a person makes one."""
    page = signed_in_page("/account/tokens/", width=360, height=800)
    page.fill("#id_name", "测试")
    for box in page.query_selector_all("[name=scopes]"):
        box.check()
    page.click(".form button[type=submit]")
    return page.input_value("#token-text")


@pytest.mark.e2e
@pytest.mark.skipif(not shutil.which("curl"), reason="curl is not installed")
def test_the_lines_of_the_readme_work(server, token):
    blocks = {name: lines_of(name) for name in HEADINGS}
    assert len({without_comments(block) for block in blocks.values()}) == 1
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", blocks["README.md"]],
        env={**os.environ, "PORTAL": server, "TOKEN": token},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    decode = json.JSONDecoder().raw_decode
    handed_in, end = decode(done.stdout)
    listed, _end = decode(done.stdout[end:].lstrip())
    assert (handed_in["state"], handed_in["value"]) == ("submitted", None)
    assert len(listed["results"]) == 5


def lines_of(name):
    """The shell lines under the heading of a README."""
    text = (ROOT / name).read_text(encoding="utf-8").split(HEADINGS[name], 1)[1]
    return re.search(r"```sh\n(.*?)```", text, re.S)[1]


def without_comments(block):
    """The lines that do something."""
    return "\n".join(line for line in block.splitlines() if not line.startswith("#"))


@pytest.mark.e2e
def test_the_api_page_takes_a_token(visit, token):
    page = visit("/api/docs/")
    page.click("button.authorize")
    page.fill(".auth-container input[type=text]", token)
    page.click(".auth-btn-wrapper button.authorize")
    page.click(".auth-btn-wrapper button.btn-done")
    assert page.wait_for_selector("button.authorize.locked")
