"""What the audit administrator reads of an assessment: what never holds a score, and no reason that might."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.urls import reverse

from kaoping.actions.close_entry import close_entry
from kaoping.actions.compute_run import compute_run
from kaoping.actions.confirm_reading import confirm_reading
from kaoping.actions.countersign import Word, countersign
from kaoping.actions.countersign_on_paper import countersign_on_paper
from kaoping.actions.countersign_task_list import countersign_task_list
from kaoping.actions.declare_checked import declare_checked
from kaoping.actions.draft_task_lists import draft_task_lists
from kaoping.actions.freeze import freeze
from kaoping.actions.issue_task_list import issue_task_list
from kaoping.actions.open_entry import open_entry
from kaoping.actions.publish import publish
from kaoping.actions.release_run import release_run
from kaoping.actions.remind import remind
from kaoping.actions.reopen import reopen
from kaoping.actions.resume_entry import resume_entry
from kaoping.actions.send_task_list import send_task_list
from kaoping.actions.tests.year import SMALL, Year, begun, confirm_all, person
from kaoping.actions.withdraw_fact import withdraw_fact
from kaoping.records.journal import head_sequence
from kaoping.records.models import JournalEntry, TaskList
from kaoping.records.options import Options
from kaoping.records.verbs import REASONS_WITHOUT_SCORES, WITHOUT_SCORES
from tests.databases import Prepared
from tests.visiting import asking

# Two bodies for one item, and tasks of the units' own.
JOINT = SMALL.replace("points: 30, assessors: [law]", "points: 30, assessors: [law, audit]")
TYPED = "27.5分"
# Numbers that people have scored in this year: wherever one is read, a score is.
SCORES = ("27.5", "26.5", "87.5")


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A year from the first entry to the document, with a reason at every step."""
    return prepared(lived)


def lived(folder: Path) -> Year:
    year = begun(folder, options=Options(objection_days=0, require_declared=False), scheme=JOINT)
    office, assessment = year.office, year.assessment
    audit = year.join("audit-clerk", "assessor", assessor="audit")
    open_entry(office, assessment)
    declare_checked(office, assessment, [("u-1", "calls")])
    countersign(audit, assessment, ("given", "audit"), Word(agreed=False, note=TYPED), head_sequence())
    withdraw_fact(office, year.value("u-3", "done", "actual"), TYPED)
    remind(office, assessment, ["audit"], TYPED)
    close_entry(office, assessment)
    confirm_all(office, year.version)
    confirmed = year.version.confirmations.get()
    confirm_reading(office, year.version, "rounding", "item", why=TYPED, expected=confirmed.pk)
    return year


def told(year: Year, verb: str) -> str:
    """What the audit administrator reads of the last line of a verb, on the list and on its own page."""
    client, whole = asking(person("audit")), reverse("whole-journal")
    line = JournalEntry.objects.filter(action=verb).latest("sequence")
    pages = (client.get(whole, {"verb": verb}).text, client.get(f"{whole}/{line.sequence}").text)
    text = "".join(page.partition("<main")[2] for page in pages)
    assert not [score for score in SCORES if score in text]
    return text


@pytest.mark.parametrize(
    ("verb", "says"),
    [
        ("open_entry", "状态：准备 → 填报"),
        ("close_entry", "状态：填报 → 核对"),
        ("confirm_reading", "采用的口径：总分（total） → 每项（item）"),
        ("countersign", "会签意见：不同意"),
        ("declare_checked", "指标或任务：投诉（calls）"),
        ("remind", "审计局（audit）："),
    ],
)
def test_steps_without_a_score_are_read_and_reasons_that_may_hold_one_are_not(year: Year, verb: str, says: str) -> None:
    text = told(year, verb)
    assert says in text
    line = JournalEntry.objects.filter(action=verb).latest("sequence")
    assert ("（可能含得分，不显示）" in text) == bool(line.why)
    found = asking(person("audit")).get(reverse("whole-journal"), {"verb": verb, "q": TYPED}).text
    assert f'/{line.sequence}"' not in found.partition("<table")[2]


def test_task_lists_are_followed_from_the_draft_to_the_issue(prepared: Prepared) -> None:
    year = prepared(begun)
    draft_task_lists(year.office, year.assessment, {"u-1": []}, TYPED)
    (tasks,) = TaskList.objects.all()
    send_task_list(year.office, tasks)
    countersign_task_list(year.office, tasks, "示例纪要2号")
    issue_task_list(year.office, tasks)
    assert "任务清单：示例单位1 任务清单第1版" in told(year, "draft_task_lists")
    assert "状态：草拟 → 征求意见" in told(year, "send_task_list")
    assert "会签依据：示例纪要2号" in told(year, "countersign_task_list")
    assert "状态：已会签 → 已下达" in told(year, "issue_task_list")


def test_runs_are_followed_from_the_start_to_the_document_and_back(prepared: Prepared) -> None:
    year = prepared(decided)
    assert "方案：示例方案 第1版" in told(year, "start_run")
    assert "状态：复核 → 填报" in told(year, "resume_entry")
    assert "状态：复核 → 已冻结" in told(year, "freeze")
    assert "文号：示例1号" in told(year, "publish")
    assert "状态：已印发 → 核对" in told(year, "reopen")
    assert "会签意见：同意" in told(year, "countersign_on_paper")
    assert "状态：核算中" not in told(year, "finish_run")


def decided(folder: Path) -> Year:
    year = begun(folder, options=Options(objection_days=0, require_declared=False), scheme=JOINT)
    office, assessment = year.office, year.assessment
    countersign_on_paper(office, assessment, [("given", "audit")], "示例纪要1号", head_sequence())
    confirm_all(office, year.version)
    release_run(office, compute_run(office, assessment))
    resume_entry(office, assessment, TYPED)
    run = compute_run(office, assessment)
    release_run(office, run)
    publish(office, freeze(office, run), "示例1号")
    reopen(year.leading_group, assessment, TYPED)
    return year


def test_nothing_that_tells_rows_of_facts_is_open_and_no_more_reasons_than_changes() -> None:
    assert REASONS_WITHOUT_SCORES < WITHOUT_SCORES
    rows = {"enter_value", "save_values", "save_rows", "enter_row", "correct_fact", "withdraw_fact", "decide_review"}
    assert not rows & WITHOUT_SCORES
