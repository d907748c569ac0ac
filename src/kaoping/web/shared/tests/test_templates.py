"""Every template: both languages side by side, nothing inline, nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.template.loader import get_template

from kaoping.web.configuration import WEB

TEMPLATES = sorted(WEB.rglob("*.html"))
SCRIPTS = sorted(WEB.rglob("*.js"))
STYLES = sorted(WEB.rglob("*.css"))
SAID = re.compile(r'\{% say "(?P<chinese>(?:[^"\\]|\\.)*)" "(?P<english>(?:[^"\\]|\\.)*)"[^%]*%\}')
CHINESE = re.compile(r"[\u3400-\u9fff]")
INLINE = {
    "a style": re.compile(r"\sstyle\s*=|<style"),
    "a script": re.compile(r"<script(?![^>]*\ssrc=)"),
    "a handler": re.compile(r"\s(?:on\w+|hx-on[\w:-]*)\s*="),
    "an evaluated value": re.compile(r"javascript:|hx-(?:vals|headers)=.js:|hx-trigger=\"[^\"]*\["),
    "another machine": re.compile(r"(?:src|href|action)\s*=\s*[\"'](?:https?:)?//"),
}

each_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(WEB).as_posix())


@each_template
def test_every_sentence_stands_in_both_languages(path: Path) -> None:
    text = path.read_text("utf-8")
    said = list(SAID.finditer(text))
    assert len(said) == text.count("{% say ")
    assert not [one[0] for one in said if not one["chinese"] or not one["english"] or CHINESE.search(one["english"])]


@each_template
def test_no_chinese_stands_where_an_english_reader_would_meet_it(path: Path) -> None:
    rest = SAID.sub("", path.read_text("utf-8")).replace("中文", "")  # the switch names the other language in its own
    assert not CHINESE.findall(rest)


@each_template
@pytest.mark.parametrize("what", INLINE)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(path: Path, what: str) -> None:
    assert not INLINE[what].search(path.read_text("utf-8"))


@each_template
def test_every_template_can_be_read(path: Path) -> None:
    folder = WEB / "shared" / "templates"
    get_template(path.relative_to(folder if path.is_relative_to(folder) else WEB).as_posix())


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_load_nothing_and_stay_within_what_old_browsers_know(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    assert not re.search(r"url\(|@import|:has\(|color-mix\(|@container|@layer|light-dark\(", text)


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_evaluate_nothing_and_write_no_styles(path: Path) -> None:
    assert not re.search(r"\beval\(|new Function|innerHTML\s*=|\.style\b|https?:", path.read_text("utf-8"))
