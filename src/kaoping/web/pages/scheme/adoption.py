"""Adopting a scheme, and replacing it from a day on; the versions so far, each of which can still be read."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from kaoping.actions.adopt_scheme import adopt_scheme
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Language, Text
from kaoping.records.access import permit
from kaoping.records.clock import today
from kaoping.records.models import SchemeVersion
from kaoping.records.queries.schemes import confirmed, settled
from kaoping.records.refusals import NotYours
from kaoping.web.pages.scheme.build import SchemeBuilder
from kaoping.web.pages.scheme.versions import sheet_of, versions_of
from kaoping.web.shared.dates import day_said
from kaoping.web.shared.forms import REASON, FormPage, form_answer, worded
from kaoping.web.shared.frame import Link
from kaoping.web.shared.scheme_choice import UPLOAD, SchemeForm
from kaoping.web.shared.scheme_source import marks_of_version
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.visit import Visit, visit

ADOPT, REPLACE = Text("采用方案", "Adopt a scheme"), Text("更换方案", "Replace the scheme")
ADOPT_PURPOSE = Text(
    "选一个内置方案，或上传自己的方案文件和原文。方案中有错误的，逐行列出，改正以后再上传。",
    "Choose a built-in scheme, or upload a scheme file and its text. Errors are listed line by line.",
)
REPLACE_PURPOSE = Text(
    "从生效日起按新方案核算；原方案保留，以前的核算仍能按原方案复算。已有数据放不进新方案的，一并列出，不予更换。计分口径要重新确认。",
    "From its day on scores follow the new scheme; the old one stays, and so do the results computed by it. Data that "
    "do not fit are listed, and nothing is replaced. Readings are confirmed anew.",
)
FROM = Text("生效日期", "Effective from")
FROM_HELP = Text(
    "不填即从今天起。修订文件有规定的，按文件。", "From today where it is empty; else as the amendment says."
)
WHY_HELP = Text("例如修订文件的名称和文号。", "Such as the name and number of the amendment.")
FETCH, FETCH_SOURCE = Text("下载现行方案文件", "Fetch the scheme file in force"), Text("下载原文", "Fetch its text")
DONE = Text(
    "第{number}版方案已采用，{day}起生效。请确认计分口径。",
    "Version {number} of the scheme is adopted, effective from {day}. Confirm its readings next.",
)
SAME = Text("与最近一版完全相同，没有改动。", "It is the same as the last version; nothing was changed.")
OLD = Text("第{number}版，{day}起生效。", "Version {number}, effective from {day}.")


class AdoptionForm(SchemeForm):
    """Which scheme, from when on, and why the old one is replaced."""

    effective_from = forms.DateField(required=False, widget=forms.DateInput({"type": "date"}))
    why = forms.CharField(max_length=500, widget=forms.Textarea({"rows": 2}))
    field_order = ("scheme", "file", "source", "effective_from", "why")

    def __init__(self, request: HttpRequest, language: Language, *, replaces: bool) -> None:
        super().__init__(request, language)
        labels, helps = {"effective_from": FROM, "why": REASON}, {"effective_from": FROM_HELP, "why": WHY_HELP}
        worded(self, language, labels, helps)
        self.fields["scheme"].required = True
        if replaces:
            self.fields["scheme"].initial = UPLOAD
        else:
            del self.fields["why"]


@require_safe
@login_required
def scheme_versions(request: HttpRequest, key: int) -> HttpResponse:
    """Every scheme that the assessment has had, has, or will have."""
    visited = visit(request, key, "scheme")
    table = arranged(sheet_of(versions_of(visited), visited.language), asked_of(request))
    context = {
        "table": table,
        "adopt": reverse("adopt-scheme", args=[key]) if visited.may("adopt_scheme") else "",
        "first": not visited.assessment.schemes.exists(),
        "back": reverse("scheme", args=[key]),
    }
    return render(request, "pages/scheme/versions.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def adopt(request: HttpRequest, key: int) -> HttpResponse:
    """Adopts a scheme; nothing is changed where it has an error, or where data do not fit it."""
    visited = visit(request, key, "scheme")
    permit(visited.person, "adopt_scheme", visited.assessment)
    last = visited.assessment.schemes.order_by("-number").first()
    form = AdoptionForm(request, visited.language, replaces=last is not None)
    defects: list[Defect] = []
    if request.method == "POST" and form.is_valid():
        try:
            return _adopted(request, visited, form, last)
        except Refused as refused:
            defects = refused.defects
    return form_answer(request, _page(visited, last), form, defects=defects)


def _adopted(request: HttpRequest, visited: Visit, form: AdoptionForm, last: SchemeVersion | None) -> HttpResponse:
    given: dict[str, Any] = form.cleaned_data
    chosen = form.chosen()
    if chosen is None:
        raise NotYours
    made = adopt_scheme(visited.person, visited.assessment, chosen, given["effective_from"], given.get("why", ""))
    day = day_said(made.effective_from, visited.language)
    messages.success(request, visited.said(SAME) if made == last else visited.said(DONE, number=made.number, day=day))
    ahead = made.effective_from > today()
    return HttpResponseRedirect(reverse("scheme-versions" if ahead else "scheme", args=[visited.assessment.pk]))


def _page(visited: Visit, last: SchemeVersion | None) -> FormPage:
    key = visited.assessment.pk
    if last is None:
        return FormPage(
            visited.said(ADOPT),
            visited.said(ADOPT_PURPOSE),
            visited.said(ADOPT),
            reverse("scheme-versions", args=[key]),
        )
    files = {"yaml": FETCH, "txt": FETCH_SOURCE}
    first = tuple(
        Link(visited.said(says), reverse("scheme-file", args=[key, last.number, kind]))
        for kind, says in files.items()
        if kind == "yaml" or last.source
    )
    verb = visited.said(REPLACE)
    return FormPage(verb, visited.said(REPLACE_PURPOSE), verb, reverse("scheme-versions", args=[key]), first)


@require_safe
@login_required
def scheme_version(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """A version as a document, under the readings confirmed for it."""
    visited = visit(request, key, "scheme")
    version = _version(visited, number)
    place = marks_of_version(visited.assessment, number)
    content = SchemeBuilder(settled(version, confirmed(version)), visited.language, place).content()
    purpose = visited.said(OLD, number=number, day=day_said(version.effective_from, visited.language))
    return render(request, "pages/scheme/page.html", {"page": content, "purpose": purpose})


@require_safe
@login_required
def scheme_file(request: HttpRequest, key: int, number: int, kind: str) -> HttpResponse:
    """A version's file, or the text that it was made from, as it was uploaded."""
    visited = visit(request, key, "scheme")
    version = _version(visited, number)
    content = {"yaml": version.text, "txt": version.source}.get(kind, "")
    if not content:
        raise NotYours
    name = f"{version.scheme}-{version.number}.{kind}"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment"}
    return HttpResponse(content, content_type="text/plain; charset=utf-8", headers=headers)


def _version(visited: Visit, number: int) -> SchemeVersion:
    found = visited.assessment.schemes.filter(number=number).first()
    if found is None:
        raise NotYours
    return found
