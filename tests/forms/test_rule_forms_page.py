"""The page of rule forms lists every form once, says how its case is written, and links to it."""

from __future__ import annotations

import re
from pathlib import Path

from kaoping.kinds import KINDS
from tests.forms.case import cases_in
from tests.forms.test_forms import FORMS

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "docs/reference/rule-forms.md"
CASES = {case.name: case for case in cases_in(Path(__file__).parent)}


def rows(pattern: str) -> dict[str, list[str]]:
    """The cells of the table rows whose first cell matches."""
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return {row[0]: row for row in cells if re.fullmatch(pattern, row[0])}


def test_the_table_has_every_form_once_in_order() -> None:
    listed = re.findall(r"^\| ([FBVD]\d\d) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    assert listed == FORMS


def test_every_row_carries_the_name_of_its_case_and_links_to_it() -> None:
    for form, row in rows(r"[FBVD]\d\d").items():
        assert row[1] == CASES[form].plain["name"]
        assert (PAGE.parent / f"../../tests/forms/{form}.yaml").is_file()
        assert row[-1] == f"[{form}](../../tests/forms/{form}.yaml)"
        assert all(row[2:5]), form


def test_the_kinds_that_a_row_names_are_those_of_its_case() -> None:
    for form, row in rows(r"[FBVD]\d\d").items():
        used = set(re.findall(r"'kind': '(\w+)'", str(CASES[form].plain["scheme"])))
        named = {word for word in re.findall(r"`(\w+)[`:]", row[2]) if word in KINDS}
        assert named <= used, form


def test_every_open_decision_has_its_row_with_option_default_place_and_case() -> None:
    found = rows(r"0\.\d+")
    assert list(found) == [f"0.{number}" for number in range(1, 14)]
    for decision, row in found.items():
        assert len(row) == 6, decision
        assert all(row), decision
        assert all((PAGE.parent / link).is_file() for link in re.findall(r"\]\((.+?)\)", row[5]))
