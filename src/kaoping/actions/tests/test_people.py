"""People: three administrators apart from all scores, roles that do not go together, links that work once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from kaoping.actions.appoint import appoint
from kaoping.actions.create_assessment import create_assessment
from kaoping.actions.create_person import create_person
from kaoping.actions.dismiss import dismiss
from kaoping.actions.import_facts import import_facts
from kaoping.actions.issue_sign_in_link import issue_sign_in_link
from kaoping.actions.set_active import set_active
from kaoping.actions.set_password import set_password
from kaoping.actions.set_up_administrators import set_up_administrators
from kaoping.actions.sign_in_with_link import sign_in_with_link
from kaoping.actions.tests.year import Year, founded, person
from kaoping.core.defect import Refused
from kaoping.records import clock
from kaoping.records.access import roles_of
from kaoping.records.models import JournalEntry, SignInLink
from kaoping.records.refusals import NotAllowed
from kaoping.records.roles import Role


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [defect.code for defect in refused.value.defects]


def test_a_new_installation_has_three_administrators_and_no_password(db: None) -> None:
    tokens = set_up_administrators()
    assert set(tokens) == {"system_admin", "security_admin", "audit_admin"}
    assert not person("system").has_usable_password()
    with pytest.raises(Refused) as refused:
        set_up_administrators()
    assert codes(refused) == ["already-set-up"]


def test_a_link_signs_in_once(database: object) -> None:
    token = set_up_administrators()["system_admin"]
    assert sign_in_with_link(token) == person("system")
    for useless in (token, "unknown"):
        with pytest.raises(NotAllowed):
            sign_in_with_link(useless)
    assert not SignInLink.objects.filter(token_hash=token).exists()
    assert not JournalEntry.objects.filter(after__contains=token).exists()


def test_a_link_expires(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up_administrators()
    token = issue_sign_in_link(person("security"), person("audit"), timedelta(hours=1))
    then = clock.now() + timedelta(hours=1, seconds=1)
    monkeypatch.setattr(clock, "now", lambda: then)
    with pytest.raises(NotAllowed):
        sign_in_with_link(token)


def test_somebody_who_may_not_sign_in_cannot_by_a_link_either(db: None) -> None:
    set_up_administrators()
    audit = person("audit")
    token = issue_sign_in_link(person("security"), audit)
    audit.is_active = False
    audit.save()
    with pytest.raises(NotAllowed):
        sign_in_with_link(token)


def test_no_administrator_touches_an_assessment(year: Year, tmp_path: Path) -> None:
    for username in ("system", "security", "audit"):
        with pytest.raises(NotAllowed):
            import_facts(person(username), year.assessment, tmp_path / "facts.json")


@pytest.mark.parametrize("role", ["office", "unit_clerk", "audit_admin"])
def test_an_administrator_holds_no_other_role(year: Year, role: Role) -> None:
    at = None if role == "audit_admin" else year.assessment
    unit = year.unit if role == "unit_clerk" else None
    with pytest.raises(Refused) as refused:
        appoint(person("security"), person("system"), role, at, unit=unit)
    assert codes(refused) == ["conflicting-roles"]


def test_somebody_with_a_role_becomes_no_administrator(year: Year) -> None:
    with pytest.raises(Refused) as refused:
        appoint(person("security"), year.head, "audit_admin")
    assert codes(refused) == ["conflicting-roles"]


def test_whoever_decides_about_units_belongs_to_none(year: Year) -> None:
    with pytest.raises(Refused) as refused:
        appoint(person("security"), year.office, "unit_head", year.assessment, unit=year.unit)
    assert codes(refused) == ["conflicting-roles"]


def test_nobody_appoints_oneself_and_the_office_appoints_no_office(year: Year) -> None:
    with pytest.raises(NotAllowed):
        appoint(person("security"), person("security"), "audit_admin")
    other = create_person(person("system"), "other", "示例")
    with pytest.raises(NotAllowed):
        appoint(year.office, other, "office", year.assessment)
    appoint(year.office, other, "inspector", year.assessment)
    assert roles_of(other, year.assessment) == {"inspector"}


def test_a_role_of_another_year_is_no_role_in_this_one(year: Year, tmp_path: Path) -> None:
    other = create_assessment(person("system"), 2021, "示例考评")
    with pytest.raises(NotAllowed):
        import_facts(year.office, other, tmp_path / "facts.json")


def test_a_role_that_has_ended_is_none(year: Year) -> None:
    appointment = year.head.appointments.get()
    with pytest.raises(Refused):
        dismiss(person("security"), appointment, "")
    dismiss(person("security"), appointment, "调离")
    assert roles_of(year.head, year.assessment) == frozenset()


def test_the_same_appointment_twice_is_one(year: Year) -> None:
    again = appoint(person("security"), year.head, "unit_head", year.assessment, unit=year.unit)
    assert again == year.head.appointments.get()


def test_a_new_year_starts_from_the_last_one(year: Year) -> None:
    new = create_assessment(year.office, 2021, "示例考评", copied_from=year.assessment)
    assert roles_of(year.office, new) == {"office"}
    assert [unit.code for unit in new.units.order_by("code")] == ["u-1", "u-2", "u-3"]
    assert new.schemes.get().digest == year.version.digest
    assert not new.schemes.get().confirmations.exists()
    assert {fact.table for fact in new.facts.all()} == {"units"}


def test_a_year_has_one_assessment_of_a_name(db: None) -> None:
    assessment, _, _ = founded()
    with pytest.raises(Refused) as refused:
        create_assessment(person("system"), assessment.year, assessment.name)
    assert codes(refused) == ["name-taken"]


def test_a_password_is_the_persons_own_and_keeps_the_rules(db: None) -> None:
    set_up_administrators()
    somebody = create_person(person("system"), "wang-shili", "示例")
    with pytest.raises(Refused) as refused:
        set_password(somebody, "12345678")
    assert set(codes(refused)) == {"password-too-short", "password-too-common", "password-entirely-numeric"}
    with pytest.raises(Refused) as refused:
        set_password(somebody, "wang-shili-1")
    assert codes(refused) == ["password-too-similar"]
    set_password(somebody, "河边 有 三棵树 与 灯")
    assert person("wang-shili").check_password("河边 有 三棵树 与 灯")
    assert not JournalEntry.objects.filter(after__contains="河边").exists()


def test_somebody_shut_out_may_do_nothing_until_let_in_again(year: Year) -> None:
    set_active(person("system"), year.office, "调离", active=False)
    assert roles_of(person("office"), year.assessment) == frozenset()
    set_active(person("system"), year.office, "调回", active=True)
    assert roles_of(person("office"), year.assessment) == {"office"}
    with pytest.raises(NotAllowed):
        set_active(year.office, year.head, "示例", active=False)
