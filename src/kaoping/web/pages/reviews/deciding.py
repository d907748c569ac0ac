"""One review: what it is about and what has happened; its decision, shown with its effect first; its approval."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kaoping.actions.approve_review import approve_review
from kaoping.actions.decide_review import decide_review
from kaoping.actions.refuse_review import refuse_review
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Language, Text
from kaoping.records.access import permit, review_for
from kaoping.records.models import Review
from kaoping.records.queries.reviews import effect_of
from kaoping.records.queries.what_if import Outcome, facts_at, outcome_of
from kaoping.records.refusals import Conflict
from kaoping.records.working_days import calendar_of
from kaoping.reports.naming import unit_labels
from kaoping.web.pages.reviews.build import ReviewBuilder
from kaoping.web.pages.reviews.content import EffectContent
from kaoping.web.pages.reviews.effects import EffectBuilder
from kaoping.web.pages.reviews.forms import ApprovalForm, DecisionForm, seen_of
from kaoping.web.shared.forms import ReasonForm
from kaoping.web.shared.runs import scored
from kaoping.web.shared.visit import Visit, visit

DECIDED = Text("已作出复核决定。", "The review is decided.")
APPROVED = Text("已批准更正。", "The correction is approved.")
REFUSED = Text("已决定不批准更正，原来的数据照旧计分。", "The correction is refused; what counted before counts again.")
MEANWHILE = Text(
    "这一项的数据刚刚被改过，下面是最新的数据；您写的理由还在，请核对后再决定。",
    "The facts of this item have just changed; below they are as they are now. Your reasons are kept: look again.",
)


@require_http_methods(["GET", "POST"])
@login_required
def review(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """One review; deciding it takes two steps where something is corrected: look at the effect, decide."""
    visited = visit(request, key, "reviews")
    found = _review(visited, number)
    if request.method == "POST":
        return _post(request, visited, found)
    form = _form(visited, found) if found.state == "filed" and visited.may("decide_review") else None
    return _page(request, visited, found, form)


@require_POST
@login_required
def approve(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Notes the approval of a correction."""
    visited = visit(request, key, "reviews")
    found = _review(visited, number)
    form = ApprovalForm(visited.language, request.POST)
    if not form.is_valid():
        permit(visited.person, "approve_review", visited.assessment)
        return _page(request, visited, found, None, approval=form, status=422)
    approve_review(visited.person, found, form.cleaned_data["approval"])
    messages.success(request, visited.said(APPROVED))
    return HttpResponseRedirect(_address(visited, found))


@require_POST
@login_required
def refuse(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """Refuses a correction, with a reason."""
    visited = visit(request, key, "reviews")
    found = _review(visited, number)
    form = ReasonForm(visited.language, request.POST)
    if not form.is_valid():
        permit(visited.person, "refuse_review", visited.assessment)
        return _page(request, visited, found, None, refusal=form, status=422)
    refuse_review(visited.person, found, form.cleaned_data["why"])
    messages.success(request, visited.said(REFUSED))
    return HttpResponseRedirect(_address(visited, found))


def _review(visited: Visit, number: int) -> Review:
    review_for(visited.person, visited.assessment, number)
    known = Review.objects.select_related("unit", "release__run__assessment", "filed_by", "decided_by", "answered_by")
    return known.get(pk=number)


def _post(request: HttpRequest, visited: Visit, found: Review) -> HttpResponse:
    permit(visited.person, "decide_review", visited.assessment)
    if found.state != "filed" and found.decided_by == visited.person:
        return HttpResponseRedirect(_address(visited, found))
    data = request.POST.copy()
    form = DecisionForm(found, facts_at(visited.assessment, found.unit.code, found.item), visited.language, data)
    if data.get("seen", "") != seen_of(form.facts):
        data["seen"] = seen_of(form.facts)
        form.add_error(None, visited.said(MEANWHILE))
        return _page(request, visited, found, form, status=409)
    if not form.is_valid():
        return _page(request, visited, found, form, status=422)
    try:
        return _decided(request, visited, found, form)
    except Refused as refused:
        form.add_error(None, [_said(defect, visited.language) for defect in refused.defects])
        return _page(request, visited, found, form, status=422)
    except Conflict:
        form.add_error(None, visited.said(MEANWHILE))
        return _page(request, visited, found, form, status=409)


def _decided(request: HttpRequest, visited: Visit, found: Review, form: DecisionForm) -> HttpResponse:
    """Decides, or shows first what the corrections that were typed would lead to."""
    corrections = form.corrections()
    if corrections and request.POST.get("looked_at") != form.written():
        return _page(request, visited, found, form, effect=_effect(visited, found, form))
    given = form.cleaned_data
    decide_review(visited.person, found, given["reasons"], corrections, late_because=given.get("late_because", ""))
    messages.success(request, visited.said(DECIDED))
    return HttpResponseRedirect(_address(visited, found))


def _effect(visited: Visit, found: Review, form: DecisionForm) -> EffectContent:
    return _told(visited, found, outcome_of(visited.assessment, form.corrections()))


def _waiting_effect(visited: Visit, found: Review) -> EffectContent | None:
    """What whoever decided saw; nothing where the scheme has changed too much since to say it."""
    try:
        outcome = effect_of(found)
    except Refused:
        return None
    return _told(visited, found, outcome) if outcome is not None else None


def _told(visited: Visit, found: Review, outcome: Outcome) -> EffectContent:
    known = scored(found.release.run)
    names, places = unit_labels(known.facts.units), known.programs[found.unit.code].places
    return EffectBuilder(outcome, found.unit.code, names, places, visited.language).content(others=True)


def _form(visited: Visit, found: Review) -> DecisionForm:
    return DecisionForm(found, facts_at(visited.assessment, found.unit.code, found.item), visited.language)


def _said(defect: Defect, language: Language) -> str:
    """What is wrong and what to do; where it is, the page says already."""
    parts = (defect.says.in_language(language), defect.remedy.in_language(language))
    return ("" if language == "zh" else " ").join(parts)


def _page(
    request: HttpRequest,
    visited: Visit,
    found: Review,
    form: DecisionForm | None,
    *,
    effect: EffectContent | None = None,
    approval: ApprovalForm | None = None,
    refusal: ReasonForm | None = None,
    status: int = 200,
) -> HttpResponse:
    waits = found.state == "upheld" and found.approval_due is not None
    approves = waits and visited.may("approve_review")
    context = {
        "page": ReviewBuilder(found, visited, calendar_of(visited.assessment)).content(),
        "form": form,
        "effect": effect,
        "looked_at": form.written() if form is not None and effect is not None else "",
        "waiting_effect": _waiting_effect(visited, found) if waits and visited.may("decide_review") else None,
        "approval": (approval or ApprovalForm(visited.language)) if approves else None,
        "refusal": refusal or ReasonForm(visited.language),
        "refuse": reverse("refuse-review", args=[visited.assessment.pk, found.pk]),
        "approve": reverse("approve-review", args=[visited.assessment.pk, found.pk]),
    }
    return render(request, "pages/reviews/review.html", context, status=status)


def _address(visited: Visit, found: Review) -> str:
    return reverse("review", args=[visited.assessment.pk, found.pk])
