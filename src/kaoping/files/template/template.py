"""Plans and writes the facts workbook of a scheme, empty or filled."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from kaoping.core.facts import Facts, Unit
from kaoping.core.text import Language
from kaoping.files.facts.accepted import ROW_TABLES, Accepted, accepted
from kaoping.files.facts.declared import declarable
from kaoping.files.facts.plain import plain_facts
from kaoping.files.facts.vocabulary import standard
from kaoping.files.template.book import Book
from kaoping.files.template.grids import Grids
from kaoping.files.template.guide import write_guide
from kaoping.files.template.lists import Lists, lists_of, tasks_of
from kaoping.files.template.plan import Sheet
from kaoping.files.template.row_sheets import Fields, RowSheets
from kaoping.schemes.model import Scheme
from kaoping.schemes.read import Settled


def write_template(
    settled: Settled, path: Path, facts: Facts | None = None, sample: bool = False, language: Language = "zh"
) -> None:
    """Writes the workbook: without facts an empty one with the units that the scheme names, with facts a filled one.

    `sample` (or facts that are a sample) marks every sheet with 示例数据. Reading the workbook gives the same facts,
    whatever its language; what the document itself says stays as it is printed.
    """
    known = facts or Facts(settled.scheme.id, named_units(settled.scheme))
    lists = lists_of(settled, known, language)
    book = Book(path, lists, sample=sample or known.sample)
    plans = list(planned(settled, known, lists))
    book.units = _column_of_units(plans[0], known, lists)
    write_guide(book, settled.scheme, known, plans)
    for plan in plans:
        book.write(plan)
    book.write_lists()
    book.workbook.close()


def write_tables(settled: Settled, path: Path, facts: Facts, tables: Sequence[str], language: Language = "zh") -> None:
    """Writes a workbook with the sheets of some tables alone, such as units; it is read as any facts file is."""
    lists = lists_of(settled, facts, language)
    rows = cast("Mapping[str, Sequence[Fields]]", plain_facts(facts, settled))
    sheets = RowSheets(standard(settled.scheme), lists, rows)
    plans = [sheets.sheet(table) for table in tables]
    used = {column.choices for plan in plans for column in plan.columns}
    book = Book(path, replace(lists, entries=_only(lists, used)), sample=facts.sample)
    book.units = _column_of_units(plans[0], facts, lists)
    write_guide(book, settled.scheme, facts, plans)
    for plan in plans:
        book.write(plan)
    if book.lists.entries:
        book.write_lists()
    book.workbook.close()


def _only(lists: Lists, used: Collection[str]) -> dict[str, Mapping[str, str]]:
    return {name: entries for name, entries in lists.entries.items() if name in used}


def named_units(scheme: Scheme) -> tuple[Unit, ...]:
    """The units that the document itself names."""
    return tuple(Unit(unit.id, unit.name, unit.group) for unit in scheme.units)


def planned(settled: Settled, facts: Facts, lists: Lists) -> Iterator[Sheet]:
    """The sheets in the order in which they are filled, units first: only those that the scheme has a use for."""
    scheme = settled.scheme
    usual = standard(scheme)
    forms = accepted(scheme, facts)
    grids = Grids(facts, forms, usual, lists)
    rows = cast("Mapping[str, Sequence[Fields]]", plain_facts(facts, settled))
    in_grid = grids.values_in_grid()
    others = [row for row in rows.get("values", ()) if (row["unit"], row["item"], row["name"]) not in in_grid]
    sheets = RowSheets(usual, lists, {**rows, "values": others})
    yield sheets.sheet("units")
    if tasks_of(usual):
        yield sheets.sheet("tasks")
        yield sheets.changes(tasks_of(usual))
        yield grids.task_grid()
    grid = grids.grid()
    if grid:
        yield grid
    for table in ROW_TABLES:
        if usual.row_forms[table]:
            yield sheets.sheet(table)
    if scheme.vetoes:
        yield sheets.sheet("vetoes")
    if scheme.repetitions or "history" in rows:
        yield sheets.sheet("history")
    if scheme.qualification or "status" in rows:
        yield sheets.sheet("status")
    yield sheets.sheet("not_applicable")
    if declarable(usual):
        yield sheets.sheet("declared", list(_to_declare(facts, forms)))
    yield sheets.sheet("values")


def _to_declare(facts: Facts, forms: Mapping[str, Accepted]) -> Iterator[Fields]:
    for unit in facts.units:
        yield from ({"unit": unit.id, "item": item} for item in declarable(forms[unit.id]))


def _column_of_units(sheet: Sheet, facts: Facts, lists: Lists) -> str:
    """Where the units' drop-down takes its words: their names, where these are plain enough, otherwise their ids."""
    by_name = all(lists.show("unit", unit.id) == unit.name for unit in facts.units)
    first, last = sheet.first_row + 1, sheet.first_row + len(sheet.rows) + sheet.spare
    column = "B" if by_name else "A"
    return f"{sheet.name}!${column}${first}:${column}${last}"
