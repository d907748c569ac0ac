"""A worked case: a small scheme, facts, and the lines, scores and results worked out by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kaoping.core.defect import Refused
from kaoping.core.facts import Value
from kaoping.core.missing import Missing
from kaoping.core.numbers import written
from kaoping.core.scorecard import Entry
from kaoping.files.facts import facts_from_node
from kaoping.schemes.assessment import Assessment, assess
from kaoping.schemes.model import Reading
from kaoping.schemes.nodes import Node, read_yaml
from kaoping.schemes.read import SchemeFile, settle
from kaoping.schemes.readings import chosen
from kaoping.schemes.shape import Shaper

Plain = Mapping[str, Any]
SCHEME_HEAD = {"format": "kaoping/scheme/1", "id": "case", "title": "示例"}
FACTS_HEAD = {"format": "kaoping/facts/1", "scheme": "case"}


@dataclass(frozen=True)
class Expectation:
    """What a case expects under one choice of readings."""

    readings: Mapping[str, str]
    units: Plain


@dataclass(frozen=True)
class Case:
    """One case as it is written; `node` knows where everything stands."""

    name: str
    node: Node
    plain: Plain

    @property
    def expectations(self) -> Iterator[Expectation]:
        """The case itself, and the same facts under other readings."""
        yield Expectation({}, self.plain["expect"])
        for other in self.plain.get("under", ()):
            yield Expectation(other["readings"], other["expect"])

    @property
    def scheme(self) -> SchemeFile:
        """The case's scheme as a file of its own."""
        return _scheme_file(_part(self.node, "scheme", SCHEME_HEAD), self.name)

    def assessment(self, readings: Mapping[str, str]) -> Assessment:
        """The case's scheme and facts: read, compiled, scored and decided."""
        file = self.scheme
        choices, defects = chosen(file.readings, dict(readings))
        if defects:
            raise Refused(defects)
        settled = settle(file, choices)
        return assess(settled, facts_from_node(_part(self.node, "facts", FACTS_HEAD), settled))


def read_case(text: str, name: str) -> Case:
    """A case from its YAML text; every number stays the text that is written."""
    plain = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506  # the base loader makes nothing but texts
    return Case(name, read_yaml(text, name), plain)


def cases_in(folder: Path) -> list[Case]:
    """The cases of a folder, one per file."""
    return [read_case(path.read_text("utf-8"), path.stem) for path in sorted(folder.glob("*.yaml"))]


def _part(node: Node, key: str, head: Mapping[str, str]) -> Node:
    """A part of the case as a file of its own, with the lines that every such file begins with."""
    assert isinstance(node.value, dict)
    part = node.value[key]
    assert isinstance(part.value, dict)
    first = {name: part._replace(value=word, path=name) for name, word in head.items()}
    whole: Node = part._replace(value={**first, **part.value})
    return whole


def _scheme_file(node: Node, name: str) -> SchemeFile:
    assert isinstance(node.value, dict)
    written_readings = node.value.get("readings")
    readings = Shaper().shape(tuple[Reading, ...], written_readings) if written_readings else ()
    return SchemeFile(Path(name), node, readings)


def found(assessment: Assessment, unit: str, asked: Iterable[str], items: Iterable[str]) -> dict[str, Any]:
    """What the assessment says about a unit, as far as a case asks; nothing is the word `none`."""
    card, outcome = assessment.card(unit), assessment.outcome(unit)
    answers: dict[str, Any] = {
        "items": {item: _amounts(card.item(item).entries) for item in items},
        "lines": _amounts(card.entries),
        "score": "none" if card.score is None else written(card.score),
        "missing": sorted(f"{gap.unit}.{gap.item}.{gap.name or gap.why}" for gap in card.gaps),
        "rank": "none" if outcome.rank is None or not card.complete else str(outcome.rank),
        "grade": outcome.grade.in_language("zh") if outcome.grade else "none",
        "awards": {name: {True: "yes", False: "no", None: "open"}[held] for name, held in outcome.awards.items()},
        "listed": outcome.listed or "none",
        "consequences": list(outcome.consequences),
        "prizes": {prize: written(amount) for prize, amount in outcome.prizes.items()},
        "reasons": [reason.code for reason in outcome.reasons],
    }
    return {key: answers[key] for key in asked}


def _amounts(entries: Iterable[Entry]) -> list[str]:
    return [written(entry.amount) for entry in entries]


def known(assessment: Assessment, unit: str, name: str) -> Value | None:
    """A cell of one unit; None where it is missing, or where the unit's program has no such cell."""
    if name not in assessment.programs[unit].node:
        return None
    value = assessment.reader.cell(unit, name)
    return None if isinstance(value, Missing) else value
