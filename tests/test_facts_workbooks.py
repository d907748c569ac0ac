"""Facts come back from a workbook as they were: a demonstration year, and the worked case of every form."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from kaoping.cli.main import main
from kaoping.core.text import LANGUAGES, Language
from kaoping.demonstration import demonstration_facts
from kaoping.files.facts import facts_from_node, plain_facts, read_facts
from kaoping.files.template import write_template
from kaoping.schemes.nodes import read_json
from kaoping.schemes.read import built_in, read
from tests.forms.case import Case, cases_in
from tests.recalculated import recalculated

CASES = cases_in(Path(__file__).parent / "forms")


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_the_facts_of_a_form_come_back_from_a_workbook(case: Case, language: Language, tmp_path: Path) -> None:
    assessed = case.assessment({})
    path = tmp_path / "数据.xlsx"
    write_template(assessed.settled, path, assessed.facts, language=language)
    assert read_facts(path, assessed.settled) == assessed.facts


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", built_in())
def test_a_demonstration_year_comes_back_from_a_workbook(scheme: str, language: Language, tmp_path: Path) -> None:
    known = demonstration_facts(scheme)
    path = tmp_path / "示例.xlsx"
    write_template(read(scheme), path, known, sample=True, language=language)
    found = read_facts(path, read(scheme))
    assert found == replace(known, sample=True)
    assert found.digest == known.digest
    assert not found.warnings


@pytest.mark.slow
@pytest.mark.parametrize(("scheme", "language"), [("beijing-stations-2020", "zh"), ("chaoyang-2009-efficiency", "en")])
def test_a_workbook_that_libreoffice_saved_keeps_its_facts_and_its_drop_downs(
    scheme: str, language: Language, tmp_path: Path
) -> None:
    known = demonstration_facts(scheme)
    path = tmp_path / "facts.xlsx"
    write_template(read(scheme), path, known, language=language)
    saved = recalculated(path, tmp_path)
    assert read_facts(saved, read(scheme)) == known
    assert checks_while_typing(saved) == checks_while_typing(path)


def checks_while_typing(path: Path) -> dict[str, set[tuple[str, ...]]]:
    """Where each sheet has a drop-down or a range, where its words come from, and what is said."""
    return {
        sheet.title: {
            (str(rule.sqref), rule.type, rule.formula1, rule.error or "", rule.prompt or "")
            for rule in sheet.data_validations.dataValidation
        }
        for sheet in openpyxl.load_workbook(path)
    }


@pytest.mark.parametrize(("language", "first", "title"), [("zh", "说明", "单位"), ("en", "Guide", "Units")])
def test_the_command_line_writes_workbooks_in_its_language(
    language: Language, first: str, title: str, tmp_path: Path
) -> None:
    template, demonstration = tmp_path / "template.xlsx", tmp_path / "demo.xlsx"
    spoken = ["--lang", language]
    assert main(["facts", "template", "chaoyang-2009-environment", "-o", str(template), *spoken]) == 0
    assert main(["demo", "facts", "--scheme", "chaoyang-2009-environment", "-o", str(demonstration), *spoken]) == 0
    assert [openpyxl.load_workbook(path).sheetnames[:2] for path in (template, demonstration)] == [[first, title]] * 2


@pytest.mark.parametrize("scheme", built_in())
def test_a_demonstration_year_is_a_valid_facts_file(scheme: str) -> None:
    known = demonstration_facts(scheme)
    plain = plain_facts(known, read(scheme))
    schema = json.loads((Path(__file__).parents[1] / "docs/reference/facts.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(plain)
    assert facts_from_node(read_json(json.dumps(plain), "示例.json"), read(scheme)) == known
