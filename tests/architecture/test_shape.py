"""Files, functions and lines keep their budget; whatever exceeds it is named in budget.toml with a reason."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.project import ROOT, files, name

LONGEST_FILE, LONGEST_TEMPLATE, LONGEST_FUNCTION, LONGEST_LINE = 300, 150, 40, 120
WRITTEN_DECISIONS: dict[str, str] = tomllib.loads((ROOT / "tests/architecture/budget.toml").read_text("utf-8"))


def test_no_file_is_longer_than_a_person_reads_at_once() -> None:
    assert not _beyond_the_decisions(_long_files())


def test_no_function_is_longer_than_a_screen() -> None:
    assert not _beyond_the_decisions(_long_functions())


def test_no_line_of_code_has_more_than_120_characters() -> None:
    long = [
        f"{name(path)}:{number}" for path in files("*.py") for number, line in _lines(path) if len(line) > LONGEST_LINE
    ]
    assert not long


def test_every_written_decision_has_a_reason_and_is_still_needed() -> None:
    long = {*_long_files(), *_long_functions()}
    assert all(reason.strip() for reason in WRITTEN_DECISIONS.values())
    assert not [place for place in WRITTEN_DECISIONS if place not in long]


def test_every_module_says_in_one_line_what_it_is() -> None:
    mute = [name(path) for path in files("*.py") if not _opening_line(path)]
    assert not mute


def _beyond_the_decisions(long: list[str]) -> list[str]:
    return [place for place in long if place not in WRITTEN_DECISIONS]


def _long_files() -> list[str]:
    code = [name(path) for path in files("*.py") if len(_lines(path)) > LONGEST_FILE]
    templates = [name(path) for path in files("*.html") if len(_lines(path)) > LONGEST_TEMPLATE]
    return code + templates


def _long_functions() -> list[str]:
    return [
        f"{name(path)}:{function.name}"
        for path in files("*.py")
        for function in _functions(path)
        if _length(function) > LONGEST_FUNCTION
    ]


def _functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def _length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def _opening_line(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return docstring.partition("\n")[0].strip()


def _lines(path: Path) -> list[tuple[int, str]]:
    return list(enumerate(path.read_text("utf-8").splitlines(), start=1))
