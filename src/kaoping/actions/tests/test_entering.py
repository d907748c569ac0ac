"""Entering, correcting, withdrawing: version-checked, with reasons, by those whose item it is."""

from __future__ import annotations

import pytest

from kaoping.actions.close_entry import close_entry
from kaoping.actions.correct_fact import correct_fact
from kaoping.actions.enter_row import enter_row
from kaoping.actions.enter_value import enter_value
from kaoping.actions.open_entry import open_entry
from kaoping.actions.tests.year import Year
from kaoping.actions.withdraw_fact import withdraw_fact
from kaoping.core.defect import Refused
from kaoping.records.canonical import parsed
from kaoping.records.journal import head_sequence, verify_journal
from kaoping.records.models import JournalEntry
from kaoping.records.queries.facts import current, history
from kaoping.records.refusals import Conflict, NotAllowed

ACTUAL = ("u-1", "done", "actual")
CALL = {"unit": "u-2", "item": "calls", "on": "2020-05-01", "id": "e-1"}


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [defect.code for defect in refused.value.defects]


def test_a_value_that_replaces_another_keeps_who_when_and_why(year: Year) -> None:
    old = year.value(*ACTUAL)
    new = enter_value(year.office, year.assessment, ACTUAL, "９５.０", expected=old.pk, why="统计局更正")
    assert parsed(new.content)["value"] == "95"
    assert year.facts().values[ACTUAL] == 95
    told = [(fact.content, fact.reason, fact.entered_by) for fact in history(year.assessment, "values", *ACTUAL)]
    assert told == [(old.content, "", year.office), (new.content, "统计局更正", year.office)]
    entry = JournalEntry.objects.get(action="enter_value")
    assert (entry.why, entry.subject) == ("统计局更正", "数据 · 示例单位1 · done 完成 · actual")


def test_who_saw_an_older_value_is_shown_the_newer_one_and_changes_nothing(year: Year) -> None:
    seen = year.value(*ACTUAL)
    theirs = enter_value(year.office, year.assessment, ACTUAL, "95", expected=seen.pk, why="更正")
    with pytest.raises(Conflict) as conflict:
        enter_value(year.office, year.assessment, ACTUAL, "96", expected=seen.pk, why="更正")
    assert conflict.value.theirs == theirs
    assert conflict.value.yours["value"] == "96"
    with pytest.raises(Conflict):
        correct_fact(year.office, seen, {**parsed(seen.content), "value": "96"}, "更正")
    assert year.value(*ACTUAL) == theirs


def test_the_same_value_sent_twice_has_one_effect(year: Year) -> None:
    seen = year.value(*ACTUAL)
    first = enter_value(year.office, year.assessment, ACTUAL, "95", expected=seen.pk, why="更正")
    end = head_sequence()
    assert enter_value(year.office, year.assessment, ACTUAL, "95.00", expected=seen.pk, why="更正") == first
    assert head_sequence() == end


def test_a_row_with_an_id_sent_twice_has_one_effect(year: Year) -> None:
    first = enter_row(year.office, year.assessment, "events", CALL)
    assert enter_row(year.office, year.assessment, "events", CALL) == first
    assert len(year.facts().rows) == 3


def test_a_change_without_a_reason_is_refused(year: Year) -> None:
    seen = year.value(*ACTUAL)
    with pytest.raises(Refused) as refused:
        enter_value(year.office, year.assessment, ACTUAL, "95", expected=seen.pk, why=" ")
    assert codes(refused) == ["reason-needed"]


@pytest.mark.parametrize(("value", "code"), [("很多", "bad-number"), ("", "missing-field")])
def test_a_value_that_does_not_fit_is_refused_and_nothing_is_kept(year: Year, value: str, code: str) -> None:
    end = head_sequence()
    with pytest.raises(Refused) as refused:
        enter_value(year.office, year.assessment, ACTUAL, value, expected=year.value(*ACTUAL).pk, why="更正")
    assert codes(refused) == [code]
    assert head_sequence() == end


def test_what_is_withdrawn_does_not_count_and_may_come_back(year: Year) -> None:
    withdraw_fact(year.office, year.value(*ACTUAL), "录错单位")
    assert ACTUAL not in year.facts().values
    enter_value(year.office, year.assessment, ACTUAL, "88")
    assert year.facts().values[ACTUAL] == 88
    assert [fact.state for fact in history(year.assessment, "values", *ACTUAL)] == [
        "confirmed",
        "withdrawn",
        "confirmed",
    ]
    assert verify_journal() is None


def test_a_correction_cannot_move_a_fact_to_another_unit(year: Year) -> None:
    event = current(year.assessment).filter(table="events").first()
    assert event is not None
    with pytest.raises(Refused) as refused:
        correct_fact(year.office, event, {**parsed(event.content), "unit": "u-2"}, "更正")
    assert codes(refused) == ["moved"]


def test_assessors_enter_their_own_items_while_the_entry_is_open(year: Year) -> None:
    audit = year.join("audit-clerk", "assessor", assessor="审计局")
    seen = year.value(*ACTUAL)
    with pytest.raises(NotAllowed):
        enter_value(audit, year.assessment, ACTUAL, "91", expected=seen.pk, why="更正")
    open_entry(year.office, year.assessment)
    enter_value(audit, year.assessment, ACTUAL, "91", expected=seen.pk, why="更正")
    with pytest.raises(NotAllowed):
        enter_value(audit, year.assessment, ("u-3", "given", "given"), "30", why="更正")
    close_entry(year.office, year.assessment)
    with pytest.raises(NotAllowed):
        enter_row(audit, year.assessment, "events", CALL)


def test_nobody_scores_the_own_unit(year: Year) -> None:
    open_entry(year.office, year.assessment)
    law = year.join("law-clerk", "assessor", assessor="law")
    given = year.value("u-2", "given", "given")
    with pytest.raises(NotAllowed, match="own unit"):
        enter_value(law, year.assessment, ("u-2", "given", "given"), "30", expected=given.pk, why="更正")
    member = year.join("member", "unit_clerk", unit="u-1")
    with pytest.raises(NotAllowed):
        enter_value(member, year.assessment, ACTUAL, "100", expected=year.value(*ACTUAL).pk, why="更正")


def test_inspectors_enter_events_and_no_values(year: Year) -> None:
    open_entry(year.office, year.assessment)
    inspector = year.join("inspector", "inspector")
    enter_row(inspector, year.assessment, "events", CALL)
    with pytest.raises(NotAllowed):
        enter_value(inspector, year.assessment, ACTUAL, "91", expected=year.value(*ACTUAL).pk, why="更正")


def test_two_people_who_say_the_same_are_not_one(year: Year) -> None:
    colleague = year.join("colleague", "office")
    seen = year.value(*ACTUAL)
    enter_value(year.office, year.assessment, ACTUAL, "95", expected=seen.pk, why="更正")
    with pytest.raises(Conflict):
        enter_value(colleague, year.assessment, ACTUAL, "95", expected=seen.pk, why="更正")
