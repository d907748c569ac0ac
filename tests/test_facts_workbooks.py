"""Facts come back from a workbook as they were: a demonstration year, and the worked case of every form."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from kaoping.demonstration import demonstration_facts
from kaoping.files.facts import facts_from_node, plain_facts, read_facts
from kaoping.files.template import write_template
from kaoping.schemes.nodes import read_json
from kaoping.schemes.read import built_in, read
from tests.forms.case import Case, cases_in

CASES = cases_in(Path(__file__).parent / "forms")


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_facts_of_a_form_come_back_from_a_workbook(case: Case, tmp_path: Path) -> None:
    assessed = case.assessment({})
    path = tmp_path / "数据.xlsx"
    write_template(assessed.settled, path, assessed.facts)
    assert read_facts(path, assessed.settled) == assessed.facts


@pytest.mark.slow
@pytest.mark.parametrize("scheme", built_in())
def test_a_demonstration_year_comes_back_from_a_workbook(scheme: str, tmp_path: Path) -> None:
    known = demonstration_facts(scheme)
    path = tmp_path / "示例.xlsx"
    write_template(read(scheme), path, known, sample=True)
    found = read_facts(path, read(scheme))
    assert found == replace(known, sample=True)
    assert found.digest == known.digest
    assert not found.warnings


@pytest.mark.parametrize("scheme", built_in())
def test_a_demonstration_year_is_a_valid_facts_file(scheme: str) -> None:
    known = demonstration_facts(scheme)
    plain = plain_facts(known, read(scheme))
    schema = json.loads((Path(__file__).parents[1] / "docs/reference/facts.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(plain)
    assert facts_from_node(read_json(json.dumps(plain), "示例.json"), read(scheme)) == known
