"""What happens to a task list: sent, commented on, countersigned, issued."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kaoping.actions.attach_evidence import evidence_path
from kaoping.actions.comment_task_list import comment_task_list
from kaoping.actions.countersign_task_list import countersign_task_list
from kaoping.actions.issue_task_list import issue_task_list
from kaoping.actions.issue_task_lists import issue_task_lists
from kaoping.actions.send_task_list import send_task_list
from kaoping.actions.send_task_lists import send_task_lists
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.access import one_of, permit, task_lists_for, unit_for
from kaoping.records.models import TaskList, TaskListScan
from kaoping.records.queries.people import units_without_people
from kaoping.records.refusals import NotYours
from kaoping.web.pages.task_lists.forms import CommentForm, SignatureForm
from kaoping.web.pages.task_lists.views import address_of_list, shown
from kaoping.web.shared.forms import refuse_in
from kaoping.web.shared.visit import Visit, visit

SENT = Text("已发给{unit}征求意见。", "Sent to {unit} for comment.")
COMMENTED = Text("意见已提交考核办。", "The comment is with the office.")
SIGNED = Text("已会签，待考核办下达。", "Countersigned; the office issues it next.")
SENT_ALL = Text("已把 {count} 份任务清单发给单位征求意见。", "Lists sent to their units for comment: {count}.")
NOBODY = Text(
    "以下单位还没有任命负责人或经办人，没有人能看到：{units}。请先任命，或登记书面会签。",
    "Nobody is appointed for these units, so that nobody sees the list: {units}. Appoint somebody, or note a signature "
    "on paper.",
)
ISSUED_ALL = Text(
    "已下达 {count} 份任务清单，从现在起按它们考评。",
    "Lists issued: {count}; the units are assessed by them from now on.",
)
SOME = 12
ISSUED = Text("已下达，从现在起按这份清单考评。", "Issued; the unit is assessed by this list from now on.")


@require_POST
@login_required
def send(request: HttpRequest, key: int, code: str, version: int) -> HttpResponse:
    """Sends a draft to its unit."""
    visited, tasks = _reached(request, key, code, version)
    send_task_list(visited.person, tasks)
    if units_without_people(visited.assessment, [tasks.unit.code]):
        messages.warning(request, visited.said(NOBODY, units=[str(tasks.unit)]))
    return _done(request, visited, tasks, SENT)


@require_POST
@login_required
def send_all(request: HttpRequest, key: int) -> HttpResponse:
    """Sends every draft to its unit, and says for which units nobody is there to read it."""
    visited = visit(request, key, "task-lists")
    sent = send_task_lists(visited.person, visited.assessment)
    messages.success(request, visited.said(SENT_ALL, count=len(sent)))
    alone = units_without_people(visited.assessment, [one.unit.code for one in sent])
    if alone:
        named = [*alone[:SOME], "…"] if len(alone) > SOME else list(alone)
        messages.warning(request, visited.said(NOBODY, units=named))
    return HttpResponseRedirect(reverse("task-lists", args=[key]))


@require_POST
@login_required
def issue_all(request: HttpRequest, key: int) -> HttpResponse:
    """Issues every countersigned list, all of them or none."""
    visited = visit(request, key, "task-lists")
    issued = issue_task_lists(visited.person, visited.assessment)
    messages.success(request, visited.said(ISSUED_ALL, count=len(issued)))
    return HttpResponseRedirect(reverse("task-lists", args=[key]))


@require_POST
@login_required
def comment(request: HttpRequest, key: int, code: str, version: int) -> HttpResponse:
    """Keeps the unit's comment."""
    visited, tasks = _reached(request, key, code, version)
    form = CommentForm(visited.language, request.POST)
    if not form.is_valid():
        permit(visited.person, "comment_task_list", visited.assessment)
        return shown(request, visited, tasks.unit, form)
    comment_task_list(visited.person, tasks, form.cleaned_data["comment"])
    return _done(request, visited, tasks, COMMENTED)


@require_POST
@login_required
def countersign(request: HttpRequest, key: int, code: str, version: int) -> HttpResponse:
    """Countersigns: the head of the unit, or the office with the paper that stands for it."""
    visited, tasks = _reached(request, key, code, version)
    if "office" not in visited.roles:
        countersign_task_list(visited.person, tasks)
        return _done(request, visited, tasks, SIGNED)
    form = SignatureForm(visited.language, request)
    if form.is_valid():
        scan = form.cleaned_data["scan"]
        given = (scan.read(), scan.name) if scan else (b"", "")
        try:
            countersign_task_list(visited.person, tasks, form.cleaned_data["signature"], *given)
            return _done(request, visited, tasks, SIGNED)
        except Refused as refused:
            refuse_in(form, refused, visited.language)
    return shown(request, visited, tasks.unit, form)


@require_safe
@login_required
def scan(request: HttpRequest, key: int, code: str, version: int) -> HttpResponseBase:
    """The signed scan of a list, as an attachment.

    Raises:
        NotYours: where there is none.
    """
    _, tasks = _reached(request, key, code, version)
    found = TaskListScan.objects.select_related("evidence").filter(tasks=tasks).first()
    if found is None:
        raise NotYours
    return FileResponse(
        evidence_path(found.evidence.sha256).open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type=found.evidence.media_type,
    )


@require_POST
@login_required
def issue(request: HttpRequest, key: int, code: str, version: int) -> HttpResponse:
    """Issues a countersigned list."""
    visited, tasks = _reached(request, key, code, version)
    issue_task_list(visited.person, tasks)
    return _done(request, visited, tasks, ISSUED)


def _reached(request: HttpRequest, key: int, code: str, version: int) -> tuple[Visit, TaskList]:
    visited = visit(request, key, "task-lists")
    unit = unit_for(visited.person, visited.assessment, code)
    return visited, one_of(task_lists_for(visited.person, visited.assessment).filter(unit=unit, version=version))


def _done(request: HttpRequest, visited: Visit, tasks: TaskList, says: Text) -> HttpResponse:
    messages.success(request, visited.said(says, unit=str(tasks.unit)))
    return HttpResponseRedirect(address_of_list(visited, tasks.unit))
