"""Every mistake that a scheme can contain, in a file of its own that says at its head what must be found in it."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from kaoping.core.defect import Defect
from kaoping.schemes import checks
from kaoping.schemes.check import CHECKS, check_scheme, errors_in_force, row
from kaoping.schemes.nodes.sentences import SENTENCES as OF_FILES
from kaoping.schemes.read import built_in, open_scheme, settle

FOLDER = Path(__file__).parent / "bad-schemes"
BAD = sorted(FOLDER.glob("*.yaml"))
PAGE = FOLDER.parent.parent / "docs/reference/scheme-check.md"
PACKAGE = Path(checks.__file__).parent
NOT_A_FILE_HERE = {
    "no-scheme": "there is no file at all",
    "file-not-found": "as above",
    "file-unreadable": "depends on the machine",
    "file-too-large": "would weigh 64 MB",
    "not-utf-8": "could not say at its head what must be found",
    "half-character": "cannot be saved in UTF-8",
}


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_scheme_is_told_exactly_what_is_wrong_with_it(path: Path) -> None:
    found = [line for defect in check_scheme(str(path)) for line in head_lines(defect)]
    assert found == expected(path)


def test_every_mistake_that_can_be_found_has_its_bad_scheme() -> None:
    shown = {line.split()[3].rstrip(",") for path in BAD for line in expected(path) if line.startswith("# expect:")}
    assert set(codes()) - NOT_A_FILE_HERE.keys() == shown


def test_the_reference_page_shows_every_code_by_an_example_that_its_scheme_gives() -> None:
    rows = [line.strip("| ").split(" | ") for line in PAGE.read_text("utf-8").split("\n") if line.startswith("| `")]
    assert [row[0].strip("`") for row in rows] == sorted(set(codes()) - NOT_A_FILE_HERE.keys())
    for code, severity, chinese, english, link in rows:
        head = "\n".join(expected(FOLDER / f"{link[1:].partition(']')[0]}.yaml"))
        assert f"# expect: {severity} {code.strip('`')}" in head
        assert f"# zh: {chinese}\n# en: {english}" in head


def test_every_module_of_checks_is_asked() -> None:
    asked = {one.__module__.rpartition(".")[2] for one in CHECKS}
    about_the_file = {"texts", "questions"}
    assert asked | about_the_file == set(modules_with_sentences())


@pytest.mark.parametrize("name", built_in())
def test_a_built_in_scheme_has_no_errors(name: str) -> None:
    assert not [defect for defect in check_scheme(name) if defect.severity == "error"]


def test_the_warnings_about_built_in_schemes_are_those_that_their_documents_deserve() -> None:
    warned = [(name, one.code) for name in built_in() for one in check_scheme(name) if one.severity == "warning"]
    assert warned == [
        ("beijing-stations-2020", "weights-sum"),  # 30 + 20 + 30 as printed; a reading asks what was meant
        ("chaoyang-2009-efficiency", "reading-unused"),  # veto-scope asks about the other tree
    ]


@pytest.mark.parametrize("name", built_in())
def test_a_built_in_scheme_may_be_scored(name: str) -> None:
    assert not errors_in_force(settle(open_scheme(name)))


def test_a_scheme_with_a_wrong_sum_is_not_fit_for_scoring_and_a_question_about_a_sum_is_no_obstacle() -> None:
    misplaced = settle(open_scheme(str(FOLDER / "item-5-misplaced.yaml")))
    assert [one.code for one in errors_in_force(misplaced)] == ["points-sum", "points-sum"]
    assert not errors_in_force(settle(open_scheme(str(FOLDER / "weights-sum-by-reading.yaml"))))


def test_a_defect_is_a_row_of_seven_columns() -> None:
    (found,) = check_scheme(str(FOLDER / "eighty-percent.yaml"))
    line = (FOLDER / "eighty-percent.yaml").read_text("utf-8").split("\n").index("      kind: composite") + 1
    assert row(found, "en") == {
        "severity": "error",
        "code": "weights-sum",
        "file": str(FOLDER / "eighty-percent.yaml"),
        "line": line,
        "clause": "由任务完成量30%(按以上三类任务处理)、成本效益20%(重大项目绩效评价结果)"
        "和任务完成效果30%(第三方机构组织履职评价)三部分组成",
        "says": "The weights of “综合评价类” add up to 80 %, not 100 %.",
        "remedy": "Correct them by the document; where it is printed so, add a reading. Do not scale them silently.",
    }


def head_lines(defect: Defect) -> Iterator[str]:
    """How the head of a bad scheme says what must be found: severity, code, place, the sentences in both languages."""
    line = f", line {defect.line}" if defect.line else ""
    place = f", {defect.place.in_language('en')}" if defect.place else ""
    yield f"# expect: {defect.severity} {defect.code}{line}{place}"
    yield f"# zh: {defect.says.in_language('zh')}{defect.remedy.in_language('zh')}"
    yield f"# en: {defect.says.in_language('en')} {defect.remedy.in_language('en')}"


def expected(path: Path) -> list[str]:
    return path.read_text("utf-8").partition("\n\n")[0].split("\n")


def codes() -> Iterator[str]:
    """Every code that a scheme file can be given."""
    yield from (code for code in OF_FILES if not code.startswith("json-"))
    for module in modules_with_sentences().values():
        yield from module
    for name in ("shape.py", "readings.py", "read.py"):
        tree = ast.parse((PACKAGE.parent / name).read_text("utf-8"))
        yield from (code for call in ast.walk(tree) if isinstance(call, ast.Call) if (code := noted(call)))


def noted(call: ast.Call) -> str:
    """The code in a call such as `self.note("bad-word", …)` or `Defect("no-scheme", …)`."""
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    first = call.args[0] if call.args else None
    is_code = called in ("note", "_defect", "Defect") and isinstance(first, ast.Constant)
    return str(first.value) if is_code and isinstance(first, ast.Constant) else ""


def modules_with_sentences() -> dict[str, list[str]]:
    names = [path.stem for path in PACKAGE.glob("*.py") if path.stem not in ("__init__", "sentence", "case")]
    modules = {name: importlib.import_module(f"kaoping.schemes.checks.{name}") for name in names}
    return {name: list(module.SENTENCES) for name, module in modules.items()}
