"""The scheme in force as a document, and the confirmation of its readings."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kaoping.actions.confirm_reading import confirm_reading
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.clock import day_of
from kaoping.records.models import ReadingConfirmation, SchemeVersion
from kaoping.records.queries.runs import settled_of
from kaoping.records.queries.schemes import confirmations, in_force, scheme_file, settled_now
from kaoping.records.refusals import Conflict, NotYours
from kaoping.schemes.model import Reading
from kaoping.web.pages.scheme.build import SchemeBuilder
from kaoping.web.pages.scheme.forms import ReadingForm
from kaoping.web.pages.scheme.readings import ReadingContext
from kaoping.web.shared.dates import day_said
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.runs import shown_run
from kaoping.web.shared.scheme_source import marks
from kaoping.web.shared.visit import Visit, address_of, allowed, visit

PURPOSE = Text(
    "原文的每一栏、每条规则的依据和没有写明的地方都在这里。口径逐条确认以后，才能下发核对。",
    "Every column of the document, the clause behind each rule, and what the text leaves open. "
    "Nothing is released before every reading is confirmed.",
)
OF_RUN = Text(
    "第{run}次核算所用的方案（第{version}版）和口径。",
    "The scheme (version {version}) and the readings that run {run} was computed by.",
)
ADOPT = Text("选用方案", "Adopt a scheme")
VERSIONS = Text("方案的各个版本", "Versions of the scheme")
NONE = Text("还没有采用方案，或者方案尚未生效。", "No scheme has been adopted, or it is not in force yet.")
BY = Text("{who} {day}", "{who}, {day}")
DONE = Text("已确认口径：{question}", "Confirmed: {question}")
MEANWHILE = Text(
    "别人刚刚确认了另一种口径：{theirs}。您选的还在下面；仍要改的，请写明理由再确认。",
    "Somebody else has just confirmed another reading: {theirs}. Yours is still below; say why, to confirm it instead.",
)


@require_safe
@login_required
def scheme(request: HttpRequest, key: int) -> HttpResponse:
    """方案: the one in force, or that of a run."""
    visited = visit(request, key, "scheme")
    if request.GET.get("run"):
        return _of_run(request, visited)
    versions = Link(visited.said(VERSIONS), reverse("scheme-versions", args=[key]))
    try:
        settled = settled_now(visited.assessment)
    except Refused:
        adopts = visited.may("adopt_scheme")
        step, href = (visited.said(ADOPT), reverse("adopt-scheme", args=[key])) if adopts else ("", "")
        empty = Empty(visited.said(NONE), step, href)
        return render(request, "pages/scheme/none.html", {"empty": empty, "purpose": visited.said(PURPOSE)})
    known = confirmations(in_force(visited.assessment)).items()
    confirms = visited.may("confirm_reading")
    context = ReadingContext(
        confirmed={reading: _said(one, visited) for reading, one in known},
        confirm=(lambda reading: reverse("reading", args=[key, reading])) if confirms else None,
    )
    content = SchemeBuilder(settled, visited.language, marks(visited.assessment), context).content()
    context_of_page = {
        "page": content,
        "purpose": visited.said(PURPOSE),
        "action": versions,
        "analysis": address_of("readings-analysis", visited.assessment) if "runs" in allowed(visited.roles) else "",
        "together": reverse("confirm-readings", args=[key]) if confirms and len(known) < len(content.readings) else "",
    }
    return render(request, "pages/scheme/page.html", context_of_page)


def _of_run(request: HttpRequest, visited: Visit) -> HttpResponse:
    """The scheme as a run had it, with its readings: what is confirmed or amended later does not show here."""
    run = shown_run(visited, request)
    if run is None:
        raise NotYours
    place = marks(visited.assessment, run.number)
    content = SchemeBuilder(settled_of(run), visited.language, place, ReadingContext()).content()
    purpose = visited.said(OF_RUN, run=run.number, version=run.version.number)
    return render(request, "pages/scheme/page.html", {"page": content, "purpose": purpose})


@require_http_methods(["GET", "POST"])
@login_required
def reading(request: HttpRequest, key: int, name: str) -> HttpResponse:
    """One reading: what is open, what it could mean, and the form that confirms it.

    Raises:
        NotYours: where the scheme has no such reading.
        NotAllowed: where the person may not confirm it.
    """
    visited = visit(request, key, "scheme")
    version = in_force(visited.assessment)
    found = next((one for one in scheme_file(version).readings if one.id == name), None)
    if found is None:
        raise NotYours
    if request.method == "POST":
        return _confirmed(request, visited, version, found)
    known = confirmations(version).get(name)
    given = {"alternative": known.alternative if known else found.default, "expected": known.pk if known else None}
    return _page(request, visited, found, ReadingForm(found, visited.language, given=given))


def _confirmed(request: HttpRequest, visited: Visit, version: SchemeVersion, found: Reading) -> HttpResponse:
    form = ReadingForm(found, visited.language, request.POST)
    if not form.is_valid():
        return _page(request, visited, found, form, status=422)
    given = form.cleaned_data
    try:
        confirm_reading(visited.person, version, found.id, form.choice, expected=given["expected"], why=given["why"])
    except Refused as refused:
        form.add_error(None, [defect.in_language(visited.language) for defect in refused.defects])
        return _page(request, visited, found, form, status=422)
    except Conflict as conflict:
        return _conflict(request, visited, found, conflict)
    question = Text(found.question, found.english or found.question)
    messages.success(request, visited.said(DONE, question=question))
    # To the head of the page, where that is said; while others are open, to these.
    others = any(one.id not in confirmations(version) for one in scheme_file(version).readings)
    return HttpResponseRedirect(reverse("confirm-readings" if others else "scheme", args=[visited.assessment.pk]))


def _conflict(request: HttpRequest, visited: Visit, found: Reading, conflict: Conflict) -> HttpResponse:
    """Shows what the other person chose and keeps what this one typed; the next try replaces it knowingly."""
    data = request.POST.copy()
    theirs = conflict.theirs
    data["expected"] = str(theirs.pk) if theirs else ""
    form = ReadingForm(found, visited.language, data)
    chosen = found.alternative(theirs.alternative) if isinstance(theirs, ReadingConfirmation) else None
    form.add_error(None, visited.said(MEANWHILE, theirs=chosen.says if chosen else ""))
    return _page(request, visited, found, form, status=409)


def _page(request: HttpRequest, visited: Visit, found: Reading, form: ReadingForm, status: int = 200) -> HttpResponse:
    question = Text(found.question, found.english or found.question)
    context = {
        "form": form,
        "question": visited.said(question),
        "quote": found.clause.quote,
        "clause": marks(visited.assessment)(found.clause),
        "back": f"{reverse('scheme', args=[visited.assessment.pk])}#reading-{found.id}",
    }
    return render(request, "pages/scheme/reading.html", context, status=status)


def _said(one: ReadingConfirmation, visited: Visit) -> str:
    return visited.said(BY, who=one.confirmed_by.name, day=day_said(day_of(one.confirmed_at), visited.language))
