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
from kaoping.web.shared.named import DAYS, Named
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.standing import standing
from kaoping.web.shared.table import Cell, Column, Row, Sheet

UNIT, PLACE = Text("单位", "Unit"), Text("指标或考点", "Item or checkpoint")
ENTERED, STATE, FILES = Text("登记", "Entered"), Text("状态", "State"), Text("材料", "Files")
HEADINGS = {("claims", "points"): Text("分值", "Points")}
# Which fields of a row have columns of their own; what else it says stands on its own page.
SHOWN: Mapping[str, tuple[str, ...]] = {
    "findings": ("severity", "points", "found_by", "on", "mended", "note"),
    "events": ("points", "kind", "on", "note"),
    "claims": ("clause", "points", "on", "note"),
    "ratings": ("rater_group", "value", "raters", "asked", "on"),
    "vetoes": ("decision", "authority", "on", "note"),
}
NUMBERS = frozenset({"points", "value", "raters", "asked"})
# What needs room for words; everything else stands on one line.
WORDY: Mapping[str, frozenset[str]] = {"claims": frozenset({"clause", "note"}), "ratings": frozenset()}
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
            Column("place", said(PLACE), grows="place" in self._wordy),
            *map(self._column, self._keys),
            Column("state", said(STATE), unbroken=True),
            Column("files", said(FILES), number=True),
            Column("entered", said(ENTERED), unbroken=True),
        ]
        rows = tuple(self._row(fact) for fact in facts)
        return Sheet(self.table, said(TABLES[self.table].name), tuple(columns), rows, self.empty, wide=True)

    def _column(self, key: str) -> Column:
        title = HEADINGS.get((self.table, key), FIELD_NAMES[key])
        grows = key in self._wordy
        return Column(key, self.named.said(title), number=key in NUMBERS, grows=grows, unbroken=not grows)

    @property
    def _wordy(self) -> frozenset[str]:
        return WORDY.get(self.table, frozenset({"place", "note"}))

    @property
    def _keys(self) -> tuple[str, ...]:
        return SHOWN[self.table]

    def _row(self, fact: Fact) -> Row:
        named = self.named
        entered = day_of(fact.entered_at)
        day = day_said(entered, named.language)
        return Row(
            (
                Cell(named.unit(fact.unit), href=self.addresses[fact.pk]),
                Cell(named.place(fact.unit, fact.item)),
                *(self._cell(fact, key) for key in self._keys),
                Cell(state=standing(fact, named, fact.supersedes)),
                Cell(value=self.files.get(fact.pk, 0)) if self.files.get(fact.pk) else Cell(),
                Cell(fact.entered_by.name, value=entered.isoformat(), notes=(day,)),
            )
        )

    def _cell(self, fact: Fact, key: str) -> Cell:
        content = parsed(fact.content)
        if key not in content:
            return Cell()
        if key in NUMBERS:
            return Cell(self.named.word(fact, key), value=Fraction(str(content[key])))
        word = self.named.word(fact, key)
        if key in DAYS:
            return Cell(word, value=str(content[key]))
        return Cell(word if len(word) <= LONGEST else word[: LONGEST - 1] + "…")
