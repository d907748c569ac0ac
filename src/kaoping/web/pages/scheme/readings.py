"""The readings of a scheme: what its text leaves open, what is in force, what else it could mean, what would change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from kaoping.core.line import Clause
from kaoping.core.text import Language, Text, say
from kaoping.reports.terminal.effects import ALSO_NEEDS, CHANGES, GAINS, LOSES, NOTHING, SPAN, UNUSABLE, score_span
from kaoping.reports.terminal.effects import signed as signed_change
from kaoping.schemes.model import Alternative, Reading
from kaoping.schemes.read import Settled
from kaoping.schemes.reading_effects import ASPECTS, Effect
from kaoping.web.pages.scheme.content import AlternativeLine, ReadingLine
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import State
from kaoping.web.shared.source import ClauseMark

CONFIRMED, OPEN = Text("已确认", "confirmed"), Text("待确认", "to be confirmed")
ONLY = Text("只有一种理解，待确认", "one reading only, to be confirmed")
TAKES = {
    "number": Text("（需要给出一个数）", " (takes a number)"),
    "table": Text("（需要给出分值表）", " (takes a table)"),
}
GIVEN = Text("{says}：{value}", "{says}: {value}")
CONFIRM = Text("确认口径", "Confirm this reading")


@dataclass(frozen=True)
class ReadingContext:
    """What the office has confirmed (by reading, in words), what would change, and where it confirms."""

    confirmed: Mapping[str, str] = field(default_factory=dict)
    effects: Mapping[tuple[str, str], Effect] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    confirm: Callable[[str], str] | None = None


@dataclass(frozen=True)
class ReadingLines:
    """Makes the lines of the readings."""

    settled: Settled
    language: Language
    clause: Callable[[Clause], ClauseMark | None]
    context: ReadingContext

    def lines(self) -> tuple[ReadingLine, ...]:
        """Every reading in the scheme's order."""
        return tuple(self._line(reading) for reading in self.settled.file.readings)

    def _line(self, reading: Reading) -> ReadingLine:
        confirmed = self.context.confirmed.get(reading.id, "")
        return ReadingLine(
            id=reading.id,
            question=self._named(reading.question, reading.english),
            alternatives=tuple(self._alternative(reading, one) for one in reading.alternatives),
            state=self._state(reading, confirmed),
            confirmed=confirmed,
            clause=self.clause(reading.clause),
            confirm=self._confirm(reading, confirmed),
        )

    def _named(self, chinese: str, english: str) -> str:
        return chinese if self.language == "zh" else english or chinese

    def _said(self, text: Text, **values: object) -> str:
        return text.with_values(**values).in_language(self.language)

    def _state(self, reading: Reading, confirmed: str) -> State:
        if confirmed:
            return State(self._said(CONFIRMED), "done")
        return State(self._said(OPEN if len(reading.alternatives) > 1 else ONLY), "due")

    def _confirm(self, reading: Reading, confirmed: str) -> Link | None:
        wanted = self.context.confirm if not confirmed else None
        return Link(self._said(CONFIRM), wanted(reading.id)) if wanted else None

    def _alternative(self, reading: Reading, alternative: Alternative) -> AlternativeLine:
        choice = self.settled.choices[reading.id]
        says = self._named(alternative.says or alternative.id, alternative.english)
        in_force = alternative.id == choice.alternative
        if in_force and choice.value is not None:
            says = self._said(GIVEN, says=says, value=say(choice.written, self.language))
        elif alternative.takes:
            says += self._said(TAKES[alternative.takes])
        effect = self.context.effects.get((reading.id, alternative.id))
        changes = tuple(self._changes(effect)) if effect else ()
        return AlternativeLine(alternative.id, says, in_force, alternative.id == reading.default, changes)

    def _changes(self, effect: Effect) -> Iterator[str]:
        if not effect.matters:
            yield self._said(NOTHING)
        if effect.unusable:
            yield self._said(UNUSABLE, why=effect.unusable[0])
        for aspect in ASPECTS:
            if effect.changed[aspect]:
                yield self._said(CHANGES[aspect], count=len(effect.changed[aspect]))
        if effect.incomplete:
            yield self._said(ALSO_NEEDS, count=len(effect.incomplete))
        span = score_span(effect)
        if span:
            yield self._said(SPAN, low=signed_change(span[0]), high=signed_change(span[1]))
        yield from self._awards(effect)

    def _awards(self, effect: Effect) -> Iterator[str]:
        for says, now in ((GAINS, True), (LOSES, False)):
            moved = [unit for unit in effect.changed["award"] if bool(effect.after[unit].award) is now]
            if moved:
                yield self._said(says, units=[self.context.units.get(unit, unit) for unit in moved])
