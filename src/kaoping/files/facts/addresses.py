"""Where a row may stand: a listed unit, an item that its program has, and one that applies to it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from kaoping.core.text import Text
from kaoping.files.facts.accepted import Accepted
from kaoping.files.facts.notes import Notes, meant
from kaoping.files.facts.record import Record

Found = TypeVar("Found")

# Defects after which nothing more can be said about a row.
_LAST_WORDS = {"unknown-item", "not-asked", "not-applicable-but-given"}


@dataclass(frozen=True)
class Addresses:
    """Checks units and items of rows; of `doubtful` tasks, whose own row is refused already, nothing more is said.

    `accepted` is by unit; `usual` stands for every form where no unit is listed.
    """

    accepted: Mapping[str, Accepted]
    usual: Accepted
    doubtful: Collection[tuple[str, str]]
    notes: Notes

    @property
    def forms(self) -> Collection[Accepted]:
        """Every form of unit, once."""
        return {id(one): one for one in self.accepted.values()}.values() or (self.usual,)

    def judge(self, record: Record, check: Callable[[Addresses, Accepted], Found]) -> Found | None:
        """What a check makes of a row by the form of its unit.

        A row of a unit that there is not is checked by every form; what the form that fits best finds wrong is noted.
        """
        known = check_unit(record, self.accepted, self.notes)
        if (record.word("unit"), record.word("item")) in self.doubtful:
            return None
        if known:
            return check(self, self.accepted[record.word("unit")])
        trials = [(replace(self, notes=self.notes.aside()), accepted) for accepted in self.forms]
        for trial, accepted in trials:
            check(trial, accepted)
        self.notes.add(min((trial.notes for trial, _ in trials), key=_misfit))
        return None

    def check(self, record: Record, accepted: Accepted, places: Collection[str]) -> bool:
        """Whether the row's item is among the places where such rows stand, and applies to the unit."""
        item = record.word("item")
        if accepted.why_excused(item) is not None:
            self.note_excused(record, "item")
        elif item and item not in places:
            self._unknown(record, item in accepted.item_at, places)
        return item in places and accepted.why_excused(item) is None

    def note_excused(self, record: Record, key: str) -> None:
        """Notes that something is given that does not apply."""
        says = Text(
            "这里已注明对该单位不适用，却又填了数据。",
            "This is marked as not applicable to the unit, and yet it is given.",
        )
        remedy = Text("请删去数据，或删去“不适用”。", "Delete either the entry or the mark “not applicable”.")
        self.notes.note("not-applicable-but-given", record.at(key), says, remedy)

    def _unknown(self, record: Record, elsewhere: bool, places: Collection[str]) -> None:
        item = record.word("item")
        says = Text("没有“{item}”这一项。", "There is no item “{item}”.", {"item": item})
        if elsewhere:
            says = Text("“{item}”不登记{table}。", "No {table} are recorded at “{item}”.")
            says = says.with_values(item=item, table=record.table.name)
        below = [place for place in places if place.startswith(item + ".")]
        remedy = Text("请写明具体考点：{below}。", "Name the checkpoint: {below}.", {"below": below})
        self.notes.note("unknown-item", record.at("item"), says, remedy if below else meant(item, places))


def check_unit(record: Record, units: Collection[str], notes: Notes) -> bool:
    """Whether the unit of a row is listed; notes where it is not."""
    unit = record.word("unit")
    if unit and unit not in units:
        says = Text("没有“{unit}”这个单位。", "There is no unit “{unit}”.", {"unit": unit})
        notes.note("unknown-unit", record.at("unit"), says, meant(unit, units))
    return unit in units


def _misfit(notes: Notes) -> tuple[bool, int]:
    """How badly a row fits a form: where its item has no place at all, worse than with any wrong field."""
    return any(defect.code in _LAST_WORDS for defect in notes.defects), len(notes.defects)
