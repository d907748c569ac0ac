"""Whatever somebody writes into a scheme, the check says what is wrong with it, or it can be scored."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kaoping.core.facts import Facts
from kaoping.schemes.assessment import assess
from kaoping.schemes.check import check
from kaoping.schemes.model import Reading
from kaoping.schemes.nodes import Node
from kaoping.schemes.read import SchemeFile, settle
from kaoping.schemes.shape import Shaper
from tests.forms.case import cases_in

FORMS = Path(__file__).parent / "forms"
Place = tuple[str | int, ...]
VALUES: tuple[Any, ...] = (
    None, "", "-1", "NaN", "x", "1e9", "0", "100", "99999999999999999999999", "points", '"word"', 'score("total")',
    'count("events")', "group_mean(points)", (), {},
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=600)
@given(st.data())
def test_a_changed_scheme_is_refused_with_reasons_or_can_be_scored(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(forms())))
    node, facts = forms()[name]
    for _ in range(data.draw(st.integers(1, 2))):
        place = data.draw(st.sampled_from([place for place in places(node) if place] or [()]))
        node = changed(node, place, data.draw(st.sampled_from([*VALUES, Exception])))
    file = SchemeFile(Path(name), node, readings(node))
    errors = [one for one in check(file) if one.severity == "error" and one.code != "missing-assessor"]
    if not errors:
        assess(settle(file), facts)


@cache
def forms() -> dict[str, tuple[Node, Facts]]:
    """The worked forms: small schemes of every kind, with facts."""
    assessed = {case.name: case.assessment({}) for case in cases_in(FORMS)}
    return {name: (one.settled.file.node, one.facts) for name, one in assessed.items()}


def places(node: Node, above: Place = ()) -> Iterator[Place]:
    yield above
    if isinstance(node.value, dict):
        for key, part in node.value.items():
            yield from places(part, (*above, key))
    elif isinstance(node.value, tuple):
        for number, part in enumerate(node.value):
            yield from places(part, (*above, number))


def changed(node: Node, place: Place, value: Any) -> Node:  # noqa: ANN401  # anything may be written
    """The node with another value at a place; an exception there stands for leaving it out."""
    if not place:
        return node._replace(value=value)
    first, rest = place[0], place[1:]
    parts: dict[Any, Node] = dict(enumerate(node.value)) if isinstance(node.value, tuple) else {**_table(node)}
    if not rest and value is Exception:
        del parts[first]
    else:
        parts[first] = changed(parts[first], rest, None if value is Exception else value)
    return node._replace(value=tuple(parts.values()) if isinstance(node.value, tuple) else parts)


def _table(node: Node) -> dict[str, Node]:
    return node.value if isinstance(node.value, dict) else {}


def readings(node: Node) -> tuple[Reading, ...]:
    found = node.value.get("readings") if isinstance(node.value, dict) else None
    entries = found.value if found is not None and isinstance(found.value, tuple) else ()
    shaped = (Shaper().shape(Reading, entry) for entry in entries)
    return tuple(one for one in shaped if isinstance(one, Reading))
