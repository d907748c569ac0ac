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
from kaoping.web.shared.named import CLAIMED, DAYS, Named
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.standing import standing
from kaoping.web.shared.table import Cell, Column, Row, Sheet

UNIT, PLACE = Text("单位", "Unit"), Text("指标或考点", "Item or checkpoint")
ENTERED, STATE, FILES = Text("登记", "Entered"), Text("状态", "State"), Text("材料", "Files")
CLAIMANT, DECIDED = Text("申报人", "Filed by"), Text("审定", "Decided by")
# Which fields of a row have columns of their own; what else it says stands on its own page.
SHOWN: Mapping[str, tuple[str, ...]] = {
    "findings": ("severity", "points", "found_by", "on", "mended", "note"),
    "events": ("points", "kind", "on", "note"),
    "claims": ("clause", "claimed", "points", "on", "note"),
    "ratings": ("rater_group", "value", "raters", "asked", "on"),
    "vetoes": ("decision", "authority", "on", "note"),
}
NUMBERS = frozenset({"claimed", "points", "value", "raters", "asked"})
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
            *[Column("decided", said(DECIDED))] * self._decided,
            Column("entered", said(CLAIMANT if self._decided else ENTERED), unbroken=True),
        ]
        rows = tuple(self._row(fact) for fact in facts)
        return Sheet(self.table, said(TABLES[self.table].name), tuple(columns), rows, self.empty, wide=True)

    def _column(self, key: str) -> Column:
        title = CLAIMED if key == "claimed" else FIELD_NAMES[key]
        grows = key in self._wordy
        return Column(key, self.named.said(title), number=key in NUMBERS, grows=grows, unbroken=not grows)

    @property
    def _decided(self) -> bool:
        """Whether others decide about such rows: then the list has both words, that of the claimant stays."""
        return self.table == "claims"

    @property
    def _wordy(self) -> frozenset[str]:
        return WORDY.get(self.table, frozenset({"place", "note"}))

    @property
    def _keys(self) -> tuple[str, ...]:
        return SHOWN[self.table]

    def _row(self, fact: Fact) -> Row:
        named = self.named
        first = origin(fact) if self._decided else fact
        return Row(
            (
                Cell(named.unit(fact.unit), href=self.addresses[fact.pk]),
                Cell(named.place(fact.unit, fact.item)),
                *(self._cell(fact, first, key) for key in self._keys),
                Cell(state=standing(fact, named, fact.supersedes)),
                Cell(value=self.files.get(fact.pk, 0)) if self.files.get(fact.pk) else Cell(),
                *[self._decision(fact, first)] * self._decided,
                self._by_whom(first),
            )
        )

    def _by_whom(self, fact: Fact, *, why: str = "") -> Cell:
        entered = day_of(fact.entered_at)
        notes = (day_said(entered, self.named.language), *filter(None, (why,)))
        return Cell(fact.entered_by.name, value=entered.isoformat(), notes=notes)

    def _decision(self, fact: Fact, first: Fact) -> Cell:
        """By whom and why; nothing as long as a claim waits."""
        return self._by_whom(fact, why=fact.reason) if fact != first else Cell()

    def _cell(self, fact: Fact, first: Fact, key: str) -> Cell:
        if key == "claimed":
            return self._field(first, "points") if first.state == "proposed" else Cell()
        undecided = key == "points" and self._decided and fact.state != "confirmed"
        return Cell() if undecided else self._field(fact, key)

    def _field(self, fact: Fact, key: str) -> Cell:
        content = parsed(fact.content)
        if key not in content:
            return Cell()
        if key in NUMBERS:
            return Cell(self.named.word(fact, key), value=Fraction(str(content[key])))
        word = self.named.word(fact, key)
        if key in DAYS:
            return Cell(word, value=str(content[key]))
        return Cell(word if len(word) <= LONGEST else word[: LONGEST - 1] + "…")


def origin(fact: Fact) -> Fact:
    """What was proposed, whatever was decided about it since; the first row where nobody proposed it."""
    first = fact
    while first.state != "proposed" and first.supersedes is not None:
        first = first.supersedes
    return first
