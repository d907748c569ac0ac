"""Planning an import: what is new, what corrects a fact, what is there already; and whether all of it fits together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kaoping.actions.writing_facts import NewRow
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text, verbatim
from kaoping.files.facts.tables import TABLES
from kaoping.records.canonical import canonical, parsed
from kaoping.records.models import Assessment, Fact
from kaoping.records.models.facts import SINGLE_TABLES
from kaoping.records.queries.facts import Row, address, current, facts_from_rows
from kaoping.schemes.nodes.node import MOST_DEFECTS
from kaoping.schemes.read import Settled

Tables = Mapping[str, Sequence[Row]]


@dataclass(frozen=True)
class Plan:
    """What an import will write; `seen` is the last change of facts that it knows of."""

    seen: int
    rows: tuple[NewRow, ...]
    unchanged: int

    @property
    def counts(self) -> dict[str, int]:
        """How many rows go into each table."""
        return dict(Counter(new.table for new in self.rows))

    @property
    def corrections(self) -> int:
        """How many rows replace what counts now."""
        return sum(new.supersedes is not None and new.supersedes.state == "confirmed" for new in self.rows)


def last_change(assessment: Assessment) -> int:
    """The number of the last change of an assessment's facts; 0 before the first."""
    return assessment.facts.order_by("-entry").values_list("entry", flat=True).first() or 0


def planned(assessment: Assessment, settled: Settled, tables: Tables) -> Plan:
    """The plan for rows that fit by themselves.

    Raises:
        Refused: where rows are there already, or do not fit what is there.
    """
    seen = last_change(assessment)
    ends = {
        (fact.table, fact.unit, fact.item, fact.name): fact
        for fact in assessment.facts.filter(table__in=SINGLE_TABLES, superseded_by=None).exclude(state="proposed")
    }
    rows: list[NewRow] = []
    unchanged = 0
    for table, row in _rows(tables):
        end = ends.get((table, *address(table, row)))
        if end is not None and end.state == "confirmed" and end.content == canonical(row):
            unchanged += 1
        else:
            rows.append(NewRow(table, row, end))
    counting = list(current(assessment))
    _refuse_repetitions(counting, rows)
    if counting:
        _refuse_misfits(counting, rows, settled, assessment)
    return Plan(seen, tuple(rows), unchanged)


def _rows(tables: Tables) -> Iterator[tuple[str, Row]]:
    return ((table, row) for table in TABLES for row in tables.get(table, ()))


def _refuse_repetitions(counting: Sequence[Fact], rows: Sequence[NewRow]) -> None:
    """Rows that may repeat are never taken twice in silence, nor left out in silence."""
    known = {(fact.table, fact.content) for fact in counting}
    again = [new for new in rows if new.table not in SINGLE_TABLES and (new.table, canonical(new.row)) in known]
    if again:
        raise Refused([_repeated(new) for new in again[:MOST_DEFECTS]])


def _repeated(new: NewRow) -> Defect:
    where = " ".join((TABLES[new.table].name.zh, *filter(None, address(new.table, new.row))))
    return Defect("already-there", "", _REPEATED, _TELL_APART, place=verbatim(where))


def _refuse_misfits(counting: Sequence[Fact], rows: Sequence[NewRow], settled: Settled, whole: Assessment) -> None:
    replaced = {new.supersedes.pk for new in rows if new.supersedes}
    kept = ((fact.table, parsed(fact.content)) for fact in counting if fact.pk not in replaced)
    facts_from_rows([*kept, *((new.table, new.row) for new in rows)], settled, sample=whole.sample)


_REPEATED = Text("这一行已经录入过。", "This row is there already.")
_TELL_APART = Text(
    "请从文件中删去；如果是另一件事，请加上编号（id）或说明（note）。",
    "Delete it from the file; if it is another matter, give it an id or a note.",
)
