"""The explanation as data says everything about every line, and adds up."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from kaoping.core.facts import Row
from kaoping.core.text import say
from kaoping.reports.explanation import explanation_of, source_lines
from kaoping.reports.tests.examples import EFFICIENCY, ENVIRONMENT, STATIONS, example, random_facts
from kaoping.schemes.assessment import assess
from kaoping.schemes.read import read


def plain(scheme: str, item: str | None = None, seed: int = 1, missing: float = 0.0) -> dict[str, Any]:
    assessment = example(scheme, {"streets": 3}, seed, missing)
    found = explanation_of(assessment, "streets-02", item, "zh")
    return dict(json.loads(json.dumps(found)))


@pytest.mark.parametrize("scheme", [STATIONS, EFFICIENCY, ENVIRONMENT])
def test_lines_add_up_to_items_and_items_to_the_score(scheme: str) -> None:
    found = plain(scheme, seed=5)
    for item in found["items"]:
        assert sum(Fraction(line["points"]) for line in item["lines"]) == Fraction(item["score"])
    rest = sum(Fraction(line["points"]) for line in found["lines"])
    assert sum(Fraction(item["score"]) for item in found["items"]) + rest == Fraction(found["score"])


def test_every_line_has_its_clause_formula_and_values() -> None:
    for item in plain(STATIONS, seed=5)["items"]:
        for line in item["lines"]:
            assert line["says"]
            assert line["formula"]
            assert line["result"].replace("−", "-") == line["points"]
            assert line["clause"]["quote"] == "" or line["clause"]["source"]


def test_a_line_about_a_finding_carries_its_fields() -> None:
    items = {item["item"]: item for item in plain(STATIONS, seed=5)["items"]}
    rows = [line["row"] for item in items.values() for line in item["lines"] if line["row"]]
    assert any(row["table"] == "findings" and row["found_by"] for row in rows)


def test_one_item_is_explained_alone() -> None:
    found = plain(STATIONS, "law")
    assert [item["item"] for item in found["items"]] == ["law"]
    assert found["lines"] == []


def test_what_is_missing_names_who_owes_it() -> None:
    found = plain(EFFICIENCY, missing=0.3)
    assert found["score"] is None
    assert found["missing"]
    assert all(fact["owed_by"] and fact["says"] for fact in found["missing"])


def test_places_in_the_source_are_line_numbers_and_ranges() -> None:
    assert list(source_lines("6, 16-18")) == [6, 16, 17, 18]
    assert list(source_lines("")) == []


def test_a_limit_is_worked_out_as_what_became_of_the_sum_less_the_sum() -> None:
    found = plain(EFFICIENCY)
    rounding = next(line for item in found["items"] for line in item["lines"] if line["line"].endswith(".rounding"))
    after, before = (Fraction(part.strip("()")) for part in rounding["values"].split(" − "))
    assert after - before == Fraction(rounding["points"])
    assert rounding["names"] == "(有关各行合计，四舍五入到 2 位小数) − 有关各行合计"


def test_a_finding_is_told_by_the_words_of_its_checkpoint() -> None:
    sentences = [line["says"] for item in plain(STATIONS, seed=5)["items"] for line in item["lines"]]
    assert not [sentence for sentence in sentences if "law." in sentence or "affairs." in sentence]
    assert any(sentence.startswith("“") and "发现" in sentence for sentence in sentences)


def test_a_mean_of_ratings_is_worked_out_from_every_rating() -> None:
    found = plain(EFFICIENCY, seed=3)
    rating = next(line for item in found["items"] for line in item["lines"] if "÷ 2)" in line["values"])
    first, second = (Fraction(part) for part in rating["values"].split("((")[1].split(")")[0].split(" + "))
    assert (first + second) / 2 <= 100
    assert rating["names"].startswith("−(")


def test_a_row_without_a_note_is_told_in_the_language_of_the_reader() -> None:
    settled = read(STATIONS)
    row = Row("events", "stations-01", "incidents", (("on", "2020-01-02"),))
    facts = random_facts(settled, {"stations": 1}, seed=1)
    assessment = assess(settled, replace(facts, rows=(row,)))
    (entry,) = assessment.card("stations-01").item("incidents").entries
    assert (entry.says.in_language("zh"), entry.says.in_language("en")) == ("事件", "events")


def test_a_number_without_a_finite_decimal_is_said_with_its_approximation() -> None:
    assert say(Fraction(10, 3), "zh") == "10/3（≈3.3333）"
    assert say(Fraction(10, 3), "en") == "10/3 (≈3.3333)"
    assert say(Fraction(1, 4), "zh") == "0.25"
