"""The installation by its commands: served, signed in to, backed up while it runs, restored, its journal verified."""

from __future__ import annotations

import re
import sqlite3
import subprocess
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from kaoping.cli import installation
from kaoping.cli.main import main
from tests.serving import KAOPING, environment, kaoping, served

WEB = ("serve", "backup", "restore missing.zip", "verify --journal")


@pytest.mark.parametrize("command", WEB)
def test_without_the_web_part_a_command_says_in_one_sentence_what_to_install(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(installation, "find_spec", lambda name: None)
    assert main(command.split()) == 1
    assert capsys.readouterr().err.splitlines()[-1] == "没有安装网页部分。请运行：pip install 'kaoping[web]'"


def test_verify_wants_a_result_or_the_journal(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify"]) == main(["verify", "r.json", "--facts", "f.json", "--journal"]) == 2
    assert "请给出结果 RESULT 和 --facts，或者只给 --journal" in capsys.readouterr().err


@pytest.mark.slow
def test_an_installation_is_served_backed_up_restored_and_verified(tmp_path: Path) -> None:
    data, saved, copy = tmp_path / "data", tmp_path / "saved.zip", tmp_path / "copy"
    with served(data) as (address, said):
        link = re.search(r"安全管理员\s+(http\S+)", said)
        assert link is not None
        assert "退出" in sign_in(link[1])
        assert "已备份" in kaoping("backup", "-o", str(saved), "--data", str(data))
        assert "操作日志完好" in kaoping("verify", "--journal", "--data", str(data))
        taken = subprocess.run(
            [*KAOPING, "serve", "--port", address.rpartition(":")[2], "--data", str(data)],
            capture_output=True, text=True, check=False, env=environment(),
        )  # fmt: skip
        assert (taken.returncode, "已被占用" in taken.stderr) == (1, True)
    with served(data) as (_, again):
        assert "系统管理员" in again
        assert "安全管理员" not in again
    assert "已恢复" in kaoping("restore", str(saved), "--data", str(copy))
    assert "--replace" in kaoping("restore", str(saved), "--data", str(copy), status=1)
    assert "操作日志完好，共 " in kaoping("verify", "--journal", "--data", str(copy))
    with sqlite3.connect(copy / "kaoping.sqlite3") as database:
        database.executescript(
            "DROP TRIGGER records_journalentry_update; UPDATE records_journalentry SET why = 'x' WHERE sequence = 2"
        )
    assert "操作日志第 2 条不成立" in kaoping("verify", "--journal", "--data", str(copy), status=1)


def sign_in(link: str) -> str:
    """Opens a one-time link and presses its button; the page that follows."""
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    page = browser.open(link).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    return str(browser.open(link, urlencode({"csrfmiddlewaretoken": token[1]}).encode()).read().decode())
