"""Saving a block of values as one change: each against what the person saw there, all of them or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kaoping.actions.acting import acting
from kaoping.actions.drafting import Afterwards
from kaoping.actions.entering import Entering, entering_of
from kaoping.actions.writing_facts import NewRow, became, was, write
from kaoping.core.defect import Defect, Refused
from kaoping.core.facts import Facts
from kaoping.core.text import Text, verbatim
from kaoping.files.facts import plain_facts
from kaoping.records.canonical import canonical, parsed
from kaoping.records.models import Assessment, Fact, Person
from kaoping.records.queries.entry import Place, among_units, ends_of_values
from kaoping.records.queries.facts import Row, facts_from_rows, place_of
from kaoping.records.queries.schemes import basis_now
from kaoping.records.refusals import Conflict, Conflicts, NotAllowed
from kaoping.schemes.compile import programs
from kaoping.schemes.read import Settled


@dataclass(frozen=True)
class Entered:
    """One field as somebody left it: empty where nothing is to count. `expected` is the fact that was seen there."""

    place: Place
    value: str
    reason: str = ""
    expected: int | None = None

    @property
    def row(self) -> dict[str, object]:
        """The value as a row of a facts file."""
        named = dict(zip(("unit", "item", "name"), self.place, strict=True))
        return {**named, "value": self.value, **({"reason": self.reason} if self.reason else {})}


@dataclass(frozen=True)
class _Change:
    """A field whose value will be another one: the end of its chain, and the row that comes next (None: nothing)."""

    entered: Entered
    end: Fact | None
    row: Row | None

    @property
    def counting(self) -> Fact | None:
        return self.end if self.end and self.end.state == "confirmed" else None

    @property
    def own_reason(self) -> str:
        """What was written beside the value just now; a reason that stood there before is none for a change."""
        known = parsed(self.counting.content).get("reason", "") if self.counting else ""
        return self.entered.reason if self.entered.reason != known else ""


@dataclass(frozen=True)
class Saved:
    """How many values were changed, what holds then, and the ends of the units' chains."""

    count: int
    afterwards: Afterwards
    ends: Mapping[Place, Fact]


def save_values(by: Person, assessment: Assessment, entered: Sequence[Entered], why: str = "") -> Saved:
    """Saves values; `why` is the reason for all that replace what counted and have none of their own.

    Raises:
        NotAllowed: where the person may not enter one of them, or not now.
        Refused: with everything wrong with them, each at its place.
        Conflicts: where somebody else has changed some of them meanwhile.
    """
    with acting(by, "save_values", assessment) as opened:
        basis = basis_now(assessment)
        plan = planned_values(by, assessment, basis.settled, entered, why)
        afterwards = Afterwards(basis, plan.facts)
        if not plan.rows:
            opened.leave()
            return Saved(0, afterwards, plan.ends)
        written = write(opened, by, assessment, plan.rows, why, afterwards=afterwards)
        opened.tell(f"{len(plan.rows)} 项数据", was(plan.rows), became(plan.rows), why)
    return Saved(len(plan.rows), afterwards, plan.ends | {(one.unit, one.item, one.name): one for one in written})


@dataclass(frozen=True)
class PlannedValues:
    """What is to be written, the ends of the units' chains until then, and the facts of the units as they will be."""

    rows: Sequence[NewRow]
    ends: dict[Place, Fact]
    facts: Facts


def planned_values(
    by: Person, assessment: Assessment, settled: Settled, entered: Sequence[Entered], why: str
) -> PlannedValues:
    """What saving these values will write.

    Raises:
        As `save_values`.
    """
    ends = ends_of_values(assessment, {one.place[0] for one in entered})
    facts, rows = _drafted(assessment, settled, entered, ends)
    changes = [_Change(one, ends.get(one.place), rows.get(one.place)) for one in entered]
    changes = [one for one in changes if not _said_already(by, one)]
    _check_allowed(entering_of(by, assessment, settled, facts), changes)
    _check_versions(changes)
    _check_reasons(changes, facts, settled, why)
    return PlannedValues([_new(one, why) for one in changes], ends, facts)


def _drafted(
    assessment: Assessment, settled: Settled, entered: Sequence[Entered], ends: Mapping[Place, Fact]
) -> tuple[Facts, dict[Place, Row]]:
    """The facts of the units as they will be, and the canonical rows of the values."""
    replaced = [ends[one.place].pk for one in entered if one.place in ends]
    others = among_units(assessment, {one.place[0] for one in entered}).exclude(pk__in=replaced)
    kept = ((fact.table, parsed(fact.content)) for fact in others)
    wanted = [(_kept_remarks(one, ends.get(one.place)) | one.row) for one in entered if one.value.strip()]
    values = (("values", row) for row in wanted)
    facts = facts_from_rows([*kept, *values], settled, sample=assessment.sample)
    rows = plain_facts(facts, settled).get("values", [])
    assert isinstance(rows, list)
    return facts, {(row["unit"], row["item"], row["name"]): row for row in rows}


def _kept_remarks(one: Entered, end: Fact | None) -> dict[str, object]:
    """What stands beside the value and is not typed in a grid: its date, a note."""
    if end is None or end.state != "confirmed":
        return {}
    return {key: word for key, word in parsed(end.content).items() if key != "reason"}


def _said_already(by: Person, one: _Change) -> bool:
    """Whether this is what counts: the person saw it, or made it by the same request."""
    if one.counting is None:
        return one.row is None
    if one.row is None or canonical(one.row) != one.counting.content:
        return False
    before = one.counting.supersedes
    seen = before.pk if before and before.state == "confirmed" else None
    return one.counting.pk == one.entered.expected or (one.counting.entered_by == by and seen == one.entered.expected)


def _check_allowed(entering: Entering, changes: Sequence[_Change]) -> None:
    for one in changes:
        refusal = entering.refusal("values", *one.entered.place)
        if refusal is not None:
            raise NotAllowed(refusal)


def _check_versions(changes: Sequence[_Change]) -> None:
    found = [
        Conflict(one.entered.row, one.counting)
        for one in changes
        if (one.counting and one.counting.pk) != one.entered.expected
    ]
    if found:
        raise Conflicts(found)


def _check_reasons(changes: Sequence[_Change], facts: Facts, settled: Settled, why: str) -> None:
    found = [*_unexplained(changes, why), *_below_full(changes, facts, settled)]
    if found:
        raise Refused(found)


def _unexplained(changes: Sequence[_Change], why: str) -> Iterator[Defect]:
    for one in changes:
        if one.counting is not None and not why.strip() and not one.own_reason.strip():
            yield _defect("reason-needed", one, _NO_REASON, _GIVE_ONE)


def _below_full(changes: Sequence[_Change], facts: Facts, settled: Settled) -> Iterator[Defect]:
    """Whoever gives less than the full marks says why."""
    compiled = programs(settled.scheme, facts)
    for one in changes:
        unit, item, name = one.entered.place
        ask = compiled[unit].asks.get((item, name))
        value = facts.values.get(one.entered.place)
        if one.row is None or ask is None or not isinstance(value, Fraction):
            continue
        below = ask.awarded and ask.high is not None and value < Fraction(ask.high)
        if below and not one.row.get("reason") and not one.row.get("note"):
            yield _defect("reason-below-full", one, _BELOW_FULL.with_values(full=ask.high), _SAY_WHY)


def _new(one: _Change, why: str) -> NewRow:
    if one.row is None:
        assert one.end is not None
        return NewRow("values", parsed(one.end.content), one.end, "withdrawn", one.own_reason)
    return NewRow("values", one.row, one.end, why=one.own_reason if one.counting and not why.strip() else "")


def _defect(code: str, one: _Change, says: Text, remedy: Text) -> Defect:
    return Defect(code, "", says, remedy, place=verbatim(place_of("values", one.entered.row)))


_NO_REASON = Text("改动已保存的数据，没有写明理由。", "A saved value is changed and no reason is given.")
_GIVE_ONE = Text("请在“更正理由”中写明为什么改。", "Say under “reason for the change” why it is changed.")
_BELOW_FULL = Text("低于满分 {full} 分，没有写明理由。", "Less than the full {full} points, and no reason is given.")
_SAY_WHY = Text("请在旁边的“理由”栏写明扣在哪里。", "Say in the column beside it what was lost and why.")
