"""Makes a scorecard page of an assessment that has been scored."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.population import AwardDecision
from kaoping.core.scorecard import Scorecard
from kaoping.core.text import Language, Text
from kaoping.reports.amounts import printed, printed_score, signed
from kaoping.reports.explanation import explanation_of
from kaoping.reports.naming import unit_name
from kaoping.reports.ranking import Ranked, award_word, group_name
from kaoping.schemes.assessment import Assessment
from kaoping.web.pages.scorecard.content import Depth, Figure, ScorecardContent
from kaoping.web.pages.scorecard.ledger import Ledger, Sources
from kaoping.web.shared.frame import Link
from kaoping.web.shared.owing import owed
from kaoping.web.shared.parts import State

DEPTHS: dict[Depth, Text] = {
    "sentence": Text("一句话", "Sentences"),
    "working": Text("算式", "Workings"),
    "trace": Text("完整记录", "Full record"),
}
SCORE, OF = Text("得分", "Score"), Text("满分 {points}", "of {points}")
MISSING = Text("数据未齐", "incomplete")
LACKS = Text("缺 {count} 项", "{count} missing")
RANK, NO_RANK = Text("名次", "Rank"), Text("暂无", "none yet")
AMONG = Text("{group}，共 {count} 个单位", "{group}, {count} units")
PROVISIONAL = Text("暂列第 {rank}", "provisionally {rank}")
SO_FAR = Text("{group}，{ranked} 个已齐，共 {count} 个单位", "{group}, {count} units, {ranked} of them complete")
TIED = Text("{rank}（并列）", "{rank} (tied)")
GRADE = Text("等次", "Grade")
LINE = Text("分数线 {line}，本单位 {gap}", "the line is at {line}, this unit: {gap}")

VETOED = Text("一票否决（{decision}），不得评优", "vetoed ({decision}), no award")
BY_FACTS = Text("按考评数据认定", "by the facts")


def depth_of(word: str) -> Depth:
    """The depth that an address asks for; one sentence per line unless it says otherwise."""
    return next((depth for depth in DEPTHS if depth == word), "sentence")


@dataclass(frozen=True)
class ScorecardBuilder:
    """One unit's page in one language; `here` gives the address of the page in a depth."""

    assessment: Assessment
    unit: str
    language: Language
    sources: Sources
    here: Callable[[Depth], str]

    def content(self, depth: Depth) -> ScorecardContent:
        """The whole page."""
        card = self.assessment.card(self.unit)
        ledger = Ledger(self.assessment, card, self.language, self.sources)
        known = [item.score for item in card.items if item.score is not None]
        whole = len(known) == len(card.items)
        return ScorecardContent(
            unit=unit_name(card.unit),
            score=printed_score(card),
            figures=tuple(self._figures(card)),
            reasons=tuple(one.text.in_language(self.language) for one in self.assessment.outcome(self.unit).reasons),
            owed=tuple(one.in_words(self.language) for one in owed(self.assessment, card)),
            depth=depth,
            depths=tuple(Link(self._said(name), self.here(one), one == depth) for one, name in DEPTHS.items()),
            parts=ledger.parts(),
            items_sum=printed(sum(known, Fraction(0)), card.program.places) if whole else None,
            lines=ledger.lines(),
            trace=self.trace() if depth == "trace" else "",
        )

    def trace(self) -> str:
        """The full record as JSON."""
        record = explanation_of(self.assessment, self.unit, None, self.language)
        return json.dumps(record, ensure_ascii=False, indent=2)

    def _said(self, text: Text, **values: object) -> str:
        return text.with_values(**values).in_language(self.language)

    def _figures(self, card: Scorecard) -> Iterator[Figure]:
        yield self._score(card)
        yield self._rank(card)
        outcome = self.assessment.outcome(self.unit)
        if outcome.grade:
            yield Figure(self._said(GRADE), outcome.grade.in_language(self.language))
        for award in self.assessment.settled.scheme.awards:
            word = award_word(Ranked(card, outcome), award.id).in_language(self.language)
            state = State(word, "award" if outcome.awards.get(award.id) else "quiet")
            yield Figure(
                self._said(Text(award.name, award.english or award.name)), word, self._why(card, award.id), state
            )

    def _score(self, card: Scorecard) -> Figure:
        score = printed_score(card)
        points = self.assessment.settled.scheme.points
        if score is None:
            lacks = self._said(LACKS, count=len(card.gaps))
            return Figure(self._said(SCORE), "", lacks, State(self._said(MISSING), "due"))
        return Figure(self._said(SCORE), score, "" if points is None else self._said(OF, points=points))

    def _rank(self, card: Scorecard) -> Figure:
        outcome = self.assessment.outcome(self.unit)
        pool = card.unit.group if self.assessment.settled.scheme.ranking.within == "group" else ""
        peers = [one for one in self.assessment.cards if one.unit.group == pool or not pool]
        ranked = sum(self.assessment.outcome(one.unit.id).rank is not None for one in peers)
        provisional = any(one.code == "rank-provisional" for one in outcome.reasons)
        rank = self._said(NO_RANK) if outcome.rank is None else str(outcome.rank)
        if provisional:
            rank = self._said(PROVISIONAL, rank=rank)
        group = group_name(self.assessment, pool)
        among = self._said(SO_FAR if provisional else AMONG, group=group, count=len(peers), ranked=ranked)
        return Figure(self._said(RANK), self._said(TIED, rank=rank) if outcome.tied else rank, among)

    def _why(self, card: Scorecard, award: str) -> str:
        """The veto that bars the unit, whatever its score; otherwise how far it is from the line."""
        barring = [one for one in self.assessment.standings[self.unit].vetoes if not one.effect.award]
        if not barring or self.assessment.outcome(self.unit).awards.get(award):
            return self._line(card, award)
        decisions = dict.fromkeys(one.decision or self._said(BY_FACTS) for one in barring)
        return self._said(VETOED, decision=("、" if self.language == "zh" else ", ").join(decisions))

    def _line(self, card: Scorecard, award: str) -> str:
        """How far the unit is from the lowest score that is chosen, where scores decide."""
        by = next(one.by for one in self.assessment.settled.scheme.awards if one.id == award)
        decision = next((one for one in self.assessment.results.decisions if self._decides(one, award)), None)
        if by or decision is None or not decision.chosen or decision.undecided or card.score is None:
            return ""
        scores = [self.assessment.standings[unit].score for unit in decision.chosen]
        line = min(score for score in scores if score is not None)
        gap, places = card.score - line, card.program.places
        shown = signed(gap, places) if gap else printed(gap, places)
        return self._said(LINE, line=printed(line, places), gap=shown)

    def _decides(self, decision: AwardDecision, award: str) -> bool:
        return decision.award == award and self.unit in decision.holders
