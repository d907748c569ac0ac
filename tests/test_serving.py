"""The installation by its commands: served, signed in to, backed up while it runs, restored, its journal verified."""

from __future__ import annotations

import re
import sqlite3
import subprocess
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

import pytest

from kaoping.cli import installation
from kaoping.cli.main import main
from tests.databases import Databases
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


@pytest.mark.slow
def test_on_postgresql_only_https_is_served_and_static_files_have_names_of_their_content(
    databases: Databases, tmp_path: Path
) -> None:
    with databases("postgresql") as settings:
        address = f"postgresql://{settings['USER']}@/{settings['NAME']}?host={quote(settings['HOST'])}"
        production = {"DATABASE_URL": address, "KAOPING_HOSTS": "localhost"}
        with served(tmp_path, also=production) as (here, said):
            assert "安全管理员" in said
            with pytest.raises(HTTPError) as sent_to_https:
                build_opener(_NoRedirects).open(f"{here}/sign-in")
            assert sent_to_https.value.headers["Location"] == here.replace("http:", "https:") + "/sign-in"
            proxied = Request(f"{here}/sign-in", headers={"X-Forwarded-Proto": "https", "Host": "localhost"})
            answer = build_opener().open(proxied)
            style = re.search(r'href="(/static/kaoping/base\.[0-9a-f]{12}\.css)"', answer.read().decode())
            assert style is not None
            assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
            kept = build_opener().open(Request(here + style[1], headers={"X-Forwarded-Proto": "https"}))
            assert "immutable" in kept.headers["Cache-Control"]


class _NoRedirects(HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Follows nothing."""
