"""Runs: what they found, the same computed again, and whether anything has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db.models import QuerySet

from kaoping.core.facts import Facts
from kaoping.core.missing import Gap
from kaoping.files.facts import undeclared
from kaoping.records.canonical import parsed
from kaoping.records.models import Assessment, ResultLine, ScoreRun, UnitResult
from kaoping.records.queries import schemes
from kaoping.records.queries.facts import facts_of
from kaoping.schemes.assessment import Assessment as Scored
from kaoping.schemes.assessment import Progress, assess, no_progress
from kaoping.schemes.form import Form
from kaoping.schemes.leaves import leaves
from kaoping.schemes.read import Settled


def settled_of(run: ScoreRun) -> Settled:
    """The scheme and the readings of a run."""
    return schemes.settled(run.version, parsed(run.readings))


def item_names(run: ScoreRun) -> Mapping[str, str]:
    """The printed names of the items that a run's scheme has for all units."""
    return {leaf.id: leaf.entry.name for leaf in leaves(settled_of(run).scheme, Form())}


def item_titles(run: ScoreRun) -> Mapping[str, str]:
    """The same with their numbers."""
    entries = (leaf.entry for leaf in leaves(settled_of(run).scheme, Form()))
    return {entry.id: f"{entry.number} {entry.name}".strip() for entry in entries}


def facts_of_run(run: ScoreRun) -> Facts:
    """The facts of a run, exactly as it had them."""
    return facts_of(run.assessment, settled_of(run), run.as_of_entry)


def gaps_of(run: ScoreRun, facts: Facts) -> tuple[Gap, ...]:
    """What nobody has declared checked, where the run asks for it."""
    return undeclared(settled_of(run), facts) if run.require_declared else ()


def computed(run: ScoreRun, progress: Progress = no_progress) -> Scored:
    """A run computed (again) from its scheme and facts.

    Raises:
        Refused: where the facts do not fit the scheme.
    """
    facts = facts_of_run(run)
    return assess(settled_of(run), facts, gaps_of(run, facts), progress)


def results(run: ScoreRun) -> QuerySet[UnitResult]:
    """What a run found, group by group in rank order."""
    return run.results.order_by("group", "rank", "place")


def lines(result: UnitResult) -> QuerySet[ResultLine]:
    """The amounts of one unit's scorecard, with the fact that each was counted for."""
    return result.lines.select_related("fact__entered_by", "fact__supersedes").order_by("place")


def latest(assessment: Assessment) -> ScoreRun | None:
    """The newest run that is done."""
    return assessment.runs.filter(state="done").order_by("-number").first()


def changed_since(run: ScoreRun) -> Iterator[str]:
    """What a new run would have otherwise: `facts`, `scheme`, `readings`."""
    later = run.assessment.facts.filter(entry__gt=run.as_of_entry).exclude(state="proposed")
    # A proposal that was refused never counted.
    if later.exclude(state="withdrawn", supersedes__state="proposed").exists():
        yield "facts"
    in_force = schemes.in_force(run.assessment)
    if in_force != run.version:
        yield "scheme"
    elif parsed(run.readings) != choices_of(schemes.settled(in_force, schemes.confirmed(in_force))):
        yield "readings"


def choices_of(settled: Settled) -> dict[str, object]:
    """The readings of a settled scheme, all of them, as a result file prints them."""
    return {name: choice.written for name, choice in sorted(settled.choices.items())}
