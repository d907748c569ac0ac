"""The JSON Schema of facts files and the tables that the reader uses say the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from kaoping.files.facts import plain_facts
from kaoping.files.facts.document import WORDS
from kaoping.files.facts.layout import GRID, MORE_VALUES, SHEETS, TASK_GRID, meaning
from kaoping.files.facts.tables import TABLES
from kaoping.files.facts.tests.examples import STATIONS, facts, settled
from kaoping.files.facts.tests.test_reading import WHOLE_YEAR

SCHEMA: dict[str, Any] = json.loads((Path(__file__).parents[5] / "docs/reference/facts.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_names_the_fields_that_the_reader_knows() -> None:
    assert set(SCHEMA["properties"]) == {*WORDS, *TABLES}
    for key, table in TABLES.items():
        row = SCHEMA["properties"][key]["items"]
        assert list(row["properties"]) == list(table.column), key
        assert row["required"] == [column.key for column in table.columns if column.needed], key


def test_no_two_fields_of_a_table_and_no_two_sheets_have_one_heading() -> None:
    for table in TABLES.values():
        assert len(meaning({column.key: column.name for column in table.columns})) == 2 * len(table.columns), table.key
    values = (GRID, TASK_GRID, MORE_VALUES)
    assert len(SHEETS) == 2 * (len(TABLES) - 1 + len(values))


def test_a_whole_year_is_valid() -> None:
    VALIDATOR.validate(WHOLE_YEAR)
    VALIDATOR.validate(plain_facts(facts(""), settled(STATIONS)))


def test_how_many_were_asked_for_a_rating_may_be_left_out_or_empty() -> None:
    rating = {"unit": "a", "item": "b", "rater_group": "c", "value": 90, "raters": 48}
    asked: tuple[dict[str, object], ...] = ({}, {"asked": None}, {"asked": ""}, {"asked": 60}, {"asked": "60"})
    VALIDATOR.validate({**WHOLE_YEAR, "ratings": [{**rating, **one} for one in asked]})


@pytest.mark.parametrize(
    ("table", "row"),
    [
        ("values", {"unit": "a", "item": "b", "name": "c"}),
        ("events", {"unit": "a", "item": "b", "wat": 1}),
        ("claims", {"unit": "a", "item": "b", "clause": "c", "points": "1e5"}),
        ("ratings", {"unit": "a", "item": "b", "rater_group": "c", "value": "abc", "raters": 1}),
        ("ratings", {"unit": "a", "item": "b", "rater_group": "c", "value": 90, "raters": 0}),
        ("ratings", {"unit": "a", "item": "b", "rater_group": "c", "value": 90, "raters": 1, "asked": 0}),
    ],
)
def test_what_cannot_be_right_in_any_scheme_is_invalid(table: str, row: dict[str, object]) -> None:
    assert list(VALIDATOR.iter_errors({**WHOLE_YEAR, table: [row]}))
