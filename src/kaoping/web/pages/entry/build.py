"""Makes the grid of values: what stands in every field, what was typed there, what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from kaoping.actions.entering import Entering
from kaoping.actions.save_values import Entered
from kaoping.core.text import Language, Text
from kaoping.files.facts.asked import Asked
from kaoping.records.models import Fact
from kaoping.records.queries.entry import Place
from kaoping.web.pages.entry.lines import GridColumnOf, Line, Lines, place_of_asked
from kaoping.web.pages.entry.shown import choices_of, limits, shown_reason, shown_value
from kaoping.web.shared.grid import EntryGrid, GridCell, GridColumn, GridRow

REASONS = Text("理由", "Reason")
REMARKS = Text("说明", "Remark")
RECUSED = Text("回避", "recused")
BESIDE = Text("{value}（{reason}）", "{value} ({reason})")
UNIT, ITEM = Text("单位", "Unit"), Text("指标", "Item")
LONGEST_BESIDE = 40


@dataclass(frozen=True)
class Typed:
    """What came with a form that was refused: the fields as they were left, and what is wrong at which place."""

    fields: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[Place, str] = field(default_factory=dict)
    versions: Mapping[Place, int | None] = field(default_factory=dict)


@dataclass(frozen=True)
class GridBuilder:
    """One part as a grid. `known` is what counts, `beside` what units say of themselves; `history` leads to a fact.

    Where units score themselves, `entering` is None and `known` is what they said.
    """

    lines: Lines
    entering: Entering | None
    known: Mapping[Place, Fact]
    language: Language
    beside: Mapping[Place, Fact] = field(default_factory=dict)
    history: Callable[[Fact], str] | None = None
    typed: Typed = field(default_factory=Typed)

    def grid(self, part: str, caption: str, address: str, why: str = "", *, is_open: bool = True) -> EntryGrid:
        """The grid."""
        columns = self.lines.columns(part)
        lines = self.lines.lines(part)
        rows = tuple(GridRow(line.key, line.title, tuple(self._cells(line, columns))) for line in lines)
        return EntryGrid(
            caption,
            tuple(one for column in columns for one in self._columns(column)),
            rows,
            address,
            heading=self._said(UNIT if self.lines.by_unit else ITEM),
            asks_why=is_open and self.entering is not None and any(cell.version for row in rows for cell in row.cells),
            why=why,
            open=is_open,
            in_place=is_open and self.entering is not None,
        )

    def _columns(self, column: GridColumnOf) -> Iterator[GridColumn]:
        ask = column.asked.ask
        assert ask is not None
        hint = limits(ask, self.language) if self.lines.by_unit else ""
        numbers = self.lines.by_unit and ask.form == "number"
        yield GridColumn(column.key, column.title, hint, (ask.low or "") * numbers, (ask.high or "") * numbers)
        if column.reasons:
            yield GridColumn(f"{column.key} reason", self._said(REASONS if self.lines.by_unit else REMARKS), words=True)

    def _cells(self, line: Line, columns: tuple[GridColumnOf, ...]) -> Iterator[GridCell]:
        for column in columns:
            one = line.asked.get(column.key)
            yield self._value(line, column.key, one)
            if column.reasons:
                yield self._reason(line, column.key, one)

    def _value(self, line: Line, column: str, one: Asked | None) -> GridCell:
        if one is None:
            return GridCell(closed=True)
        place = place_of_asked(one)
        fact, closed = self.known.get(place), self._closed(one)
        saved = shown_value(fact, self.language)
        counting = fact if fact is not None and fact.state != "withdrawn" else None
        version = self.typed.versions.get(place, counting.pk if counting else None)
        return GridCell(
            value=self.typed.fields.get(f"cell:{line.key}:{column}", saved) if not closed else saved,
            version="" if version is None else str(version),
            beside=self._beside(place),
            wrong=self.typed.wrong.get(place, ""),
            closed=closed is not None,
            why=closed or "",
            saved=saved,
            href=self.history(fact) if self.history and fact else "",
            choices=choices_of(one.ask, self.language) if one.ask and closed is None else (),
            number=one.ask is None or one.ask.form == "number",
        )

    def _reason(self, line: Line, column: str, one: Asked | None) -> GridCell:
        if one is None:
            return GridCell(closed=True)
        fact, closed = self.known.get(place_of_asked(one)), self._closed(one)
        saved = shown_reason(fact)
        typed = self.typed.fields.get(f"cell:{line.key}:{column} reason", saved)
        return GridCell(value=saved if closed is not None else typed, closed=closed is not None, saved=saved)

    def _beside(self, place: Place) -> str:
        fact = self.beside.get(place)
        value, reason = shown_value(fact, self.language), shown_reason(fact)
        if value and reason:
            return BESIDE.with_values(value=value, reason=reason[:LONGEST_BESIDE]).in_language(self.language)
        return value

    def _closed(self, one: Asked) -> str | None:
        """Why a field cannot be changed: 回避, 由某局填报; None where it can."""
        return closed_because(self.entering, ("values", *place_of_asked(one)), self.language) if self.entering else None

    def _said(self, text: Text) -> str:
        return text.in_language(self.language)


def closed_because(entering: Entering, place: tuple[str, str, str, str], language: Language) -> str | None:
    """Why somebody cannot enter something at a place (table, unit, item, name) now; None where that is possible."""
    refusal = entering.refusal(*place)
    if refusal is None:
        return None
    if entering.recused(place[1]):
        return RECUSED.in_language(language)
    return refusal.in_language(language) if entering.state == "entry" else ""


@dataclass(frozen=True)
class Sent:
    """The fields of a form as they came, and the facts that the person saw in them."""

    fields: Mapping[str, str]
    seen: Mapping[int, Fact]
    language: Language

    def changed(self, lines: Lines, part: str) -> list[Entered]:
        """The values that are not as they were seen."""
        reasons = {column.key for column in lines.columns(part) if column.reasons}
        found = (
            self._entered(line, column, one, column in reasons)
            for line in lines.lines(part)
            for column, one in line.asked.items()
        )
        return [one for one in found if one is not None]

    def _entered(self, line: Line, column: str, one: Asked, with_reason: bool) -> Entered | None:
        name = f"cell:{line.key}:{column}"
        if name not in self.fields:
            return None
        fact = self._seen(one, self.fields.get(f"version:{line.key}:{column}", ""))
        value, reason = self.fields[name].strip(), self.fields.get(f"{name} reason", "").strip()
        reason = reason if with_reason else shown_reason(fact)
        if (value, reason) == (shown_value(fact, self.language), shown_reason(fact)):
            return None
        return Entered(place_of_asked(one), value, reason, fact.pk if fact else None)

    def _seen(self, one: Asked, version: str) -> Fact | None:
        fact = self.seen.get(version_in(version) or 0)
        return fact if fact and (fact.unit, fact.item, fact.name) == place_of_asked(one) else None


def version_in(text: str) -> int | None:
    """The key of a fact in a hidden field."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
