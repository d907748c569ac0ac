"""The lists of all units, and the list of one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from kaoping.core.text import Text
from kaoping.records.access import task_lists_for, unit_for, units_for, units_of
from kaoping.records.canonical import parsed
from kaoping.records.models import TaskList, UnitEntry
from kaoping.records.queries.facts import Row
from kaoping.records.queries.schemes import settled_now
from kaoping.records.queries.tasks import tasks_counting, tasks_of
from kaoping.web.pages.task_lists.build import has_tasks, lists_sheet, state_of, tasks_sheet
from kaoping.web.pages.task_lists.content import IMPORTED, NEXT, ListLine
from kaoping.web.pages.task_lists.forms import CommentForm, SignatureForm
from kaoping.web.shared.dates import moment_said
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.visit import Visit, visit

NO_OWN_TASKS = Text(
    "本方案没有由单位自己承担的年度任务，不用任务清单。", "In this scheme units have no tasks of their own."
)
DRAFT, REDRAFT, AMEND = (
    Text("草拟任务清单", "Draft the task list"),
    Text("修改草稿", "Change the draft"),
    Text("年中调整", "Amend it"),
)
VERSION = Text("第{version}版", "version {version}")
NEXT_SAYS = Text("下一步：{next}。", "Next: {next}.")
DRAFTED = Text("{who}于{moment}草拟", "drafted by {who}, {moment}")
BY = Text("（{who}，{moment}）", " ({who}, {moment})")
SIGNED = Text("会签：{who}，{moment}。", "Countersigned: {who}, {moment}.")
SIGNED_ON_PAPER = Text(
    "会签依据：{signature}，由{who}于{moment}登记。", "Countersigned on paper: {signature}, noted by {who}, {moment}."
)
NOTHING = Text("还没有任务清单。", "There is no task list yet.")
SEND, SEND_SAYS = (
    Text("发送征求意见", "Send it for comment"),
    Text("发送以后，单位可以看到、提意见、会签。", "From then on the unit sees it, comments and countersigns."),
)
COMMENT, COMMENT_SAYS = (
    Text("提出意见", "Comment"),
    Text("考核办看到意见后，可以修改再发；没有意见的，请负责人会签。", "The office may change it and send it again."),
)
SIGN, SIGN_SAYS = (
    Text("会签任务清单", "Countersign"),
    Text("会签即同意按这份清单考评本单位。", "Countersigning agrees that the unit is assessed by this list."),
)
NOTE, NOTE_SAYS = (
    Text("登记书面会签", "Note a signature on paper"),
    Text(
        "单位已在纸上或会议上同意的，登记纪要文号或签字扫描件编号，代替系统内会签。",
        "Where the unit agreed on paper, the number of the minutes or of the signed scan stands for its signature.",
    ),
)
ISSUE, ISSUE_SAYS = (
    Text("下达任务清单", "Issue the list"),
    Text(
        "下达以后按这份清单考评，不能再改；需要调整的另拟一版。已有数据的任务不能取消。",
        "Once issued the unit is assessed by it; a change is a new version. Tasks that have data cannot be taken out.",
    ),
)
SEND_ALL = Text("发送全部草稿征求意见（{count} 份）", "Send all drafts for comment ({count})")
ISSUE_ALL = Text("下达全部已会签的清单（{count} 份）", "Issue all countersigned lists ({count})")


@dataclass(frozen=True)
class Step:
    """What the reader can do with a list now."""

    title: str
    says: str
    action: str
    form: forms.Form
    first: bool = True


@require_safe
@login_required
def task_lists(request: HttpRequest, key: int) -> HttpResponse:
    """任务清单: every unit that the reader may see, with the newest list."""
    visited = visit(request, key, "task-lists")
    if not has_tasks(settled_now(visited.assessment).scheme):
        return render(request, "pages/task_lists/page.html", {"none": Empty(visited.said(NO_OWN_TASKS))})
    office = "office" in visited.roles
    newest = {one.unit_id: one for one in task_lists_for(visited.person, visited.assessment).order_by("version")}
    units = units_for(visited.person, visited.assessment)
    counting = tasks_counting(visited.assessment) if office else Counter[str]()
    lines = [
        _line(visited, unit, newest.get(unit.pk), counting[unit.code]) for unit in units if office or unit.pk in newest
    ]
    sheet, asked = lists_sheet(lines, visited.language, office=office), asked_of(request)
    if asked.export:
        return workbook_answer(sheet, asked, sheet.caption)
    context = {
        "table": arranged(sheet, asked),
        "workbook": reverse("task-lists-workbook", args=[key]) if office else "",
        "upload": reverse("import-task-lists", args=[key]) if visited.may("draft_task_lists") else "",
        "together": tuple(_together(visited, newest.values())) if office else (),
    }
    return render(request, "pages/task_lists/page.html", context)


def _together(visited: Visit, newest: Iterable[TaskList]) -> Iterator[Step]:
    """What the office can do with all lists of a state in one go."""
    states = Counter(one.state for one in newest)
    ways = (
        ("draft", "send_task_lists", SEND_ALL, SEND_SAYS),
        ("countersigned", "issue_task_lists", ISSUE_ALL, ISSUE_SAYS),
    )
    for state, verb, title, says in ways:
        if states[state] and visited.may(verb):
            address = reverse(verb.replace("_", "-"), args=[visited.assessment.pk])
            yield Step(visited.said(title, count=states[state]), visited.said(says), address, forms.Form())


def _line(visited: Visit, unit: UnitEntry, last: TaskList | None, counting: int) -> ListLine:
    state = last.state if last else IMPORTED if counting else ""
    return ListLine(
        unit.code,
        unit.name or unit.code,
        state_of(state, visited.language),
        visited.said(NEXT[state]),
        address_of_list(visited, unit),
        last.version if last else None,
        len(parsed(last.rows)) if last else counting or None,
        last.comment if last else "",
    )


def address_of_list(visited: Visit, unit: UnitEntry) -> str:
    """Where the list of a unit is shown."""
    return f"{reverse('task-lists', args=[visited.assessment.pk])}/of/{quote(unit.code, safe='')}"


@require_safe
@login_required
def task_list(request: HttpRequest, key: int, code: str) -> HttpResponse:
    """The list of one unit: its newest version that the reader may see, or an earlier one."""
    visited = visit(request, key, "task-lists")
    unit = unit_for(visited.person, visited.assessment, code)
    return shown(request, visited, unit)


def shown(request: HttpRequest, visited: Visit, unit: UnitEntry, wrong: forms.Form | None = None) -> HttpResponse:
    """The page of a list; `wrong` is a form of it that was refused, and keeps what was typed."""
    known = task_lists_for(visited.person, visited.assessment).filter(unit=unit)
    versions = list(known.select_related("drafted_by", "commented_by", "countersigned_by", "scan").order_by("-version"))
    asked = request.GET.get("version", "")
    found = next((one for one in versions if str(one.version) == asked), versions[0] if versions else None)
    imported = tasks_of(unit) if not versions and "office" in visited.roles else []
    context = {
        "unit": str(unit),
        "shown": found,
        "purpose": visited.said(NEXT_SAYS, next=NEXT[found.state if found else IMPORTED if imported else ""]),
        "empty": Empty(visited.said(NOTHING)),
        "back": reverse("task-lists", args=[visited.assessment.pk]),
        **_drafting(visited, unit, versions),
        **(_details(request, visited, versions, found) if found else {}),
        **(_imported(request, visited, imported) if imported else {}),
    }
    if found and found == versions[0]:
        context["steps"] = tuple(_steps(visited, found, wrong))
    return render(request, "pages/task_lists/list.html", context, status=422 if wrong else 200)


def _drafting(visited: Visit, unit: UnitEntry, versions: Sequence[TaskList]) -> dict[str, str]:
    if not visited.may("draft_task_list"):
        return {}
    says = DRAFT if not versions else AMEND if versions[0].state == "issued" else REDRAFT
    return {"draft": f"{address_of_list(visited, unit)}/draft", "draft_says": visited.said(says)}


def _details(request: HttpRequest, visited: Visit, versions: Sequence[TaskList], found: TaskList) -> dict[str, object]:
    scheme, here = settled_now(visited.assessment).scheme, address_of_list(visited, found.unit)
    issued = [one for one in versions if one.version < found.version and one.state == "issued"]
    # A unit that has no issued list yet is assessed by the tasks that came with its facts.
    counting = tasks_of(found.unit) if not issued and found.state != "issued" else []
    before = parsed(issued[0].rows) if issued else counting or None
    sheet = tasks_sheet(parsed(found.rows), before, scheme, visited.language)
    return {
        "state": state_of(found.state, visited.language),
        "since": _by(visited, found),
        "why": found.why,
        "comment": found.comment,
        "commented": _commented(visited, found),
        "signed": _signed(visited, found),
        "scan": f"{here}/{found.version}/scan" if hasattr(found, "scan") else "",
        "table": arranged(sheet, asked_of(request, kept=["version"])),
        "tabs": tuple(
            Link(visited.said(VERSION, version=one.version), f"{here}?version={one.version}", one == found)
            for one in versions
        ),
    }


def _imported(request: HttpRequest, visited: Visit, tasks: Sequence[Row]) -> dict[str, object]:
    """The tasks of a unit that has no list of its own yet."""
    sheet = tasks_sheet(tasks, None, settled_now(visited.assessment).scheme, visited.language)
    return {"state": state_of(IMPORTED, visited.language), "table": arranged(sheet, asked_of(request))}


def _by(visited: Visit, found: TaskList) -> str:
    return visited.said(DRAFTED, who=found.drafted_by.name, moment=moment_said(found.drafted_at, visited.language))


def _commented(visited: Visit, found: TaskList) -> str:
    """Who commented and when; of comments from before this was kept, the journal tells."""
    if found.commented_by is None or found.commented_at is None:
        return ""
    return visited.said(BY, who=found.commented_by.name, moment=moment_said(found.commented_at, visited.language))


def _signed(visited: Visit, found: TaskList) -> str:
    if found.countersigned_by is None or found.countersigned_at is None:
        return ""
    values = {"who": found.countersigned_by.name, "moment": moment_said(found.countersigned_at, visited.language)}
    return visited.said(SIGNED_ON_PAPER if found.signature else SIGNED, signature=found.signature, **values)


def _steps(visited: Visit, found: TaskList, wrong: forms.Form | None) -> Iterator[Step]:
    """What can be done now: by the office, and by the people of the unit itself."""
    here = f"{address_of_list(visited, found.unit)}/{found.version}"
    own = found.unit.code in units_of(visited.person, visited.assessment)

    def step(title: Text, says: Text, verb: str, form: forms.Form, *, first: bool = True) -> Step:
        kept = wrong if isinstance(wrong, type(form)) else form
        return Step(visited.said(title), visited.said(says), f"{here}/{verb}", kept, first)

    if found.state == "draft" and visited.may("send_task_list"):
        yield step(SEND, SEND_SAYS, "send", forms.Form())
    if found.state == "sent" and own and visited.may("countersign_task_list"):
        yield step(SIGN, SIGN_SAYS, "countersign", forms.Form())
    if found.state == "sent" and own and visited.may("comment_task_list"):
        yield step(COMMENT, COMMENT_SAYS, "comment", CommentForm(visited.language), first=False)
    if found.state == "sent" and "office" in visited.roles and visited.may("countersign_task_list"):
        yield step(NOTE, NOTE_SAYS, "countersign", SignatureForm(visited.language))
    if found.state == "countersigned" and visited.may("issue_task_list"):
        yield step(ISSUE, ISSUE_SAYS, "issue", forms.Form())
