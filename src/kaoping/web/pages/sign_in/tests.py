"""Signing in: what is refused stays to be mended, and nobody is led elsewhere."""

from __future__ import annotations

import pytest
from django.http import HttpRequest
from django.test import Client

from kaoping.records.models import Person
from kaoping.web.pages.sign_in import forms, views


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """One person whose password is right."""

    def authenticate(request: HttpRequest, username: str, password: str) -> Person | None:
        return Person(username="clerk") if (username, password) == ("clerk", "right") else None

    monkeypatch.setattr(forms, "authenticate", authenticate)
    monkeypatch.setattr(views, "login", lambda request, person: None)


@pytest.mark.usefixtures("known")
def test_a_wrong_password_keeps_the_name_and_not_the_password() -> None:
    answer = Client().post("/sign-in", {"username": "clerk", "password": "wrong one"})
    assert answer.status_code == 422
    assert 'value="clerk"' in answer.text
    assert "wrong one" not in answer.text
    assert "用户名或密码不对" in answer.text


@pytest.mark.usefixtures("known")
def test_the_person_comes_to_the_page_that_was_wanted() -> None:
    answer = Client().post("/sign-in", {"username": "clerk", "password": "right", "next": "/ranking"})
    assert (answer.status_code, answer.headers["Location"]) == (302, "/ranking")


@pytest.mark.usefixtures("known")
@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_nobody_is_led_elsewhere(wanted: str) -> None:
    answer = Client().post("/sign-in", {"username": "clerk", "password": "right", "next": wanted})
    assert answer.headers["Location"] == "/"


def test_empty_fields_are_named_before_anybody_is_looked_up() -> None:
    answer = Client().post("/sign-in", {"username": "", "password": ""})
    assert answer.text.count("请填写。") == 4


def test_the_page_is_kept_nowhere() -> None:
    assert "no-store" in Client().get("/sign-in").headers["Cache-Control"]


def test_signing_out_takes_a_form() -> None:
    assert Client().get("/sign-out").status_code == 405


def test_who_was_on_the_way_elsewhere_is_told_why_the_sign_in_asks() -> None:
    assert "半小时没有操作" in Client().get("/sign-in?next=/assessments/1/entry").text
    assert "半小时没有操作" not in Client().get("/sign-in").text
