"""The frame, the language switch, the error pages."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from kaoping.core.text import LANGUAGES
from kaoping.web.shared import errors
from kaoping.web.shared.frame import PLACES, places
from kaoping.web.shared.language import COOKIE

ADDRESSES = {name: f"/{name}" for name in PLACES}
PAGES = (
    errors.BAD_REQUEST,
    errors.FORM_TOO_OLD,
    errors.NOT_ALLOWED,
    errors.NOT_FOUND,
    errors.TOO_MANY_ATTEMPTS,
    errors.FAILED,
)


def test_the_navigation_has_only_what_the_role_may_use_in_the_order_of_the_year() -> None:
    shown = places(ADDRESSES, {"ranking", "inbox", "entry"}, "entry", 4, "zh")
    assert [(place.name, place.current, place.count) for place in shown] == [
        ("待办", False, 4),
        ("打分与填报", True, 0),
        ("排名", False, 0),
    ]


def test_pages_are_chinese_until_the_reader_switches() -> None:
    client = Client()
    first = client.get("/sign-in")
    client.post("/language", {"language": "en", "next": "/sign-in"})
    then = client.get("/sign-in")
    assert "登录" in first.text
    assert "<h1>Sign in</h1>" in then.text
    assert (first.headers["Content-Language"], then.headers["Content-Language"]) == ("zh-Hans", "en")


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(wanted: str) -> None:
    answer = Client().post("/language", {"language": "en", "next": wanted})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/")


def test_an_unknown_language_is_chinese() -> None:
    client = Client()
    client.cookies[COOKIE] = "fr"
    assert client.get("/sign-in").headers["Content-Language"] == "zh-Hans"


def test_the_switch_is_refused_without_its_token() -> None:
    answer = Client(enforce_csrf_checks=True).post("/language", {"language": "en"})
    assert answer.status_code == 403
    assert "页面已过期" in answer.text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title.en)
def test_an_error_says_what_happened_and_what_to_do(page: errors.ErrorPage, language: str) -> None:
    answer = errors.error_page(_request(language), page)
    assert answer.status_code == page.status
    for text in (page.title, page.says, page.remedy):
        assert (text.zh if language == "zh" else text.en) in answer.text


def test_an_unknown_address_is_answered_with_our_own_page() -> None:
    answer = Client().get("/no-such-page")
    assert answer.status_code == 404
    assert "没有这一页" in answer.text


def test_every_page_forbids_what_does_not_come_from_here() -> None:
    policy = Client().get("/sign-in").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def _request(language: str) -> HttpRequest:
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = language
    return request
