"""What the ids in lines of the journal are called: units, bodies, items, checkpoints, tasks, types, readings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q

from kaoping.core.text import Text
from kaoping.records.canonical import canonical, parsed
from kaoping.records.models import Evidence, Fact, SchemeVersion, UnitEntry
from kaoping.records.queries.schemes import settled
from kaoping.schemes.compile import compile_scheme
from kaoping.schemes.form import Form
from kaoping.schemes.leaves import leaves, points_of
from kaoping.schemes.model import CheckpointEntry, Reading, Scheme

# Lines that tell of bodies by their ids outside any of the fields below.
BY_BODY = ("remind",)
# Lines that are about a row of facts, named by its table, unit and item.
BY_PLACE = "attach_evidence"
# Lines whose subjects name rows of facts, items or schemes by their ids.
BY_SUBJECT = (
    "approve_review", "correct_fact", "decide_claim", "decide_review", "decide_veto", "enter_row", "enter_value",
    "file_claim", "open_entry", "propose_veto", "record_hearing", "withdraw_fact",
)  # fmt: skip
OF_A_SCHEME = re.compile(r'"(?:assessor|body|by|group|item|line|readings|scheme|type|veto)":["{]')
OF_A_FILE = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")
WITH_FILES = ("attach_evidence", "countersign_task_list", "file_review")
# Of a word that so many have in their names, none is looked for by its id.
MOST = 100

Line = Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """The names of an assessment's ids; tasks by unit and item, values by item and name, files by their hashes."""

    units: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, Text] = field(default_factory=dict)
    places: Mapping[str, Text] = field(default_factory=dict)
    types: Mapping[str, Text] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)
    tasks: Mapping[tuple[str, str], str] = field(default_factory=dict)
    values: Mapping[tuple[str, str], Text] = field(default_factory=dict)
    groups: Mapping[str, Text] = field(default_factory=dict)
    schemes: Mapping[str, Text] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


NO_NAMES = Names()


def names_in(lines: Iterable[Line]) -> dict[int, Names]:
    """The names that lines need, by the key of their assessment; as often asked for many lines as for few."""
    known = [line for line in lines if line["assessment_id"]]
    keys = {line["assessment_id"] for line in known}
    schemes = _schemes({line["assessment_id"] for line in known if _tells_of_a_scheme(line)})
    units, tasks, files = _units(keys), _tasks(known), _files(known)
    return {key: replace(_names(schemes[key], units[key], tasks[key]), files=files) for key in keys}


def told_with(assessments: Iterable[int], word: str) -> Q:
    """Lines of assessments that tell by its id of something that has the word in its name."""
    about = Q(pk__in=[])
    for key, versions in _schemes(set(assessments)).items():
        names = _names(versions, {}, {})
        told = [*_told(names, word), *_told_tasks(key, word)]
        for parts in told if len(told) <= MOST else ():
            about |= Q(assessment=key) & (_all("was", parts) | _all("became", parts))
        for one in _in_subjects(names, word) if len(told) <= MOST else ():
            about |= Q(assessment=key) & one
    return about


def _told(names: Names, word: str) -> Iterator[tuple[str, ...]]:
    """What stands in a line about each, in canonical JSON."""
    for one in _named(names.bodies, word):
        yield from ((f"{canonical(field)}:{canonical(one)}",) for field in ("assessor", "body"))
        yield (f"{canonical(one)}:",)
    for one in _named(names.places, word):
        yield from ((f"{canonical(field)}:{canonical(one)}",) for field in ("item", "veto"))
    for reading in names.readings.values():
        if _in(word, reading.question, reading.english):
            yield (f"{canonical(reading.id)}:",)
        for way in reading.alternatives:
            if _in(word, way.says, way.english):
                yield (f"{canonical(reading.id)}:{canonical(way.id)}",)


def _in_subjects(names: Names, word: str) -> Iterator[Q]:
    """Where lines name bodies and items by their ids in what they are about."""
    yield from (Q(action__in=BY_BODY, subject__contains=one) for one in _named(names.bodies, word))
    yield from (Q(action=BY_PLACE, subject__contains=f" {one} ") for one in _named(names.places, word))


def _told_tasks(assessment: int, word: str) -> Iterator[tuple[str, ...]]:
    found = Fact.objects.filter(assessment=assessment, table="tasks", content__icontains=word)
    for unit, item in found.values_list("unit", "item").distinct()[: MOST + 1]:
        yield (f'"item":{canonical(item)}', f'"unit":{canonical(unit)}')


def _named(names: Mapping[str, Text], word: str) -> list[str]:
    return [one for one, name in names.items() if _in(word, name.zh, name.en)]


def _in(word: str, *texts: str) -> bool:
    return any(word.casefold() in text.casefold() for text in texts)


def _all(place: str, parts: tuple[str, ...]) -> Q:
    found = Q()
    for part in parts:
        found &= Q(**{f"{place}__contains": part})
    return found


def _tells_of_a_scheme(line: Line) -> bool:
    if line["action"] in (*BY_BODY, *BY_SUBJECT, BY_PLACE):
        return True
    return any(OF_A_SCHEME.search(line[place]) for place in ("was", "became"))


def _files(lines: Iterable[Line]) -> dict[str, str]:
    """The names of the files that lines tell of by the hashes of their contents."""
    told = (line["became"] for line in lines if line["action"] in WITH_FILES)
    hashes = {one for text in told for one in OF_A_FILE.findall(text)}
    return dict(Evidence.objects.filter(sha256__in=hashes).values_list("sha256", "name")) if hashes else {}


def _units(assessments: set[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    units = UnitEntry.objects.filter(assessment__in=assessments)
    for assessment, code, name in units.values_list("assessment", "code", "name"):
        found[assessment][code] = name
    return found


def _schemes(assessments: set[int]) -> dict[int, list[SchemeVersion]]:
    found: dict[int, list[SchemeVersion]] = defaultdict(list)
    for version in SchemeVersion.objects.filter(assessment__in=assessments).order_by("number"):
        found[version.assessment_id].append(version)
    return found


def _tasks(lines: Iterable[Line]) -> dict[int, dict[tuple[str, str], str]]:
    """The titles of the tasks of those units that lines tell of."""
    codes: dict[int, set[str]] = defaultdict(set)
    for line in lines:
        for place in ("was", "became"):
            if '"item":' in line[place]:
                codes[line["assessment_id"]].update(_codes(parsed(line[place])))
    counting = Fact.objects.filter(table="tasks", state="confirmed", superseded_by=None)
    wanted = counting.filter(assessment__in=codes, unit__in={one for found in codes.values() for one in found})
    found: dict[int, dict[tuple[str, str], str]] = defaultdict(dict)
    for assessment, unit, item, content in wanted.values_list("assessment", "unit", "item", "content"):
        found[assessment][unit, item] = str(parsed(content).get("title", ""))
    return found


def _codes(value: object) -> Iterator[str]:
    """The units of rows, wherever they stand."""
    if isinstance(value, list):
        for one in value:
            yield from _codes(one)
    elif isinstance(value, dict) and isinstance(value.get("unit"), str):
        yield value["unit"]


def _names(versions: list[SchemeVersion], units: Mapping[str, str], tasks: Mapping[tuple[str, str], str]) -> Names:
    """Where versions of a scheme differ, the newest names it; what only an older one has is named by that."""
    bodies: dict[str, Text] = {}
    places: dict[str, Text] = {}
    types: dict[str, Text] = {}
    readings: dict[str, Reading] = {}
    values: dict[tuple[str, str], Text] = {}
    groups: dict[str, Text] = {}
    schemes: dict[str, Text] = {}
    for version in versions:
        read = settled(version, {})
        scheme = read.scheme
        bodies |= {one.id: Text(one.name, one.english or one.name) for one in scheme.assessors}
        places |= dict(_places(scheme))
        types |= {one: Text(kind.name, kind.english or kind.name) for one, kind in scheme.task_types.items()}
        readings |= {one.id: one for one in read.file.readings}
        values |= _values(scheme)
        groups |= {one.id: Text(one.name, one.english or one.name) for one in scheme.groups}
        schemes[scheme.id] = Text(scheme.title, scheme.title)
    return Names(units, bodies, places, types, readings, tasks, values, groups, schemes)


def _values(scheme: Scheme) -> dict[tuple[str, str], Text]:
    """What items ask for, by item and name; by the name alone, under no item, where it means the same everywhere.

    Tasks of a unit's own list are not in the scheme; theirs are found by the name.
    """
    asks = compile_scheme(scheme).asks
    labels: dict[str, dict[str, Text]] = defaultdict(dict)
    for (_, name), ask in asks.items():
        labels[name][ask.label.in_language("zh")] = ask.label
    alone = {("", name): next(iter(found.values())) for name, found in labels.items() if len(found) == 1}
    return {**alone, **{at: ask.label for at, ask in asks.items()}}


def _places(scheme: Scheme) -> Iterator[tuple[str, Text]]:
    """Items with those above them, checkpoints, vetoes."""
    for veto in scheme.vetoes:
        yield veto.id, Text(veto.name, veto.english or veto.name)
    for leaf in leaves(scheme, Form()):
        for item in (*leaf.parents, leaf.entry):
            yield item.id, Text(item.name, item.english or item.name)
        yield from _checkpoints(leaf.entry.checkpoints)


def _checkpoints(entries: tuple[CheckpointEntry, ...]) -> Iterator[tuple[str, Text]]:
    for point in points_of(entries):
        says = f"{point.number} {point.text}".strip()
        yield point.id, Text(says, says)
