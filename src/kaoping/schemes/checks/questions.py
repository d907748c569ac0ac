"""The questions that a scheme asks: readings to be confirmed, and defects of the document that it declares."""

from __future__ import annotations

from collections.abc import Iterator

from kaoping.core.defect import Defect
from kaoping.core.text import Text
from kaoping.schemes.checks.sentence import Sentence, Sentences, word
from kaoping.schemes.model import Alternative, Declared, Reading
from kaoping.schemes.nodes import Node
from kaoping.schemes.readings import BY_READING, VALUE_OF, references

SENTENCES: Sentences = {
    "reading": Sentence(
        Text("{question}现行理解：{in_force}。", "{question} In force: {in_force}."),
        Text(
            "其他理解：{others}。请由指定人员确认或另选。",
            "Other readings: {others}. A named person confirms or changes it.",
        ),
        "reading",
    ),
    "declared": Sentence(
        Text("{says}", "{says}"),
        Text("请与发文单位核实。", "Ask the office that issued the document."),
        "declared",
    ),
    "unknown-default": Sentence(
        Text(
            "“{reading}”的默认理解“{default}”不在选择之中。",
            "The default “{default}” of “{reading}” is not among its alternatives.",
        ),
        Text("可选：{known}。", "Choose from: {known}."),
    ),
    "open-default": Sentence(
        Text(
            "“{reading}”的默认理解“{default}”还要填一个数或表。",
            "The default “{default}” of “{reading}” needs a number or a table.",
        ),
        Text("请选一个不用再填的理解作为默认。", "Choose an alternative that is complete in itself."),
    ),
    "reading-unused": Sentence(
        Text(
            "“{reading}”有几种理解，方案中却没有一处按它取值。",
            "“{reading}” has alternatives, but nothing in the scheme depends on it.",
        ),
        Text(
            "请在相关处写 by_reading，或只留一种理解作说明。",
            "Write by_reading where it matters, or keep one alternative as a remark.",
        ),
        "warning",
    ),
}


def check_questions(node: Node, readings: tuple[Reading, ...]) -> Iterator[Defect]:
    """One row per reading, and what is wrong with it."""
    used = set(used_readings(node))
    for reading in readings:
        yield _row(reading)
        known = [one.id for one in reading.alternatives if not one.takes]
        default = reading.alternative(reading.default)
        values = {"reading": reading.id, "default": reading.default, "known": known}
        if default is None:
            yield word(SENTENCES, "unknown-default", reading.line, reading.clause.quote, **values)
        elif default.takes:
            yield word(SENTENCES, "open-default", reading.line, reading.clause.quote, **values)
        if len(reading.alternatives) > 1 and reading.id not in used:
            yield word(SENTENCES, "reading-unused", reading.line, reading.clause.quote, reading=reading.id)


def check_declared(declared: tuple[Declared, ...]) -> Iterator[Defect]:
    """One row per declared defect."""
    for one in declared:
        yield word(SENTENCES, "declared", one.line, one.quote, says=Text(one.says, one.english or one.says))


def used_readings(node: Node) -> Iterator[str]:
    """The readings that values of the file depend on."""
    for key in (BY_READING, VALUE_OF):
        for place in references(node, key):
            if isinstance(place.value, dict):
                yield str(place.value[key].value)


def _row(reading: Reading) -> Defect:
    question = Text(reading.question, reading.english or reading.question)
    default = reading.alternative(reading.default) or Alternative(reading.default)
    others = [_named(one) for one in reading.alternatives if one.id != reading.default]
    values = {"question": question, "in_force": _named(default), "others": others}
    return word(SENTENCES, "reading", reading.line, reading.clause.quote, **values)


def _named(one: Alternative) -> Text:
    """An alternative by its id, by which it is chosen, and its words."""
    if not one.says:
        return Text(one.id, one.id)
    return Text(f"{one.id}（{one.says}）", f"{one.id} ({one.english or one.says})")
