"""The accounts' pages: who keeps them, what each administrator can do and what neither can."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kaoping.actions.create_person import create_person
from kaoping.actions.set_password import set_password
from kaoping.actions.tests.year import Year, person
from kaoping.records.access import roles_of
from kaoping.records.models import Appointment, JournalEntry, Person, SignInLink


def browser(username: str) -> Client:
    client = Client()
    client.force_login(person(username))
    return client


def test_the_first_page_of_each_administrator_is_the_work(year: Year) -> None:
    for username, place in (("system", "accounts"), ("security", "accounts"), ("audit", "whole-journal")):
        answer = browser(username).get("/")
        assert (answer.status_code, answer.headers["Location"]) == (302, reverse(place))


def test_everybody_is_listed_with_every_role_once(year: Year) -> None:
    text = browser("system").get(reverse("accounts")).text
    assert "共 6 行" in text
    assert "负责人示例" in text
    assert "单位负责人" in text
    assert text.count("未设密码") == 6


def test_the_system_administrator_adds_somebody_who_cannot_sign_in_yet(year: Year) -> None:
    given = {"username": "new-01", "name": "新来示例", "language": "en"}
    answer = browser("system").post(reverse("new-account"), given, follow=True)
    assert "已新建新来示例。" in answer.text
    made = person("new-01")
    assert (made.language, made.has_usable_password()) == ("en", False)
    again = browser("system").post(reverse("new-account"), given)
    assert again.status_code == 422
    assert "用户名“new-01”已有人用。" in again.text
    assert 'value="新来示例"' in again.text


def test_somebody_is_shut_out_with_a_reason_and_admitted_again(year: Year) -> None:
    ask, address = browser("system"), reverse("account-active", args=[year.head.pk])
    theirs = browser("head")
    assert ask.post(address, {"why": ""}).status_code == 422
    assert "已停用负责人示例。" in ask.post(address, {"why": "调离"}, follow=True).text
    assert theirs.get("/").status_code == 302
    assert "启用负责人示例" in ask.get(address).text
    ask.post(address, {"why": "调回"})
    assert person("head").is_active


def test_a_link_is_shown_once_and_signs_in(year: Year) -> None:
    ask, address = browser("security"), reverse("account-link", args=[year.head.pk])
    assert not SignInLink.objects.filter(person=year.head).exists()
    assert ask.get(address).status_code == 200
    assert not SignInLink.objects.filter(person=year.head).exists()
    answer = ask.post(address)
    assert "no-store" in answer.headers["Cache-Control"]
    link = re.search(r"http://testserver(/sign-in/[\w-]+)", answer.text)
    assert link is not None
    theirs = Client()
    assert "您还没有密码" in theirs.post(link[1], follow=True).text
    assert theirs.post(link[1]).status_code == 403


def test_whoever_is_locked_out_is_named_and_let_in_again(year: Year) -> None:
    set_password(year.head, "河边 有 三棵树 与 灯")
    client, given = Client(), {"username": "head", "password": "wrong"}
    for _ in range(5):
        client.post("/sign-in", given)
    right = {**given, "password": "河边 有 三棵树 与 灯"}
    assert client.post("/sign-in", right).status_code == 429
    ask = browser("security")
    assert "锁定：负责人示例" in ask.get(reverse("accounts")).text
    assert "已锁定" in ask.get(reverse("account", args=[year.head.pk])).text
    assert "已解除负责人示例的登录锁定。" in ask.post(reverse("account-unlock", args=[year.head.pk]), follow=True).text
    assert client.post("/sign-in", right).status_code == 302
    assert JournalEntry.objects.filter(action="unlock_person").count() == 1


def test_an_administrator_is_appointed_and_ended_by_the_security_administrator(year: Year) -> None:
    other, ask = create_person(person("system"), "other", "接替示例"), browser("security")
    answer = ask.post(reverse("account-role", args=[other.pk]), {"role": "audit_admin"}, follow=True)
    assert "已任命接替示例为审计管理员。" in answer.text
    held = Appointment.objects.get(person=person("audit"))
    address = reverse("administrator", args=[held.person_id, held.pk])
    assert address in ask.get(reverse("account", args=[held.person_id])).text
    assert ask.post(address, {"why": ""}).status_code == 422
    assert "已解除审计管理员的任命。" in ask.post(address, {"why": "轮岗"}, follow=True).text
    assert roles_of(person("audit"), None) == frozenset()


def test_whoever_takes_part_in_an_assessment_becomes_no_administrator_and_is_told_why(year: Year) -> None:
    answer = browser("security").post(reverse("account-role", args=[year.head.pk]), {"role": "audit_admin"})
    assert answer.status_code == 422
    assert "管理员不参与考评，三员也不能互兼" in answer.text


@pytest.mark.parametrize(
    ("username", "places"),
    [
        ("system", ["account-link", "account-unlock", "account-role"]),
        ("security", ["new-account", "account-active"]),
        ("audit", ["accounts", "account", "account-link", "account-active"]),
        ("office", ["accounts", "new-account", "account", "account-link", "account-active", "account-role"]),
    ],
)
def test_nobody_does_the_work_of_another_administrator(year: Year, username: str, places: list[str]) -> None:
    ask = browser(username)
    for place in places:
        address = reverse(place, args=[] if place in ("accounts", "new-account") else [year.head.pk])
        assert ask.get(address).status_code == 404
        assert ask.post(address, {"why": "x", "role": "audit_admin"}).status_code in (404, 405)
    assert person("head").is_active


def test_nobody_shuts_oneself_out(year: Year) -> None:
    own = person("system")
    ask = browser("system")
    assert reverse("account-active", args=[own.pk]) not in ask.get(reverse("account", args=[own.pk])).text
    assert ask.post(reverse("account-active", args=[own.pk]), {"why": "x"}).status_code == 403


def test_the_list_asks_the_database_as_often_for_many_people_as_for_few(year: Year) -> None:
    ask, counts = browser("system"), []
    ask.get(reverse("accounts"))
    for more in (0, 20):
        for number in range(more):
            Person.objects.create(username=f"p-{number}", name="示例")
        with CaptureQueriesContext(connection) as asked:
            assert ask.get(reverse("accounts")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
