"""Makes the page of the readings of what was computed once and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from kaoping.core.text import Language, Text
from kaoping.reports.amounts import signed
from kaoping.schemes.model import Reading
from kaoping.schemes.reading_effects import ASPECTS
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.table import Cell, Column, Row, Sheet

BY_READING, BY_UNIT = Text("按口径看", "By reading"), Text("按单位看", "By unit")
READING, STATE, OTHERWISE = Text("口径", "Reading"), Text("状态", "State"), Text("若改为", "If read as")
COUNTS: Mapping[str, Text] = {
    "score": Text("得分变动", "Scores"),
    "rank": Text("名次变动", "Ranks"),
    "grade": Text("等次变动", "Grades"),
    "award": Text("评优变动", "Awards"),
}
DEPENDS: Mapping[str, Text] = {
    "score": Text("得分取决于", "The score depends on"),
    "rank": Text("名次取决于", "The rank depends on"),
    "grade": Text("等次取决于", "The grade depends on"),
    "award": Text("评优取决于", "The award depends on"),
}
WHO = Text("评优进出和其他", "Who gains or loses, and more")
GAINS, LOSES = Text("新入选：{units}", "gain the award: {units}"), Text("不再入选：{units}", "lose it: {units}")
SPAN = Text("得分变化 {low} 至 {high}", "scores differ by {low} to {high}")
NEEDS = Text("{count} 个单位还需要别的数据", "units that would need further facts: {count}")
UNUSABLE = Text("不能计算：{why}", "cannot be computed: {why}")
CONFIRMED, OPEN = Text("已确认", "confirmed"), Text("待确认", "open")
UNIT, NOTHING = Text("单位", "Unit"), Text("没有可以改换的口径。", "There is no other reading to try.")
NO_UNIT = Text("没有单位的结果取决于口径。", "No unit's result depends on a reading.")
TOGETHER = Text("“{one}”与“{other}”同时改变，才会影响：{what}", "Only when “{one}” and “{other}” both change: {what}")
WHAT = Text("{name} {count} 个单位", "{name}: {count}")
SAME = Text("结果不变", "no result changes")
UNTRIED = Text("需要给出数或分值表才能比较，没有试：{names}。", "Not tried, as they need a number or a table: {names}.")
TRIED = Text("另试了 {count} 对口径同时改变的情形。", "Pairs of readings tried as well: {count}.")
MOST_NAMED = 8


@dataclass(frozen=True)
class AnalysisBuilder:
    """A kept analysis in one language; `readings` are those of the run's scheme, `units` the names."""

    content: Mapping[str, Any]
    readings: Mapping[str, Reading]
    confirmed: frozenset[str]
    units: Mapping[str, str]
    language: Language

    def changes(self, reading: str, alternative: str) -> tuple[str, ...]:
        """What another alternative would change; nothing where it was not tried."""
        choice = (reading, alternative)
        tried = next((one for one in self.content["alone"] if (one["reading"], one["alternative"]) == choice), None)
        if tried is None:
            return ()
        counts = {aspect: len(tried["changed"][aspect]) for aspect in COUNTS if not tried["unusable"]}
        moved = [self._said(WHAT, name=COUNTS[aspect], count=count) for aspect, count in counts.items() if count]
        return (*moved, *self._who(tried)) or (self._said(SAME),)

    def tabs(self, view: str, address: Callable[[str], str]) -> tuple[Link, ...]:
        """The two ways to look at it."""
        names = (("readings", BY_READING), ("units", BY_UNIT))
        return tuple(Link(self._said(name), address(one), one == view) for one, name in names)

    def by_reading(self) -> Sheet:
        """One row per alternative."""
        columns = (
            Column("reading", self._said(READING), grows=True, hideable=False),
            Column("state", self._said(STATE)),
            Column("otherwise", self._said(OTHERWISE), grows=True, hideable=False),
            *(Column(aspect, self._said(name), number=True) for aspect, name in COUNTS.items()),
            Column("who", self._said(WHO), grows=True, sortable=False),
        )
        rows = tuple(Row(tuple(self._alternative(one))) for one in self.content["alone"])
        return Sheet("by-reading", self._said(BY_READING), columns, rows, Empty(self._said(NOTHING)))

    def by_unit(self) -> Sheet:
        """One row per unit whose result depends on a reading."""
        columns = (
            Column("unit", self._said(UNIT), hideable=False),
            *(Column(aspect, self._said(name), grows=True) for aspect, name in DEPENDS.items()),
        )
        rows = tuple(row for unit in self.units if (row := self._unit(unit)) is not None)
        return Sheet("by-unit", self._said(BY_UNIT), columns, rows, Empty(self._said(NO_UNIT)))

    def notes(self) -> tuple[str, ...]:
        """What only two readings together change, and what could not be tried."""
        return tuple(self._notes())

    def _alternative(self, one: Mapping[str, Any]) -> Iterator[Cell]:
        confirmed = one["reading"] in self.confirmed
        state = State(self._said(CONFIRMED), "done") if confirmed else State(self._said(OPEN), "due")
        yield Cell(self._question(one["reading"]))
        yield Cell(state.word, state=state)
        yield Cell(self._otherwise(one["reading"], one["alternative"]))
        for aspect in COUNTS:
            yield Cell("—") if one["unusable"] else Cell(value=len(one["changed"][aspect]))
        first, *others = [*self._who(one), ""]
        yield Cell(first, notes=tuple(says for says in others if says))

    def _who(self, one: Mapping[str, Any]) -> Iterator[str]:
        if one["unusable"]:
            zh, en = one["unusable"][0]
            yield self._said(UNUSABLE, why=Text(zh, en))
        if one["changed"]["score"] and one["lowest"]:
            low, high = (signed(Fraction(one[end]), 2) for end in ("lowest", "highest"))
            yield self._said(SPAN, low=low, high=high)
        loses = [unit for unit in one["changed"]["award"] if unit not in one["gains"]]
        for says, units in ((GAINS, one["gains"]), (LOSES, loses)):
            if units:
                yield self._said(says, units=[self.units.get(unit, unit) for unit in units[:MOST_NAMED]])
        if one["incomplete"]:
            yield self._said(NEEDS, count=len(one["incomplete"]))

    def _unit(self, unit: str) -> Row | None:
        depends = [self._depends(unit, aspect) for aspect in DEPENDS]
        if not any(depends):
            return None
        shown = ("；" if self.language == "zh" else "; ").join
        return Row((Cell(self.units[unit]), *(Cell(shown(readings)) for readings in depends)))

    def _depends(self, unit: str, aspect: str) -> list[str]:
        found = [one["reading"] for one in self.content["alone"] if unit in one["changed"][aspect]]
        return [self._question(reading) for reading in dict.fromkeys(found)]

    def _notes(self) -> Iterator[str]:
        for pair in self.content["pairs"]:
            (one, _), (other, _) = pair["choices"]
            what = [
                self._said(WHAT, name=COUNTS[aspect], count=len(pair["only"][aspect]))
                for aspect in ASPECTS
                if aspect in pair["only"]
            ]
            yield self._said(TOGETHER, one=self._question(one), other=self._question(other), what=what)
        yield self._said(TRIED, count=self.content["tried"])
        if self.content["untried"]:
            names = [self._otherwise(reading, alternative) for reading, alternative in self.content["untried"]]
            yield self._said(UNTRIED, names=names)

    def _question(self, reading: str) -> str:
        found = self.readings.get(reading)
        return self._said(Text(found.question, found.english or found.question)) if found else reading

    def _otherwise(self, reading: str, alternative: str) -> str:
        found = self.readings.get(reading)
        one = found.alternative(alternative) if found else None
        return self._said(Text(one.says or one.id, one.english or one.says or one.id)) if one else alternative

    def _said(self, text: Text, **values: object) -> str:
        return text.with_values(**values).in_language(self.language)
