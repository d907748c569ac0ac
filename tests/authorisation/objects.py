"""What stands in the addresses of the policy and in the forms that are sent: always the own thing of unit u-1."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile

from kaoping.actions.tests.year import person
from kaoping.records.canonical import parsed
from kaoping.records.models import Appointment, Assessment, Review
from kaoping.records.queries.facts import current
from kaoping.records.queries.schemes import confirmations, in_force
from kaoping.records.queries.tasks import newest, seen_as
from kaoping.records.queries.what_if import facts_at
from tests.authorisation.world import TWO_GROUPS, World

Arguments = Callable[[World, Assessment], list[object]]
Form = Callable[[Assessment], dict[str, object]]


def _nothing(world: World, at: Assessment) -> list[object]:
    return []


def _of_the_assessment(world: World, at: Assessment) -> list[object]:
    return [at.pk]


def _and(*more: object) -> Arguments:
    return lambda world, at: [at.pk, *more]


def review_of(at: Assessment) -> int:
    """The key of the review of the assessment; of none where nobody has asked for one."""
    found = Review.objects.filter(unit__assessment=at).first()
    return found.pk if found else 0


def decision(at: Assessment) -> dict[str, object]:
    """A decision that lets the score stand."""
    facts = facts_at(at, "u-1", "calls")
    shown = {f"fact-{fact.pk}-{key}": value for fact in facts for key, value in parsed(fact.content).items()}
    return {**shown, "seen": ",".join(str(one.pk) for one in facts), "decision": "rejected", "reasons": "依据充分"}


def event_of(at: Assessment) -> int:
    """The key of the event of the unit."""
    return at.facts.get(table="events", unit="u-1", superseded_by=None).pk


def actual(at: Assessment) -> dict[str, object]:
    """A grid in which one value is changed: by an assessor, and by a unit that scores itself."""
    seen = at.facts.get(table="values", unit="u-1", item="done", name="actual", superseded_by=None, state="confirmed")
    by_assessor = {"cell:u-1:done actual": "91", "version:u-1:done actual": seen.pk, "why": "更正"}
    return {**by_assessor, "cell:done actual:value": "92", "cell:done actual:value reason": ""}


def rated(at: Assessment) -> dict[str, object]:
    """A grid in which one group of raters has rated a unit: for the office, since the item is not the assessor's."""
    return {"since": 10**9, "cell:u-2:value 居民": "80", "cell:u-2:raters 居民": "9"}


def appointed(at: Assessment, username: str) -> list[object]:
    """The key of the assessment, and that of an appointment in it."""
    return [at.pk, Appointment.objects.get(assessment=at, person__username=username).pk]


def administrator(username: str) -> list[object]:
    """The key of an administrator, and that of the appointment."""
    held = Appointment.objects.get(assessment=None, person__username=username)
    return [held.person_id, held.pk]


def seen_unit(at: Assessment) -> int:
    """The fact that says what the unit u-1 is called."""
    return current(at).get(table="units", unit="u-1").pk


def workbook(**sheets: Sequence[tuple[str, ...]]) -> SimpleUploadedFile:
    """A workbook of some sheets."""
    book, content = openpyxl.Workbook(write_only=True), BytesIO()
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append(row)
    book.save(content)
    return SimpleUploadedFile("table.xlsx", content.getvalue())


def amended() -> SimpleUploadedFile:
    """The scheme with another title."""
    return SimpleUploadedFile("scheme.yaml", TWO_GROUPS.replace("示例方案", "修订方案").encode())


def units_book() -> SimpleUploadedFile:
    """A workbook with one unit more."""
    guide = [("格式", "kaoping/facts/1"), ("方案编号", "small")]
    return workbook(说明=guide, 单位=[("单位编号", "单位名称", "类别"), ("u-8", "示例辛单位", "甲组")])


def tasks_book() -> SimpleUploadedFile:
    """A workbook of tasks with none in it yet."""
    return workbook(年度任务=[("单位名称", "任务名称", "任务类别", "满分")])


def people_book() -> SimpleUploadedFile:
    """A workbook with one inspector more."""
    return workbook(人员与任命=[("用户名", "姓名", "角色"), ("newcomer", "示例newcomer", "检查组")])


# What stands in an address; where a name is not here, the key of the assessment alone.
ARGUMENTS: Mapping[str, Arguments] = {
    "task-list": _and("u-1"),
    "draft-task-list": _and("u-1"),
    "send-task-list": _and("u-1", 1),
    "comment-task-list": _and("u-1", 1),
    "countersign-task-list": _and("u-1", 1),
    "issue-task-list": _and("u-1", 1),
    "task-list-scan": _and("u-1", 1),
    "scheme-version": _and(1),
    "scheme-file": _and(1, "yaml"),
    "password": _nothing,
    "assessments": _nothing,
    "new-assessment": _nothing,
    "accounts": _nothing,
    "new-account": _nothing,
    "account": lambda world, at: [person("newcomer").pk],
    "account-active": lambda world, at: [person("newcomer").pk],
    "account-link": lambda world, at: [person("newcomer").pk],
    "account-unlock": lambda world, at: [person("newcomer").pk],
    "account-role": lambda world, at: [person("newcomer").pk],
    "administrator": lambda world, at: administrator("audit"),
    "whole-journal": _nothing,
    "whole-journal-line": lambda world, at: [1],
    "journal-line": lambda world, at: [at.pk, at.journal.earliest("sequence").sequence],
    "unit": _and("u-1"),
    "remove-unit": _and("u-1"),
    "appointment": lambda world, at: appointed(at, "viewer"),
    "start": _nothing,
    "sign-in": _nothing,
    "sign-in-by-link": lambda world, at: [world.token],
    "sign-out": _nothing,
    "language": _nothing,
    "reading": _and("rounding"),
    "clause": _and("0" * 12),
    "job": lambda world, at: [at.pk, at.jobs.get().pk],
    "run": _and(1),
    "release": _and(1),
    "results-workbook": _and(1),
    "run-facts": _and(1),
    "scorecard": _and("u-1"),
    "unit-changes": _and("u-1"),
    "published": _nothing,
    "review": lambda world, at: [at.pk, review_of(at)],
    "approve-review": lambda world, at: [at.pk, review_of(at)],
    "refuse-review": lambda world, at: [at.pk, review_of(at)],
    "rows": _and("events"),
    "new-row": _and("events"),
    "fact": lambda world, at: [at.pk, event_of(at)],
    "correct": lambda world, at: [at.pk, event_of(at)],
    "fact-withdraw": lambda world, at: [at.pk, event_of(at)],
    "fact-decide": lambda world, at: [at.pk, event_of(at)],
    "fact-hearing": lambda world, at: [at.pk, event_of(at)],
    "attach": lambda world, at: [at.pk, event_of(at)],
    "evidence": _and(0),
    "review-file": lambda world, at: [at.pk, review_of(at), 1],
}

# An item that one body has entered and another countersigns.
JOINT = {"form": "x", "x-item": "given", "x-body": "audit", "x-seen": 9999}
# What is sent: a form that is right in itself, so that whoever may do it does it. Nothing where a name is not here.
FORMS: Mapping[str, Form] = {
    "import-task-lists": lambda at: {"file": tasks_book()},
    "draft-task-list": lambda at: {"expected": seen_as(newest(at.units.get(code="u-1"))), "why": "", "0-item": ""},
    "comment-task-list": lambda at: {"comment": "没有意见"},
    "countersign-task-list": lambda at: {"signature": "示例纪要3号"},
    "adopt-scheme": lambda at: {"scheme": "upload", "file": amended(), "why": "修订"},
    "settings": lambda at: {"objection_days": 15, "decision_days": 10, "approval_days": 5},
    "fill-calendar": lambda at: {"year": "2015"},
    "calendar-days": lambda at: {"first": "2030-05-01", "kind": "off", "name": "劳动节"},
    "entry": actual,
    "ratings": rated,
    "declarations": lambda at: {"unit": ["u-1"]},
    "countersigning": lambda at: {**JOINT, "x-agreed": "no", "x-note": "偏高"},
    "countersign-on-paper": lambda at: {"joint": ["given audit"], "seen": 9999, "signature": "示例纪要1号"},
    "remind": lambda at: {"body": ["audit"]},
    "correct": lambda at: {"id": "-", "on": "2020-03-02", "note": "说明甲甲", "outside": "on", "why": "更正"},
    "fact-withdraw": lambda at: {"withdraw-why": "重复"},
    "fact-decide": lambda at: {"claim-outcome": "whole", "claim-why": "属实"},
    "fact-hearing": lambda at: {"hearing-said": "没有意见"},
    "attach": lambda at: {"file": SimpleUploadedFile("证明.pdf", b"%PDF-1.7 example")},
    "password": lambda at: {"wanted": "河边 有 三棵树 与 灯", "again": "河边 有 三棵树 与 灯"},
    "new-assessment": lambda at: {"year": 2031, "name": "新考评"},
    "next-year": lambda at: {"year": 2031, "name": "新考评", "copied_from": at.pk},
    "new-account": lambda at: {"username": "more", "name": "示例", "language": "zh"},
    "account-active": lambda at: {"why": "调离"},
    "account-role": lambda at: {"role": "audit_admin"},
    "administrator": lambda at: {"why": "轮岗"},
    "new-unit": lambda at: {"code": "u-8", "name": "示例辛单位", "group": "all"},
    "unit": lambda at: {"name": "示例甲局", "group": "all", "why": "更名", "expected": seen_unit(at)},
    "import-units": lambda at: {"file": units_book()},
    "appoint": lambda at: {"username": "newcomer", "name": "示例newcomer", "role": "inspector"},
    "import-people": lambda at: {"file": people_book()},
    "remove-unit": lambda at: {"why": "误加"},
    "appointment": lambda at: {"reason": "调离"},
    "runs": lambda at: {"after": 1},
    "language": lambda at: {"language": "en"},
    "opinions": lambda at: {"run": 1, "others": "on"},
    "publish": lambda at: {"document": "示例〔2024〕2号"},
    "resume-entry": lambda at: {"reason": "审计局补报"},
    "reopen": lambda at: {"reason": "来信反映计数有误"},
    "ask-review": lambda at: {"item": "done", "ground": "理由"},
    "review": decision,
    "approve-review": lambda at: {"approval": "示例纪要1号"},
    "refuse-review": lambda at: {"why": "依据不足"},
    "reading": lambda at: {
        "alternative": "item", "why": "会议纪要", "expected": confirmations(in_force(at))["rounding"].pk,
    },
}  # fmt: skip


def arguments(name: str, world: World, at: Assessment) -> list[object]:
    """What stands in the address of this name."""
    return ARGUMENTS.get(name, _of_the_assessment)(world, at)


def form(name: str, at: Assessment) -> dict[str, object]:
    """What is sent to the address of this name."""
    return FORMS[name](at) if name in FORMS else {}
