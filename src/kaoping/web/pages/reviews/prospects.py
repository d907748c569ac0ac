"""What a review could lead to, told to the unit before it asks: exactly, of its own unit, from what was released."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kaoping.core.defect import Refused
from kaoping.core.text import Language
from kaoping.records.models import Fact, ScoreRun, UnitEntry
from kaoping.records.queries.what_if import Correction, facts_at, outcome_of
from kaoping.web.pages.reviews.effects import EffectBuilder
from kaoping.web.shared.fact_words import says_of
from kaoping.web.shared.runs import scored

# So many rows of an item are tried one by one; each is a whole scoring.
MOST_TRIED = 5
TRIED = ("findings", "events", "claims")


@dataclass(frozen=True)
class Prospect:
    """A row of the item, and the unit's result if it were withdrawn."""

    row: str
    says: str


def prospects(run: ScoreRun, unit: UnitEntry, item: str, language: Language) -> tuple[Prospect, ...]:
    """The rows that were counted in an item, each with what its withdrawal would change."""
    return tuple(_prospects(run, unit, item, language))


def _prospects(run: ScoreRun, unit: UnitEntry, item: str, language: Language) -> Iterator[Prospect]:
    program = scored(run).programs[unit.code]
    rows = [fact for fact in facts_at(run.assessment, unit.code, item, run.as_of_entry) if fact.table in TRIED]
    for fact in rows[:MOST_TRIED]:
        says = _without(run, unit, fact, language)
        if says:
            yield Prospect(says_of(fact, program, language), says)


def _without(run: ScoreRun, unit: UnitEntry, fact: Fact, language: Language) -> str:
    """The unit's result without a row; nothing where the other facts cannot stand without it."""
    try:
        outcome = outcome_of(run.assessment, [Correction(fact, None)], run)
    except Refused:
        return ""
    places = scored(run).programs[unit.code].places
    return EffectBuilder(outcome, unit.code, {}, places, language).content(others=False).says
