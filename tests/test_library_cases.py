"""The worked cases of the built-in schemes: facts, readings, and what must come out, worked out by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kaoping.core.facts import Facts
from kaoping.core.item import Item
from kaoping.core.line import Ask
from kaoping.core.numbers import written
from kaoping.core.scorecard import Scorecard
from kaoping.files.facts import facts_from_node
from kaoping.schemes.assessment import Assessment, assess
from kaoping.schemes.compile import compile_scheme
from kaoping.schemes.nodes import read_json, read_yaml
from kaoping.schemes.read import LIBRARY, Settled, read
from kaoping.schemes.result import result_of

Case = dict[str, Any]
ROWS = ("values", "findings", "events", "claims", "ratings", "vetoes", "tasks", "not_applicable")
WORDS = {"true": True, "false": False, "null": None}


def cases() -> Iterator[Any]:
    for path in sorted(LIBRARY.glob("*/cases/*.yaml")):
        for case in yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)["cases"]:  # noqa: S506  # text only
            yield pytest.param(path, case, id=f"{path.parent.parent.name}: {case['says']}")


@pytest.mark.parametrize(("path", "case"), list(cases()))
def test_a_worked_case_comes_out_as_worked_out_by_hand(path: Path, case: Case) -> None:
    settled = read(path.parent.parent.name, wanted(case))
    assessment = assess(settled, facts_of(settled, case))
    expected = {"u": case["expect"]} if "score" in case["expect"] else case["expect"]
    for unit, expectation in expected.items():
        assert found(assessment, unit, expectation) == expectation


def wanted(case: Case) -> Case:
    tables = {name: read_yaml(yaml.dump(table), name) for name, table in case.get("tables", {}).items()}
    return {**case.get("readings", {}), **tables}


def facts_of(settled: Settled, case: Case) -> Facts:
    group = settled.scheme.groups[0].id if settled.scheme.groups else "g"
    content: Case = {"format": "kaoping/facts/1", "scheme": settled.scheme.id}
    content["units"] = [{"group": group, **unit} for unit in case.get("units", [{"id": "u"}])]
    for table in ROWS:
        content[table] = [{"unit": "u", **row} for row in case.get(table, [])]
    for row in content["values"]:
        row["value"] = WORDS.get(row["value"], row["value"])
    if "tasks" not in case:
        fill(settled, content, [{"unit": "u", **row} for row in case.get("missing", [])])
    return facts_from_node(read_json(json.dumps(content), "case"), settled)


def fill(settled: Settled, content: Case, left_out: list[Case]) -> None:
    """Full marks for whatever a case does not name."""
    known = [*content["not_applicable"], *content["values"], *content["ratings"], *left_out]
    for item in compile_scheme(settled.scheme).items:
        for unit in [unit["id"] for unit in content["units"]]:
            of_item = [row for row in known if (row["unit"], row["item"]) == (unit, item.id)]
            for ask in [ask for ask in item.asks if not ask.optional and not covered(ask, item, of_item)]:
                content["values"].append({"unit": unit, "item": item.id, "name": ask.name, "value": ask.high})
            if not of_item and any(form.table == "ratings" for form in item.rows) and not item.asks:
                full = {"unit": unit, "item": item.id, "rater_group": "全体", "value": "100", "raters": "1"}
                content["ratings"].append(full)


def covered(ask: Ask, item: Item, rows: list[Case]) -> bool:
    """Whether a case says something about a value: by its name, or another way of scoring the whole item."""
    names = [row.get("name") for row in rows]
    one_value = len([one for one in item.asks if not one.optional]) == 1
    return ask.name in names or None in names or (one_value and bool(rows))


def found(assessment: Assessment, unit: str, expectation: Case) -> Case:
    """What came out, in the words and order in which the case expects it."""
    card = assessment.card(unit)
    result: Case = next(one for one in units_of(assessment) if one["unit"] == unit)
    known: dict[str, Any] = {
        name: spoken(result[name]) for name in ("score", "rank", "tied", "award", "grade", "vetoes")
    }
    known["lines"] = {item: amounts(card, item) for item in expectation.get("lines", {})}
    known["unordered"] = {
        item: in_order_of(amounts(card, item), order) for item, order in expectation.get("unordered", {}).items()
    }
    known["item_scores"] = {item: score_of(card, item) for item in expectation.get("item_scores", {})}
    known["unit_lines"] = [written(entry.amount) for entry in card.entries]
    return {name: known[name] for name in expectation}


def in_order_of(found: list[str], order: list[str]) -> list[str]:
    """The same amounts in the order in which a case lists them."""
    return order if sorted(found) == sorted(order) else found


def units_of(assessment: Assessment) -> list[Case]:
    units = result_of(assessment, "zh")["units"]
    assert isinstance(units, list)
    return units


def spoken(value: object) -> object:
    """A value as a case writes it: YAML's words as text."""
    if isinstance(value, list):
        return value
    return (
        {None: "null", True: "true", False: "false"}.get(value)
        if value is None or isinstance(value, bool)
        else str(value)
    )


def amounts(card: Scorecard, item: str) -> list[str]:
    return [written(entry.amount) for entry in card.item(item).entries]


def score_of(card: Scorecard, item: str) -> str:
    score = card.item(item).score
    assert score is not None
    return written(score)
