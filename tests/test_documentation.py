"""The documentation is true: links lead somewhere, commands exist, every command and option is documented."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import click
import pytest

from kaoping.cli.main import COMMANDS, Commands
from tests.architecture.project import ROOT, files, name

PAGES = files("*.md")
LINK = re.compile(r"\[[^\]]*\]\((?!https?:)(?P<path>[^)#\s]*)(?:#(?P<anchor>[^)\s]*))?\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"^(?:\$ )?(kaoping(?: .+)?)$|`(kaoping(?: [^`]+)?)`", re.MULTILINE)
MAKE = re.compile(r"(?:^|`|\$ )make ([a-z]+)\b", re.MULTILINE)
DECISIONS = [path.relative_to(ROOT / "docs").as_posix() for path in files("docs/adr/*.md")]
COMMAND_LINE = (ROOT / "docs/reference/command-line.md").read_text("utf-8")


@pytest.mark.parametrize("document", PAGES, ids=name)
def test_every_link_leads_somewhere(document: Path) -> None:
    text = FENCE.sub("", document.read_text("utf-8"))
    assert not [link[0] for link in LINK.finditer(text) if not leads_somewhere(document, link["path"], link["anchor"])]


@pytest.mark.parametrize("document", PAGES, ids=name)
def test_every_command_in_the_documentation_exists(document: Path) -> None:
    assert not [f"{line}: {problem}" for line in commands_in(document) for problem in wrong_with(line)]


@pytest.mark.parametrize("document", PAGES, ids=name)
def test_every_make_target_in_the_documentation_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert not set(MAKE.findall(document.read_text("utf-8"))) - targets


def test_every_page_is_in_the_index() -> None:
    index = (ROOT / "docs/README.md").read_text("utf-8")
    pages = [path.relative_to(ROOT / "docs").as_posix() for path in PAGES if path.is_relative_to(ROOT / "docs")]
    assert not [page for page in pages if f"]({page})" not in index and page not in ("README.md", *DECISIONS)]


def test_every_decision_is_in_its_index() -> None:
    index = (ROOT / "docs/adr/README.md").read_text("utf-8")
    assert not [page for page in DECISIONS if page != "adr/README.md" and f"]({Path(page).name})" not in index]


def test_every_command_is_documented() -> None:
    assert not [path for path, command in commands().items() if leaf(command) and f"`{path}" not in COMMAND_LINE]


def test_every_option_is_documented() -> None:
    written = {(path, option) for path, command in commands().items() for option in long_options(command)}
    assert not sorted((path, option) for path, option in written if not re.search(rf"`.*{option}\b", COMMAND_LINE))


def leads_somewhere(document: Path, path: str, anchor: str | None) -> bool:
    target = (document.parent / path).resolve() if path else document
    return target.exists() and (not anchor or target.suffix != ".md" or anchor in anchors(target))


def anchors(document: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", document.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def commands_in(document: Path) -> Iterator[str]:
    text = document.read_text("utf-8").replace("\\\n", " ")
    for shown, inline in CODE.findall(text):
        yield re.split(r"\s[|>#]", shown or inline)[0]


def wrong_with(line: str) -> Iterator[str]:
    """What in a command does not exist: a word that is no command, an option that the command does not take."""
    path, words = "kaoping", shlex.split(line)[1:]
    while words and isinstance(commands()[path], click.Group) and not words[0].startswith("-"):
        path = f"{path} {words.pop(0)}"
        if path not in commands():
            yield path
            return
    known = {option for parameter in commands()[path].params for option in parameter.opts} | {"-h", "--help"}
    yield from (word for word in words if word.startswith("-") and word.split("=")[0] not in known)


@cache
def commands() -> dict[str, click.Command]:
    """All commands by what is typed."""
    top = Commands("zh")
    found: dict[str, click.Command] = {"kaoping": top}
    context = click.Context(top)
    for word in COMMANDS:
        command = top.get_command(context, word)
        assert command is not None
        found[f"kaoping {word}"] = command
        if isinstance(command, click.Group):
            found |= {f"kaoping {word} {inner}": below for inner, below in command.commands.items()}
    return found


def leaf(command: click.Command) -> bool:
    return not isinstance(command, click.Group)


def long_options(command: click.Command) -> list[str]:
    return [option for parameter in command.params for option in parameter.opts if option.startswith("--")]
