"""Every form of rules has one worked case; scheme, lines, scores and results are as worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kaoping.core.readers.columns import ColumnsReader
from kaoping.schemes.check import check
from tests.forms.case import Case, cases_in, found, known

CASES = cases_in(Path(__file__).parent)
FORMS = [
    *(f"F{number:02}" for number in range(1, 51)),
    *(f"B{number:02}" for number in range(1, 11)),
    *(f"V{number:02}" for number in range(1, 10)),
    *(f"D{number:02}" for number in range(1, 16)),
]
# A case leaves out who scores, and gives points without a rule where they do not matter.
SHORTENED = {"missing-assessor", "item-without-rule"}
ABOUT = {"D02": {"weights-sum"}, "D06": {"band-gap"}, "F13": {"word-without-points"}, "F47": {"weights-sum"}}
PARTS = {"form", "name", "edge", "says", "because", "scheme", "facts", "expect", "under"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_lines_and_results_of_a_case_are_as_worked_out_by_hand(case: Case) -> None:
    for expectation in case.expectations:
        assessment = case.assessment(expectation.readings)
        for unit, wanted in expectation.units.items():
            assert found(assessment, unit, wanted, wanted.get("items", ())) == wanted


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_lines_of_every_item_and_of_every_unit_sum_to_its_score(case: Case) -> None:
    for card in (card for one in case.expectations for card in case.assessment(one.readings).cards):
        for item in card.items:
            if item.score is not None:
                assert sum(entry.amount for entry in item.entries) == item.score, (card.unit.id, item.item.id)
        if card.score is not None:
            lines = [entry for item in card.items for entry in item.entries] + list(card.entries)
            assert sum(entry.amount for entry in lines) == card.score, card.unit.id


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_columns_of_a_case_equal_the_exact_reader_in_every_cell(case: Case) -> None:
    for expectation in case.expectations:
        assessment = case.assessment(expectation.readings)
        columns = ColumnsReader(assessment.programs, assessment.facts)
        for name in {node for program in assessment.programs.values() for node in program.node}:
            for unit, value in zip(assessment.facts.units, columns.values(name), strict=True):
                assert value == known(assessment, unit.id, name), (unit.id, name)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_check_finds_nothing_wrong_but_what_the_case_is_about(case: Case) -> None:
    found = {defect.code for defect in check(case.scheme) if defect.severity in ("error", "warning")}
    assert found - SHORTENED == ABOUT.get(case.name, set())


def test_every_form_has_its_case() -> None:
    assert sorted(case.name for case in CASES) == sorted(FORMS)


def test_every_case_says_what_it_shows_in_both_languages_and_why_its_numbers_are_right() -> None:
    for case in CASES:
        assert set(case.plain) <= PARTS, case.name
        assert case.plain["form"] == case.name
        assert case.plain["says"]["zh"], case.name
        assert case.plain["says"]["en"], case.name
        assert case.plain["because"].strip(), case.name
        assert any("items" in unit for unit in case.plain["expect"].values()), case.name


def test_no_two_forms_share_a_case() -> None:
    schemes = [str(case.plain["scheme"]) for case in CASES]
    assert len(set(schemes)) == len(schemes)
