"""The scheme check: everything wrong with a scheme file under every reading, at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Language, Text
from kaoping.schemes.checks.amounts import check_amounts
from kaoping.schemes.checks.assessors import check_assessors
from kaoping.schemes.checks.bands import check_all_bands
from kaoping.schemes.checks.case import Case
from kaoping.schemes.checks.conditions import check_conditions
from kaoping.schemes.checks.cycles import check_cycles
from kaoping.schemes.checks.facts import check_facts
from kaoping.schemes.checks.ids import check_ids
from kaoping.schemes.checks.limits import check_limits
from kaoping.schemes.checks.points import SUMS, check_points, check_weights
from kaoping.schemes.checks.questions import check_declared, check_questions
from kaoping.schemes.checks.results import check_results
from kaoping.schemes.checks.structure import check_structure
from kaoping.schemes.checks.texts import check_texts
from kaoping.schemes.mending import mended
from kaoping.schemes.model import Alternative, Reading, Scheme
from kaoping.schemes.nodes import Node
from kaoping.schemes.read import SchemeFile, Settled, opened, typed
from kaoping.schemes.readings import BY_READING, Choice, Choices, reference_defects, references, settled
from kaoping.schemes.shape import Shaper

CHECKS = (
    check_ids, check_structure, check_amounts, check_points, check_weights, check_limits, check_all_bands,
    check_assessors, check_facts, check_conditions, check_results, check_cycles,
)  # fmt: skip
UNUSED = ("assessor-unused", "fact-unused")
"""What is used under some reading is not unused."""

_ORDER = ("error", "warning", "reading", "declared")


Key = tuple[str, int | None, str]


@dataclass(frozen=True)
class Tried:
    """What was found under one choice; `alternative` differs from the defaults, an `open` one takes a value."""

    found: Mapping[Key, Defect]
    alternative: str = ""
    open: bool = False


def check_scheme(name: str) -> list[Defect]:
    """Everything wrong with a built-in scheme or the scheme at a path; a file that cannot be read says why."""
    try:
        return check(opened(name)[0])
    except Refused as refused:
        return refused.defects


def check(file: SchemeFile) -> list[Defect]:
    """Everything wrong with a scheme, as printed and under every single alternative of its readings, each once.

    Errors come first, then warnings, readings and declared defects, each in the order of the file.
    """
    readings = {reading.id: reading for reading in reversed(file.readings)}
    ids, badly_written = _written_readings(file.node)
    anyway = (
        *badly_written, *reference_defects(file.node, dict.fromkeys(ids) | readings),
        *check_texts(file), *check_questions(file.node, file.readings),
    )  # fmt: skip
    choices = _choices(file.node, tuple(readings.values()))
    found = [*anyway, *_under_all_readings([_try(file, *one) for one in choices])]
    once = {_key(defect): defect for defect in reversed(found)}
    whole = [replace(defect, file=file.node.file) for defect in once.values()]
    return sorted(whole, key=lambda defect: (_ORDER.index(defect.severity), defect.line or 0, defect.code))


def errors_in_force(scheme: Settled) -> list[Defect]:
    """What makes a scheme unfit for scoring under its choice of readings: a bad scheme is not a low score."""
    found = [one for one in _try(scheme.file, scheme.choices, None, "").found.values() if one.severity == "error"]
    if any(one.code in SUMS for one in found):
        wrong = {_key(one) for one in check(scheme.file) if one.severity == "error"}
        found = [one for one in found if one.code not in SUMS or _key(one) in wrong]
    return [replace(one, file=scheme.file.node.file) for one in found]


def row(defect: Defect, language: Language = "zh") -> dict[str, object]:
    """The defect as a row of `kaoping scheme check --json`."""
    return {
        "severity": defect.severity,
        "code": defect.code,
        "file": defect.file,
        "line": defect.line,
        "clause": defect.clause,
        "says": defect.says.in_language(language),
        "remedy": defect.remedy.in_language(language),
    }


def _written_readings(node: Node) -> tuple[list[str], list[Defect]]:
    """The ids of all readings, those badly written included, and what is wrong with the latter."""
    found = node.value.get("readings") if isinstance(node.value, dict) else None
    entries = found.value if found is not None and isinstance(found.value, tuple) else ()
    shaper = Shaper()
    for entry in entries:
        shaper.shape(Reading, entry)
    ids = [entry.value.get("id") for entry in entries if isinstance(entry.value, dict)]
    return [str(one.value) for one in ids if one is not None], shaper.defects


def _choices(node: Node, readings: tuple[Reading, ...]) -> Iterator[tuple[Choices, Alternative | None, str]]:
    """The readings in force, then every single alternative beside them."""
    in_force = {reading.id: _default(reading) for reading in readings} | dict(_stand_ins(node, readings))
    yield in_force, None, ""
    for reading in readings:
        for one in reading.alternatives:
            if one.id != in_force[reading.id].alternative:
                choice = Choice(one.id, _ANY[one.takes] if one.takes else in_force[reading.id].value)
                yield {**in_force, reading.id: choice}, one, f"{reading.id}={one.id}"


def _default(reading: Reading) -> Choice:
    """The default, or what can stand for one that has been reported, so that nothing else is said to be missing."""
    closed = [one.id for one in reading.alternatives if not one.takes]
    default = reading.default if reading.default in closed else next(iter(closed), reading.default)
    return Choice(default, _ANY["number"] if len(closed) == len(reading.alternatives) else None)


def _stand_ins(node: Node, readings: tuple[Reading, ...]) -> Iterator[tuple[str, Choice]]:
    """For readings that nobody defined, the first alternative that is written."""
    known = {reading.id for reading in readings}
    for place in references(node):
        table = place.value if isinstance(place.value, dict) else {}
        name = str(table[BY_READING].value)
        if name not in known:
            yield name, Choice(next((key for key in table if key != BY_READING), ""))


_ANY = {
    "number": Node("1", "", 0, "", 0),
    "table": Node({}, "", 0, "", 0),
}
"""What stands for the value of an open alternative: it must fit, whatever it makes of the points."""


def _try(file: SchemeFile, choices: Choices, alternative: Alternative | None, name: str) -> Tried:
    scheme, defects = typed(file, choices)
    if scheme is not None:
        defects += _judged_whole(scheme, file)
    elif left := mended(next(settled(file.node, choices), file.node)):
        defects += [defect for defect in _judged_whole(left.scheme, file) if left.certain(defect)]
    is_open = bool(alternative and alternative.takes)
    if is_open and scheme is not None:
        defects = [defect for defect in defects if defect.code == "unreadable-expression"]
    return Tried({_key(defect): defect for defect in defects}, name, is_open)


def _judged_whole(scheme: Scheme, file: SchemeFile) -> list[Defect]:
    case = Case(scheme, file.node)
    return [*check_declared(scheme.declared), *(defect for one in CHECKS for defect in one(case))]


def _key(defect: Defect) -> Key:
    return defect.code, defect.line, defect.says.in_language("zh")


def _under_all_readings(tried: list[Tried]) -> Iterator[Defect]:
    """Every defect once, with the alternative that brings it about where the readings in force do not."""
    closed = [one.found for one in tried if not one.open]
    everywhere = set[Key].intersection(*(set(found) for found in closed))
    places = [{(defect.code, defect.line) for defect in found.values()} for found in closed]
    always = set[tuple[str, int | None]].intersection(*places)
    seen: set[Key] = set()
    for one in tried:
        for key, defect in one.found.items():
            if key not in seen and (key in everywhere or defect.code not in UNUSED):
                yield _judged(defect, one.alternative, decided=(defect.code, defect.line) not in always)
            seen.add(key)


def _judged(defect: Defect, alternative: str, *, decided: bool) -> Defect:
    """A sum that a reading decides is a question asked already: a warning."""
    if defect.code in SUMS and decided:
        defect = replace(defect, severity="warning", remedy=_ASKED)
    if not alternative:
        return defect
    when = Text("条文理解取 {alternative} 时", "under the reading {alternative}", {"alternative": alternative})
    both = Text("{place}，{when}", "{place}, {when}", {"place": defect.place, "when": when})
    return replace(defect, place=both if defect.place else when)


_ASKED = Text("随条文理解而定，请由指定人员确认。", "It depends on a reading, which a named person confirms.")
