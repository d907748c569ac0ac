"""Findings, events, ratings and zero reports in an assessor's workbook: a sheet for each, with the own rows alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kaoping.actions.entering import Entering
from kaoping.actions.saving_rows import DIRECT, EnteredRow
from kaoping.core.text import Text
from kaoping.files.facts.asked import Asking
from kaoping.files.facts.declared import declarable
from kaoping.files.facts.from_workbook import WrittenRow, written_rows
from kaoping.files.facts.layout import LISTS, NUMBER, SHEETS, meaning, plain
from kaoping.files.facts.sheet_rows import SheetRows
from kaoping.files.facts.vocabulary import standard
from kaoping.files.template.book import Book
from kaoping.files.template.lists import UNITS, Lists, lists_of
from kaoping.files.template.row_sheets import KEY, RowSheets
from kaoping.files.workbook import Sheet
from kaoping.records import clock
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact
from kaoping.records.queries.facts import current
from kaoping.records.queries.rated import scored_items
from kaoping.schemes.responsible import named_body
from kaoping.web.pages.entry.build import version_in
from kaoping.web.shared.named import Named
from kaoping.web.shared.visit import Visit

ROW = Text("工作表“{sheet}”第 {row} 行", "sheet “{sheet}”, row {row}")
CELL = Text("工作表“{sheet}”{cell}", "sheet “{sheet}”, cell {cell}")
GONE = Text("工作表“{sheet}”：{what}", "sheet “{sheet}”: {what}")
UNKNOWN = Text("“序号”栏的编号不是下载时的编号。", "The number in the first column is none of this workbook's.")
NO_UNIT = Text("没有“{unit}”这个单位。", "There is no unit “{unit}”.")
FROM_THE_LIST = Text(
    "请从下拉清单选择本考评的单位。", "Choose a unit of this assessment from the list that the cell offers."
)
CLEAR = Text("新的一行请把“序号”留空。", "Leave the first column of a new row empty.")


@dataclass(frozen=True)
class Reported:
    """What a person reports by rows about some units; `tables` are those that the scheme and the role have."""

    visited: Visit
    asking: Asking
    entering: Entering
    tables: Sequence[str]

    @cached_property
    def places(self) -> Mapping[str, dict[str, None]]:
        """The items and checkpoints of each table at which the person enters rows."""
        found: dict[str, dict[str, None]] = {table: {} for table in DIRECT if table in (*self.tables, "declared")}
        for unit, form in self.asking.forms.items():
            for table, places in found.items():
                known = declarable(form) if table == "declared" else form.row_forms[table]
                places |= {one: None for one in known if one not in places and self._theirs(table, unit, one)}
        return {table: places for table, places in found.items() if places}

    @property
    def offered(self) -> list[str]:
        """The tables that a new workbook has: none of ratings where every unit has its points instead."""
        rated = self.places.get("ratings", {})
        scored = scored_items(self.visited.assessment, rated) if rated else frozenset()
        return [table for table in self.places if table != "ratings" or not scored.issuperset(rated)]

    def facts(self, entry: int | None = None) -> dict[str, dict[int, Fact]]:
        """The rows that count, now or as of a line of the journal, by table and key."""
        found: dict[str, dict[int, Fact]] = {table: {} for table in self.places}
        rows = current(self.visited.assessment, entry).filter(table__in=self.places).order_by("place")
        for fact in rows:
            if self._theirs(fact.table, fact.unit, fact.item) and self._in_own_name(fact):
                found[fact.table][fact.pk] = fact
        return found

    def _theirs(self, table: str, unit: str, item: str) -> bool:
        return unit in self.asking.forms and self._open.refusal(table, unit, item) is None

    @cached_property
    def _open(self) -> Entering:
        return replace(self.entering, state="entry")

    def _in_own_name(self, fact: Fact) -> bool:
        own = fact.table != "declared" or "office" in self.entering.roles
        return own or named_body(self.asking.settled.scheme, fact.name) in self.entering.bodies

    @cached_property
    def named(self) -> Named:
        """The names of what the rows are about."""
        return Named(self.asking.settled, self.asking.facts, self.visited.language)

    def write(self, book: Book, sequence: int) -> None:
        """A sheet for each table; the first row tells as of which line of the journal."""
        rows = {
            table: [{**parsed(fact.content), KEY: key} for key, fact in found.items()]
            for table, found in self.facts().items()
        }
        units = [{"id": unit.id} for unit in self.asking.facts.units]
        sheets = RowSheets(standard(self.asking.settled.scheme), book.lists, {**rows, "units": units}, keyed=True)
        for table in self.offered:
            plan = sheets.sheet(table, self._to_declare(rows["declared"]) if table == "declared" else ())
            sheet = book.write(replace(plan, frozen_columns=2))
            sheet.write_string(0, 0, str(sequence), book.formats["ids"])
            book.title(sheet, plan.name, 1)
            sheet.set_column(0, 0, None, None, {"hidden": True})

    def _to_declare(self, made: Sequence[Mapping[str, object]]) -> Iterator[dict[str, object]]:
        there = {(row["unit"], row["item"]) for row in made}
        for unit, form in self.asking.forms.items():
            for item in declarable(form):
                if (unit, item) not in there and self._theirs("declared", unit, item):
                    yield {"unit": unit, "item": item}

    def lists(self) -> Lists:
        """The lists behind the sheets' drop-downs, without what is not the person's."""
        facts, language = self.asking.facts, self.visited.language
        lists = lists_of(self.asking.settled, facts, language)
        names = {one.id: one.name for one in self.asking.settled.scheme.assessors}
        own = {
            UNITS: dict.fromkeys(lists.units, ""),
            "bodies": {names.get(one, one): "" for one in self.entering.bodies},
        }
        for table, places in self.places.items():
            name = "declarable" if table == "declared" else table
            shown = {lists.show("item", place) for place in places}
            own[name] = {entry: says for entry, says in lists.entries.get(name, {}).items() if entry in shown}
        words = {key: lists.entries.get(key, {}) for key in ("severities", "finders", "raters")}
        return replace(lists, entries={name: found for name, found in {**words, **own}.items() if found})

    def table_of(self, sheet: Sheet) -> str | None:
        """The table of a sheet; an empty word for that of the lists, None for any other sheet."""
        name = plain(sheet.name)
        if name in meaning({"lists": LISTS}):
            return ""
        table = SHEETS.get(name)
        return table if table in self.places else None


@dataclass(frozen=True)
class SentRows:
    """A sheet of rows that came back: against what was there when the workbook was written."""

    reported: Reported
    table: str
    rows: SheetRows
    known: Mapping[int, Fact]

    @property
    def keyed(self) -> bool:
        """Whether the first column still tells the rows apart."""
        return any(plain(cells[1].text) in meaning({"": NUMBER}) for cells in self.rows.rows.values() if 1 in cells)

    def read(self) -> tuple[list[EnteredRow], dict[str, Text]]:
        """The rows, those that were taken out included, and where each of them and of their fields stands."""
        facts, left = self.reported.asking.facts, dict(self.known)
        units = [(unit.id, unit.name) for unit in facts.units]
        tasks = [(task.item, task.text("title")) for found in facts.tasks.values() for task in found]
        entered: list[EnteredRow] = []
        places: dict[str, Text] = {}
        for one in written_rows(self.rows, self.table, self.reported.asking.settled.scheme, units, tasks):
            place = one.entry.node.path
            places |= {f"{place}.{key}": _cell(node.path) for key, node in one.entry.fields.items()}
            places[place] = ROW.with_values(sheet=self.rows.sheet.name, row=one.entry.node.line)
            seen = self._seen(one, left)
            if self._of_no_unit(one):
                continue
            entered.append(EnteredRow(self.table, self._row(one, seen), place, seen))
        for key, fact in left.items():
            place = f"{self.rows.sheet.name}!-{key}"
            entered.append(EnteredRow(self.table, None, place, fact))
            places[place] = GONE.with_values(sheet=self.rows.sheet.name, what=self._what(fact))
        return entered, places

    def _of_no_unit(self, one: WrittenRow) -> bool:
        """Whether a row is about a unit that there is not; then nothing more can be said about it."""
        node = one.entry.fields.get("unit")
        unit = str(node.value or "").strip() if node else ""
        if node is None or not unit or unit in self.reported.asking.forms:
            return False
        self.rows.notes.note("unknown-unit", node, NO_UNIT.with_values(unit=unit), FROM_THE_LIST)
        return True

    def _row(self, one: WrittenRow, seen: Fact | None) -> dict[str, object]:
        """What a row says; a new declaration without a day is of today."""
        today = {"on": clock.today().isoformat()} if self.table == "declared" and seen is None else {}
        fields = one.entry.fields.items()
        return {**today, **{key: node.value for key, node in fields if str(node.value or "").strip()}}

    def _seen(self, one: WrittenRow, left: dict[int, Fact]) -> Fact | None:
        """The fact of a row; a row that was copied is a new one, and so is one without a number."""
        cell = self.rows.rows[one.entry.node.line].get(1)
        text = cell.text.strip() if cell else ""
        key = version_in(text)
        if text and key not in self.known:
            self.rows.notes.note("unknown-line", self.rows.node(one.entry.node.line, 1), UNKNOWN, CLEAR)
        return left.pop(key, None) if key is not None else None

    def _what(self, fact: Fact) -> str:
        named = self.reported.named
        return f"{named.unit(fact.unit)} · {named.place(fact.unit, fact.item)}"


def _cell(path: str) -> Text:
    sheet, _, cell = path.rpartition("!")
    return CELL.with_values(sheet=sheet, cell=cell)
