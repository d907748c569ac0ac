"""The pages in Chromium: by keyboard and by mouse, wide and narrow, light and dark, under the strict policy."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.pages.looking import serious
from tests.pages.test_pages import CHAOYANG, PAGES

pytestmark = pytest.mark.slow

GRID = "input[name='cell:u1:1']"


@pytest.fixture
def watched(page: Page) -> Iterator[Page]:
    """A page on which nothing was refused, nothing failed, and nobody outside was asked."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if "127.0.0.1" not in request.url else None)
    yield page
    assert not complaints


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious_wide_or_narrow_light_or_dark(watched: Page, address: str, path: str) -> None:
    watched.goto(address + path)
    assert not serious(watched)
    watched.emulate_media(color_scheme="dark")
    watched.set_viewport_size({"width": 390, "height": 844})
    assert not serious(watched)


@pytest.mark.parametrize("path", PAGES)
def test_a_narrow_screen_scrolls_tables_in_their_box_and_never_the_page(watched: Page, address: str, path: str) -> None:
    watched.set_viewport_size({"width": 390, "height": 844})
    watched.goto(address + path)
    assert watched.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_refused_choice_has_the_focus(watched: Page, address: str) -> None:
    watched.goto(f"{address}{CHAOYANG}/readings/sources-9?refused")
    expect(watched.get_by_role("radio").first).to_be_focused()
    watched.get_by_role("link", name="采用的口径").click()
    assert watched.url.endswith("#id_alternative_0")


def test_a_clause_opens_beside_the_page_and_gives_the_focus_back(watched: Page, address: str) -> None:
    watched.goto(f"{address}{CHAOYANG}/scorecards/jd-07")
    mark = watched.locator("#item-12 .clause")
    mark.click()
    panel = watched.locator("#source")
    expect(panel.locator("mark").first).to_have_text("征求区人大对参评单位意见")
    expect(panel.get_by_role("heading")).to_be_focused()
    assert not serious(watched)
    watched.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(mark).to_be_focused()


def test_an_amount_opens_its_working(watched: Page, address: str) -> None:
    watched.goto(f"{address}/sample/stations/scorecards/sl-06")
    amount = watched.get_by_role("button", name="−0.048")
    working = watched.locator("#" + (amount.get_attribute("aria-controls") or ""))
    expect(working).to_be_hidden()
    amount.focus()
    watched.keyboard.press("Enter")
    expect(working).to_contain_text("(800 − 784) ÷ 800")
    assert amount.get_attribute("aria-expanded") == "true"


def test_a_filter_narrows_the_table_in_place_and_keeps_the_cursor(watched: Page, address: str) -> None:
    watched.goto(f"{address}{CHAOYANG}/ranking?group=departments")
    field = watched.get_by_label("筛选")
    field.press_sequentially("财政", delay=20)
    expect(watched.locator("tbody tr")).to_have_count(1)
    expect(field).to_be_focused()
    expect(watched.get_by_role("status").filter(has_text="共 1 行")).to_be_visible()
    assert "group=departments" in watched.url
    assert "q=" in watched.url


def test_a_row_leads_to_its_own_page(watched: Page, address: str) -> None:
    watched.goto(f"{address}{CHAOYANG}/ranking")
    watched.get_by_role("link", name="示例单位29（地区）").click()
    expect(watched.locator("h1")).to_have_text("示例单位29（地区）得分表")


def test_a_heading_sorts_without_leaving_the_place(watched: Page, address: str) -> None:
    watched.goto(f"{address}/sample/large/3000")
    watched.get_by_role("link", name="得分", exact=True).click()
    expect(watched.locator("tbody tr").first).to_contain_text("示例单位3000")
    expect(watched.locator("th[aria-sort=ascending]")).to_have_count(1)


def test_only_the_chosen_columns_are_shown(watched: Page, address: str) -> None:
    watched.goto(f"{address}{CHAOYANG}/ranking")
    watched.locator("summary", has_text="显示列").click()
    watched.get_by_label("距分数线").uncheck()
    watched.get_by_role("button", name="只显示所选列").click()
    expect(watched.locator("thead th", has_text="距分数线")).to_have_count(0)
    expect(watched.locator("thead th", has_text="先进单位")).to_have_count(1)


def test_what_is_copied_from_a_table_is_numbers_for_a_spreadsheet(watched: Page, address: str) -> None:
    watched.goto(f"{address}{CHAOYANG}/ranking")
    copied = watched.evaluate(
        """() => {
            const row = document.querySelectorAll("tbody tr:not(.band)")[20];
            getSelection().selectAllChildren(row);
            const data = new DataTransfer();
            document.dispatchEvent(new ClipboardEvent("copy", {clipboardData: data, cancelable: true}));
            return [data.getData("text/plain"), data.getData("text/html")];
        }"""
    )
    assert "\u2212" not in "".join(copied)
    assert re.search(r"\t-\d\.\d\d\t", copied[0])
    assert copied[1].startswith("<table>")


def test_a_menu_closes_by_escape_and_by_a_click_elsewhere(watched: Page, address: str) -> None:
    watched.goto(f"{address}{CHAOYANG}/ranking")
    menu = watched.locator("details.switch")
    menu.locator("summary").click()
    watched.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    menu.locator("summary").click()
    watched.locator("h1").click()
    assert menu.get_attribute("open") is None


def test_the_language_switch_comes_back_to_the_same_page(watched: Page, address: str) -> None:
    watched.goto(f"{address}{CHAOYANG}/ranking?group=departments")
    watched.get_by_role("button", name="English").click()
    expect(watched.locator("h1")).to_have_text("Ranking")
    assert watched.url.endswith("group=departments")


def test_a_narrow_screen_has_the_navigation_as_a_menu(watched: Page, address: str) -> None:
    watched.set_viewport_size({"width": 390, "height": 844})
    watched.goto(f"{address}{CHAOYANG}/ranking")
    places = watched.get_by_role("navigation", name="本年工作")
    expect(places).to_be_hidden()
    watched.get_by_role("link", name="目录").click()
    expect(places).to_be_visible()
    places.get_by_role("link", name="收起目录").click()
    expect(places).to_be_hidden()


def test_the_first_key_leads_past_the_frame(watched: Page, address: str) -> None:
    watched.goto(f"{address}{CHAOYANG}/ranking")
    watched.keyboard.press("Tab")
    skip = watched.get_by_role("link", name="跳到正文")
    expect(skip).to_be_focused()
    watched.keyboard.press("Enter")
    expect(watched.locator("main")).to_be_focused()


def test_paper_has_the_page_without_its_frame(watched: Page, address: str) -> None:
    watched.goto(f"{address}{CHAOYANG}/scorecards/jd-07")
    watched.emulate_media(media="print")
    expect(watched.locator(".places")).to_be_hidden()
    expect(watched.locator(".top")).to_be_hidden()
    expect(watched.locator(".statement")).to_be_visible()
    expect(watched.get_by_role("button", name="−0.35")).to_be_visible()


def test_keys_move_through_the_grid(watched: Page, address: str) -> None:
    watched.goto(f"{address}/sample/parts")
    watched.locator(GRID).click()
    watched.keyboard.press("Enter")
    expect(watched.locator("input[name='cell:u2:1']")).to_be_focused()
    watched.keyboard.press("ArrowRight")
    expect(watched.locator("input[name='cell:u2:2']")).to_be_focused()
    watched.keyboard.type("2.8")
    watched.keyboard.press("ArrowUp")
    expect(watched.locator("input[name='cell:u1:2']")).to_be_focused()
    expect(watched.locator("[data-grid-says]")).to_have_text("有 1 格尚未保存")
    watched.locator("input[name='cell:u2:2']").focus()
    watched.keyboard.press("Escape")
    expect(watched.locator("input[name='cell:u2:2']")).to_have_value("2.5")
    expect(watched.locator("[data-grid-says]")).to_have_text("")


def test_a_block_from_excel_is_pasted_undone_and_what_does_not_fit_is_said(watched: Page, address: str) -> None:
    watched.goto(f"{address}/sample/parts")
    paste(watched, "input[name='cell:u3:2']", "1.5\t2\r\n0.5\t\u22121\r\n9\t9\r\n")
    expect(watched.locator("input[name='cell:u3:2']")).to_have_value("1.5")
    expect(watched.locator("input[name='cell:u4:3']")).to_have_value("-1")
    expect(watched.locator("input[name='cell:u4:2']")).to_have_value("")
    expect(watched.locator("td[data-outside]")).to_have_count(1)
    expect(watched.locator("[data-grid-says]")).to_have_text(
        "已粘贴 3 格。 有 3 格超出表格或不能填，没有粘贴。 有 3 格尚未保存"
    )
    watched.locator("input[name='cell:u3:2']").focus()
    watched.keyboard.press("Control+z")
    expect(watched.locator("input[name='cell:u3:2']")).to_have_value("2.5")
    expect(watched.locator("td[data-changed]")).to_have_count(0)


def test_the_grid_is_copied_whole(watched: Page, address: str) -> None:
    watched.goto(f"{address}/sample/parts")
    watched.evaluate(
        """() => { document.execCommand = () => {
            const data = new DataTransfer();
            document.dispatchEvent(new ClipboardEvent("copy", {clipboardData: data, cancelable: true}));
            window.copied = data.getData("text/plain");
        }; }"""
    )
    watched.get_by_role("button", name="复制整表").click()
    lines = watched.evaluate("window.copied").split("\n")
    assert lines[0] == "单位\t立项重点突出\t工作制度完善\t责任追究到位"
    assert lines[1] == "示例单位01\t2.5\t2.5\t2.5"


def test_unsaved_cells_are_not_left_by_mistake(page: Page, address: str) -> None:
    page.goto(f"{address}/sample/parts")
    page.locator(GRID).fill("1")
    asked: list[str] = []

    def answer(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.goto(f"{address}/sign-in")
    assert asked == ["beforeunload"]


def test_a_failed_request_is_said_and_nothing_typed_is_lost(page: Page, address: str) -> None:
    page.goto(f"{address}{CHAOYANG}/ranking")
    page.route("**/ranking?*", lambda route: route.fulfill(status=500, body="x"))
    page.get_by_label("筛选").press_sequentially("财", delay=20)
    expect(page.locator("#messages")).to_contain_text("没有完成")
    expect(page.get_by_label("筛选")).to_have_value("财")


def paste(page: Page, field: str, text: str) -> None:
    """Pastes a text as from another program."""
    page.locator(field).focus()
    page.evaluate(
        """([field, text]) => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true});
            document.querySelector(field).dispatchEvent(event);
        }""",
        [field, text],
    )


def test_a_grid_saves_by_key_and_keeps_what_was_typed_where_the_sign_in_has_ended(page: Page, address: str) -> None:
    page.goto(f"{address}/sample/parts")
    field = page.locator(".grid tbody input:not([readonly]):not([type])").first
    field.fill("1.5")
    page.evaluate("Date.now = ((now) => () => now() + 6e5)(Date.now)")
    page.route("**/sample/parts", lambda route: route.abort())
    field.press("Control+s")
    expect(page.locator("[data-grid-says]")).to_contain_text("没有保存：登录已经过期")
    expect(page.get_by_role("link", name="重新登录")).to_be_visible()
    expect(field).to_have_value("1.5")


def test_what_is_saved_in_place_is_called_wrong_no_more(page: Page, address: str) -> None:
    page.goto(f"{address}/sample/parts")
    field = page.locator("input[name='cell:u1:1']")
    field.evaluate("""field => {
        field.form.dataset.inPlace = "";
        field.setAttribute("aria-invalid", "true");
        field.form.insertAdjacentHTML("beforebegin", "<p data-grid-wrong>没有保存</p><div data-grid-saved></div>");
        field.closest("tr").insertAdjacentHTML("afterend", "<tr class='wrong-row'><td class='wrong'>改为“2”。</td></tr>");
    }""")
    stands = '<p data-says="已保存 1 项。"><input type="hidden" name="version:u1:1" value="7">'
    page.route("**/sample/parts", lambda route: route.fulfill(body=stands, content_type="text/html"))
    field.fill("1.5")
    field.press("Control+s")
    expect(page.locator("input[name='version:u1:1']")).to_have_value("7")
    expect(page.locator("[data-grid-wrong], .wrong, [aria-invalid], td[data-changed]")).to_have_count(0)


def test_a_form_is_not_sent_and_keeps_what_was_typed_where_the_sign_in_has_ended(page: Page, address: str) -> None:
    page.goto(f"{address}{CHAOYANG}/readings/sources-9")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    reason = page.locator("main form textarea").first
    reason.fill("会议纪要")
    page.evaluate("Date.now = ((now) => () => now() + 6e5)(Date.now)")
    page.route("**/readings/sources-9", lambda route: route.fulfill(status=302, headers={"Location": "/sign-in"}))
    page.locator("main form button.primary").click()
    expect(page.locator("#signed-out")).to_contain_text("您填的内容还在本页")
    expect(reason).to_have_value("会议纪要")
    page.unroute("**/readings/sources-9")
    assert "POST" not in sent
    with page.expect_request(lambda request: request.method == "POST"):
        page.locator("main form button.primary").click()
