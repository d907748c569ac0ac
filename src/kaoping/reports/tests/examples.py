"""Small assessments, and random ones, to try the reports on; all units are invented."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from random import Random

from kaoping.core.facts import Facts, Row, Unit, Value
from kaoping.core.line import Ask, RowForm
from kaoping.core.numbers import decimal
from kaoping.core.program import Program
from kaoping.schemes.assessment import Assessment, assess
from kaoping.schemes.compile import compile_scheme
from kaoping.schemes.read import Settled, read

STATIONS, EFFICIENCY, ENVIRONMENT = "beijing-stations-2020", "chaoyang-2009-efficiency", "chaoyang-2009-environment"
FINDERS = ("self", "assessor", "inspection")


def units(groups: dict[str, int]) -> tuple[Unit, ...]:
    """So many units of each group: streets-01 示例单位 …"""
    return tuple(
        Unit(f"{group}-{place:02}", f"示例单位{group[0].upper()}{place:02}", group)
        for group, count in groups.items()
        for place in range(1, count + 1)
    )


def random_facts(settled: Settled, groups: dict[str, int], seed: int, missing: float = 0.0) -> Facts:
    """Every value asked for, within its range (a share of them missing), some rows in every table, some matters."""
    chance = Random(seed)  # noqa: S311 - reproducible examples, no secret
    program = compile_scheme(settled.scheme)
    everybody = units(groups)
    values = {
        (unit.id, ask.item, ask.name): _value(ask, chance)
        for unit in everybody
        for ask in program.asks.values()
        if _wanted(ask) and chance.random() >= missing
    }
    rows = tuple(row for unit in everybody for row in _rows(program, settled, unit, chance))
    return Facts(settled.scheme.id, everybody, values, rows)


def _wanted(ask: Ask) -> bool:
    """Optional values stay away where they would change the way an item is scored; measured rates do not."""
    return not ask.optional or ask.name == "rate"


def _value(ask: Ask, chance: Random) -> Value:
    if ask.form == "yes_no":
        return Fraction(chance.random() < 0.8)
    if ask.form == "choice":
        return chance.choice(ask.choices)
    low = decimal(ask.low or "0") or Fraction(0)
    high = decimal(ask.high) if ask.high else Fraction(100)
    steps = int(((high or Fraction(100)) - low) * 100)
    return low + Fraction(chance.randint(steps // 2, steps), 100)


def _rows(program: Program, settled: Settled, unit: Unit, chance: Random) -> Iterator[Row]:
    for item in program.items:
        for form in item.rows:
            least = 1 if form.table == "ratings" else 0
            for number in range(chance.randint(least, 3)):
                places = [point.id for point in item.checkpoints] or [item.id]
                yield Row(form.table, unit.id, chance.choice(places), tuple(_fields(form, number, chance)))
    if settled.scheme.vetoes and chance.random() < 0.1:
        veto = chance.choice(settled.scheme.vetoes)
        yield Row("vetoes", unit.id, veto.id, (("veto", veto.id), ("decision", "示例决定第1号")))


def _fields(form: RowForm, number: int, chance: Random) -> Iterator[tuple[str, Value]]:
    yield "on", f"2020-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    if form.table == "ratings":
        yield from (("rater_group", f"示例评议组{number + 1}"), ("value", Fraction(chance.randint(6000, 10000), 100)))
        yield "raters", Fraction(chance.randint(1, 30))
        return
    yield "note", f"示例事项{number + 1}"
    yield "found_by", chance.choice(FINDERS)
    if chance.random() < 0.4:
        yield "matter", f"示例事项{chance.randint(1, 3)}"
    if form.options:
        option = chance.choice(form.options)
        yield "clause" if form.table == "claims" else "severity", option.id
        low = decimal(option.low or "") or Fraction(0)
        high = decimal(option.high or option.below or "") or low
        yield "points", low + (high - low) * Fraction(chance.randint(0, 9), 10)
    elif form.severity_needed:
        yield "severity", "minor"


def example(
    scheme: str,
    groups: dict[str, int],
    seed: int = 1,
    missing: float = 0.0,
    readings: Mapping[str, str] | None = None,
) -> Assessment:
    """A random assessment under a scheme and a choice of readings."""
    settled = read(scheme, readings)
    return assess(settled, random_facts(settled, groups, seed, missing))
