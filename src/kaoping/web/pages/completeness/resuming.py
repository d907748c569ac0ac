"""Resuming the entry after a release: what stays, what comes next, and why."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kaoping.actions.resume_entry import resume_entry
from kaoping.core.text import Text
from kaoping.records.access import permit
from kaoping.web.shared.parts import Confirmation
from kaoping.web.shared.visit import visit

TITLE, VERB = (
    Text("恢复填报，补齐数据", "Resume the entry to add what is missing"),
    Text("恢复填报", "Resume the entry"),
)
MEANS = (
    Text(
        "考评主体、检查组和单位可以继续填报，考核办可以提醒、导入和更正。",
        "Bodies, inspectors and units enter again; the office can remind, import and correct.",
    ),
    Text(
        "已下发的得分不变；异议期不停，单位照常申请复核，复核照常决定。",
        "Released scores stay. The time for objections runs on; units may ask for reviews, and reviews are decided.",
    ),
    Text(
        "补齐以后重新核算、再次下发：须等本次异议期满、复核办完；结果有变化的单位（名次随之变化的也算）重新起算异议期。",
        "Then score again and release again, once objections are over and reviews decided. For units whose result has "
        "changed, rank included, the time for objections begins anew.",
    ),
    Text("理由记入操作日志，并告知各单位。", "The reason is kept in the journal and told to the units."),
)
DONE = Text("填报已恢复。补齐以后重新核算、再次下发。", "The entry is open again. Then score and release again.")


@require_http_methods(["GET", "POST"])
@login_required
def resume(request: HttpRequest, key: int) -> HttpResponse:
    """恢复填报.

    Raises:
        NotAllowed: unless for the office, between a release and the freeze.
        Refused: without a reason.
    """
    visited = visit(request, key, "completeness")
    permit(visited.person, "resume_entry", visited.assessment)
    back = reverse("completeness", args=[key])
    if request.method == "POST":
        resume_entry(visited.person, visited.assessment, request.POST.get("reason", ""))
        messages.success(request, visited.said(DONE))
        return HttpResponseRedirect(back)
    step = Confirmation(visited.said(TITLE), tuple(visited.said(one) for one in MEANS), visited.said(VERB), back)
    return render(request, "pages/completeness/resume.html", {"step": step})
