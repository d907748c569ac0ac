"""One's own password: what is asked before, what is refused, what holds afterwards; and the language of a person."""

from __future__ import annotations

import pytest
from django.test import Client

from kaoping.actions.issue_sign_in_link import issue_sign_in_link
from kaoping.actions.set_password import set_password
from kaoping.actions.set_up_administrators import set_up_administrators
from kaoping.actions.tests.year import person
from kaoping.records.models import JournalEntry
from kaoping.web.shared.language import COOKIE

OLD, NEW = "河边 有 三棵树 与 灯", "山上 有 两口井 与 桥"


@pytest.fixture
def ask(db: None) -> Client:
    """The browser of the audit administrator, who has a password."""
    set_up_administrators()
    set_password(person("audit"), OLD)
    client = Client()
    client.force_login(person("audit"))
    return client


def test_the_rules_stand_on_the_page_before_anything_is_typed(ask: Client) -> None:
    text = ask.get("/password").text
    assert "至少 10 个字符" in text
    assert "现在的密码" in text


def test_a_new_password_holds_and_the_session_goes_on(ask: Client) -> None:
    answer = ask.post("/password", {"current": OLD, "wanted": NEW, "again": NEW}, follow=True)
    assert "密码已设定" in answer.text
    assert person("audit").check_password(NEW)
    assert Client().post("/sign-in", {"username": "audit", "password": NEW}).status_code == 302


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"current": "wrong"}, "现在的密码不对。"),
        ({"again": "别的"}, "两次输入的新密码不一样。"),
        ({"wanted": "12345", "again": "12345"}, "密码不足10个字符。"),
        ({"wanted": ""}, "请填写。"),
    ],
)
def test_what_is_wrong_is_said_and_the_old_password_stays(ask: Client, given: dict[str, str], says: str) -> None:
    answer = ask.post("/password", {"current": OLD, "wanted": NEW, "again": NEW, **given})
    assert answer.status_code == 422
    assert says in answer.text
    assert NEW not in answer.text
    assert person("audit").check_password(OLD)


def test_whoever_comes_by_a_link_needs_no_old_password_and_only_until_it_is_set(ask: Client) -> None:
    client = Client()
    client.post(f"/sign-in/{issue_sign_in_link(person('security'), person('audit'))}")
    assert "现在的密码" not in client.get("/password").text
    assert client.post("/password", {"wanted": NEW, "again": NEW}).status_code == 302
    assert "现在的密码" in client.get("/password").text


def test_a_language_is_kept_with_the_person_and_holds_on_another_machine(ask: Client) -> None:
    ask.post("/language", {"language": "en"})
    assert person("audit").language == "en"
    elsewhere = Client()
    elsewhere.post("/sign-in", {"username": "audit", "password": OLD})
    assert elsewhere.cookies[COOKIE].value == "en"
    lines = JournalEntry.objects.count()
    ask.post("/language", {"language": "en"})
    assert JournalEntry.objects.count() == lines
