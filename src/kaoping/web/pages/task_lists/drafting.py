"""Drafting a list by typing, and the lists of many units through Excel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kaoping.actions.carrying_out import READING, WRITING, Tell
from kaoping.actions.draft_task_list import draft_task_list
from kaoping.actions.draft_task_lists import draft_task_lists
from kaoping.core.defect import Defect, Refused
from kaoping.core.facts import Facts, Unit
from kaoping.core.text import Text
from kaoping.files.facts import plain_facts
from kaoping.files.facts.ordinary import read_ordinary
from kaoping.files.template import write_tables
from kaoping.records.access import permit, unit_for
from kaoping.records.canonical import parsed
from kaoping.records.models import Job, TaskList, UnitEntry
from kaoping.records.queries.facts import Row, facts_from_rows
from kaoping.records.queries.schemes import settled_now
from kaoping.records.queries.tasks import newest, newest_of_all, seen_as, tasks_of
from kaoping.records.refusals import Conflict, NotYours
from kaoping.schemes.read import Settled
from kaoping.web.pages.task_lists.forms import SPARE, grid_of, rows_of
from kaoping.web.pages.task_lists.views import address_of_list
from kaoping.web.shared.forms import FormPage
from kaoping.web.shared.frame import Link
from kaoping.web.shared.transfer import workbook_sent
from kaoping.web.shared.uploading import Upload, upload_answer, with_ignored
from kaoping.web.shared.visit import Visit, title_of, visit

HEADING = Text("{unit} 任务清单：草拟", "{unit}: draft of the task list")
PURPOSE = Text(
    "每行一项任务，编号用字母和数字，例如 t1；没有写分值的平分其余分值。改过的草稿要重新征求意见、会签。",
    "One task per row, with an id such as t1; tasks without points share the rest. A changed draft is sent and "
    "countersigned anew.",
)
SAVED = Text("草稿已保存。下一步：发送征求意见。", "The draft is saved. Next: send it for comment.")
MEANWHILE = Text(
    "别人刚刚改过这份清单（现在是第{version}版）。您填的还在下面，请与任务清单页上的对照；仍要保存的，再保存一次。",
    "Somebody else has just changed this list (version {version} now). What you typed is still below; compare it with "
    "the list, and save again to replace it.",
)
IMPORT = Text("导入任务清单", "Import task lists")
IMPORT_PURPOSE = Text(
    "自己的任务表也可以，只要有“单位”“任务”“任务类型”等列名；没有编号的，按顺序编为 t1、t2……。"
    "每个单位的任务合成一份草稿；与现有清单相同的单位不变。有一处不对，就全部不导入。",
    "A table of your own will do, if it has headings such as unit, task and type of task; tasks without an id are "
    "numbered t1, t2 … in their order. The tasks of each unit become its draft; lists that say the same stay. If "
    "anything is wrong, nothing is imported.",
)
FILE = Text("任务清单表（Excel）", "Workbook of tasks")
WHY_HELP = Text("表中改动了已下达的清单时，须写明理由。", "Needed where a list that is issued is amended.")
FETCH = Text("下载任务清单表（含现有清单）", "Fetch the workbook with the lists so far")
IMPORTED = Text("已草拟 {count} 份任务清单。", "Lists drafted: {count}.")
FEWER = Text("{says}任务减少的：{lists}。", "{says} Lists with fewer tasks: {lists}.")
LIST_HAS = Text("{unit}（{before} 项改为 {now} 项）", "{unit} ({before}, now {now})")
SOME = 12
SAME = Text("表中的任务与现有清单完全相同，没有改动。", "The lists say the same already; nothing was changed.")
FILE_NAME = Text("{assessment} 任务清单", "{assessment} task lists")
STEPS = 2


@require_http_methods(["GET", "POST"])
@login_required
def draft(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """The tasks of a unit, to be typed."""
    visited = visit(request, key, "task-lists")
    permit(visited.person, "draft_task_list", visited.assessment)
    unit = unit_for(visited.person, visited.assessment, code)
    settled = settled_now(visited.assessment)
    if request.method == "POST" and "more" not in request.POST:
        return _saved(request, visited, unit, settled)
    last = newest(unit)
    rows = rows_of(request.POST) if request.method == "POST" else parsed(last.rows) if last else tasks_of(unit)
    return _page(request, visited, unit, settled, rows, spare=10 if request.method == "POST" else SPARE)


def _saved(request: HttpRequest, visited: Visit, unit: UnitEntry, settled: Settled) -> HttpResponse:
    rows, expected = rows_of(request.POST), request.POST.get("expected", "")
    try:
        draft_task_list(visited.person, unit, rows, request.POST.get("why", "").strip(), expected=expected)
    except Refused as refused:
        return _page(request, visited, unit, settled, rows, defects=refused.defects, status=422)
    except Conflict:
        last = newest(unit)
        says = visited.said(MEANWHILE, version=last.version if last else 0)
        return _page(request, visited, unit, settled, rows, says=says, status=409)
    messages.success(request, visited.said(SAVED))
    return HttpResponseRedirect(address_of_list(visited, unit))


def _page(
    request: HttpRequest,
    visited: Visit,
    unit: UnitEntry,
    settled: Settled,
    rows: list[Row] | list[dict[str, str]],
    *,
    spare: int = SPARE,
    defects: list[Defect] | None = None,
    says: str = "",
    status: int = 200,
) -> HttpResponse:
    last = newest(unit)
    context = {
        "heading": visited.said(HEADING, unit=str(unit)),
        "purpose": visited.said(PURPOSE),
        "grid": grid_of(rows, settled.scheme, visited.language, spare),
        "expected": request.POST.get("expected", "") if status == 422 else seen_as(last),
        "amends": last is not None and (last.state == "issued" or bool(last.why)),
        "why": request.POST.get("why", last.why if last and last.state != "issued" else ""),
        "defects": defects,
        "says": says,
        "back": address_of_list(visited, unit),
    }
    return render(request, "pages/task_lists/draft.html", context, status=status)


@require_http_methods(["GET", "POST"])
@login_required
def upload_task_lists(request: HttpRequest, key: int) -> HttpResponse:
    """Takes the lists of many units in, all of them or none."""
    visited = visit(request, key, "task-lists")
    permit(visited.person, "draft_task_lists", visited.assessment)
    page = FormPage(
        visited.said(IMPORT),
        visited.said(IMPORT_PURPOSE),
        visited.said(IMPORT),
        reverse("task-lists", args=[key]),
        (Link(visited.said(FETCH), reverse("task-lists-workbook", args=[key])),),
    )
    return upload_answer(request, visited, page, Upload("draft_task_lists", FILE, WHY_HELP))


def take_task_lists(job: Job, path: Path, tell: Tell) -> Text:
    """Drafts the task lists that a workbook holds."""
    tell(READING, 0, STEPS)
    settled = settled_now(job.assessment)
    units = [Unit(one.code, one.name, one.group) for one in job.assessment.units.order_by("code")]
    listed = read_ordinary(path, settled, "tasks", units)
    found: dict[str, list[Row]] = defaultdict(list)
    for row in cast("Sequence[Row]", plain_facts(listed.facts, settled).get("tasks", ())):
        found[str(row["unit"])].append(row)
    tell(WRITING, 1, STEPS)
    before = {code: len(parsed(one.rows)) for code, one in newest_of_all(job.assessment).items()}
    made = draft_task_lists(job.asked_by, job.assessment, found, str(parsed(job.given)["why"]))
    return with_ignored(_drafted(made, before) if made else SAME, listed.ignored)


def _drafted(made: Sequence[TaskList], before: Mapping[str, int]) -> Text:
    """How many lists are drafted, and which have fewer tasks than before: somebody may have left rows out."""
    says = IMPORTED.with_values(count=len(made))
    fewer = [
        LIST_HAS.with_values(unit=str(one.unit), before=known, now=now)
        for one in made
        if (known := before.get(one.unit.code, 0)) > (now := len(parsed(one.rows)))
    ]
    shown = fewer if len(fewer) <= SOME else [*fewer[:SOME], "…"]
    return FEWER.with_values(says=says, lists=shown) if fewer else says


@require_safe
@login_required
def task_lists_workbook(request: HttpRequest, key: int) -> HttpResponse:
    """The newest lists as a workbook that can be changed and imported again.

    Raises:
        NotYours: for all but the office.
    """
    visited = visit(request, key, "task-lists")
    if "office" not in visited.roles:
        raise NotYours
    settled = settled_now(visited.assessment)
    units = list(visited.assessment.units.order_by("code"))
    rows = [("units", {"id": one.code, "name": one.name, "group": one.group}) for one in units]
    lists = newest_of_all(visited.assessment)
    rows += [("tasks", row) for one in lists.values() for row in parsed(one.rows)]
    facts = facts_from_rows(rows, settled, sample=visited.assessment.sample) if rows else Facts(settled.scheme.id, ())
    name = visited.said(FILE_NAME, assessment=title_of(visited.assessment, visited.language))
    return workbook_sent(lambda path: write_tables(settled, path, facts, ["units", "tasks"], visited.language), name)
