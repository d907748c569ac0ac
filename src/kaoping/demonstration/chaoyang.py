"""Chaoyang's two trees: 48 departments by their printed names, 42 assumed street and area offices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.facts import Facts, Row, Unit, Value
from kaoping.core.item import Item
from kaoping.core.line import Ask
from kaoping.core.program import Program
from kaoping.demonstration.chance import Chance, in_steps
from kaoping.demonstration.declared import declarations
from kaoping.schemes.compile import programs
from kaoping.schemes.read import read

STREETS, AREAS = 22, 20
DEPARTMENTS, OFFICES = "departments", "streets"
STEP = Fraction(1, 20)
SURVEYED_UNTIL = "2009-10-15"
RATERS: Mapping[str, tuple[tuple[str, int, int], ...]] = {
    "勤政廉政建设满意度": (("本单位职工", 20, 60), ("服务对象", 20, 60)),
    "单位内部和谐满意度": (("本单位职工", 20, 60),),
    "征求人大意见": (("区人大代表", 20, 40),),
    "征求政协意见": (("区政协委员", 20, 40),),
    "征求区领导意见": (("区主要领导", 2, 4), ("主管区领导", 1, 2)),
    "街乡、企事业单位、社会单位及市民评议": (("街乡", 10, 20), ("企事业单位", 20, 40), ("社会单位", 20, 40), ("市民", 150, 400)),
}  # fmt: skip
# Asked in the street, so that nobody knows how many were.
UNCOUNTED = ("市民",)
OTHER_SYSTEMS = ("信访情况", "单位网站公开情况")
NOT_APPLICABLE: Mapping[tuple[str, str, str], str] = {
    ("dept-17", "9", "opinion"): "示例：本年没有安排民意测评",
    ("dept-22", "9", "online"): "示例：本年没有网上评议的事项",
    ("jd-07", "9", "leader"): "示例：本年主管领导评议不适用",
    ("dq-04", "9", "leader"): "示例：本年主管领导评议不适用",
    ("dq-04", "9", "democratic"): "示例：本年没有列入民主评议",
    ("dq-11", "8", ""): "示例：立项任务跨年度，档案下一年归集",
}
# What is given below full marks has its reason; an invented one says nothing about a unit that exists.
BELOW = "示例：按本项检查方法的检查记录评定"
VETOES = (("jd-20", "v2", "示例决定第1号"), ("dq-15", "v1", "示例决定第2号"))


@dataclass(frozen=True)
class Year:
    """One tree's year: its scheme, where its numbers come from, and which of the facts above it has a place for."""

    scheme: str
    chance: Chance

    def facts(self) -> Facts:
        """All facts of the year."""
        settled = read(self.scheme)
        printed = [Unit(unit.id, unit.name, unit.group) for unit in settled.scheme.units]
        bare = Facts(self.scheme, (*printed, *assumed_units()))
        program = next(iter(programs(settled.scheme, bare).values()))
        vetoes = {veto.id for veto in settled.scheme.vetoes}
        excused = {place: why for place, why in NOT_APPLICABLE.items() if vetoes}
        values = {
            (unit.id, ask.item, ask.name): self.value(unit, item, ask)
            for unit in bare.units
            for item in program.items
            for ask in item.asks
            if wanted(item, ask) and not {(unit.id, item.id, ""), (unit.id, item.id, ask.name)} & excused.keys()
        }
        rows = [row for unit in bare.units for item in program.items for row in self.ratings(unit, item)]
        rows += [veto_row(*veto) for veto in VETOES if veto[1] in vetoes]
        declared = tuple(declarations(settled.scheme, bare.units, program.items, "2010-01-20"))
        return Facts(
            self.scheme,
            bare.units,
            values,
            tuple(rows),
            not_applicable=excused,
            declared=declared,
            remarks={("values", *place): (("reason", BELOW),) for place in below_full_marks(values, program)},
            sample=True,
        )

    def level(self, unit: Unit) -> int:
        """What the unit reaches on the whole, in tenths of a per cent; departments stay in a narrow, friendly band."""
        middle, spread = (905, 45) if unit.group == DEPARTMENTS else (880, 90)
        return self.chance.near(middle, spread, unit.id)

    def rate(self, unit: Unit, *name: str) -> Fraction:
        """The share that the unit reaches in one respect."""
        return Fraction(min(self.chance.near(self.level(unit), 60, unit.id, *name), 1000), 1000)

    def value(self, unit: Unit, item: Item, ask: Ask) -> Value:
        """A value asked for, as its assessor would write it."""
        if ask.name == "full":
            return Fraction(100)
        most = Fraction(ask.high or 100)
        return in_steps(most * self.rate(unit, item.id, ask.name), STEP if most < 100 else Fraction(1, 2))

    def ratings(self, unit: Unit, item: Item) -> Iterator[Row]:
        """One row per group of raters that the item names."""
        for group, fewest, most in RATERS.get(item.name, ()):
            value = in_steps(100 * self.rate(unit, item.id, group), Fraction(1, 10))
            raters = self.chance.whole(fewest, most, unit.id, item.id, group)
            fields = (("rater_group", group), ("value", value), ("raters", Fraction(raters)), ("on", SURVEYED_UNTIL))
            silent = self.chance.whole(0, raters // 4, unit.id, item.id, group, "silent")
            asked = () if group in UNCOUNTED else (("asked", Fraction(raters + silent)),)
            yield Row("ratings", unit.id, item.id, (*fields, *asked))


def assumed_units() -> Iterator[Unit]:
    """The street and area offices, which the document neither names nor counts."""
    for number in range(1, STREETS + AREAS + 1):
        street = number <= STREETS
        place = f"jd-{number:02}" if street else f"dq-{number - STREETS:02}"
        yield Unit(place, f"示例单位{number:02}（{'街道' if street else '地区'}）", OFFICES)


def wanted(item: Item, ask: Ask) -> bool:
    """A value that every unit has: points given, unless they come from raters or another system; and rates."""
    if ask.name == "given":
        return item.name not in (*RATERS, *OTHER_SYSTEMS)
    if ask.name in ("score", "full"):
        return item.name in OTHER_SYSTEMS
    return not ask.optional or ask.measure == "%"


def below_full_marks(values: Mapping[tuple[str, str, str], Value], program: Program) -> Iterator[tuple[str, str, str]]:
    """The places of points that are given, and are not all that could be given."""
    full = {(item.id, ask.name): Fraction(ask.high or 0) for item in program.items for ask in item.asks if ask.awarded}
    for place, value in values.items():
        if place[1:] in full and isinstance(value, Fraction) and value < full[place[1:]]:
            yield place


def veto_row(unit: str, veto: str, decision: str) -> Row:
    """A veto found by a decision."""
    return Row("vetoes", unit, veto, (("decision", decision), ("on", "2010-01-15")))
