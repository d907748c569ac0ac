"""Every page of the policy, in a real browser: nothing hinders a reader, nothing fails, nobody outside is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import BrowserContext, Page

from kaoping.records.models import Assessment
from tests.authorisation.asking import Desk
from tests.authorisation.objects import arguments
from tests.authorisation.policy import Row, rows
from tests.authorisation.world import COLUMNS
from tests.pages.looking import serious
from tests.pages.server import served_here

pytestmark = pytest.mark.slow

# Where a page is shown to several, the one who works with it most.
READERS = ("office", "assessor", "head", "adviser", "group", "system", "security", "audit", "nobody")


def shown(row: Row) -> tuple[str, str, str] | None:
    """A page, a stage in which it is shown, and to whom."""
    readers = [column for column in READERS if row.outcomes[column] == "ok"]
    return (row.name, row.stages[0], COLUMNS[readers[0]][0]) if readers else None


PAGES = {found[0]: found for row in rows() if row.method == "GET" and (found := shown(row))}


@pytest.fixture
def watched(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing was refused, nothing failed, and nobody outside was asked."""
    page, complaints = context.new_page(), list[str]()
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: complaints.append(request.url) if "127.0.0.1" not in request.url else None)
    yield page
    assert not complaints


@pytest.mark.parametrize("name", PAGES)
def test_every_page_can_be_read_by_everybody(name: str, desk: Desk, watched: Page) -> None:
    _, stage, username = PAGES[name]
    at = Assessment.objects.get(pk=desk.world.assessments[stage])
    path = reverse(name, args=arguments(name, desk.world, at))
    first = desk.world.client(username).get(path)
    if not first.headers["Content-Type"].startswith("text/html") or b"<html" not in first.content:
        return  # a download, or a part that another page takes in
    with served_here() as address:
        if username:
            cookie = {"name": "sessionid", "value": desk.world.sessions[username], "url": address}
            watched.context.add_cookies([cookie])  # type: ignore[list-item]  # a mapping of these three is enough
        answer = watched.goto(address + path)
        assert answer is not None
        assert answer.status == 200
        found = serious(watched)
        watched.emulate_media(color_scheme="dark")
        watched.set_viewport_size({"width": 390, "height": 844})
        found += [f"dark and narrow: {one}" for one in serious(watched)]
        if watched.evaluate("document.documentElement.scrollWidth") > 390:
            found.append("a narrow screen scrolls the page sideways")
    assert not found, f"{path} ({username})"
