"""Readings (条文理解): which alternative is in force, and the scheme file with its choices made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kaoping.core.defect import Defect
from kaoping.core.numbers import decimal
from kaoping.core.text import Text, choose_from, verbatim
from kaoping.schemes.model import Reading
from kaoping.schemes.nodes import Node

BY_READING, VALUE_OF, OTHERWISE = "by_reading", "value_of", "otherwise"


@dataclass(frozen=True)
class Choice:
    """The alternative of one reading that is in force, with its value where it is open."""

    alternative: str
    value: Node | None = None

    @property
    def written(self) -> object:
        """The choice as the result file prints it: the alternative's id, or the given number or table."""
        return plain(self.value) if self.value is not None else self.alternative

    @property
    def essence(self) -> object:
        """The choice for a digest: an open alternative counts with its whole value."""
        return [self.alternative, plain(self.value)] if self.value is not None else self.alternative


Choices = Mapping[str, Choice]


def plain(node: Node) -> object:
    """A node's content as plain JSON values."""
    if isinstance(node.value, dict):
        return {key: plain(part) for key, part in node.value.items()}
    if isinstance(node.value, tuple):
        return [plain(part) for part in node.value]
    return node.value


def defaults(readings: tuple[Reading, ...]) -> dict[str, Choice]:
    """Every reading as it is in force without a word from the office."""
    return {reading.id: Choice(reading.default) for reading in readings}


def settled(node: Node, choices: Choices) -> Iterator[Node]:
    """The node with every `by_reading` replaced by its choice; nothing where the choice is null."""
    value = node.value
    if isinstance(value, dict) and BY_READING in value:
        chosen = _chosen(value, choices)
        if chosen is not None:
            yield from settled(chosen._replace(path=node.path), choices)
    elif isinstance(value, dict) and VALUE_OF in value:
        given = choices.get(str(value[VALUE_OF].value))
        if given is not None and given.value is not None:
            yield given.value
    elif isinstance(value, dict):
        pairs = {key: list(settled(part, choices)) for key, part in value.items()}
        yield node._replace(value={key: parts[0] for key, parts in pairs.items() if parts})
    elif isinstance(value, tuple):
        yield node._replace(value=tuple(part for entry in value for part in settled(entry, choices)))
    elif value is not None and value != "null":
        yield node


def _chosen(table: dict[str, Node], choices: Choices) -> Node | None:
    choice = choices.get(str(table[BY_READING].value))
    if choice is None:
        return None
    return table.get(choice.alternative, table.get(OTHERWISE))


def references(node: Node, key: str = BY_READING) -> Iterator[Node]:
    """Every `by_reading` (or `value_of`) mapping in a file."""
    if isinstance(node.value, dict):
        if key in node.value:
            yield node
        for part in node.value.values():
            yield from references(part, key)
    elif isinstance(node.value, tuple):
        for part in node.value:
            yield from references(part, key)


def reference_defects(node: Node, readings: Mapping[str, Reading | None]) -> Iterator[Defect]:
    """What is wrong with the places where a scheme depends on a reading; None stands for one that is badly written."""
    for key, defects in ((BY_READING, _alternative_defects), (VALUE_OF, _value_defects)):
        for place in references(node, key):
            table = place.value if isinstance(place.value, dict) else {}
            name = str(table[key].value)
            reading = readings.get(name)
            if reading is not None:
                yield from defects(place, table, reading)
            elif name not in readings:
                says = Text("条文理解“{name}”没有定义。", "The reading “{name}” is not defined.", {"name": name})
                yield _defect(
                    "unknown-reading", place, says, Text("请在 readings 中定义。", "Define it under readings.")
                )


def _value_defects(place: Node, table: dict[str, Node], reading: Reading) -> Iterator[Defect]:
    if not any(one.takes for one in reading.alternatives):
        says = Text("“{name}”没有要填的数或表。", "“{name}” takes no number or table.", {"name": reading.id})
        remedy = Text(
            "请给其中一种理解写 takes: number 或 takes: table。", "Let an alternative say takes: number or table."
        )
        yield _defect("reading-without-value", place, says, remedy)
    for key in (key for key in table if key != VALUE_OF):
        says = Text("“{key}”不能写在 value_of 旁边。", "“{key}” cannot stand beside value_of.", {"key": key})
        yield _defect("unknown-key", table[key], says, Text("请删去。", "Delete it."))


def _alternative_defects(place: Node, table: dict[str, Node], reading: Reading) -> Iterator[Defect]:
    known = [one.id for one in reading.alternatives]
    named = [key for key in table if key not in (BY_READING, OTHERWISE)]
    for key in (key for key in named if key not in known):
        says = Text(
            "“{name}”没有“{key}”这种理解。", "“{name}” has no alternative “{key}”.", {"name": reading.id, "key": key}
        )
        yield _defect("unknown-alternative", table[key], says, choose_from(known))
    missing = [] if OTHERWISE in table else [key for key in known if key not in named]
    if missing:
        says = Text(
            "按“{name}”取值，却没有写“{missing}”时的值。",
            "No value is written for {missing} of “{name}”.",
            {"name": reading.id, "missing": missing},
        )
        remedy = Text("请补上，或用 otherwise 写其余情形。", "Add it, or write the rest under otherwise.")
        yield _defect("missing-alternative", place, says, remedy)


def _defect(code: str, node: Node, says: Text, remedy: Text) -> Defect:
    return Defect(code, node.file, says, remedy, line=node.line, place=verbatim(node.path) if node.path else None)


def chosen(readings: tuple[Reading, ...], wanted: Mapping[str, str | Node]) -> tuple[dict[str, Choice], list[Defect]]:
    """The readings in force after the office's choices: `base=120`, `quota-ties=none-in`, or a table from a file."""
    choices, defects = defaults(readings), []
    known = {reading.id: reading for reading in readings}
    for name, value in wanted.items():
        reading = known.get(name)
        choice = _choice(reading, value) if reading else None
        if choice is not None:
            choices[name] = choice
        else:
            defects.append(_bad_choice(name, value, reading, list(known)))
    return choices, defects


def _choice(reading: Reading, value: str | Node) -> Choice | None:
    takes = {one.takes: one.id for one in reading.alternatives if one.takes}
    if isinstance(value, Node):
        return Choice(takes["table"], value) if "table" in takes and isinstance(value.value, dict) else None
    alternative = reading.alternative(value)
    if alternative is not None:
        return None if alternative.takes else Choice(value)
    if "number" in takes and decimal(value) is not None:
        return Choice(takes["number"], Node(value, "--reading", 0, reading.id, 0))
    return None


def _bad_choice(name: str, value: str | Node, reading: Reading | None, known: list[str]) -> Defect:
    where = Text("--reading {name}", "--reading {name}", {"name": name})
    if reading is None:
        says = Text("本方案没有“{name}”这条理解。", "This scheme has no reading “{name}”.", {"name": name})
        return Defect("unknown-reading", "", says, choose_from(known), place=where)
    shown = value if isinstance(value, str) else value.file
    says = Text(
        "“{value}”不是“{name}”的可选理解。",
        "“{value}” is not an alternative of “{name}”.",
        {"value": shown, "name": name},
    )
    options = [_option(one.id, one.takes) for one in reading.alternatives]
    return Defect(
        "unknown-alternative",
        "",
        says,
        choose_from(options),
        place=where,
    )


def _option(name: str, takes: str) -> Text:
    if takes == "number":
        return Text("一个数", "a number")
    return Text("@分值表文件", "@a table file") if takes == "table" else verbatim(name)
