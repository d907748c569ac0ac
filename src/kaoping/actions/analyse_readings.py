"""Asking which results of a run depend on which reading; computed once per run and kept."""

from __future__ import annotations

from collections.abc import Iterable

from kaoping.actions.acting import acting, refuse
from kaoping.core.defect import Refused
from kaoping.core.numbers import written
from kaoping.core.text import Text
from kaoping.records.canonical import canonical
from kaoping.records.models import Person, ReadingAnalysis, ScoreRun
from kaoping.records.queries.runs import facts_of_run, settled_of
from kaoping.schemes.reading_effects import Effect, ReadingEffects, reading_effects

# The progress is written after so many trials.
STEP = 5


def analyse_readings(by: Person, run: ScoreRun) -> ReadingAnalysis:
    """The analysis of a run, to be finished by `finish_analysis`; where it has been asked for, the one that is there.

    Raises:
        NotAllowed: unless by the office or the leading group.
        Refused: of a run that is not done.
    """
    with acting(by, "analyse_readings", run.assessment) as opened:
        if run.state != "done":
            raise refuse("not-done", _NOT_DONE.with_values(run=run.number), _COMPUTE)
        made, new = ReadingAnalysis.objects.get_or_create(run=run)
        if not new and made.state != "failed":
            opened.leave()
            return made
        made.state = "computing"
        made.save(update_fields=["state"])
        opened.tell(str(run))
    return made


def finish_analysis(analysis: ReadingAnalysis) -> None:
    """Tries every alternative and every pair of alternatives, and keeps what they change."""

    def progress(done: int, whole: int) -> None:
        if done % STEP == 0 or done == whole:
            ReadingAnalysis.objects.filter(pk=analysis.pk).update(done=done, whole=whole)

    try:
        effects = reading_effects(settled_of(analysis.run), facts_of_run(analysis.run), progress)
    except Refused:
        ReadingAnalysis.objects.filter(pk=analysis.pk).update(state="failed")
        return
    ReadingAnalysis.objects.filter(pk=analysis.pk).update(state="done", content=canonical(_plain(effects)))


def _plain(effects: ReadingEffects) -> dict[str, object]:
    """Ids, counts and amounts; the sentences are made where it is shown."""
    return {
        "alone": [_effect(one) for one in effects.alone],
        "pairs": [pair for one in effects.pairs if (pair := _pair(one))],
        "tried": len(effects.pairs),
        "untried": [list(one) for one in effects.untried],
    }


def _effect(effect: Effect) -> dict[str, object]:
    differences = [
        after.score - before.score
        for unit, after in effect.after.items()
        if (before := effect.before[unit]).score is not None and after.score is not None
    ]
    (reading, alternative), *_ = effect.choices
    return {
        "reading": reading,
        "alternative": alternative,
        "changed": {aspect: list(units) for aspect, units in effect.changed.items()},
        "lowest": written(min(differences)) if differences else "",
        "highest": written(max(differences)) if differences else "",
        "gains": [unit for unit in effect.changed["award"] if effect.after[unit].award],
        "incomplete": list(effect.incomplete),
        "unusable": [[one.in_language("zh"), one.in_language("en")] for one in effect.unusable],
    }


def _pair(effect: Effect) -> dict[str, object] | None:
    """What only both together change; nothing where there is no such thing."""
    only = {aspect: list(units) for aspect, units in (effect.only_together or {}).items() if units}
    return {"choices": _named(effect.choices), "only": only} if only else None


def _named(choices: Iterable[tuple[str, str]]) -> list[list[str]]:
    return [list(choice) for choice in choices]


_NOT_DONE = Text("第{run}次核算没有完成。", "Run {run} is not done.")
_COMPUTE = Text("请先完成核算。", "Let it be done first.")
