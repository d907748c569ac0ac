"""The ranking of an assessment that has just been scored: for a trial run, and for what the records keep of a run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.numbers import written
from kaoping.core.population import AwardDecision
from kaoping.core.population.reason import percent
from kaoping.core.text import Language, Text
from kaoping.reports.naming import unit_name
from kaoping.reports.ranking import Ranked, Section, award_word, sections, telling_reasons
from kaoping.schemes.assessment import Assessment
from kaoping.web.pages.ranking.content import Cut, RankedGroup, RankedUnit
from kaoping.web.shared.owing import owed
from kaoping.web.shared.parts import Scale
from kaoping.web.shared.table.model import Joined

STEP = 5
AT_THE_LINE: Mapping[str, Text] = {
    "award-in-tied": Text("名额边缘并列，全部入选", "tied where the seats end: all in"),
    "award-out-tied": Text("名额边缘并列，全部不入选", "tied where the seats end: none in"),
}
# The line across the table says these for all units at once.
SAID_BY_THE_LINE = ("award-waits", "award-waits-for-decision")


def ranked_groups(assessment: Assessment, language: Language) -> tuple[RankedGroup, ...]:
    """Every group in the scheme's order, its units from the first to the last."""
    scale = _Scale.of(assessment)
    return tuple(_Group(assessment, section, language).ranked(scale) for section in sections(assessment))


@dataclass(frozen=True)
class _Scale:
    """One scale for all groups: from below the lowest score to full marks."""

    low: Fraction
    high: Fraction

    @classmethod
    def of(cls, assessment: Assessment) -> _Scale | None:
        scores = [card.score for card in assessment.cards if card.score is not None]
        if not scores:
            return None
        low = max(Fraction(min(scores) // STEP * STEP - STEP), Fraction(0))
        high = max(Fraction(-(-max(scores) // STEP) * STEP), low + STEP)
        return cls(low, max(high, assessment.settled.scheme.points or high))


@dataclass(frozen=True)
class _Group:
    assessment: Assessment
    section: Section
    language: Language

    def ranked(self, scale: _Scale | None) -> RankedGroup:
        rows, scheme, line = self.section.rows, self.assessment.settled.scheme, self._line()
        return RankedGroup(
            id=self.section.group,
            name=self.section.name,
            count=len(rows),
            complete=sum(row.card.complete for row in rows),
            vetoed=sum(bool(self.assessment.standings[row.card.unit.id].vetoes) for row in rows),
            units=tuple(self._unit(place) for place in range(len(rows))),
            cuts=tuple(self._cuts()),
            line=line,
            scale=Scale(scale.low, scale.high, line) if scale else None,
            places=rows[0].card.program.places,
            graded=bool(scheme.grades),
            awards=tuple((award.id, Text(award.name, award.english or award.name)) for award in scheme.awards),
        )

    def _decisions(self) -> list[AwardDecision]:
        return [one for one in self.assessment.results.decisions if one.pool == self.section.group]

    def _line(self) -> Fraction | None:
        """The lowest score that is still chosen, where exactly one award is decided by rank."""
        by_item = {award.id for award in self.assessment.settled.scheme.awards if award.by}
        decisions = [one for one in self._decisions() if one.award not in by_item]
        if len(decisions) != 1 or decisions[0].undecided or not decisions[0].chosen:
            return None
        scores = [self.assessment.standings[unit].score for unit in decisions[0].chosen]
        return min(score for score in scores if score is not None)

    def _cuts(self) -> Iterator[Cut]:
        for cut, decision in zip(self.section.cuts, self._decisions(), strict=True):
            yield Cut(cut.after or 0, cut.says, self._arithmetic(decision))

    def _arithmetic(self, decision: AwardDecision) -> str:
        found = decision.arithmetic
        if found.share is None:
            return ""
        return f"{percent(found.share)} × {found.base} = {written(found.product)} → {found.seats}"

    def _unit(self, place: int) -> RankedUnit:
        row = self.section.rows[place]
        outcome, card = row.outcome, row.card
        return RankedUnit(
            unit=card.unit.id,
            name=unit_name(card.unit),
            rank=outcome.rank,
            score=card.score,
            grade=outcome.grade,
            awards={award: (holds, award_word(row, award)) for award, holds in outcome.awards.items()},
            remarks=tuple(_remarks(row)),
            lacks=len(card.gaps),
            owed=tuple(one.in_words(self.language) for one in owed(self.assessment, card)),
            joined=_joined(self.section.rows, place),
        )


def _remarks(row: Ranked) -> Iterator[Text]:
    """What the columns and the line across the table do not say; ties where the seats end in a few words."""
    told = [one.text for one in row.outcome.reasons if one.code in {*AT_THE_LINE, *SAID_BY_THE_LINE}]
    yield from (AT_THE_LINE[one.code] for one in row.outcome.reasons if one.code in AT_THE_LINE)
    yield from (text for text in telling_reasons(row) if text not in told)


def _joined(rows: tuple[Ranked, ...], place: int) -> Joined:
    """Where a row stands among those that share its rank."""
    rank = rows[place].outcome.rank
    if rank is None or not rows[place].outcome.tied:
        return ""
    above = place > 0 and rows[place - 1].outcome.rank == rank
    below = place + 1 < len(rows) and rows[place + 1].outcome.rank == rank
    return "middle" if above and below else "last" if above else "first"
