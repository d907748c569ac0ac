"""The steps that make a result final: the freeze, the publication, and going back for a correction."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kaoping.actions.carrying_out import Tell
from kaoping.actions.entrust import job_of
from kaoping.actions.freeze import freeze as freeze_run
from kaoping.actions.publish import publish as publish_freeze
from kaoping.actions.reopen import reopen as reopen_assessment
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.access import permit
from kaoping.records.canonical import parsed
from kaoping.records.models import Freeze, Job
from kaoping.records.queries.obstacles import before_freeze
from kaoping.records.queries.runs import latest
from kaoping.records.refusals import NotYours
from kaoping.web.pages.publication.forms import PublishForm
from kaoping.web.pages.publication.spoken import opinions_said
from kaoping.web.shared.forms import refuse_in
from kaoping.web.shared.jobs import MANY_UNITS, begun, done_now, typed_before, under_way
from kaoping.web.shared.parts import Confirmation
from kaoping.web.shared.visit import Visit, visit

FREEZE = Text("冻结第{number}次核算的结果", "Make the result of run {number} final")
FREEZE_FINAL = (
    Text(
        "得分、名次、等次和评优按第{number}次核算确定。", "Scores, ranks, grades and awards are those of run {number}."
    ),
    Text("数据不能再改，复核不再受理。", "Facts can no longer be changed, and no review can be asked for."),
    Text("结果校验值：{digest}。", "Digest of the result: {digest}."),
)
FREEZE_VERB = Text("冻结结果", "Make it final")
FROZEN, PUBLISHED = (
    Text("结果已冻结。", "The result is final."),
    Text("已印发（{document}）。", "Published ({document})."),
)
AGAIN = Text("正在重算核对", "Computing it once more")
PUBLISH_FINAL = (
    Text(
        "印发前按当时的方案和数据重算一遍，与冻结的结果逐项核对。",
        "Before it is published, it is computed once more and compared with what was frozen.",
    ),
    Text("各单位和查阅人可以看到全部名次和得分。", "Every unit and every viewer sees all ranks and scores."),
    Text(
        "以后的更正另行印发，本次结果照样保留。",
        "A later correction is published beside it; this result stays as it is.",
    ),
)
REOPEN = Text("重新打开，准备更正", "Reopen it for a correction")
REOPEN_FINAL = (
    Text(
        "本考评回到核对阶段，可以更正数据、重新核算和下发。",
        "The assessment goes back to checking: facts can be corrected and scored again.",
    ),
    Text(
        "已冻结、已印发的结果照样保留；更正以后另行印发。",
        "What was made final stays as it is; the correction is published beside it.",
    ),
)
REOPEN_VERB, REOPENED = Text("重新打开", "Reopen"), Text("已回到核对阶段。", "The assessment is being checked again.")


@require_http_methods(["GET", "POST"])
@login_required
def freeze(request: HttpRequest, key: int) -> HttpResponse:
    """冻结: what becomes final, then the step.

    Raises:
        NotAllowed: unless for the office or the leading group, after the release.
        Refused: with everything that stands in the way.
    """
    visited = visit(request, key, "publication")
    permit(visited.person, "freeze", visited.assessment)
    run = latest(visited.assessment)
    if run is None:
        raise NotYours
    if request.method == "POST":
        freeze_run(visited.person, run)
        messages.success(request, visited.said(FROZEN))
        return _back(visited)
    obstacles = before_freeze(run)
    if obstacles:
        raise Refused(obstacles)
    known = {"number": run.number, "digest": run.digest[:16]}
    final = (*(visited.said(one, **known) for one in FREEZE_FINAL), *opinions_said(visited, run))
    title, verb = visited.said(FREEZE, number=run.number), visited.said(FREEZE_VERB)
    step = Confirmation(title, final, verb, reverse("publication", args=[key]), asks_reason=False)
    return render(request, "pages/publication/step.html", {"step": step})


@require_http_methods(["GET", "POST"])
@login_required
def publish(request: HttpRequest, key: int) -> HttpResponse:
    """印发通报: under which number, for whom; a later version says what it corrects.

    Raises:
        NotAllowed: unless for the office or the leading group, of a frozen result.
    """
    visited = visit(request, key, "publication")
    permit(visited.person, "publish", visited.assessment)
    found = Freeze.objects.filter(run__assessment=visited.assessment).select_related("run").order_by("-pk").first()
    if found is None:
        raise NotYours
    before = visited.assessment.publications.order_by("-version").first()
    typed = typed_before(request, visited, "publish")
    form = PublishForm(visited.language, before, request.POST if request.method == "POST" else None, typed)
    if request.method == "POST" and form.is_valid():
        answer = _published(request, visited, found, form)
        if answer is not None:
            return answer
    context = {
        "form": form,
        "final": [*(visited.said(one) for one in PUBLISH_FINAL), *opinions_said(visited, found.run)],
        "back": reverse("publication", args=[key]),
        "number": found.run.number,
        "under_way": tuple(under_way(visited, "publish")),
    }
    return render(request, "pages/publication/publish.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@login_required
def reopen(request: HttpRequest, key: int) -> HttpResponse:
    """Back to checking, so that a correction can be published beside the old result.

    Raises:
        NotAllowed: unless for the leading group, of a frozen or published result.
        Refused: without a reason.
    """
    visited = visit(request, key, "publication")
    permit(visited.person, "reopen", visited.assessment)
    if request.method == "POST":
        reopen_assessment(visited.person, visited.assessment, request.POST.get("reason", ""))
        messages.success(request, visited.said(REOPENED))
        return _back(visited)
    final = tuple(visited.said(one) for one in REOPEN_FINAL)
    step = Confirmation(visited.said(REOPEN), final, visited.said(REOPEN_VERB), reverse("publication", args=[key]))
    return render(request, "pages/publication/step.html", {"step": step})


def _published(request: HttpRequest, visited: Visit, found: Freeze, form: PublishForm) -> HttpResponse | None:
    """Where it leads; nothing where it was refused, which the form then says."""
    job = job_of(visited.person, visited.assessment, "publish", {**form.cleaned_data, "freeze": found.pk})
    if found.run.all_units > MANY_UNITS:
        return begun(job)
    try:
        messages.success(request, visited.said(done_now(job)))
    except Refused as refused:
        refuse_in(form, refused, visited.language)
        return None
    return _back(visited)


def publish_result(job: Job, _path: Path, tell: Tell) -> Text:
    """Publishes what was frozen, under the number that was given."""
    given = parsed(job.given)
    found = Freeze.objects.select_related("run__assessment").get(pk=given["freeze"], run__assessment=job.assessment)
    made = publish_freeze(
        job.asked_by,
        found,
        given["document"],
        public=given["public"],
        why=given.get("why", ""),
        progress=lambda done, whole: _tell(tell, done, whole),
    )
    return PUBLISHED.with_values(document=made.document)


def _tell(tell: Tell, done: int, whole: int) -> None:
    """Tells now and then; each time costs a write."""
    if done % max(whole // 50, 1) == 0:
        tell(AGAIN, done, whole)


def _back(visited: Visit) -> HttpResponse:
    return HttpResponseRedirect(reverse("publication", args=[visited.assessment.pk]))
