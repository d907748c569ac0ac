"""Makes the ranking page of its groups: tabs, one line about the group that is shown, and the table."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field

from kaoping.core.text import Language, Text
from kaoping.web.pages.ranking.content import Cut, RankedGroup, RankedUnit, RankingContent
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty, State, Tone
from kaoping.web.shared.table import Band, Cell, Column, Row, Sheet

CAPTION = Text("{group}排名", "Ranking: {group}")
UNITS, COMPLETE = Text("{count} 个单位", "units: {count}"), Text("数据已齐 {count}", "complete: {count}")
INCOMPLETE, VETOED = Text("数据未齐 {count}", "incomplete: {count}"), Text("一票否决 {count}", "vetoed: {count}")
MISSING = Text("数据未齐 · 缺 {count} 项", "incomplete · {count} missing")
TIED, REMIND = Text("并列", "tied"), Text("催报", "remind")
RANK_ON_READING = Text("名次取决于计分口径", "the rank depends on a reading")
AWARD_ON_READING = Text("评优取决于计分口径", "the award depends on a reading")
EMPTY = Text("还没有核算过。", "Nothing has been scored yet.")
RANK, UNIT, SCORE, GRADE = Text("名次", "Rank"), Text("单位", "Unit"), Text("得分", "Score"), Text("等次", "Grade")
BAR, DISTANCE = Text("得分位置", "On the scale"), Text("距分数线", "From the line")
REMARKS = Text("说明", "Remarks")


@dataclass(frozen=True)
class Addresses:
    """Where the links of a ranking lead, by the id of a unit or group; `remind` where the reader may remind."""

    group: Callable[[str], str]
    scorecard: Callable[[str], str]
    comparison: Callable[[str], str]
    remind: Callable[[str], str] | None = None


@dataclass(frozen=True)
class Doubts:
    """The units whose rank or award depends on a reading that nobody has confirmed."""

    rank: Collection[str] = ()
    award: Collection[str] = ()


def shown_group(groups: Sequence[RankedGroup], wanted: str) -> RankedGroup:
    """The group that an address names; the first where there is no such group."""
    return next((one for one in groups if one.id == wanted), groups[0])


@dataclass(frozen=True)
class RankingBuilder:
    """Makes the page's content in one language."""

    language: Language
    addresses: Addresses
    doubts: Doubts = field(default_factory=Doubts)

    def content(self, groups: Sequence[RankedGroup], shown: RankedGroup) -> RankingContent:
        """What stands above the table of one group."""
        tabs = tuple(self._tab(one, one is shown) for one in groups)
        return RankingContent(tabs, tuple(self._summary(shown)))

    def sheet(self, group: RankedGroup) -> Sheet:
        """The table of one group."""
        return Sheet(
            id="ranking",
            caption=self._said(CAPTION, group=group.name),
            columns=tuple(self._columns(group)),
            entries=tuple(self._entries(group)),
            empty=Empty(self._said(EMPTY)),
            names=1,
        )

    def _said(self, text: Text, **values: object) -> str:
        return text.with_values(**values).in_language(self.language)

    def _tab(self, group: RankedGroup, current: bool) -> Link:
        return Link(self._said(group.name), self.addresses.group(group.id), current, group.count)

    def _summary(self, group: RankedGroup) -> Iterator[str]:
        yield self._said(UNITS, count=group.count)
        yield self._said(COMPLETE, count=group.complete)
        if group.complete < group.count:
            yield self._said(INCOMPLETE, count=group.count - group.complete)
        if group.vetoed:
            yield self._said(VETOED, count=group.vetoed)

    def _columns(self, group: RankedGroup) -> Iterator[Column]:
        yield Column("rank", self._said(RANK), number=True, hideable=False)
        yield Column("unit", self._said(UNIT), hideable=False)
        yield Column("score", self._said(SCORE), number=True, hideable=False, places=group.places)
        if group.scale:
            yield Column("bar", self._said(BAR), sortable=False, scale=group.scale)
        if group.line is not None:
            yield Column("distance", self._said(DISTANCE), number=True, places=group.places, signed=True)
        if group.graded:
            yield Column("grade", self._said(GRADE))
        for award, name in group.awards:
            yield Column(award, self._said(name))
        yield Column("remarks", self._said(REMARKS), grows=True, sortable=False)

    def _entries(self, group: RankedGroup) -> Iterator[Row | Band]:
        if not group.skipped:
            yield from self._bands(group.cuts, 0)
        for place, unit in enumerate(group.units, start=group.skipped + 1):
            tone: Tone = "quiet" if unit.score is None else ""
            yield Row(tuple(self._cells(group, unit)), joined=unit.joined, tone=tone)
            yield from self._bands(group.cuts, place)

    def _bands(self, cuts: Sequence[Cut], after: int) -> Iterator[Band]:
        yield from (Band(self._said(cut.says), cut.arithmetic) for cut in cuts if cut.after == after)

    def _cells(self, group: RankedGroup, unit: RankedUnit) -> Iterator[Cell]:
        yield Cell(value=unit.rank, notes=(self._said(TIED),) if unit.joined else ())
        yield Cell(unit.name, href=self.addresses.scorecard(unit.unit))
        yield Cell("—" if unit.score is None else "", unit.score)
        if group.scale:
            yield Cell(value=unit.score)
        if group.line is not None:
            yield Cell(value=None if unit.score is None else unit.score - group.line)
        if group.graded:
            yield Cell(self._said(unit.grade) if unit.grade else "")
        for award, _ in group.awards:
            # That the data are incomplete stands in the remarks, with what is missing; once is enough.
            yield Cell("—", tone="quiet") if unit.score is None else self._award(*unit.awards[award])
        yield self._remarks(unit)

    def _award(self, holds: bool | None, says: Text) -> Cell:
        word = self._said(says)
        return Cell(word, state=State(word, "award")) if holds else Cell(word, tone="quiet")

    def _remarks(self, unit: RankedUnit) -> Cell:
        missing = [self._said(MISSING, count=unit.lacks), *unit.owed] if unit.lacks else []
        first, *others = [*missing, *(self._said(text) for text in unit.remarks), ""]
        return Cell(first, notes=tuple(says for says in others if says), more=tuple(self._links(unit)))

    def _links(self, unit: RankedUnit) -> Iterator[Link]:
        if unit.unit in self.doubts.award:
            yield Link(self._said(AWARD_ON_READING), self.addresses.comparison(unit.unit))
        elif unit.unit in self.doubts.rank:
            yield Link(self._said(RANK_ON_READING), self.addresses.comparison(unit.unit))
        if unit.lacks and self.addresses.remind:
            yield Link(self._said(REMIND), self.addresses.remind(unit.unit))
