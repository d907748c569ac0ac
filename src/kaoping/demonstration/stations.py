"""The 2020 list: the station committee, nothing held against it, and nine invented units with their own lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from kaoping.core.facts import Facts, Task, Unit, Value
from kaoping.core.program import Program
from kaoping.demonstration.chance import Chance
from kaoping.demonstration.declared import declarations
from kaoping.demonstration.problems import problems
from kaoping.demonstration.tasks import Sample, samples_of, task_list
from kaoping.schemes.compile import programs
from kaoping.schemes.read import read

SCHEME, GROUP = "beijing-stations-2020", "示例组"
TASKS_OF_UNIT = (6, 7, 8, 9, 10, 11, 12, 8, 10)
NOT_DONE = {("sl-06", "t9")}
RATES = {"affairs.1.a": (96, 100), "affairs.1.b": (86, 98), "affairs.1.c": (91, 99)}
LOW_RATES = {("sl-03", "affairs.1.b"): Fraction("83.5"), ("sl-08", "affairs.1.c"): Fraction("88.2")}

Values = dict[tuple[str, str, str], Value]


def facts() -> Facts:
    """All facts of the year."""
    scheme = read(SCHEME).scheme
    printed = tuple(Unit(unit.id, unit.name, GROUP) for unit in scheme.units)
    units = (*printed, *(Unit(place, name, GROUP) for place, name in further_units()))
    lists: Mapping[str, tuple[Task, ...]] = {
        place: task_list(number, TASKS_OF_UNIT[number]) for number, (place, _) in enumerate(further_units())
    }
    found = programs(scheme, Facts(SCHEME, units, tasks=lists))
    chance = Chance("示例")
    values = {**printed_values(found[printed[0].id], printed[0].id), **further_values(chance)}
    values |= {key: rate for unit in units for key, rate in rates(chance, unit.id)}
    declared = tuple(one for unit in units for one in declarations(scheme, [unit], found[unit.id].items, "2021-01-10"))
    rows = tuple(problems())
    return Facts(SCHEME, units, values, rows, tasks=lists, declared=declared, sample=True)


def further_units() -> list[tuple[str, str]]:
    """Ids and names of the invented units."""
    return [(f"sl-{number:02}", f"示例单位{number:02}") for number in range(1, len(TASKS_OF_UNIT) + 1)]


def printed_values(program: Program, unit: str) -> Values:
    """The ten printed tasks, all done."""
    return {
        (unit, ask.item, ask.name): Fraction(1) for item in program.items for ask in item.asks if ask.name == "done"
    }


def further_values(chance: Chance) -> Values:
    """What the invented units achieved."""
    found: Values = {}
    for number, (unit, _) in enumerate(further_units()):
        for task, sample in samples_of(number, TASKS_OF_UNIT[number]):
            found |= {(unit, task, name): value for name, value in achieved(chance, unit, task, sample)}
    return found


def achieved(chance: Chance, unit: str, task: str, sample: Sample) -> Iterator[tuple[str, Value]]:
    """The values of one task."""
    reached = chance.whole(93, 102, unit, task)
    if sample.way == "shortfall":
        yield from figure(sample, reached)
    elif sample.way == "progress":
        yield "planned", Fraction(100)
        yield "actual", Fraction(min(reached, 100))
    else:
        yield "done", Fraction(int((unit, task) not in NOT_DONE))
    if sample.type == "composite":
        yield "benefit", Fraction(chance.whole(88, 99, unit, task, "benefit"))
        yield "effect", Fraction(chance.whole(88, 99, unit, task, "effect"))


def figure(sample: Sample, reached: int) -> Iterator[tuple[str, Value]]:
    """A target and what was achieved of it; where less is better, as much below or above it."""
    share = 200 - reached if sample.direction == "down" else reached
    yield "target", Fraction(sample.target)
    yield "actual", Fraction(sample.target * share // 100)
    if sample.direction:
        yield "direction", sample.direction


def rates(chance: Chance, unit: str) -> Iterator[tuple[tuple[str, str, str], Value]]:
    """The three rates of the hot line."""
    for checkpoint, (low, high) in RATES.items():
        drawn = Fraction(chance.whole(10 * low, 10 * high, unit, checkpoint), 10)
        yield (unit, checkpoint, "rate"), LOW_RATES.get((unit, checkpoint), drawn)
