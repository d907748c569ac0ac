"""A sheet as it was asked for: filtered, sorted, cut into a window, with only the columns that are wanted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from kaoping.web.shared.frame import Link
from kaoping.web.shared.table.asked import PAGE, WINDOW, WORDS, Asked
from kaoping.web.shared.table.model import Band, Cell, Choice, Column, Heading, Order, Row, Sheet, Shown, Table

NEIGHBOURS = 2


def arranged(sheet: Sheet, asked: Asked, count: int | None = None) -> Table:
    """The window of a sheet that is asked for.

    With a `count` the sheet is one window already, of so many rows in all: filtered, sorted and cut where it was read.
    """
    asked = _known(sheet, asked)
    entries = _found(sheet, asked) if count is None else sheet.entries
    whole = sum(isinstance(entry, Row) for entry in entries) if count is None else count
    pages = max((whole + asked.size - 1) // asked.size, 1)
    asked = asked.on_page(min(asked.page, pages))
    window = _window(entries, asked) if count is None else entries
    headings = tuple(_headings(sheet, asked))
    first = (asked.page - 1) * asked.size
    return Table(
        sheet=sheet,
        headings=headings,
        entries=tuple(_shown(entry, headings) for entry in window),
        totals=_shown_row(sheet.totals, headings) if sheet.totals else None,
        count=whole,
        first=min(first + 1, whole),
        last=min(first + asked.size, whole),
        words=asked.words,
        path=asked.path,
        kept=tuple(pair for pair in asked.parameters if pair[0] not in (WORDS, PAGE)),
        pages=tuple(_pages(asked, pages)),
        previous=asked.on_page(asked.page - 1).href if asked.page > 1 else "",
        following=asked.on_page(asked.page + 1).href if asked.page < pages else "",
        whole=replace(asked, words="", page=1).href,
        every_row=asked.with_all(wanted=True).href if whole > WINDOW and not asked.all else "",
        windows=asked.with_all(wanted=False).href if whole > WINDOW and asked.all else "",
        export=asked.export_href if sheet.exports else "",
        choices=tuple(_choices(sheet, asked)),
    )


def arranged_whole(sheet: Sheet, asked: Asked) -> Sheet:
    """All rows and the wanted columns in the order asked for, as a workbook takes them; bars are for the eye."""
    asked = _known(sheet, asked)
    places = [heading.place for heading in _headings(sheet, asked) if heading.column.scale is None]
    entries = tuple(_cut(entry, places) for entry in _found(sheet, asked))
    totals = replace(sheet.totals, cells=tuple(sheet.totals.cells[place] for place in places)) if sheet.totals else None
    return replace(sheet, columns=tuple(sheet.columns[place] for place in places), entries=entries, totals=totals)


def _cut(entry: Row | Band, places: list[int]) -> Row | Band:
    return entry if isinstance(entry, Band) else replace(entry, cells=tuple(entry.cells[place] for place in places))


def _known(sheet: Sheet, asked: Asked) -> Asked:
    """Without an order or columns that the sheet does not have."""
    keys = [column.key for column in sheet.columns]
    sortable = [column.key for column in sheet.columns if column.sortable]
    columns = tuple(key for key in asked.columns if key in keys)
    return replace(asked, sort=asked.sort if asked.column in sortable else "", columns=columns)


def _found(sheet: Sheet, asked: Asked) -> tuple[Row | Band, ...]:
    """Bands stand only in the sheet's own order with all its rows; elsewhere they would say something untrue."""
    if not asked.words and not asked.sort:
        return sheet.entries
    words = asked.words.casefold()
    rows = [row for row in sheet.rows if words in "\n".join(cell.text for cell in row.cells).casefold()]
    if asked.sort:
        place, column = next(pair for pair in enumerate(sheet.columns) if pair[1].key == asked.column)
        rows = _sorted(rows, place, number=column.number, descending=asked.descending)
    return tuple(replace(row, joined="") for row in rows) if asked.sort else tuple(rows)


def _sorted(rows: list[Row], place: int, *, number: bool, descending: bool) -> list[Row]:
    """By the values of a column; rows without one stand at the end, whichever way round."""
    known = [(key, row) for row in rows if (key := _key(row.cells[place], number=number)) is not None]
    unknown = [row for row in rows if _key(row.cells[place], number=number) is None]
    return [row for _, row in sorted(known, key=lambda pair: pair[0], reverse=descending)] + unknown


def _key(cell: Cell, *, number: bool) -> tuple[int, Fraction | int | bytes] | None:
    """Numbers before words; words by their place in GB 18030, where common characters stand by pronunciation."""
    value = cell.value if cell.value is not None or number else cell.text
    if isinstance(value, str):
        return (1, value.encode("gb18030", "replace")) if value else None
    return None if value is None else (0, value)


def _window(entries: tuple[Row | Band, ...], asked: Asked) -> tuple[Row | Band, ...]:
    """The rows of one page; a band belongs to the row before it."""
    first, last, seen, window = (asked.page - 1) * asked.size, asked.page * asked.size, 0, []
    for entry in entries:
        seen += isinstance(entry, Row)
        if first < max(seen, 1) <= last:
            window.append(entry)
    return tuple(window)


def _headings(sheet: Sheet, asked: Asked) -> Iterator[Heading]:
    for place, column in enumerate(sheet.columns):
        if _wanted(column, asked):
            href = asked.sorted_by(column.key).href if column.sortable else ""
            yield Heading(column, place, _order(column, asked), href)


def _order(column: Column, asked: Asked) -> Order:
    if asked.column != column.key:
        return "none"
    return "descending" if asked.descending else "ascending"


def _wanted(column: Column, asked: Asked) -> bool:
    return not asked.columns or not column.hideable or column.key in asked.columns


def _choices(sheet: Sheet, asked: Asked) -> Iterator[Choice]:
    for column in sheet.columns:
        if column.hideable:
            yield Choice(column.key, column.title, _wanted(column, asked))


def _shown(entry: Row | Band, headings: tuple[Heading, ...]) -> Shown | Band:
    return entry if isinstance(entry, Band) else _shown_row(entry, headings)


def _shown_row(row: Row, headings: tuple[Heading, ...]) -> Shown:
    return Shown(row, tuple((heading, row.cells[heading.place]) for heading in headings))


def _pages(asked: Asked, pages: int) -> Iterator[Link]:
    """The first page, the last, and those around the one shown; what is left out between has no address."""
    near = range(asked.page - NEIGHBOURS, asked.page + NEIGHBOURS + 1)
    before = 0
    for page in sorted({1, pages, *near} & set(range(1, pages + 1))) if pages > 1 else ():
        if page > before + 1:
            yield Link("…", "")
        yield Link(str(page), asked.on_page(page).href, page == asked.page)
        before = page
