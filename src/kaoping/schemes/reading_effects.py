"""What depends on which reading: every alternative, alone and in pairs, against the readings in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from kaoping.core.defect import Defect, Refused
from kaoping.core.facts import Facts
from kaoping.core.text import Text
from kaoping.schemes.assessment import Progress, no_progress
from kaoping.schemes.model import Alternative, Reading
from kaoping.schemes.quick import QuickResult, Recomputation
from kaoping.schemes.read import Settled, typed
from kaoping.schemes.readings import Choice

ASPECTS = ("score", "rank", "grade", "award")
Named = tuple[str, str]


@dataclass(frozen=True)
class Effect:
    """What changes when some readings are taken differently: the units per aspect, with before and after.

    `unusable` says why nothing could be computed; `incomplete` are units that would need other facts.
    """

    choices: tuple[Named, ...]
    changed: Mapping[str, tuple[str, ...]]
    before: Mapping[str, QuickResult]
    after: Mapping[str, QuickResult]
    incomplete: tuple[str, ...] = ()
    unusable: tuple[Text, ...] = ()
    only_together: Mapping[str, tuple[str, ...]] | None = None

    @property
    def matters(self) -> bool:
        """Whether anything changes."""
        return any(self.changed.values()) or bool(self.incomplete) or bool(self.unusable)


@dataclass(frozen=True)
class ReadingEffects:
    """The whole analysis: every single alternative, every pair, and the open ones that need a number or a table."""

    readings: tuple[Reading, ...]
    in_force: Mapping[str, str]
    alone: tuple[Effect, ...]
    pairs: tuple[Effect, ...]
    untried: tuple[Named, ...]

    def depends(self, unit: str, aspect: str) -> tuple[str, ...]:
        """The readings, each alone, on which an aspect of a unit's result depends."""
        found = [effect.choices[0][0] for effect in self.alone if unit in effect.changed[aspect]]
        return tuple(dict.fromkeys(found))


def reading_effects(settled: Settled, facts: Facts, progress: Progress = no_progress) -> ReadingEffects:
    """Recomputes under every alternative and every pair of alternatives of two readings."""
    others = list(_alternatives(settled))
    pairs = [(one, other) for one, other in combinations(others, 2) if one[0] != other[0]]
    trial = Trial(settled, facts)
    alone: dict[Named, Effect] = {}
    for done, choice in enumerate(others, start=1):
        alone[choice] = trial.effect((choice,))
        progress(done, len(others) + len(pairs))
    joint = []
    for done, (one, other) in enumerate(pairs, start=len(others) + 1):
        joint.append(_together(trial.effect((one, other)), alone[one], alone[other]))
        progress(done, len(others) + len(pairs))
    in_force = {name: str(choice.written) for name, choice in settled.choices.items()}
    return ReadingEffects(settled.file.readings, in_force, tuple(alone.values()), tuple(joint), tuple(_open(settled)))


class Trial:
    """Tries other readings on the same facts."""

    def __init__(self, settled: Settled, facts: Facts) -> None:
        self.settled = settled
        self.recomputation = Recomputation(facts)
        self.base = self.recomputation.results(settled.scheme)

    def effect(self, choices: tuple[Named, ...]) -> Effect:
        """What changes under some other choices."""
        wanted = {**self.settled.choices, **{name: Choice(alternative) for name, alternative in choices}}
        scheme, defects = typed(self.settled.file, wanted)
        if scheme is None:
            return _unusable(choices, defects)
        try:
            return compared(choices, self.base, self.recomputation.results(scheme))
        except Refused as refused:
            return _unusable(choices, refused.defects)


def _unusable(choices: tuple[Named, ...], defects: list[Defect]) -> Effect:
    return Effect(choices, dict.fromkeys(ASPECTS, ()), {}, {}, unusable=tuple(one.says for one in defects))


def compared(choices: tuple[Named, ...], base: Mapping[str, QuickResult], after: Mapping[str, QuickResult]) -> Effect:
    """What changed; a unit that cannot be computed any more is no change of its score but lacks facts."""
    lost = tuple(unit for unit in base if base[unit].score is not None and after[unit].score is None)
    changed = {
        aspect: tuple(unit for unit in base if unit not in lost and _differs(base[unit], after[unit], aspect))
        for aspect in ASPECTS
    }
    touched = dict.fromkeys(unit for units in changed.values() for unit in units)
    before = {unit: base[unit] for unit in touched}
    return Effect(choices, changed, before, {unit: after[unit] for unit in touched}, lost)


def _differs(before: QuickResult, after: QuickResult, aspect: str) -> bool:
    """An award that waits for other units' facts is not decided, which is no change."""
    if aspect == "award" and after.award is None:
        return False
    return bool(getattr(before, aspect) != getattr(after, aspect))


def _alternatives(settled: Settled) -> Iterator[Named]:
    for reading in settled.file.readings:
        for alternative in reading.alternatives:
            if not alternative.takes and alternative.id != settled.choices[reading.id].alternative:
                yield reading.id, alternative.id


def _open(settled: Settled) -> Iterator[Named]:
    return (
        (reading.id, alternative.id)
        for reading in settled.file.readings
        for alternative in reading.alternatives
        if _untried(settled, reading, alternative)
    )


def _untried(settled: Settled, reading: Reading, alternative: Alternative) -> bool:
    return bool(alternative.takes) and settled.choices[reading.id].alternative != alternative.id


def _together(pair: Effect, one: Effect, other: Effect) -> Effect:
    """Which results change only when both readings change: neither alone does it."""
    only = {
        aspect: tuple(unit for unit in units if unit not in one.changed[aspect] and unit not in other.changed[aspect])
        for aspect, units in pair.changed.items()
    }
    return Effect(pair.choices, pair.changed, pair.before, pair.after, pair.incomplete, pair.unusable, only)
