"""Task lists: drafted, sent, commented on, countersigned, issued; amended by a later version."""

from __future__ import annotations

import pytest

from kaoping.actions.adopt_scheme import adopt_scheme, built_in_scheme
from kaoping.actions.appoint import appoint
from kaoping.actions.comment_task_list import comment_task_list
from kaoping.actions.countersign_task_list import countersign_task_list
from kaoping.actions.create_person import create_person
from kaoping.actions.draft_task_list import draft_task_list
from kaoping.actions.enter_value import enter_value
from kaoping.actions.import_units import import_units
from kaoping.actions.issue_task_list import issue_task_list
from kaoping.actions.send_task_list import send_task_list
from kaoping.actions.tests.year import founded, person
from kaoping.core.defect import Refused
from kaoping.core.facts import Unit
from kaoping.records.access import task_lists_for
from kaoping.records.journal import head_sequence, verify_journal
from kaoping.records.models import Assessment, Person, TaskList, UnitEntry
from kaoping.records.queries.facts import facts_of
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import NotAllowed, NotYours

ROWS = [
    {"item": "t1", "type": "pass_or_fail", "title": "示例任务一"},
    {"item": "t2", "type": "progress", "points": "15", "title": "示例任务二"},
]


def units() -> tuple[Assessment, UnitEntry, Person, Person]:
    """Two units under the station scheme, the office, and the head of the first."""
    assessment, office, _ = founded()
    adopt_scheme(office, assessment, built_in_scheme("beijing-stations-2020"))
    import_units(office, assessment, [Unit("u-1", "示例单位1", "示例组"), Unit("u-2", "示例单位2", "示例组")])
    unit = assessment.units.get(code="u-1")
    head = create_person(person("system"), "head", "负责人示例")
    appoint(person("security"), head, "unit_head", assessment, unit=unit)
    return assessment, unit, office, head


def issued(unit: UnitEntry, office: Person, head: Person, rows: list[dict[str, str]], why: str = "") -> TaskList:
    tasks = draft_task_list(office, unit, rows, why)
    send_task_list(office, tasks)
    countersign_task_list(head, tasks)
    issue_task_list(office, tasks)
    return tasks


def titles(assessment: Assessment, entry: int | None = None) -> list[str]:
    facts = facts_of(assessment, settled_now(assessment), entry)
    return [task.text("title") for task in facts.tasks.get("u-1", ())]


def test_tasks_count_from_when_they_are_issued(database: object) -> None:
    assessment, unit, office, head = units()
    tasks = draft_task_list(office, unit, ROWS)
    assert not task_lists_for(head, assessment).exists()
    send_task_list(office, tasks)
    assert task_lists_for(head, assessment).get() == tasks
    comment_task_list(head, tasks, "任务二分值偏高")
    with pytest.raises(NotAllowed):
        issue_task_list(office, tasks)
    countersign_task_list(head, tasks)
    assert titles(assessment) == []
    issue_task_list(office, tasks)
    assert titles(assessment) == ["示例任务一", "示例任务二"]
    assert verify_journal() is None


def test_an_amendment_is_a_later_version_and_the_past_keeps_its_tasks(database: object) -> None:
    assessment, unit, office, head = units()
    issued(unit, office, head, ROWS)
    before = head_sequence()
    changed = [ROWS[0], {**ROWS[1], "item": "t3", "title": "示例任务三"}]
    with pytest.raises(Refused):
        draft_task_list(office, unit, changed)
    assert issued(unit, office, head, changed, "机构职能调整").version == 2
    assert titles(assessment) == ["示例任务一", "示例任务三"]
    assert titles(assessment, before) == ["示例任务一", "示例任务二"]


def test_a_task_with_facts_is_not_taken_away(db: None) -> None:
    assessment, unit, office, head = units()
    issued(unit, office, head, ROWS)
    enter_value(office, assessment, ("u-1", "t1", "done"), value=True)
    tasks = draft_task_list(office, unit, ROWS[1:], "取消")
    send_task_list(office, tasks)
    countersign_task_list(head, tasks)
    with pytest.raises(Refused):
        issue_task_list(office, tasks)
    assert titles(assessment) == ["示例任务一", "示例任务二"]


def test_a_paper_may_stand_for_the_signature_and_is_named(db: None) -> None:
    _, unit, office, _ = units()
    tasks = draft_task_list(office, unit, ROWS)
    send_task_list(office, tasks)
    with pytest.raises(Refused):
        countersign_task_list(office, tasks)
    countersign_task_list(office, tasks, "示例纪要3号")
    assert tasks.signature == "示例纪要3号"


def test_a_unit_signs_its_own_list_only_and_only_what_it_was_sent(db: None) -> None:
    assessment, unit, office, head = units()
    other = draft_task_list(office, assessment.units.get(code="u-2"), ROWS)
    send_task_list(office, other)
    with pytest.raises(NotYours):
        countersign_task_list(head, other)
    own = draft_task_list(office, unit, ROWS)
    with pytest.raises(NotAllowed):
        countersign_task_list(head, own)
    send_task_list(office, own)
    draft_task_list(office, unit, ROWS[:1])
    with pytest.raises(NotAllowed):
        countersign_task_list(head, own)


def test_bad_tasks_are_refused_when_drafted(db: None) -> None:
    _, unit, office, _ = units()
    with pytest.raises(Refused) as refused:
        draft_task_list(office, unit, [{"item": "t1", "type": "unknown"}, {"type": "progress"}])
    assert len(refused.value.defects) == 2
