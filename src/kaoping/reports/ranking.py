"""The order in which a ranking is printed: groups, units from the first to the last, and where each quota ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kaoping.core.population import AwardDecision, Outcome
from kaoping.core.scorecard import Scorecard
from kaoping.core.text import Text, verbatim
from kaoping.schemes.assessment import Assessment

CHOSEN = Text("是", "yes")
PASSED_OVER = Text("否", "no")
NOT_YET = Text("数据未齐", "incomplete")
OPEN = Text("待定", "open")
LISTED: Mapping[str, Text] = {"red": Text("红榜", "red list"), "black": Text("黑榜", "black list")}
# Codes of reasons that a ranking shows by its columns and its lines.
PLAIN_REASONS = frozenset(
    {"rank", "rank-tied", "rank-provisional", "rank-incomplete", "grade-band", "award-in", "award-out", "award-vetoed"}
)


@dataclass(frozen=True)
class Ranked:
    """One unit of a ranking."""

    card: Scorecard
    outcome: Outcome


@dataclass(frozen=True)
class Cut:
    """Where the seats of an award end: after so many rows of a section (None: no line can be drawn), and why."""

    after: int | None
    says: Text


@dataclass(frozen=True)
class Section:
    """The units that are ranked together, the first of them first, those without a rank at the end."""

    group: str
    name: Text
    rows: tuple[Ranked, ...]
    cuts: tuple[Cut, ...]


def sections(assessment: Assessment) -> tuple[Section, ...]:
    """The ranking of every group, in the scheme's order of groups, or of all units together."""
    ranking = assessment.settled.scheme.ranking
    pools: dict[str, list[Ranked]] = {}
    for card in assessment.cards:
        pool = card.unit.group if ranking.within == "group" else ""
        pools.setdefault(pool, []).append(Ranked(card, assessment.outcome(card.unit.id)))
    known = [group.id for group in assessment.settled.scheme.groups]
    order = sorted(pools, key=lambda pool: (known.index(pool) if pool in known else len(known), pool))
    return tuple(_section(assessment, pool, pools[pool]) for pool in order)


def _section(assessment: Assessment, pool: str, units: list[Ranked]) -> Section:
    rows = tuple(sorted(units, key=_place))
    cuts = tuple(_cuts(assessment, pool, rows))
    return Section(pool, group_name(assessment, pool), rows, cuts)


def _place(row: Ranked) -> tuple[bool, int, str]:
    return (row.outcome.rank is None, row.outcome.rank or 0, row.card.unit.id)


def group_name(assessment: Assessment, group: str) -> Text:
    """A group's printed name; of all units together, that."""
    if not group:
        return Text("全部单位", "all units")
    found = next((one for one in assessment.settled.scheme.groups if one.id == group), None)
    return Text(found.name, found.english or found.name) if found else verbatim(group)


def _cuts(assessment: Assessment, pool: str, rows: tuple[Ranked, ...]) -> Iterator[Cut]:
    awards = {award.id: award for award in assessment.settled.scheme.awards}
    for decision in assessment.results.decisions:
        if decision.pool == pool:
            award = awards[decision.award]
            name = Text(award.name, award.english or award.name)
            after = None if award.by else _last_chosen(decision, rows)
            yield Cut(after, _cut_says(name, decision))


def _last_chosen(decision: AwardDecision, rows: tuple[Ranked, ...]) -> int | None:
    chosen = [place for place, row in enumerate(rows, start=1) if decision.holders.get(row.card.unit.id)]
    return max(chosen) if chosen and not decision.undecided else None


def _cut_says(name: Text, decision: AwardDecision) -> Text:
    arithmetic = decision.arithmetic
    if decision.waits_for:
        says = Text(
            "{name}：{says}；还有 {waiting} 个单位数据未齐，暂不评定",
            "{name}: {says}; not decided yet, units still incomplete: {waiting}",
        )
        return says.with_values(name=name, says=arithmetic.says, waiting=len(decision.waits_for))
    says = Text("{name}：{says}；入选 {chosen} 个{note}", "{name}: {says}; chosen: {chosen}{note}")
    note = Text("（{note}）", " ({note})", {"note": _bare(arithmetic.note)}) if arithmetic.note else Text("", "")
    return says.with_values(name=name, says=arithmetic.says, chosen=len(decision.chosen), note=note)


def _bare(sentence: Text) -> Text:
    """A sentence without its full stop, to stand inside another."""
    return Text(sentence.zh.rstrip("。"), sentence.en.rstrip("."), sentence.values)


def award_word(row: Ranked, award: str) -> Text:
    """Whether a unit is chosen: 是, 否, or not known yet."""
    holds = row.outcome.awards.get(award)
    if holds is None:
        return OPEN if row.card.complete else NOT_YET
    return CHOSEN if holds else PASSED_OVER


def telling_reasons(row: Ranked) -> tuple[Text, ...]:
    """The reasons that the columns of a ranking do not show by themselves."""
    return tuple(reason.text for reason in row.outcome.reasons if reason.code not in PLAIN_REASONS)
