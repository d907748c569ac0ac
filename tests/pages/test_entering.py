"""打分与填报 in Chromium over real records: what was refused, corrected and saved says so and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kaoping.actions.enter_value import enter_value
from kaoping.actions.tests.year import Year, opened
from kaoping.records.models import Person
from tests.databases import Databases
from tests.pages.server import served_here
from tests.visiting import asking, at

pytestmark = pytest.mark.slow

CELL, REASON = "[name='cell:u-1:given given']", "[name='cell:u-1:given given reason']"
SAYS = "[data-grid-says]"


@contextmanager
def sat_down(context: BrowserContext, person: Person) -> Iterator[tuple[Page, str]]:
    """Somebody signed in at a browser, and the address."""
    session = asking(person).cookies["sessionid"].value
    with served_here() as address:
        context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
        yield context.new_page(), address


def grid(year: Year, address: str) -> str:
    return f"{address}{at(year, 'entry')}?part=given"


def save(page: Page) -> None:
    page.get_by_role("button", name="保存", exact=True).click()


def expect_nothing_wrong(page: Page) -> None:
    """It is saved, and nothing on the page says otherwise."""
    expect(page.locator(SAYS)).to_have_text("已保存 1 项。")
    expect(page.locator(".tone-done[data-grid-says]")).to_be_visible()
    expect(page.locator("[role=alert], .cell-wrong, td .wrong, [aria-invalid]")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("没有保存")


def test_a_correction_that_is_saved_takes_the_old_errors_with_it(
    databases: Databases, context: BrowserContext, tmp_path: Path
) -> None:
    with databases("sqlite"):
        year = opened(tmp_path)
        with sat_down(context, year.office) as (page, address):
            page.goto(grid(year, address))
            page.fill(CELL, "三十")
            save(page)
            expect(page.locator("main")).to_contain_text("没有保存，请改正以下各处")
            expect(page.locator(".cell-wrong")).to_have_count(1)
            page.fill(CELL, "26")
            page.fill(REASON, "材料缺一份")
            save(page)
            expect_nothing_wrong(page)


def test_what_is_saved_after_a_conflict_says_nothing_of_the_conflict_any_more(
    databases: Databases, context: BrowserContext, tmp_path: Path
) -> None:
    with databases("sqlite"):
        year = opened(tmp_path)
        with sat_down(context, year.office) as (page, address):
            page.goto(grid(year, address))
            seen, colleague = year.value("u-1", "given", "given"), year.join("colleague", "office")
            enter_value(colleague, year.assessment, ("u-1", "given", "given"), "28", expected=seen.pk, why="更正")
            page.fill(CELL, "26")
            page.fill(REASON, "材料缺一份")
            save(page)
            expect(page.locator("main")).to_contain_text("有人刚刚改了同样的格子")
            save(page)
            expect_nothing_wrong(page)


def test_a_change_after_saving_is_said_to_be_unsaved_in_another_colour(
    databases: Databases, context: BrowserContext, tmp_path: Path
) -> None:
    with databases("sqlite"):
        year = opened(tmp_path)
        with sat_down(context, year.office) as (page, address):
            page.goto(grid(year, address))
            page.fill(CELL, "26")
            page.fill(REASON, "材料缺一份")
            save(page)
            expect_nothing_wrong(page)
            page.fill(CELL, "25")
            expect(page.locator(SAYS)).to_have_text("有 1 格尚未保存")
            expect(page.locator(".tone-done[data-grid-says]")).to_have_count(0)


def test_a_row_that_is_wrong_is_put_back_and_paper_shows_reasons_and_no_empty_box(
    databases: Databases, context: BrowserContext, tmp_path: Path
) -> None:
    with databases("sqlite"):
        year = opened(tmp_path)
        with sat_down(context, year.office) as (page, address):
            page.goto(grid(year, address))
            before = page.input_value(CELL)
            page.fill(CELL, "三十")
            page.fill(REASON, "全年例会缺席两次，材料逾期三次，另有两项台账不全。")
            save(page)
            expect(page.locator(".wrong-row")).to_have_count(1)
            page.emulate_media(media="print")
            expect(page.locator("td.words .print-only").first).to_be_visible()
            expect(page.locator("#grid-why")).to_be_hidden()
            page.emulate_media(media="screen")
            page.get_by_role("button", name="这一行改回已保存的内容").click()
            expect(page.locator(".wrong-row, .cell-wrong, [data-changed]")).to_have_count(0)
            expect(page.locator(CELL)).to_have_value(before)
