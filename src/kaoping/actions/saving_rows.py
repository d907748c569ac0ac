"""Rows entered together: each against what the person saw there, read among the facts of its unit, all or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kaoping.actions.deciding_rows import NO_REASON, SAY_WHY, unjudged
from kaoping.actions.entering import Entering, entering_of
from kaoping.actions.scored_already import scored_already
from kaoping.actions.writing_facts import NewRow
from kaoping.core.defect import Defect, Refused
from kaoping.core.facts import Facts
from kaoping.core.text import Text, verbatim
from kaoping.files.facts.accepted import accepted
from kaoping.records.canonical import canonical, parsed
from kaoping.records.models import Assessment, Fact, Person
from kaoping.records.models.facts import SINGLE_TABLES
from kaoping.records.queries.entry import among_units
from kaoping.records.queries.facts import Row, address, canonical_row, current, facts_from_rows
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import Conflict, Conflicts
from kaoping.schemes.read import Settled
from kaoping.schemes.responsible import bodies_at, named_body

# What is entered by rows without waiting for anybody's decision.
DIRECT = ("findings", "events", "ratings", "declared")


@dataclass(frozen=True)
class EnteredRow:
    """One row as somebody left it: None where what was `seen` there is not to count any more.

    `place` is its name in defects; what is wrong with one field is at `place.field`.
    """

    table: str
    row: Row | None
    place: str
    seen: Fact | None = None

    @property
    def about(self) -> Row:
        """What is said, or was said until now."""
        return self.row if self.row is not None else parsed(self.seen.content) if self.seen else {}

    @property
    def address(self) -> tuple[str, str, str]:
        """Unit, item and name."""
        return address(self.table, self.about)

    @property
    def changes(self) -> bool:
        """Whether anything else is said than what was seen."""
        row = None if self.row is None else canonical_row(self.table, self.row)
        return self.seen is None or row is None or canonical(row) != self.seen.content


@dataclass(frozen=True)
class RowsOf:
    """The planning of a person's rows, as somebody who knows the journal up to the line `since`."""

    by: Person
    assessment: Assessment
    since: int

    def planned(self, entered: Sequence[EnteredRow], why: str, besides: Sequence[NewRow] = ()) -> list[NewRow]:
        """What is to be written; `besides` is written along with it.

        Raises:
            Refused: with everything wrong with the rows, each at its place.
            Conflicts: where somebody else has changed some of them meanwhile.
        """
        entered = [one for one in entered if one.changes]
        if not entered:
            return []
        settled = settled_now(self.assessment)
        facts = self._read(settled, entered, besides)
        there = _There(self.by, self.assessment, self.since, entered)
        rows = [replace(one, row=canonical_row(one.table, one.row)) if one.row else one for one in entered]
        changes = [one for one in rows if not there.said_already(one)]
        conflicts = [Conflict(one.about, theirs, one.place) for one in changes for theirs in there.meanwhile(one)]
        if conflicts:
            raise Conflicts(conflicts)
        entering = entering_of(self.by, self.assessment, settled, facts)
        defects = [*_not_theirs(entering, changes), *_unexplained(changes, why), *_moved(changes)]
        defects += [*there.repeated(changes), *_unjudged(settled, facts, changes)]
        if defects:
            raise Refused(defects)
        return [there.new(one) for one in changes]

    def _read(self, settled: Settled, entered: Sequence[EnteredRow], besides: Sequence[NewRow]) -> Facts:
        """The facts of the units as they will be.

        Raises:
            Refused: with everything wrong with them.
        """
        gone = {one.seen.pk for one in entered if one.seen} | {new.supersedes.pk for new in besides if new.supersedes}
        units = {one.address[0] for one in entered} | {address(new.table, new.row)[0] for new in besides}
        kept: list[tuple[str, Row]] = [
            (fact.table, parsed(fact.content)) for fact in among_units(self.assessment, units).exclude(pk__in=gone)
        ]
        kept += [(new.table, new.row) for new in besides if new.state == "confirmed"]
        fresh = [(one.place, one.table, one.row) for one in entered if one.row is not None]
        scored = scored_already(self.assessment, settled, kept, fresh)
        others = [one for one in fresh if one[0] not in scored]
        try:
            facts = facts_from_rows(kept, settled, sample=self.assessment.sample, entered=others)
        except Refused as refused:
            raise Refused([*scored.values(), *refused.defects]) from None
        if scored:
            raise Refused([*scored.values()])
        return facts


class _There:
    """What stands in the units of some rows by now."""

    def __init__(self, by: Person, assessment: Assessment, since: int, entered: Sequence[EnteredRow]) -> None:
        self.by, self.since = by, since
        known = assessment.facts.select_related("entered_by")
        tables, units = {one.table for one in entered}, {one.address[0] for one in entered}
        units |= {one.seen.unit for one in entered if one.seen}
        later = known.filter(table__in=tables, unit__in=units, supersedes__isnull=False)
        self.later = {fact.supersedes_id: fact for fact in later}
        self.counting = list(current(assessment).filter(table__in=tables, unit__in=units).select_related("entered_by"))
        ends = known.filter(table__in=tables & set(SINGLE_TABLES), unit__in=units, superseded_by=None)
        self.ends = {(fact.table, fact.unit, fact.item, fact.name): fact for fact in ends.exclude(state="proposed")}
        self.contents = Counter((fact.table, fact.content) for fact in self.counting)
        mine = (fact for fact in self.counting if fact.entry > since and fact.entered_by_id == by.pk)
        self.mine = {(fact.table, fact.content) for fact in mine}

    def said_already(self, one: EnteredRow) -> bool:
        """Whether the person has made it by the same request, which came before."""
        if one.seen is None:
            return one.row is not None and (one.table, canonical(one.row)) in self.mine
        later = self.later.get(one.seen.pk)
        if later is None or later.entered_by != self.by:
            return False
        return later.state == "withdrawn" if one.row is None else later.content == canonical(one.row)

    def meanwhile(self, one: EnteredRow) -> Iterator[Fact]:
        """What somebody else has put in the place of a row; that of a group of raters is such a place."""
        end = self._end(one.seen) if one.seen is not None else None
        if end is not None and (end == one.seen or end.state != "withdrawn"):
            yield from [end] if end != one.seen else []
            return
        there = list(self._of_group(one)) if one.table == "ratings" else []
        yield from there or ([end] if end is not None else [])

    def _end(self, fact: Fact) -> Fact:
        """What counts by now in the place of a fact, or its withdrawal."""
        while fact.pk in self.later:
            fact = self.later[fact.pk]
        return fact

    def _of_group(self, one: EnteredRow) -> Iterator[Fact]:
        """What has been entered since for the same group of raters."""
        for fact in self.counting:
            same = (fact.table, fact.unit, fact.item) == ("ratings", *one.address[:2]) and fact.entry > self.since
            if same and parsed(fact.content)["rater_group"] == one.about["rater_group"]:
                yield fact

    def repeated(self, changes: Sequence[EnteredRow]) -> Iterator[Defect]:
        """Rows that may repeat are never taken twice in silence, nor left out in silence."""
        for one in changes:
            if one.seen is None and one.row is not None:
                key = one.table, canonical(one.row)
                if self.contents[key]:
                    yield _defect("already-there", one, _REPEATED, _TELL_APART)
                self.contents[key] += 1

    def new(self, one: EnteredRow) -> NewRow:
        """What is to be written."""
        if one.row is None:
            return NewRow(one.table, one.about, one.seen, "withdrawn")
        return NewRow(one.table, one.row, one.seen or self.ends.get((one.table, *one.address)))


def _not_theirs(entering: Entering, changes: Sequence[EnteredRow]) -> Iterator[Defect]:
    for one in changes:
        unit, item, _ = one.address
        refusals = (entering.refusal(one.table, unit, place) for place in {item, one.seen.item if one.seen else item})
        found = next((says for says in refusals if says), None if one.table in DIRECT else _NOT_DIRECT)
        if found is not None:
            yield _defect("not-yours", one, found, _LEAVE_OUT)
        elif one.table == "declared" and "office" not in entering.roles:
            yield from _in_another_name(entering, one)


def _in_another_name(entering: Entering, one: EnteredRow) -> Iterator[Defect]:
    """Nobody declares in the name of a body that is not the own one."""
    unit, item, by = one.address
    bodies = bodies_at(entering.scheme, unit, entering.programs[unit], item)
    own = [one for one in entering.scheme.assessors if one.id in entering.bodies and one.id in bodies]
    if named_body(entering.scheme, by) not in {one.id for one in own}:
        remedy = _OWN_NAME.with_values(names=[body.name for body in own])
        yield Defect("not-yours", "", _ANOTHER_NAME, remedy, place=verbatim(f"{one.place}.by"))


def _unexplained(changes: Sequence[EnteredRow], why: str) -> Iterator[Defect]:
    for one in changes:
        if one.seen is not None and not why.strip():
            yield _defect("reason-needed", one, _WITHDRAWN if one.row is None else _CHANGED, _GIVE_ONE)


def _moved(changes: Sequence[EnteredRow]) -> Iterator[Defect]:
    """A correction stays with its unit; where there is one row per place, with its place."""
    for one in changes:
        if one.seen is None or one.row is None:
            continue
        unit, item, name = one.address
        stays = (item, name) == (one.seen.item, one.seen.name) or one.table not in SINGLE_TABLES
        if unit != one.seen.unit or not stays:
            yield _defect("moved", one, _MOVED, _NEW_ROW)


def _unjudged(settled: Settled, facts: Facts, changes: Sequence[EnteredRow]) -> Iterator[Defect]:
    forms = accepted(settled.scheme, facts)
    for one in changes:
        option = unjudged(forms, facts, one.table, one.row) if one.row is not None else None
        if option is not None:
            says = NO_REASON.with_values(option=option.name)
            yield Defect("judgement-needs-reason", "", says, SAY_WHY, place=verbatim(f"{one.place}.note"))


def _defect(code: str, one: EnteredRow, says: Text, remedy: Text) -> Defect:
    return Defect(code, "", says, remedy, place=verbatim(one.place))


_NOT_DIRECT = Text("这样的内容要审定以后才计分。", "Such rows count only once they have been decided.")
_LEAVE_OUT = Text("请不要改动这一行。", "Please leave this row as it is.")
_ANOTHER_NAME = Text("零报告只能以本部门的名义提交。", "A declaration is made in the name of one's own body.")
_OWN_NAME = Text("请填：{names}。", "Write: {names}.")
_CHANGED = Text("改动了已登记的内容，没有写明理由。", "What was entered is changed and no reason is given.")
_WITHDRAWN = Text("已登记的一条被删去，没有写明理由。", "A row that was entered is taken out and no reason is given.")
_GIVE_ONE = Text(
    "请在“更正理由”中写明为什么改；没有要改的，请恢复原样。",
    "Say under “reason for the change” why; if nothing was to be changed, put it back.",
)
_MOVED = Text("更正不能改到别的单位或别处。", "A correction cannot move a row to another unit or place.")
_NEW_ROW = Text("请把原来的一行删去，另写一行。", "Take the old row out, and write a new one.")
_REPEATED = Text("这一行已经登记过。", "This row is there already.")
_TELL_APART = Text("请删去；如果是另一件事，请写明说明。", "Delete it; if it is another matter, say so in the note.")
