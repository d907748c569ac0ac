"""Every kind's manual names all its options with their defaults, and its worked cases come out as they say."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import pytest

from kaoping import kinds
from kaoping.core.line import Clause
from kaoping.core.numbers import written
from kaoping.core.rule import FormulaText
from kaoping.kinds import KINDS
from kaoping.schemes.shape import fields_of
from tests.forms.case import Case, found, read_case

FOLDER = Path(kinds.__file__).parent
BLOCK = re.compile(r"^```yaml\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def manual(kind: str) -> str:
    """The manual of a kind."""
    return (FOLDER / kind / "manual.md").read_text("utf-8")


CASES = [
    read_case(text, f"{kind}-{number}") for kind in KINDS for number, text in enumerate(BLOCK.findall(manual(kind)), 1)
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_worked_cases_of_a_manual_come_out_as_it_says(case: Case) -> None:
    assert case.plain["because"].strip()
    assessment = case.assessment({})
    for unit, wanted in case.plain["expect"].items():
        assert found(assessment, unit, wanted, wanted.get("items", ())) == wanted


@pytest.mark.parametrize("kind", KINDS)
def test_a_manual_has_a_worked_case_a_clause_and_an_english_summary(kind: str) -> None:
    text = manual(kind)
    assert BLOCK.search(text)
    assert f"`{kind}`" in text.splitlines()[0]
    assert "**In English.**" in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_manual_lists_exactly_the_options_of_its_kind_with_their_defaults(kind: str) -> None:
    section = manual(kind).split("## 选项")[1].split("\n## ")[0]
    listed = {row[0]: row[1] for row in re.findall(r"^\| `([\w.]+)` \| (.+?) \|", section, re.MULTILINE)}
    assert listed == dict(options(KINDS[kind]))


def options(kind: Any, prefix: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401  # a dataclass
    """The options of a dataclass as the scheme file writes them, those of its parts with a point between."""
    defaults = {field.name: _default(field) for field in dataclasses.fields(kind)}
    for key, option in fields_of(kind).items():
        yield prefix + key, defaults[option.name]
        part = _part(option.type)
        if part:
            yield from options(part, f"{prefix}{key}.")


def _part(kind: Any) -> Any:  # noqa: ANN401  # a type
    """The dataclass that an option holds one or several of."""
    if dataclasses.is_dataclass(kind):
        return None if kind in (FormulaText, Clause) else kind
    inner = [one for one in get_args(kind) if one not in (str, type(None), ...)]
    if get_origin(kind) is None or not inner or not isinstance(inner[-1], type):
        return None
    return _part(inner[-1])


def _default(field: dataclasses.Field[Any]) -> str:
    if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
        return "必填"
    value = field.default
    if isinstance(value, FormulaText):
        return value.text
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Fraction | int):
        return written(Fraction(value))
    return value if isinstance(value, str) and value else "—"


def test_the_readers_of_types_find_the_parts_of_an_option() -> None:
    hints: Mapping[str, Any] = get_type_hints(KINDS["tally"])
    assert _part(hints["per"]).__name__ == "Period"
    assert _part(hints["levels"]) is None
    assert _part(get_type_hints(KINDS["checklist"])["severities"]).__name__ == "Severity"
