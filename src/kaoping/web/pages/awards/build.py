"""Makes the page of awards: for every award its arithmetic, and for every unit whether it is chosen, and why."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from kaoping.core.population import AwardDecision
from kaoping.core.text import Language, Text
from kaoping.reports.naming import unit_name
from kaoping.reports.ranking import group_name
from kaoping.schemes.assessment import Assessment
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.table import Cell, Column, Row, Sheet

UNIT, GROUP, RANK = Text("单位", "Unit"), Text("组别", "Group"), Text("名次", "Rank")
SCORE, OUTCOME, REASON = Text("得分", "Score"), Text("结果", "Outcome"), Text("理由", "Reason")
AWARDED = Text("已表彰", "awarded")
CHOSEN, PASSED, OPEN = Text("拟表彰", "proposed"), Text("不入选", "not chosen"), Text("待定", "open")
NO_UNITS = Text("没有参加这个奖项评选的单位。", "No unit is considered for this award.")
ARITHMETIC = Text("{group}：{says}；入选 {chosen} 个", "{group}: {says}; chosen: {chosen}")


@dataclass(frozen=True)
class AwardsBuilder:
    """The awards of a run for a reader who may see some units; `card` leads to a scorecard, where there is a way.

    Until it is `published`, what a run chooses is proposed.
    """

    assessment: Assessment
    seen: Collection[str]
    language: Language
    card: Callable[[str], str]
    published: bool = False

    def tabs(self, shown: str, address: Callable[[str], str]) -> tuple[Link, ...]:
        """The awards, in the scheme's order, each with how many of the units that are seen are chosen."""
        return tuple(
            Link(self._named(award.name, award.english), address(award.id), award.id == shown, self._chosen(award.id))
            for award in self.assessment.settled.scheme.awards
        )

    def summary(self, award: str) -> tuple[str, ...]:
        """How the seats were counted, of every pool that the reader sees whole."""
        return tuple(self._arithmetic(one) for one in self._decisions(award) if set(one.holders) <= set(self.seen))

    def sheet(self, award: str) -> Sheet:
        """Every unit that is seen: whether it is chosen, and why."""
        columns = (
            Column("unit", self._said(UNIT), hideable=False),
            Column("group", self._said(GROUP)),
            Column("rank", self._said(RANK), number=True),
            Column("score", self._said(SCORE), number=True, places=self._places()),
            Column("outcome", self._said(OUTCOME), hideable=False),
            Column("reason", self._said(REASON), grows=True),
        )
        rows = tuple(self._rows(award))
        found = next((one for one in self.assessment.settled.scheme.awards if one.id == award), None)
        caption = self._named(found.name, found.english) if found else ""
        return Sheet("awards", caption, columns, rows, Empty(self._said(NO_UNITS)))

    def _rows(self, award: str) -> Iterator[Row]:
        for decision in self._decisions(award):
            units = [unit for unit in decision.holders if unit in self.seen]
            for unit in sorted(units, key=self._place):
                yield Row(tuple(self._cells(decision, unit)))

    def _cells(self, decision: AwardDecision, unit: str) -> Iterator[Cell]:
        card, outcome = self.assessment.card(unit), self.assessment.outcome(unit)
        yield Cell(unit_name(card.unit), href=self.card(unit))
        yield Cell(self._said(group_name(self.assessment, card.unit.group)))
        yield Cell(value=outcome.rank)
        yield Cell("—" if card.score is None else "", card.score)
        state = self._state(decision.holders[unit])
        yield Cell(state.word, state=state)
        reason = decision.reasons.get(unit)
        yield Cell(self._said(reason.text) if reason else "")

    def _state(self, holds: bool | None) -> State:
        if holds is None:
            return State(self._said(OPEN), "due")
        if not holds:
            return State(self._said(PASSED), "quiet")
        return State(self._said(AWARDED if self.published else CHOSEN), "award")

    def _place(self, unit: str) -> tuple[bool, int, str]:
        rank = self.assessment.outcome(unit).rank
        return rank is None, rank or 0, unit

    def _decisions(self, award: str) -> list[AwardDecision]:
        return [one for one in self.assessment.results.decisions if one.award == award]

    def _chosen(self, award: str) -> int:
        return sum(unit in self.seen for one in self._decisions(award) for unit in one.chosen)

    def _arithmetic(self, decision: AwardDecision) -> str:
        group = group_name(self.assessment, decision.pool)
        return self._said(ARITHMETIC, group=group, says=decision.arithmetic.says, chosen=len(decision.chosen))

    def _places(self) -> int:
        return max((card.program.places for card in self.assessment.cards), default=2)

    def _named(self, chinese: str, english: str) -> str:
        return chinese if self.language == "zh" else english or chinese

    def _said(self, text: Text, **values: object) -> str:
        return text.with_values(**values).in_language(self.language)
