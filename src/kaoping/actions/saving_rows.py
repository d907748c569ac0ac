"""Rows entered together: each against what the person saw there, read among the facts of its unit, all or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kaoping.actions.deciding_rows import need_judgement
from kaoping.actions.entering import Entering, entering_of
from kaoping.actions.writing_facts import NewRow, last_of
from kaoping.core.defect import Defect, Refused
from kaoping.core.facts import Facts
from kaoping.core.text import Text, verbatim
from kaoping.records.canonical import canonical, parsed
from kaoping.records.models import Assessment, Fact, Person
from kaoping.records.models.facts import SINGLE_TABLES
from kaoping.records.queries.entry import among_units
from kaoping.records.queries.facts import Row, address, canonical_row, current, facts_from_rows
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import Conflict, Conflicts
from kaoping.schemes.read import Settled

# What is entered by rows without waiting for anybody's decision.
DIRECT = frozenset({"findings", "events", "ratings", "declared"})


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


@dataclass(frozen=True)
class RowsOf:
    """What the planning of a person's rows needs to know: under which scheme, and the journal's line they know."""

    by: Person
    assessment: Assessment
    since: int

    def planned(self, entered: Sequence[EnteredRow], why: str, besides: Sequence[NewRow] = ()) -> list[NewRow]:
        """What is to be written; `besides` is written along with it.

        Raises:
            Refused: with everything wrong with the rows, each at its place.
            Conflicts: where somebody else has changed some of them meanwhile.
        """
        settled = settled_now(self.assessment)
        facts, read = self._read(settled, entered, besides)
        entering = entering_of(self.by, self.assessment, settled, facts)
        changes = [one for one in read if not self._said_already(one)]
        self._check_versions(changes)
        defects = [*_not_theirs(entering, changes), *_unexplained(changes, why), *_moved(changes)]
        defects += [*self._repeated(changes), *_unjudged(settled, facts, changes)]
        if defects:
            raise Refused(defects)
        return [self._new(one) for one in changes]

    def _read(
        self, settled: Settled, entered: Sequence[EnteredRow], besides: Sequence[NewRow]
    ) -> tuple[Facts, list[EnteredRow]]:
        """The facts of the units as they will be, and the rows in canonical form."""
        gone = {one.seen.pk for one in entered if one.seen} | {new.supersedes.pk for new in besides if new.supersedes}
        units = {str(one.about.get("unit", "")) for one in entered} | {
            address(new.table, new.row)[0] for new in besides
        }
        kept = ((fact.table, parsed(fact.content)) for fact in among_units(self.assessment, units).exclude(pk__in=gone))
        along = ((new.table, new.row) for new in besides if new.state == "confirmed")
        fresh = [(one.place, one.table, one.row) for one in entered if one.row is not None]
        facts = facts_from_rows([*kept, *along], settled, sample=self.assessment.sample, entered=fresh)
        return facts, [
            replace(one, row=canonical_row(one.table, one.row) if one.row is not None else None) for one in entered
        ]

    def _said_already(self, one: EnteredRow) -> bool:
        """Whether this is what counts: the person saw it, or made it by the same request."""
        if one.row is None:
            return one.seen is not None and self._withdrawn_by_the_same(one.seen)
        if one.seen is not None:
            later = getattr(one.seen, "superseded_by", None)
            return one.seen.content == canonical(one.row) if later is None else self._same(later, one.row)
        made = current(self.assessment).filter(table=one.table, entry__gt=self.since, entered_by=self.by)
        return made.filter(unit=str(one.row["unit"]), content=canonical(one.row)).exists()

    def _withdrawn_by_the_same(self, seen: Fact) -> bool:
        later = getattr(seen, "superseded_by", None)
        return later is not None and later.state == "withdrawn" and later.entered_by == self.by

    def _same(self, later: Fact, row: Row) -> bool:
        return later.state == "confirmed" and later.entered_by == self.by and later.content == canonical(row)

    def _check_versions(self, changes: Sequence[EnteredRow]) -> None:
        found = [Conflict(one.about, theirs, one.place) for one in changes for theirs in self._meanwhile(one)]
        if found:
            raise Conflicts(found)

    def _meanwhile(self, one: EnteredRow) -> Iterator[Fact]:
        """What somebody else has put in the place of a row; a rating of the same raters is such a place."""
        later = getattr(one.seen, "superseded_by", None)
        if later is not None:
            yield later
        if one.table == "ratings" and one.seen is None and one.row is not None:
            unit, item, _ = address(one.table, one.row)
            for fact in current(self.assessment).filter(table="ratings", unit=unit, item=item, entry__gt=self.since):
                if parsed(fact.content)["rater_group"] == one.row["rater_group"]:
                    yield fact

    def _repeated(self, changes: Sequence[EnteredRow]) -> Iterator[Defect]:
        """Rows that may repeat are never taken twice in silence, nor left out in silence."""
        fresh = [one for one in changes if one.seen is None and one.row is not None]
        units = {str(one.about["unit"]) for one in fresh}
        known = current(self.assessment).filter(unit__in=units, table__in={one.table for one in fresh})
        there = Counter(known.values_list("table", "content"))
        for one in fresh:
            key = one.table, canonical(one.row)
            if there[key]:
                yield _defect("already-there", one, _REPEATED, _TELL_APART)
            there[key] += 1

    def _new(self, one: EnteredRow) -> NewRow:
        if one.row is None:
            return NewRow(one.table, one.about, one.seen, "withdrawn")
        before = last_of(self.assessment, one.table, one.row) if one.table in SINGLE_TABLES else None
        return NewRow(one.table, one.row, one.seen or before)


def _not_theirs(entering: Entering, changes: Sequence[EnteredRow]) -> Iterator[Defect]:
    for one in changes:
        unit, item, _ = address(one.table, one.about)
        refusals = [entering.refusal(one.table, unit, place) for place in {item, one.seen.item if one.seen else item}]
        found = next((says for says in refusals if says), None)
        if found is None and one.table not in DIRECT:
            found = _NOT_DIRECT
        if found is not None:
            yield _defect("not-yours", one, found, _LEAVE_OUT)


def _unexplained(changes: Sequence[EnteredRow], why: str) -> Iterator[Defect]:
    for one in changes:
        if one.seen is not None and not why.strip():
            says = _WITHDRAWN if one.row is None else _CHANGED
            yield _defect("reason-needed", one, says, _SAY_WHY)


def _moved(changes: Sequence[EnteredRow]) -> Iterator[Defect]:
    """A correction stays with its unit; where there is one row per place, with its place."""
    for one in changes:
        if one.seen is None or one.row is None:
            continue
        unit, item, name = address(one.table, one.row)
        stays = (item, name) == (one.seen.item, one.seen.name) or one.table not in SINGLE_TABLES
        if unit != one.seen.unit or not stays:
            yield _defect("moved", one, _MOVED, _NEW_ROW)


def _unjudged(settled: Settled, facts: Facts, changes: Sequence[EnteredRow]) -> Iterator[Defect]:
    for one in changes:
        try:
            if one.row is not None:
                need_judgement(settled, facts, one.table, one.row)
        except Refused as refused:
            yield from (replace(defect, place=verbatim(f"{one.place}.note")) for defect in refused.defects)


def _defect(code: str, one: EnteredRow, says: Text, remedy: Text) -> Defect:
    return Defect(code, "", says, remedy, place=verbatim(one.place))


_NOT_DIRECT = Text("这样的内容要审定以后才计分。", "Such rows count only once they have been decided.")
_LEAVE_OUT = Text("请不要改动这一行。", "Please leave this row as it is.")
_CHANGED = Text("改动了已登记的内容，没有写明理由。", "What was entered is changed and no reason is given.")
_WITHDRAWN = Text("已登记的一条被删去，没有写明理由。", "A row that was entered is taken out and no reason is given.")
_SAY_WHY = Text("请在“更正理由”中写明为什么改。", "Say under “reason for the change” why it is changed.")
_MOVED = Text("更正不能改到别的单位或别处。", "A correction cannot move a row to another unit or place.")
_NEW_ROW = Text("请删去这一行，在下面另写一行。", "Take this row out, and write a new one below.")
_REPEATED = Text("这一行已经登记过。", "This row is there already.")
_TELL_APART = Text("请删去；如果是另一件事，请写明说明。", "Delete it; if it is another matter, say so in the note.")
