"""An office's own workbook of units or tasks: the headings are found by their words, whatever stands around them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from kaoping.core.facts import Facts, Unit
from kaoping.core.text import LANGUAGES, Text
from kaoping.files.facts.document import FORMAT, Document, Entry
from kaoping.files.facts.from_workbook import Heading, in_ids, rows_below
from kaoping.files.facts.layout import PASSED_OVER, meaning, plain
from kaoping.files.facts.notes import Notes
from kaoping.files.facts.own_tasks import completed, untyped
from kaoping.files.facts.reading import facts_of
from kaoping.files.facts.sheet_rows import SheetRows
from kaoping.files.facts.tables import TABLES, Table
from kaoping.files.facts.vocabulary import Vocabulary, vocabularies
from kaoping.files.workbook import read_workbook
from kaoping.schemes.nodes import Node
from kaoping.schemes.read import Settled

# What offices call the columns, beside their names in our own workbooks.
OTHER_NAMES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "units": {
        "id": (
            "编号",
            "代码",
            "编码",
            "单位代码",
            "单位编码",
            "组织机构代码",
            "统一社会信用代码",
            "code",
            "id",
            "unit code",
        ),
        "name": (
            "单位",
            "名称",
            "部门",
            "部门名称",
            "被考评单位",
            "被考核单位",
            "考评单位",
            "考核单位",
            "单位全称",
            "全称",
            "机构名称",
            "unit",
            "name",
        ),
        "group": (
            "组别",
            "分组",
            "组",
            "分类",
            "单位类别",
            "考评组别",
            "考核组别",
            "考评类别",
            "考核类别",
            "所属类别",
            "所属组别",
            "category",
        ),
    },
    "tasks": {
        "unit": (
            "单位名称",
            "部门",
            "部门名称",
            "被考评单位",
            "被考核单位",
            "承办单位",
            "责任单位",
            "牵头单位",
            "主办单位",
            "单位编号",
            "unit name",
            "unit code",
        ),
        "item": ("编号", "代码", "编码", "任务代码", "任务编码", "code", "id"),
        "type": ("类型", "类别", "任务类别", "指标类型", "type"),
        "points": ("分数", "满分", "基本分", "标准分"),
        "duty": ("职责", "职能"),
        "title": ("任务", "任务名称", "工作任务", "重点任务", "任务内容", "年度工作任务", "title"),
        "source": ("来源", "依据", "任务依据", "source"),
        "goal": ("目标", "工作目标", "目标要求", "完成标准", "年度目标"),
        "assessor": ("考核主体", "考评部门", "考核部门"),
    },
}
# What needs no column of its own where another is there: units are known by their names, tasks are numbered, and their
# types are asked for where the scheme has several.
INSTEAD: Mapping[str, Mapping[str, frozenset[str]]] = {
    "units": {"name": frozenset({"id"})},
    "tasks": {"title": frozenset({"item", "type"}), "item": frozenset({"type"})},
}
# A row of headings has at least two of them; a single word may stand anywhere.
ENOUGH = 2


@dataclass(frozen=True)
class Ordinary:
    """The facts that a workbook lists, and the headings of columns that were passed over."""

    facts: Facts
    ignored: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A row of headings on a sheet: which field stands in which column, and what else stands there."""

    rows: SheetRows
    row: int
    fields: Mapping[int, str]
    ignored: tuple[str, ...]


def read_ordinary(path: Path, settled: Settled, table: str, units: Sequence[Unit] = ()) -> Ordinary:
    """The units or the tasks that a workbook lists; `units` are those that are there already.

    Raises:
        Refused: with every defect, each at its cell.
    """
    workbook = read_workbook(path)
    notes = Notes(sheet.name for sheet in workbook.sheets)
    root = Node(None, str(path), 0, "", 0)
    found = _found(TABLES[table], [SheetRows(sheet, str(path), notes) for sheet in workbook.sheets], root, notes)
    entries = [entry for one in found for entry in _entries(TABLES[table], one)]
    if found and not entries:
        notes.note("no-rows", found[0].rows.node(found[0].row, 0), _NO_ROWS, _WRITE_ROWS)
    notes.refuse_errors()
    rows = list(_in_ids(entries, table, settled, units))
    if table == "tasks":
        rows = list(completed(rows, settled.scheme, notes))
        for one in found:
            if "type" not in one.fields.values():
                untyped(one.rows.node(one.row, 0), settled.scheme, notes)
    known = {"units": tuple(_listed(unit) for unit in units), table: tuple(rows)}
    words = {"format": root._replace(value=FORMAT), "scheme": root._replace(value=settled.scheme.id)}
    ignored = dict.fromkeys(name for one in found for name in one.ignored)
    return Ordinary(facts_of(Document(root, words, known), settled, notes), tuple(ignored))


def _found(table: Table, sheets: Sequence[SheetRows], root: Node, notes: Notes) -> list[Found]:
    """The headings of every sheet that has all that are needed; without such, what the best one lacks is noted."""
    names = _names(table)
    best = [one for sheet in sheets if (one := _best(sheet, names)) is not None]
    whole = [one for one in best if len(one.fields) >= ENOUGH and not _missing(table, one)]
    if whole:
        return whole
    if not best:
        notes.note(
            "no-heading", root, _NO_HEADING, _WRITE_HEADINGS.with_values(names=[one.name for one in table.columns])
        )
        return []
    one = max(best, key=lambda one: len(one.fields))
    missing = _missing(table, one)
    if missing:
        notes.note("missing-column", one.rows.node(one.row, 0), _LACKING.with_values(missing=missing), _ADD_COLUMN)
    return [one]


def _missing(table: Table, one: Found) -> list[Text]:
    """The needed columns that are not there; what may do instead of one is known by its words."""
    written = set(one.fields.values())
    known = written.union(*(instead for key, instead in INSTEAD[table.key].items() if key in written))
    return [column.name for column in table.columns if column.needed and column.key not in known]


def _names(table: Table) -> dict[str, str]:
    """Which field is meant by which heading; the names of our own workbooks come first."""
    others = {plain(word): key for key, words in OTHER_NAMES[table.key].items() for word in words}
    return others | meaning({column.key: column.name for column in table.columns})


def _best(sheet: SheetRows, names: Mapping[str, str]) -> Found | None:
    """The row with the most headings, the first of several alike."""
    found = [_heading(sheet, row, names) for row in sorted(sheet.rows)]
    best = max(found, key=lambda one: len(one.fields), default=None)
    return best if best is not None and best.fields else None


def _heading(sheet: SheetRows, row: int, names: Mapping[str, str]) -> Found:
    fields: dict[int, str] = {}
    ignored = []
    for column, text in sorted(sheet.texts(row).items()):
        key = names.get(plain(text))
        if key is not None and key not in fields.values():
            fields[column] = key
        elif plain(text) not in _PASSED_OVER:
            ignored.append(text)
    return Found(sheet, row, fields, tuple(ignored))


_PASSED_OVER = {plain(name.in_language(language)) for name in PASSED_OVER for language in LANGUAGES} | {""}


def _entries(table: Table, one: Found) -> Iterator[Entry]:
    """The rows below; cells of columns that nothing is known of are passed over."""
    columns = {cell for cells in one.rows.rows.values() for cell in cells}
    return rows_below(Heading(table, one.row, one.fields, frozenset(columns - one.fields.keys())), one.rows)


def _in_ids(entries: Sequence[Entry], table: str, settled: Settled, units: Sequence[Unit]) -> Iterator[Entry]:
    """Rows with ids for words; a unit that is known by its name needs no code."""
    scheme = settled.scheme
    named = {unit.id: unit.name for unit in scheme.units} | {unit.id: unit.name for unit in units}
    known = vocabularies(scheme, list(named.items()), [])
    # In the first list of an office every name is new; later one may be a slip of the pen for a unit that is there.
    numbers: Iterator[str] = (
        iter(()) if units else _numbers({*named, *(str(entry.at("id").value or "") for entry in entries)})
    )
    for entry in entries:
        yield in_ids(_with_code(entry, known["unit"], named, numbers) if table == "units" else entry, table, known)


def _numbers(taken: Collection[str]) -> Iterator[str]:
    """Codes that no unit has: u1, u2 …"""
    return (code for number in count(1) if (code := f"u{number}") not in taken)


def _with_code(entry: Entry, units: Vocabulary, named: Mapping[str, str], numbers: Iterator[str]) -> Entry:
    """A row of a unit whose code may be left out: its name is known, or it gets the next number, if there is one."""
    name = str(entry.at("name").value or "").strip()
    if str(entry.at("id").value or "").strip() or not name:
        return entry
    code = units.read(name)
    place = entry.fields.get("id", entry.node)
    value = code if code in named else next(numbers, None)
    return Entry(entry.node, {**entry.fields, "id": place._replace(value=value)})


def _listed(unit: Unit) -> Entry:
    """A unit that is there already, as a row of the file."""
    fields = {"id": unit.id, "name": unit.name, "group": unit.group}
    return Entry(_NOWHERE, {key: _NOWHERE._replace(value=value) for key, value in fields.items()})


_NOWHERE = Node(None, "", 0, "", 0)
_NO_HEADING = Text(
    "找不到表头：没有一行写着这张表的列名。", "No row of headings is found: none has this table's columns."
)
_WRITE_HEADINGS = Text("请在表格第一行写上列名：{names}。", "Write the headings into the first row: {names}.")
_LACKING = Text("表头缺少这些列：{missing}。", "The headings lack these columns: {missing}.")
_ADD_COLUMN = Text("请加上，每一行都填。", "Add them, and fill them in every row.")
_NO_ROWS = Text("表头下面没有内容。", "There is nothing below the headings.")
_WRITE_ROWS = Text("请在表头下面每行写一个。", "Write one row for each, below the headings.")
