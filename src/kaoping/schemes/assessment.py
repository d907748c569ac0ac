"""An assessment (考评): a scheme and facts, scored and decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kaoping.core.facts import Facts
from kaoping.core.line import Node
from kaoping.core.missing import Gap, Missing
from kaoping.core.population import Outcome, Results, Standing, decide
from kaoping.core.program import Program
from kaoping.core.readers.exact import ExactReader
from kaoping.core.readers.scope import Scope
from kaoping.core.readers.working import Working, Workings
from kaoping.core.scorecard import Scorecard, scorecard
from kaoping.core.text import LANGUAGES, Language
from kaoping.schemes.compile import programs
from kaoping.schemes.form import Form
from kaoping.schemes.leaves import leaves
from kaoping.schemes.model import Scheme
from kaoping.schemes.outcomes import conditions_of, rules_of, standings
from kaoping.schemes.read import Settled

Progress = Callable[[int, int], None]


def no_progress(done: int, whole: int) -> None:
    """Says nothing."""


@dataclass(frozen=True)
class Assessment:
    """Every unit's scorecard and outcome, with all that is needed to explain them."""

    settled: Settled
    facts: Facts
    programs: Mapping[str, Program]
    reader: ExactReader
    cards: tuple[Scorecard, ...]
    standings: Mapping[str, Standing]
    results: Results

    def card(self, unit: str) -> Scorecard:
        """The scorecard of one unit."""
        return self._cards[unit]

    @cached_property
    def _cards(self) -> Mapping[str, Scorecard]:
        return {card.unit.id: card for card in self.cards}

    def outcome(self, unit: str) -> Outcome:
        """The outcome of one unit."""
        return self.results.outcomes[unit]

    def working(self, language: Language, node: Node, scope: Scope) -> Working:
        """How the amount of an entry, or a quantity, comes about."""
        return self._workings[language].of(node, scope)

    @cached_property
    def _workings(self) -> Mapping[Language, Workings]:
        return {language: Workings(self.reader, language) for language in LANGUAGES}

    def owed_by(self, gap: Gap) -> tuple[str, ...]:
        """Who owes a missing fact, by their printed names."""
        names = {one.id: one.name for one in self.settled.scheme.assessors}
        return tuple(names.get(assessor, assessor) for assessor in self._owing(gap))

    def _owing(self, gap: Gap) -> tuple[str, ...]:
        program = self.programs[gap.unit]
        item = program.item.get(root_of(program, gap.item))
        if item is None:
            return next((veto.assessors for veto in self.settled.scheme.vetoes if veto.id == gap.item), ())
        ask = program.asks.get((gap.item, gap.name))
        return ask.owed_by if ask and ask.owed_by else item.assessors


def root_of(program: Program, address: str) -> str:
    """The item that an address (a checkpoint) belongs to."""
    parts = address.split(".")
    heads = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((head for head in heads if head in program.item), address)


def assess(
    settled: Settled, facts: Facts, undeclared: Iterable[Gap] = (), progress: Progress = no_progress
) -> Assessment:
    """Scores every unit and decides ranks, grades and awards; undeclared items make their units incomplete."""
    found = programs(settled.scheme, facts)
    reader = ExactReader(found, facts)
    cards = []
    for done, unit in enumerate(facts.units, start=1):
        cards.append(scorecard(reader, unit))
        progress(done, len(facts.units))
    open_gaps = (*((gap.unit, gap) for gap in undeclared), *_open_conditions(settled.scheme, reader))
    whole = _with_gaps(tuple(cards), open_gaps)
    rules = rules_of(settled.scheme, leaves(settled.scheme, Form()))
    units = {one.unit: one for one in standings(settled.scheme, reader, whole)}
    return Assessment(settled, facts, found, reader, whole, units, decide(rules, units.values()))


def _open_conditions(scheme: Scheme, reader: ExactReader) -> Iterator[tuple[str, Gap]]:
    """What every unit lacks before its vetoes that happen by themselves, steps and qualification can be decided."""
    for unit in reader.facts.units:
        for condition in conditions_of(scheme):
            value = reader.cell(unit.id, condition)
            yield from ((unit.id, gap) for gap in value.gaps) if isinstance(value, Missing) else ()


def _with_gaps(cards: tuple[Scorecard, ...], found: Iterable[tuple[str, Gap]]) -> tuple[Scorecard, ...]:
    gaps: dict[str, set[Gap]] = {}
    for unit, gap in found:
        gaps.setdefault(unit, set()).add(gap)
    return tuple(
        replace(card, score=None, gaps=card.gaps | gaps[card.unit.id]) if card.unit.id in gaps else card
        for card in cards
    )
