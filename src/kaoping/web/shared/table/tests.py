"""Tables as they are asked for: order, words, windows, columns, workbooks."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest
from django.test import RequestFactory

from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty, Scale, State
from kaoping.web.shared.table import Asked, Band, Cell, Column, Row, Sheet, Table, arranged, asked_of
from kaoping.web.shared.table.arranging import arranged_whole
from kaoping.web.shared.table.asked import LONGEST_WINDOW, WINDOW
from kaoping.web.shared.table.export import workbook
from kaoping.web.shared.table.markup import row_markup

COLUMNS = (
    Column("rank", "名次", number=True, hideable=False),
    Column("unit", "单位", hideable=False),
    Column("score", "得分", number=True, places=2),
    Column("note", "说明", sortable=False),
)


def row(rank: int | None, unit: str, score: str | None, note: str = "", tied: bool = False) -> Row:
    value = None if score is None else Fraction(score)
    cells = (
        Cell(value=rank, notes=("并列",) if tied else ()),
        Cell(unit),
        Cell("—" if score is None else "", value),
        Cell(note),
    )
    return Row(cells, joined="first" if tied else "")


ENTRIES = (
    row(1, "区水务局", "98.50"),
    row(2, "区发展改革委", "9.00", tied=True),
    Band("名额到此为止", "20% × 3 = 0.6 → 1"),
    row(None, "区财政局", None, "数据未齐"),
)
SHEET = Sheet("ranking", "排名", COLUMNS, ENTRIES, Empty("没有单位。"), names=1)


def units(table: Table) -> list[str]:
    """The second column of the rows that are shown."""
    return [entry.row.cells[1].text for entry in table.entries if not isinstance(entry, Band)]


def many(count: int) -> Sheet:
    return Sheet("many", "", COLUMNS, tuple(row(n, f"单位{n}", str(n)) for n in range(1, count + 1)), Empty(""))


def test_numbers_sort_as_numbers_and_what_is_missing_comes_last_either_way() -> None:
    assert units(arranged(SHEET, Asked(sort="score"))) == ["区发展改革委", "区水务局", "区财政局"]
    assert units(arranged(SHEET, Asked(sort="-score"))) == ["区水务局", "区发展改革委", "区财政局"]


def test_chinese_names_sort_by_pronunciation() -> None:
    assert units(arranged(SHEET, Asked(sort="unit"))) == ["区财政局", "区发展改革委", "区水务局"]


def test_a_line_and_a_bracket_stand_only_in_the_sheets_own_order() -> None:
    own = arranged(SHEET, Asked())
    by_name = arranged(SHEET, Asked(sort="unit"))
    assert [entry for entry in own.entries if isinstance(entry, Band)] == [ENTRIES[2]]
    assert not [entry for entry in by_name.entries if isinstance(entry, Band) or entry.row.joined]


def test_words_find_rows_in_any_column_whatever_the_case() -> None:
    assert units(arranged(SHEET, Asked(words="未齐"))) == ["区财政局"]
    assert arranged(SHEET, Asked(words="没有的")).count == 0


def test_a_heading_sorts_and_sorts_back() -> None:
    asked = Asked(path="/ranking", sort="score", words="区", page=3, kept=(("group", "streets"),))
    assert asked.sorted_by("score").href == "/ranking?group=streets&q=%E5%8C%BA&sort=-score"
    assert arranged(SHEET, asked).headings[2].sorted == "ascending"
    assert arranged(SHEET, asked).headings[3].href == ""


@pytest.mark.parametrize("sort", ["nothing", "-nothing", "note", "--score"])
def test_an_order_that_the_sheet_does_not_have_is_none(sort: str) -> None:
    assert units(arranged(SHEET, Asked(sort=sort))) == ["区水务局", "区发展改革委", "区财政局"]


def test_a_window_says_which_rows_it_shows_and_where_the_others_are() -> None:
    table = arranged(many(3000), Asked(path="/x", page=2))
    assert (table.count, table.first, table.last, len(table.entries)) == (3000, WINDOW + 1, 2 * WINDOW, WINDOW)
    assert [page.name for page in table.pages] == ["1", "2", "3", "4", "…", "30"]
    assert (table.previous, table.following) == ("/x", "/x?page=3")


@pytest.mark.parametrize(("page", "first"), [(31, 2901), (999_999, 2901), (1, 1)])
def test_a_page_beyond_the_last_is_the_last(page: int, first: int) -> None:
    assert arranged(many(3000), Asked(page=page)).first == first


def test_every_row_stands_on_exactly_one_page_and_a_line_with_the_row_before_it() -> None:
    entries = (*many(WINDOW).entries, Band("名额"), *many(5).entries)
    sheet = Sheet("x", "", COLUMNS, entries, Empty(""))
    first, second = arranged(sheet, Asked()), arranged(sheet, Asked(page=2))
    assert isinstance(first.entries[-1], Band)
    assert len(units(first)) + len(units(second)) == WINDOW + 5


def test_a_line_above_the_first_row_is_shown() -> None:
    sheet = Sheet("x", "", COLUMNS, (Band("暂不评定"), *ENTRIES), Empty(""))
    assert isinstance(arranged(sheet, Asked()).entries[0], Band)


def test_all_rows_are_shown_for_paper_up_to_a_bound_and_lead_back_to_windows() -> None:
    assert arranged(many(WINDOW), Asked(path="/x")).every_row == ""
    assert arranged(many(WINDOW + 1), Asked(path="/x", page=2)).every_row == "/x?all=1"
    table = arranged(many(WINDOW + 1), Asked(path="/x", all=True))
    assert (len(table.entries), table.pages, table.every_row, table.windows) == (WINDOW + 1, (), "", "/x")
    assert len(arranged(many(LONGEST_WINDOW + 1), Asked(path="/x", all=True)).entries) == LONGEST_WINDOW


def test_a_sheet_that_is_one_window_already_keeps_its_rows_and_counts_the_others() -> None:
    table = arranged(many(WINDOW), Asked(path="/x", page=4, sort="score", words="单位"), count=3000)
    assert (table.count, table.first, len(table.entries)) == (3000, 301, WINDOW)
    assert table.headings[2].sorted == "ascending"


def test_columns_that_name_a_row_cannot_be_hidden() -> None:
    table = arranged(SHEET, Asked(columns=("score", "nonsense")))
    assert [heading.column.key for heading in table.headings] == ["rank", "unit", "score"]
    assert [(choice.key, choice.chosen) for choice in table.choices] == [("score", True), ("note", False)]


def test_nonsense_in_an_address_does_no_harm() -> None:
    request = RequestFactory().get("/x?page=-1&sort=%00&q=" + "a" * 500 + "&column=x&column=x&export=exe")
    asked = asked_of(request, kept=["group"])
    assert (asked.page, len(asked.words), asked.columns, asked.export, asked.kept) == (1, 100, ("x",), False, ())


def test_the_workbook_has_all_rows_in_the_order_asked_for_and_the_columns_shown() -> None:
    sheet = arranged_whole(many(250), Asked(sort="-score", page=2, columns=("score",)))
    page = openpyxl.load_workbook(BytesIO(workbook(sheet, "示例数据"))).worksheets[0]
    assert [cell.value for cell in page[3]] == ["名次", "单位", "得分"]
    assert page["A2"].value == "示例数据"
    assert [page.cell(line, 3).value for line in (4, 253)] == [250, 1]


def test_numbers_in_a_workbook_are_numbers_with_the_printed_decimals_and_their_notes() -> None:
    page = openpyxl.load_workbook(BytesIO(workbook(SHEET))).worksheets[0]
    assert (page["C4"].value, page["C4"].number_format) == (98.5, "0.00")
    assert (page["A5"].value, page["A5"].number_format) == (2, '0 "并列"')
    assert page["A6"].value == "20% × 3 = 0.6 → 1 名额到此为止"
    assert page["C7"].value == "—"


def test_a_number_without_a_finite_decimal_and_a_formula_stay_texts() -> None:
    cells = (Cell(value=1), Cell("=1+1"), Cell(value=Fraction(10, 3)), Cell(""))
    page = openpyxl.load_workbook(BytesIO(workbook(Sheet("x", "", COLUMNS, (Row(cells),), Empty(""))))).worksheets[0]
    assert (page["B4"].value, page["B4"].data_type, page["C4"].value) == ("=1+1", "s", "10/3 (≈3.3333)")


def test_what_people_typed_is_escaped_in_every_part_of_a_row() -> None:
    bad = '"><script>'
    cells = (
        Cell(bad, href=bad, notes=(bad,), more=(Link(bad, bad),)),
        Cell(state=State(bad, "due")),
        Cell(value=Fraction(50)),
        Cell(bad),
    )
    table = arranged(Sheet("x", "", COLUMNS, (Row(cells, id=bad),), Empty("")), Asked())
    shown = table.entries[0]
    assert not isinstance(shown, Band)
    assert "<script" not in row_markup(shown, 0)
    assert '""' not in row_markup(shown, 0)


def test_numbers_are_printed_as_their_column_prints_them() -> None:
    amounts = Column("x", "", number=True, places=2, signed=True)
    assert amounts.text(Cell(value=Fraction("-0.2"))) == "−0.20"
    assert amounts.text(Cell(value=Fraction("0.5"))) == "+0.50"
    assert Column("x", "", number=True).text(Cell(value=12)) == "12"
    assert amounts.text(Cell("—", Fraction(1))) == "—"
    assert amounts.text(Cell()) == ""


def test_a_bar_stands_where_its_column_has_a_scale_and_never_in_a_workbook() -> None:
    columns = (Column("unit", ""), Column("bar", "", scale=Scale(Fraction(0), Fraction(100))))
    sheet = Sheet("x", "", columns, (Row((Cell("甲"), Cell(value=Fraction(25)))), Row((Cell("乙"), Cell()))), Empty(""))
    rows = [row_markup(entry, 0) for entry in arranged(sheet, Asked()).entries if not isinstance(entry, Band)]
    assert ['width="250"' in row for row in rows] == [True, False]
    assert [column.key for column in arranged_whole(sheet, Asked()).columns] == ["unit"]


def test_bars_share_one_scale_and_stay_within_it() -> None:
    scale = Scale(Fraction(80), Fraction(100), Fraction(90))
    assert [scale.bar(Fraction(value)).at for value in (70, 80, 85, 100, 120)] == [0, 0, 250, 1000, 1000]
    assert scale.bar(Fraction(85)).line == 500


def test_rows_that_are_read_one_by_one_are_cards_on_a_narrow_screen_and_say_what_each_cell_is() -> None:
    plain = Sheet("runs", "核算", COLUMNS, (row(1, "区水务局", "98.50"),), Empty(""), names=1)
    assert plain.cards
    (shown,) = arranged(plain, Asked()).entries
    assert not isinstance(shown, Band)
    markup = row_markup(shown, 1, labelled=True)
    assert 'data-label="得分">98.50' in markup
    assert 'data-label="单位"' not in markup, "the name of the row stands at its head"


def test_a_ranking_with_its_line_across_is_compared_and_stays_a_table() -> None:
    assert not SHEET.cards
