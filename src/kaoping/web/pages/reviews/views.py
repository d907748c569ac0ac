"""Reviews: the list, asking for one, and the files of one."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from kaoping.actions.attach_evidence import evidence_path
from kaoping.actions.file_review import TOO_LATE, file_review
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.access import permit, review_for, reviews_for, units_of
from kaoping.records.models import Release, Review, UnitEntry
from kaoping.records.queries.releases import NO_REVIEWS, last_release, may_object
from kaoping.records.refusals import NotAllowed, NotYours
from kaoping.records.working_days import calendar_of
from kaoping.reports.amounts import signed
from kaoping.reports.naming import item_title
from kaoping.web.pages.reviews.forms import AskForm
from kaoping.web.pages.reviews.handing_in import HandedIn, handed_in
from kaoping.web.pages.reviews.list import list_of
from kaoping.web.pages.reviews.prospects import prospects
from kaoping.web.shared.calendar import lacking
from kaoping.web.shared.clocks import time_of
from kaoping.web.shared.runs import scored
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.uploads import FILE_HELP
from kaoping.web.shared.visit import Visit, visit

FILED = Text("已提出复核申请，考核办将在期限内答复。", "Your request is filed; the office answers in time.")
NOT_RELEASED = Text("结果还没有下发核对。", "Nothing has been released yet.")
LINE = Text("{amount}：{says}", "{amount}: {says}")


@require_safe
@login_required
def reviews(request: HttpRequest, key: int) -> HttpResponse:
    """复核: the reviews that the reader may see."""
    visited = visit(request, key, "reviews")
    found = reviews_for(visited.person, visited.assessment)
    known = list(found.select_related("unit", "release__run__assessment", "release__run__version"))
    sheet = list_of(known, lambda one: _address(visited, one), calendar_of(visited.assessment), visited.language)
    asked = asked_of(request)
    if asked.export:
        return workbook_answer(sheet, asked, sheet.caption)
    release = last_release(visited.assessment)
    asks = release is not None and release.objections_until is not None and _may_ask(visited, release)
    ask = reverse("ask-review", args=[key]) if asks else ""
    table, until = arranged(sheet, asked), _clock(visited, release)
    context = {"table": table, "clock": until, "closed": _unchanged(visited, release), "ask": ask}
    context["lacking"] = lacking(visited)
    return render(request, "pages/reviews/list.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def ask_review(request: HttpRequest, key: int) -> HttpResponse:
    """申请复核: one item of the own scorecard, with ground and evidence.

    Raises:
        NotYours: for whoever belongs to no unit.
        NotAllowed: where the role or the state does not allow it, and before anything is released.
    """
    visited = visit(request, key, "reviews")
    permit(visited.person, "file_review", visited.assessment)
    release, unit = last_release(visited.assessment), _unit(visited)
    if release is None:
        raise NotAllowed(NOT_RELEASED)
    if unit is None:
        raise NotYours
    if request.method == "POST":
        return _filed(request, visited, release, unit)
    closed = _closed(release, unit)
    if closed is not None:
        context = {"closed": visited.said(closed), "back": reverse("scorecards", args=[key])}
        return render(request, "pages/reviews/ask.html", context)
    known = Review.objects.filter(release=release, unit=unit, item=request.GET.get("item", "")).first()
    if known is not None:
        return HttpResponseRedirect(_address(visited, known))
    return _form(request, visited, release, unit, _ask_form(request, visited, release, unit))


def _closed(release: Release, unit: UnitEntry) -> Text | None:
    """Why a unit cannot ask for reviews now; None where it can."""
    if release.objections_until is None or clock.today() > release.objections_until:
        return TOO_LATE
    return None if may_object(release, unit.code) else NO_REVIEWS


def _unchanged(visited: Visit, release: Release | None) -> str:
    """That a later release is none to object to; said to whoever belongs to the unit, instead of the time."""
    unit = _unit(visited)
    if release is None or unit is None or _closed(release, unit) is not NO_REVIEWS:
        return ""
    return visited.said(NO_REVIEWS)


def _may_ask(visited: Visit, release: Release) -> bool:
    unit = _unit(visited)
    return visited.may("file_review") and unit is not None and _closed(release, unit) is None


def _filed(request: HttpRequest, visited: Visit, release: Release, unit: UnitEntry) -> HttpResponse:
    form, sent = _ask_form(request, visited, release, unit), handed_in(request, visited)
    form.full_clean()
    for says in sent.wrong:
        form.add_error(None, says)
    if form.errors:
        return _form(request, visited, release, unit, form, sent=sent, status=422)
    given, files = form.cleaned_data, [(file.name, file.content) for file in sent.files]
    try:
        made = file_review(
            visited.person, release, unit, given["item"], given["ground"], line=given["line"], files=files
        )
    except Refused as refused:
        known = Review.objects.filter(release=release, unit=unit, item=given["item"], filed_by=visited.person).first()
        if known is not None and known.ground == given["ground"].strip():
            return HttpResponseRedirect(_address(visited, known))
        form.add_error(None, [defect.in_language(visited.language) for defect in refused.defects])
        return _form(request, visited, release, unit, form, sent=sent, status=422)
    except NotAllowed as ended:
        form.add_error(None, visited.said(ended.why))
        return _form(request, visited, release, unit, form, sent=sent, status=403)
    messages.success(request, visited.said(FILED))
    return HttpResponseRedirect(_address(visited, made))


def _ask_form(request: HttpRequest, visited: Visit, release: Release, unit: UnitEntry) -> AskForm:
    card = scored(release.run).card(unit.code)
    asked = request.POST or request.GET
    item, line = asked.get("item", ""), asked.get("line", "")
    # What is sent twice is still an item of the form, and leads to the review that there is.
    under = set(Review.objects.filter(release=release, unit=unit).values_list("item", flat=True)) - {item}
    items = [(one.item.id, item_title(one.item)) for one in card.items if one.item.id not in under]
    entries = next((one.entries for one in card.items if one.item.id == item), ())
    lines = {
        entry.line: visited.said(LINE, amount=signed(entry.amount, card.program.places), says=entry.says)
        for entry in entries
    }
    data = request.POST if request.method == "POST" else None
    return AskForm(items, list(lines.items()), visited.language, data, {"item": item, "line": line})


def _form(
    request: HttpRequest,
    visited: Visit,
    release: Release,
    unit: UnitEntry,
    form: AskForm,
    *,
    sent: HandedIn | None = None,
    status: int = 200,
) -> HttpResponse:
    item = (request.POST or request.GET).get("item", "")
    context = {
        "form": form,
        "kept": sent.kept_for(visited) if sent else (),
        "file_help": visited.said(FILE_HELP),
        "clock": _clock(visited, release),
        "prospects": prospects(release.run, unit, item, visited.language) if item else (),
        "back": reverse("scorecards", args=[visited.assessment.pk]),
    }
    return render(request, "pages/reviews/ask.html", context, status=status)


def _clock(visited: Visit, release: Release | None) -> object:
    if release is None or release.objections_until is None:
        return None
    return time_of(release.objections_until, calendar_of(visited.assessment), visited.language)


def _unit(visited: Visit) -> UnitEntry | None:
    codes: Sequence[str] = sorted(units_of(visited.person, visited.assessment))
    return visited.assessment.units.filter(code__in=codes).order_by("code").first()


def _address(visited: Visit, review: Review) -> str:
    return reverse("review", args=[visited.assessment.pk, review.pk])


@require_safe
@login_required
def review_file(request: HttpRequest, key: int, number: int, file: int) -> HttpResponseBase:
    """A file handed in with a review, as an attachment.

    Raises:
        NotYours: where the reader may not see it.
    """
    visited = visit(request, key, "reviews")
    found = review_for(visited.person, visited.assessment, number).evidence.select_related("evidence").filter(pk=file)
    handed_in = found.first()
    if handed_in is None:
        raise NotYours
    answer = FileResponse(
        evidence_path(handed_in.evidence.sha256).open("rb"),
        as_attachment=True,
        filename=handed_in.name,
        content_type=handed_in.evidence.media_type,
    )
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer
