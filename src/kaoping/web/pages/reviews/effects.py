"""What a correction would change, for the page: the unit's own result first, then whoever moves with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.text import Language, Text
from kaoping.records.queries.what_if import Outcome
from kaoping.reports.amounts import printed
from kaoping.schemes.quick import QuickResult
from kaoping.web.pages.reviews.content import EffectContent, Moved

BOTH = Text("{score}，{rank}。", "{score}, {rank}.")
SCORE = Text("得分由 {before} 变为 {after}", "The score goes from {before} to {after}")
SAME_SCORE = Text("得分不变（{before}）", "The score stays at {before}")
RANK = Text("名次由 {old} 变为 {new}", "the rank from {old} to {new}")
SAME_RANK = Text("名次不变（第 {old}）", "the rank stays at {old}")
NO_RANK = Text("仍无名次", "there is no rank yet")
SAME = Text("结果不变：得分 {before}，名次 {old}。", "Nothing changes: score {before}, rank {old}.")
LACKS = Text("这样更正以后，本单位的数据就不齐了，不能计分。", "With this correction the unit would lack facts.")
CHANGED, NONE = Text("{before} → {after}", "{before} → {after}"), Text("暂无", "none yet")
YES, NO, OPEN = Text("入选", "chosen"), Text("不入选", "not chosen"), Text("待定", "open")
MORE = Text("另有 {count} 个单位的结果变动。", "More units whose result changes: {count}.")
MOST = 20


@dataclass(frozen=True)
class EffectBuilder:
    """The effect in one language; `names` are those of the units, `places` the scheme's decimals."""

    outcome: Outcome
    unit: str
    names: Mapping[str, str]
    places: int
    language: Language

    def content(self, *, others: bool) -> EffectContent:
        """The effect; with the other units only for whoever may see them."""
        moved = tuple(self._moved(others=others))
        left = len(self._others()) - MOST if others else 0
        awards = any(one.award is not None for one in self.outcome.base.values())
        return EffectContent(self._says(), moved, self._said(MORE, count=left) if left > 0 else "", awards)

    def _says(self) -> str:
        before, after = self.outcome.before(self.unit), self.outcome.after(self.unit)
        if after is None:
            return self._said(LACKS)
        parts = {"before": self._score(before.score), "old": self._rank(before.rank)}
        if before == after:
            return self._said(SAME, **parts)
        score = self._said(
            SAME_SCORE if before.score == after.score else SCORE, **parts, after=self._score(after.score)
        )
        rank = RANK if before.rank != after.rank else NO_RANK if after.rank is None else SAME_RANK
        return self._said(BOTH, score=score, rank=self._said(rank, **parts, new=self._rank(after.rank)))

    def _moved(self, *, others: bool) -> Iterator[Moved]:
        yield self._one(self.unit)
        for unit in self._others()[:MOST] if others else ():
            yield self._one(unit)

    def _others(self) -> list[str]:
        effect = self.outcome.effect
        aspects = (*effect.changed.values(), effect.incomplete)
        return [unit for unit in dict.fromkeys(one for units in aspects for one in units) if unit != self.unit]

    def _one(self, unit: str) -> Moved:
        before, after = self.outcome.before(unit), self.outcome.after(unit) or QuickResult(None, None, None, None)
        return Moved(
            unit=self.names.get(unit, unit),
            score=self._change(self._score(before.score), self._score(after.score)),
            rank=self._change(self._rank(before.rank), self._rank(after.rank)),
            award=self._change(self._award(before.award), self._award(after.award)),
            own=unit == self.unit,
        )

    def _change(self, before: str, after: str) -> str:
        return before if before == after else self._said(CHANGED, before=before, after=after)

    def _score(self, score: Fraction | None) -> str:
        return self._said(NONE) if score is None else printed(score, self.places)

    def _rank(self, rank: int | None) -> str:
        return self._said(NONE) if rank is None else str(rank)

    def _award(self, award: bool | None) -> str:
        return self._said(OPEN if award is None else YES if award else NO)

    def _said(self, text: Text, **values: object) -> str:
        return text.with_values(**values).in_language(self.language)
