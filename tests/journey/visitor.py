"""Somebody at a browser: signs in by a one-time link, reads, fills in, presses; and keeps pictures where asked to."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, expect

# Where pictures for the documentation go; without it, none are made.
PICTURES = os.environ.get("KAOPING_PICTURES", "")
PASSWORD = "河边 有 三棵树 与 灯"  # noqa: S105  # of people who live as long as the test
WIDE = ViewportSize(width=1366, height=768)
NARROW = ViewportSize(width=390, height=844)


@dataclass(frozen=True)
class Visitor:
    """One person's browser, and the address of the installation."""

    page: Page
    address: str

    def opens(self, path: str, heading: str = "") -> Visitor:
        """Opens a page, which must be there."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer is not None
        assert answer.status == 200, f"{path}: {answer.status}"
        return self.reads(heading) if heading else self

    def reads(self, *words: str) -> Visitor:
        """The words stand on the page, or come to stand there."""
        for word in words:
            expect(self.page.locator("body")).to_contain_text(word, timeout=20_000)
        return self

    def fills(self, **fields: str) -> Visitor:
        """Fields by their names."""
        for name, value in fields.items():
            field = self.page.locator(f"[name='{name}']")
            if field.first.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        return self

    def chooses(self, name: str, value: str) -> Visitor:
        """A radio button or a box to tick."""
        self.page.locator(f"[name='{name}'][value='{value}']").check()
        return self

    def attaches(self, name: str, path: Path) -> Visitor:
        """A file."""
        self.page.locator(f"[name='{name}']").set_input_files(path)
        return self

    def presses(self, button: str) -> Visitor:
        """A button by its words; what is refused fails here, with what is said about it."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=button, exact=True).last.click()
        wrong = self.page.locator(".wrong, .form-errors, [role=alert]")
        assert not wrong.count(), f"{button}: {wrong.first.inner_text()}"
        return self

    def saves(self, button: str) -> Visitor:
        """A button of a page that stays where it is."""
        self.page.get_by_role("button", name=button, exact=True).last.click()
        return self

    def follows(self, link: str) -> Visitor:
        """A link by its words."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=link, exact=True).first.click()
        return self

    def takes_password(self) -> Visitor:
        """Sets an own password."""
        return self.opens("/password").fills(wanted=PASSWORD, again=PASSWORD).presses("设定密码")

    def name(self) -> str:
        """Who this is, as the page says."""
        return self.page.locator("details.person summary").inner_text().strip()

    def keeps(self, name: str, *, narrow: bool = False) -> Visitor:
        """A picture of the page, where pictures are asked for; also as a telephone shows it, where that is said."""
        sizes = {"": WIDE, "-narrow": NARROW} if narrow else {"": WIDE}
        for suffix, size in sizes.items() if PICTURES else ():
            self.page.set_viewport_size(size)
            self.page.screenshot(path=f"{PICTURES}/{name}{suffix}.png")
        self.page.set_viewport_size(WIDE)
        return self


def visitor(browser: Browser, link: str) -> Visitor:
    """Whoever has this link, signed in by it."""
    page = browser.new_context(viewport=WIDE, locale="zh-CN", timezone_id="Asia/Shanghai").new_page()
    page.goto(link)
    page.locator("form button").last.click()
    page.wait_for_url(re.compile(r"^(?!.*sign-in)"))
    return Visitor(page, link.partition("/sign-in/")[0])


def returning(browser: Browser, address: str, username: str) -> Visitor:
    """Somebody who has taken a password, signed in by it."""
    page = browser.new_context(viewport=WIDE, locale="zh-CN", timezone_id="Asia/Shanghai").new_page()
    found = Visitor(page, address).opens("/sign-in").fills(username=username, password=PASSWORD)
    return found.presses("登录")
