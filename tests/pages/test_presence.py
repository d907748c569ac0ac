"""Forms in Chromium when the sign-in has ended: nothing is sent, nothing typed is lost, and the page says so."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from kaoping.actions.file_review import file_review
from kaoping.actions.tests.year import WEDNESDAY, Year, on, opened, released_on_wednesday
from kaoping.records.models import Fact, Person, Release, Review
from tests.databases import Databases
from tests.pages.test_entering import sat_down
from tests.visiting import asking, at

pytestmark = pytest.mark.slow

TYPED = "两起是同一件事"
NOT_SENT = "没有提交：登录已到期，或者网络不通。您填的内容还在本页。"


def send(page: Page, button: str) -> None:
    page.locator("main").get_by_role("button", name=button, exact=True).click()


def sign_out(context: BrowserContext) -> None:
    """As in another window: this page knows nothing of it."""
    context.clear_cookies(name="sessionid")


def sign_in_again(context: BrowserContext, person: Person, address: str) -> None:
    session = asking(person).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])


def expect_kept(page: Page, field: str, button: str) -> None:
    """The page stays with what was typed, and says that nothing was sent."""
    send(page, button)
    expect(page.locator("#signed-out")).to_be_visible()
    expect(page.locator("#signed-out")).to_contain_text(NOT_SENT)
    expect(page.locator(field)).to_have_value(TYPED)


def test_a_request_for_a_review_waits_for_a_new_sign_in(
    databases: Databases, context: BrowserContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, WEDNESDAY)
    with databases("sqlite"):
        year = released_on_wednesday(tmp_path)
        with sat_down(context, year.head) as (page, address):
            page.goto(f"{address}{at(year, 'ask-review')}?item=calls")
            page.fill("[name=ground]", TYPED)
            page.set_input_files("[name=files]", {"name": "a.pdf", "mimeType": "", "buffer": b"%PDF-1.4 sample"})
            sign_out(context)
            expect_kept(page, "[name=ground]", "提出申请")
            assert not Review.objects.exists()
            sign_in_again(context, year.head, address)
            send(page, "提出申请")
            page.wait_for_url("**/reviews/1")
            assert [one.name for one in Review.objects.get().evidence.all()] == ["a.pdf"]


def test_a_decision_waits_for_a_new_sign_in(
    databases: Databases, context: BrowserContext, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, WEDNESDAY)
    with databases("sqlite"):
        year = released_on_wednesday(tmp_path)
        review = file_review(year.head, Release.objects.get(), year.unit, "calls", "理由")
        with sat_down(context, year.office) as (page, address):
            page.goto(f"{address}{at(year, 'review', review.pk)}")
            page.check("[name=decision][value=rejected]")
            page.fill("[name=reasons]", TYPED)
            sign_out(context)
            expect_kept(page, "[name=reasons]", "继续")
            sign_in_again(context, year.office, address)
            send(page, "继续")
            expect(page.locator("main .steps")).to_contain_text(TYPED)


def test_a_row_waits_for_a_new_sign_in(databases: Databases, context: BrowserContext, tmp_path: Path) -> None:
    with databases("sqlite"):
        year: Year = opened(tmp_path)
        with sat_down(context, year.office) as (page, address):
            page.goto(f"{address}{at(year, 'new-row', 'events')}?unit=u-1&item=calls")
            page.fill("[name=on]", "2020-05-01")
            page.fill("[name=note]", TYPED)
            sign_out(context)
            expect_kept(page, "[name=note]", "登记事件")
            sign_in_again(context, year.office, address)
            send(page, "登记事件")
            page.wait_for_url("**/facts/*")
            assert Fact.objects.filter(table="events", content__contains=TYPED).count() == 1
