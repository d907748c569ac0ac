"""The effects of readings as plain values, for `--json` and for pages."""

from __future__ import annotations

from dataclasses import asdict

from kaoping.core.facts import Facts
from kaoping.core.numbers import written
from kaoping.core.text import Language
from kaoping.schemes.quick import QuickResult
from kaoping.schemes.reading_effects import ASPECTS, Effect, ReadingEffects

Plain = dict[str, object]


def effects_as_data(effects: ReadingEffects, facts: Facts, language: Language) -> Plain:
    """The whole analysis."""
    return {
        "readings": [
            {
                "reading": reading.id,
                "question": reading.question if language == "zh" else reading.english or reading.question,
                "in_force": effects.in_force.get(reading.id, "table"),
                "clause": reading.clause.quote,
            }
            for reading in effects.readings
        ],
        "alone": [_effect(effect, language) for effect in effects.alone],
        "pairs": [_effect(effect, language) for effect in effects.pairs if effect.matters],
        "pairs_tried": len(effects.pairs),
        "untried": [{"reading": name, "alternative": alternative} for name, alternative in effects.untried],
        "units": [
            {"unit": unit.id, **{aspect: list(effects.depends(unit.id, aspect)) for aspect in ASPECTS}}
            for unit in facts.units
        ],
    }


def _effect(effect: Effect, language: Language) -> Plain:
    found: Plain = {
        "readings": dict(effect.choices),
        "changes": {aspect: list(units) for aspect, units in effect.changed.items()},
        "incomplete": list(effect.incomplete),
        "unusable": [says.in_language(language) for says in effect.unusable],
        "units": [
            {"unit": unit, "before": _result(effect.before[unit]), "after": _result(effect.after[unit])}
            for unit in effect.before
        ],
    }
    if effect.only_together is not None:
        found["only_together"] = {aspect: list(units) for aspect, units in effect.only_together.items()}
    return found


def _result(result: QuickResult) -> Plain:
    return {**asdict(result), "score": written(result.score) if result.score is not None else None}
