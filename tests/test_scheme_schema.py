"""The JSON Schema in the reference documentation says what the reader of scheme files says."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from kaoping.schemes.json_schema import json_schema, json_schema_text
from kaoping.schemes.read import LIBRARY, built_in

ROOT = Path(__file__).parent.parent
FILE = ROOT / "docs/reference/scheme.schema.json"
BAD = [path for path in sorted((ROOT / "tests/bad-schemes").glob("*.yaml")) if not path.stem.startswith("yaml-")]
SHAPE = re.compile(r"\b(?:bad-(?:number|word)|not-a-\w+|(?:missing|unknown)-(?:key|kind))\b")


def test_the_committed_schema_is_the_one_that_the_classes_make() -> None:
    again = "python -m kaoping.schemes.json_schema > docs/reference/scheme.schema.json"
    assert FILE.read_text("utf-8") == json_schema_text(), f"make it again: {again}"


def test_it_is_a_json_schema() -> None:
    Draft202012Validator.check_schema(json.loads(FILE.read_text("utf-8")))


@pytest.mark.parametrize("name", built_in())
def test_the_built_in_schemes_are_valid(name: str) -> None:
    assert not mistakes(LIBRARY / name / "scheme.yaml")


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_it_refuses_what_cannot_be_shaped_and_nothing_else(path: Path) -> None:
    badly_shaped = bool(SHAPE.search(path.read_text("utf-8").partition("\n")[0]))
    assert bool(mistakes(path)) == badly_shaped


def test_a_value_may_be_written_once_per_alternative_and_may_be_the_number_that_is_given() -> None:
    by_reading = {"by_reading": "base", "100": "100", "value": {"value_of": "base"}}
    valid = {"format": "kaoping/scheme/1", "id": "x", "title": "x", "items": [], "points": by_reading}
    assert not list(validator().iter_errors(valid))
    assert list(validator().iter_errors({**valid, "points": {**by_reading, "100": "hundred"}}))
    assert list(validator().iter_errors({**valid, "points": {"value_of": "base", "otherwise": "1"}}))


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(json_schema())


def mistakes(path: Path) -> list[str]:
    content = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506  # keeps every value as text
    return [error.message for error in validator().iter_errors(content)]
