"""Proof that the built-in schemes hold every character of the tables they were made from, and no other."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
import yaml

LIBRARY = Path(__file__).parent
SCHEMES = ["beijing-stations-2020", "chaoyang-2009-efficiency", "chaoyang-2009-environment"]
PAGE = LIBRARY.parents[2] / "docs/reference/built-in-schemes.md"
FIRST_TABLE = {"beijing-stations-2020": 1, "chaoyang-2009-efficiency": 98, "chaoyang-2009-environment": 98}

SEPARATORS = "、，"
LONGEST_IN_PRINT = 30

Node = Any  # what a YAML file holds: texts, lists and mappings of any depth

each_scheme = pytest.mark.parametrize("scheme_id", SCHEMES)


@dataclass(frozen=True)
class Place:
    """Characters of one line of the source, counted from 1, both ends included, and what they belong to."""

    line: int
    first: int
    last: int
    belongs_to: str


@each_scheme
def test_every_character_of_the_source_belongs_to_exactly_one_place(scheme_id: str) -> None:
    claimed = [spot for place in places(scheme_id) for spot in spots(place)]
    assert len(claimed) == len(set(claimed))
    assert ink(scheme_id) <= set(claimed)
    assert set(claimed) <= every_spot(scheme_id)


@each_scheme
def test_the_text_of_every_place_is_the_text_of_its_field(scheme_id: str) -> None:
    scheme = read(scheme_id)
    fields = dict(printed_fields(scheme)) | dict(quotes(scheme))
    for path, text in claimed_texts(scheme_id).items():
        if is_field(path):
            assert text == squeezed(fields[path]), path


@each_scheme
def test_every_printed_field_of_the_scheme_has_its_place(scheme_id: str) -> None:
    scheme = read(scheme_id)
    claimed = {path for path in claimed_texts(scheme_id) if is_field(path)}
    assert claimed - dict(quotes(scheme)).keys() == dict(printed_fields(scheme)).keys()


@each_scheme
def test_what_is_printed_again_at_a_page_break_is_what_was_printed_before(scheme_id: str) -> None:
    texts = claimed_texts(scheme_id)
    for path, text in texts.items():
        if path.startswith("repeated "):
            first = texts[path.removeprefix("repeated ")]
            assert text in {first * times for times in (1, 2, 3)} or path == "repeated heading", path


@each_scheme
def test_prose_ends_where_the_tables_begin(scheme_id: str) -> None:
    assert all(place.line < FIRST_TABLE[scheme_id] for place in places(scheme_id) if place.belongs_to == "prose")


@each_scheme
def test_what_a_scheme_leaves_to_its_twin_the_twin_holds(scheme_id: str) -> None:
    for place in places(scheme_id):
        annex, _, twin = place.belongs_to.partition(", see ")
        if twin:
            assert place.line >= FIRST_TABLE[scheme_id], annex
            assert ink(scheme_id) & set(spots(place)) <= held(twin), place


@each_scheme
def test_between_two_names_stands_nothing_but_a_separator(scheme_id: str) -> None:
    assert set(claimed_texts(scheme_id).get("separator", "")) <= set(SEPARATORS)


@each_scheme
def test_the_lines_named_by_an_item_hold_all_its_fields(scheme_id: str) -> None:
    found: dict[str, set[int]] = defaultdict(set)
    for place in places(scheme_id):
        if place.belongs_to.startswith("items."):
            found[place.belongs_to.split(".")[1]].add(place.line)
    for item in items(read(scheme_id)["items"]):
        assert found[item["id"]] <= line_numbers(item.get("at", "")), item["id"]


@each_scheme
def test_the_page_of_the_built_in_schemes_prints_readings_defects_and_headings(scheme_id: str) -> None:
    section = PAGE.read_text("utf-8").partition(f"## `{scheme_id}`\n")[2].partition("\n## ")[0]
    scheme = read(scheme_id)
    rows = [reading_row(reading) for reading in scheme["readings"]]
    rows += [f"| {defect['at']} | {defect['quote']} | {defect['says']} |" for defect in scheme["declared"]]
    rows += furniture_rows(scheme_id)
    assert not [row for row in rows if row not in section.splitlines()]


@cache
def places(scheme_id: str) -> list[Place]:
    with (LIBRARY / scheme_id / "places.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows[0] == ["line", "from", "to", "belongs to"]
    return [Place(int(line), int(first), int(last), belongs_to) for line, first, last, belongs_to in rows[1:]]


def spots(place: Place) -> list[tuple[int, int]]:
    return [(place.line, column) for column in range(place.first, place.last + 1)]


@cache
def lines(scheme_id: str) -> list[str]:
    return (LIBRARY / scheme_id / "source.txt").read_text("utf-8").split("\n")


def every_spot(scheme_id: str) -> set[tuple[int, int]]:
    rows = enumerate(lines(scheme_id), start=1)
    return {(number, column) for number, line in rows for column in range(1, len(line) + 1)}


@cache
def ink(scheme_id: str) -> set[tuple[int, int]]:
    """Where the source prints anything but white space."""
    source = lines(scheme_id)
    return {(line, column) for line, column in every_spot(scheme_id) if not source[line - 1][column - 1].isspace()}


@cache
def held(scheme_id: str) -> set[tuple[int, int]]:
    """The characters of the tables that a scheme claims for itself."""
    own = [p for p in places(scheme_id) if p.belongs_to != "prose" and ", see " not in p.belongs_to]
    return {spot for place in own for spot in spots(place)}


@cache
def read(scheme_id: str) -> Node:
    text = (LIBRARY / scheme_id / "scheme.yaml").read_text("utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506  # keeps every value as text and builds no objects


def squeezed(text: str) -> str:
    return "".join(text.split())


def claimed_texts(scheme_id: str) -> dict[str, str]:
    """For everything that places belong to, all its characters in the order of the source, without white space."""
    texts: dict[str, str] = defaultdict(str)
    source = lines(scheme_id)
    for place in places(scheme_id):
        texts[place.belongs_to] += squeezed(source[place.line - 1][place.first - 1 : place.last])
    return dict(texts)


def is_field(path: str) -> bool:
    return path == "title" or path.startswith(("items.", "checkpoints.", "units.", "vetoes.", "readings.", "declared."))


def items(tree: list[Node]) -> Iterator[Node]:
    """All items that do not depend on a reading, parents before their children."""
    for item in tree:
        if "id" in item:
            yield item
            yield from items(item.get("items", []))


def printed_fields(scheme: Node) -> Iterator[tuple[str, str]]:
    """Every field of a scheme that was taken from its source, by path."""
    yield "title", scheme["title"]
    for item in items(scheme["items"]):
        if "at" in item:
            yield from printed_fields_of_item(scheme, item)
    if scheme["id"] == "chaoyang-2009-efficiency":
        for veto in scheme["vetoes"]:
            yield f"vetoes.{veto['id']}.number", veto["number"]
            yield f"vetoes.{veto['id']}.text", veto["text"]
    if scheme["id"].startswith("chaoyang"):
        yield from ((f"units.{unit['id']}.name", unit["name"]) for unit in scheme["units"])


def printed_fields_of_item(scheme: Node, item: Node) -> Iterator[tuple[str, str]]:
    path = f"items.{item['id']}"
    names = {assessor["id"]: assessor["name"] for assessor in scheme["assessors"]}
    for key in ("number", "name", "method", "content", "origin"):
        if key in item:
            yield f"{path}.{key}", item[key]
    if isinstance(item.get("points"), str):
        yield f"{path}.points", f"({item['points']}分)" if "items" in item else item["points"]
    if "type" in item:
        yield f"{path}.type", scheme["task_types"][item["type"]]["name"]
    for number, goal in enumerate(item.get("goals", []), start=1):
        yield f"{path}.goals.{number}", goal
    for number, assessor in enumerate(item.get("assessors", []), start=1):
        yield f"{path}.assessors.{number}", names[assessor]
    yield from printed_fields_of_checkpoints(item.get("checkpoints", []))


def printed_fields_of_checkpoints(checkpoints: list[Node]) -> Iterator[tuple[str, str]]:
    for checkpoint in checkpoints:
        yield f"checkpoints.{checkpoint['id']}.number", checkpoint["number"]
        yield f"checkpoints.{checkpoint['id']}.text", checkpoint["text"]
        yield from printed_fields_of_checkpoints(checkpoint.get("checkpoints", []))


def quotes(scheme: Node) -> Iterator[tuple[str, str]]:
    """Quotations, which may hold what belongs to no other field."""
    yield from (
        (f"readings.{reading['id']}.clause.quote", reading["clause"]["quote"]) for reading in scheme["readings"]
    )
    yield from ((f"declared.{defect['id']}.quote", defect["quote"]) for defect in scheme["declared"])


def line_numbers(at: str) -> set[int]:
    numbers: set[int] = set()
    for part in filter(None, at.split(",")):
        first, _, last = part.partition("-")
        numbers |= set(range(int(first), int(last or first) + 1))
    return numbers


def reading_row(reading: Node) -> str:
    others = [f"`{a['id']}`" for a in reading["alternatives"] if a["id"] != reading["default"]]
    cells = [f"`{reading['id']}`", reading["question"], f"`{reading['default']}`", " · ".join(others) or "—"]
    return f"| {' | '.join(cells)} |"


def furniture_rows(scheme_id: str) -> list[str]:
    """Headings, and what a page break printed again: one row for what stands together in a line."""
    source = lines(scheme_id)
    furniture = [place for place in places(scheme_id) if place.belongs_to.startswith(("heading", "repeated"))]
    rows = []
    for (line, belongs_to), together in groupby(furniture, key=lambda place: (place.line, place.belongs_to)):
        texts = [shortened(source[line - 1][place.first - 1 : place.last]) for place in together]
        rows.append(f"| {line} | {' · '.join(texts)} | {belongs_to} |")
    return rows


def shortened(text: str) -> str:
    return text if len(text) <= LONGEST_IN_PRINT else text[:LONGEST_IN_PRINT] + "…"
