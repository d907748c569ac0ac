"""Why one run found something else than another: new facts, corrections, readings, scheme, in this order.

Each part is what it changes when it is put in after those before it, so that the parts always add up to the whole
difference. Another order could share it out otherwise; the sum would be the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.defect import Refused
from kaoping.records.canonical import canonical, parsed
from kaoping.records.models import Fact, ScoreRun
from kaoping.records.queries import schemes
from kaoping.records.queries.facts import current, facts_from_rows
from kaoping.records.queries.runs import choices_of, settled_of
from kaoping.schemes.quick import QuickResult, Recomputation
from kaoping.schemes.read import Settled

PARTS = ("facts", "corrections", "readings", "scheme")
Found = Mapping[str, QuickResult]
NOTHING = QuickResult(None, None, None, None)


@dataclass(frozen=True)
class Stage:
    """What every unit gets when one more part is put in; None where it cannot be computed without the next part."""

    part: str
    found: Found | None


@dataclass(frozen=True)
class Share:
    """What a part changes in one unit: the amount, and the score and rank after it.

    The amount is None where the score cannot be computed at this point; the next part that can be carries it.
    """

    part: str
    amount: Fraction | None
    after: QuickResult


@dataclass(frozen=True)
class FactChanges:
    """How the facts of two runs differ, by keys: those that are new, and those that count no more or instead."""

    added: frozenset[int]
    corrected: frozenset[int]
    gone: frozenset[int]


@dataclass(frozen=True)
class Changes:
    """Two runs, and what lies between them."""

    first: Found
    stages: tuple[Stage, ...]
    facts: FactChanges

    def shares(self, unit: str) -> tuple[Share, ...]:
        """What each part changes in a unit; the known amounts add up to the difference of its two scores."""
        return tuple(self._shares(unit))

    def before(self, unit: str) -> QuickResult:
        """The unit in the earlier run."""
        return self.first.get(unit, NOTHING)

    def after(self, unit: str) -> QuickResult:
        """The unit in the later run."""
        return (self.stages[-1].found or {}).get(unit, NOTHING)

    def difference(self, unit: str) -> Fraction | None:
        """The later score less the earlier; None where one of them is not known."""
        before, after = self.before(unit).score, self.after(unit).score
        return None if before is None or after is None else after - before

    def _shares(self, unit: str) -> Iterator[Share]:
        known = self.before(unit).score
        for stage in self.stages:
            after = (stage.found or {}).get(unit, NOTHING)
            if known is None or after.score is None:
                yield Share(stage.part, None, after)
            else:
                yield Share(stage.part, after.score - known, after)
                known = after.score


def changes_between(earlier: ScoreRun, later: ScoreRun) -> Changes:
    """What changed from one run to another of the same assessment."""
    facts = fact_changes(earlier, later)
    before, after = _rows(earlier), _rows(later)
    with_new = {**before, **{key: after[key] for key in facts.added}}
    first, last = settled_of(earlier), settled_of(later)
    between = _with_readings(earlier, later)
    tried = _Tried()
    stages = (
        Stage("facts", tried.results(first, with_new)),
        Stage("corrections", tried.results(first, after)),
        Stage("readings", tried.results(between, after) if between else None),
        Stage("scheme", _as_stored(later, tried.results(last, after))),
    )
    return Changes(_as_stored(earlier, tried.results(first, before)) or {}, stages, facts)


def fact_changes(earlier: ScoreRun, later: ScoreRun) -> FactChanges:
    """Which facts are new, and which replace or end earlier ones."""
    before = set(current(earlier.assessment, earlier.as_of_entry).values_list("pk", flat=True))
    after = set(current(later.assessment, later.as_of_entry).values_list("pk", flat=True))
    since = Fact.objects.filter(assessment=earlier.assessment, entry__gt=earlier.as_of_entry)
    parents = dict(since.values_list("pk", "supersedes_id"))
    corrected = {key for key in after - before if _replaces(key, parents)}
    return FactChanges(frozenset(after - before - corrected), frozenset(corrected), frozenset(before - after))


def _replaces(key: int, parents: Mapping[int, int | None]) -> bool:
    """Whether a fact takes the place of one that the earlier run knew."""
    at: int | None = key
    while at is not None and at in parents:
        at = parents[at]
    return at is not None


Rows = dict[int, tuple[int, str, str]]


def _rows(run: ScoreRun) -> Rows:
    facts = current(run.assessment, run.as_of_entry).values_list("pk", "place", "table", "content")
    return {key: (place, table, content) for key, place, table, content in facts}


class _Tried:
    """Results by scheme and facts, so that a part that changes nothing costs nothing."""

    def __init__(self) -> None:
        self.known: dict[tuple[str, str, tuple[int, ...]], Found | None] = {}

    def results(self, settled: Settled, rows: Rows) -> Found | None:
        """What every unit gets; None where the facts do not fit the scheme."""
        key = (settled.digest, canonical(choices_of(settled)), tuple(sorted(rows)))
        if key not in self.known:
            self.known[key] = _results(settled, rows.values())
        return self.known[key]


def _results(settled: Settled, rows: Iterable[tuple[int, str, str]]) -> Found | None:
    ordered = sorted(rows)
    try:
        facts = facts_from_rows(((table, parsed(content)) for _, table, content in ordered), settled)
        return Recomputation(facts).results(settled.scheme)
    except Refused:
        return None


def _with_readings(earlier: ScoreRun, later: ScoreRun) -> Settled | None:
    """The earlier scheme under the later readings, as far as it has them; None where it has them otherwise."""
    known, wanted = parsed(earlier.readings), parsed(later.readings)
    try:
        return schemes.settled(earlier.version, {**known, **{name: wanted[name] for name in known if name in wanted}})
    except Refused:
        return None


def _as_stored(run: ScoreRun, found: Found | None) -> Found | None:
    """Without the scores that the run did not give, such as for want of a declaration."""
    if found is None:
        return None
    incomplete = set(run.results.filter(complete=False).values_list("unit", flat=True))
    return {unit: NOTHING if unit in incomplete else result for unit, result in found.items()}
