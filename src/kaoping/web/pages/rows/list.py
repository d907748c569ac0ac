"""The list of the rows of one table: where, what, by whom, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from kaoping.core.text import Text
from kaoping.core.words import FIELD_NAMES
from kaoping.files.facts.tables import TABLES
from kaoping.records.canonical import parsed
from kaoping.records.clock import day_of
from kaoping.records.models import Fact
from kaoping.web.shared.dates import day_said
from kaoping.web.shared.named import Named
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.table import Cell, Column, Row, Sheet

UNIT, PLACE = Text("单位", "Unit"), Text("指标或考点", "Item or checkpoint")
ENTERED, STATE, FILES = Text("登记", "Entered"), Text("状态", "State"), Text("材料", "Files")
BY = Text("{who} {day}", "{who}, {day}")
WAITING, COUNTS, DROPPED = Text("待审定", "waits"), Text("已认定", "counts"), Text("不认定", "does not count")
UNHEARD, HEARD = Text("待申辩", "to be heard"), Text("已申辩，待决定", "heard, to be decided")
# Which fields of a row have columns of their own; what else it says stands on its own page.
SHOWN: Mapping[str, tuple[str, ...]] = {
    "findings": ("severity", "points", "found_by", "on", "mended", "note"),
    "events": ("points", "kind", "on", "note"),
    "claims": ("clause", "points", "on", "note"),
    "ratings": ("rater_group", "value", "raters", "asked", "on"),
    "vetoes": ("decision", "authority", "on", "note"),
}
NUMBERS = frozenset({"points", "value", "raters", "asked"})
LONGEST = 60


@dataclass(frozen=True)
class RowList:
    """Makes the sheet of a table; `addresses` lead to each row, `files` count the evidence."""

    table: str
    named: Named
    addresses: Mapping[int, str]
    files: Mapping[int, int]
    empty: Empty

    def sheet(self, facts: Sequence[Fact]) -> Sheet:
        """All rows, newest first."""
        said = self.named.said
        columns = [
            Column("unit", said(UNIT), hideable=False),
            Column("place", said(PLACE), grows="note" in self._keys),  # beside many numbers there is no room to spare
            *(Column(key, said(FIELD_NAMES[key]), number=key in NUMBERS, grows=key == "note") for key in self._keys),
            Column("state", said(STATE)),
            Column("files", said(FILES), number=True),
            Column("entered", said(ENTERED)),
        ]
        rows = tuple(self._row(fact) for fact in facts)
        return Sheet(self.table, said(TABLES[self.table].name), tuple(columns), rows, self.empty, wide=True)

    @property
    def _keys(self) -> tuple[str, ...]:
        return SHOWN[self.table]

    def _row(self, fact: Fact) -> Row:
        named = self.named
        entered = day_of(fact.entered_at)
        by = BY.with_values(who=fact.entered_by.name, day=day_said(entered, named.language))
        return Row(
            (
                Cell(named.unit(fact.unit), href=self.addresses[fact.pk]),
                Cell(named.place(fact.unit, fact.item)),
                *(self._cell(fact, key) for key in self._keys),
                Cell(state=state_of(fact, named)),
                Cell(value=self.files.get(fact.pk, 0)) if self.files.get(fact.pk) else Cell(),
                Cell(named.said(by), value=entered.toordinal()),
            )
        )

    def _cell(self, fact: Fact, key: str) -> Cell:
        content = parsed(fact.content)
        if key not in content:
            return Cell()
        if key in NUMBERS:
            return Cell(self.named.word(fact, key), value=Fraction(str(content[key])))
        word = self.named.word(fact, key)
        return Cell(word if len(word) <= LONGEST else word[: LONGEST - 1] + "…")


def state_of(fact: Fact, named: Named) -> State:
    """How a row stands: it waits, it counts, or it does not."""
    if fact.state == "withdrawn":
        return State(named.said(DROPPED), "quiet")
    if fact.state == "confirmed":
        return State(named.said(COUNTS), "done")
    if fact.table == "vetoes":
        return State(named.said(HEARD if parsed(fact.content).get("hearing") else UNHEARD), "due")
    return State(named.said(WAITING), "due")
