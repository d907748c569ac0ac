"""The facts of every form's worked case come back from a workbook as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.files.facts import read_facts
from kaoping.files.template import write_template
from tests.forms.case import Case, cases_in

CASES = cases_in(Path(__file__).parent / "forms")


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_facts_of_a_form_come_back_from_a_workbook(case: Case, tmp_path: Path) -> None:
    assessed = case.assessment({})
    path = tmp_path / "数据.xlsx"
    write_template(assessed.settled, path, assessed.facts)
    assert read_facts(path, assessed.settled) == assessed.facts
