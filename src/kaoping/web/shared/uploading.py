"""The page that takes a workbook in: what is wrong with it is said there, what was done on the next page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text
from kaoping.web.shared.forms import FormPage, WorkbookForm, form_answer
from kaoping.web.shared.transfer import received
from kaoping.web.shared.visit import Visit

IGNORED = Text("没有用到的列：{names}。", "Columns that were passed over: {names}.")


def upload_answer(
    request: HttpRequest, page: FormPage, form: WorkbookForm, take: Callable[[Path, str], str]
) -> HttpResponse:
    """The answer to an upload: `take` reads the file and saves it, for a reason, and says what it has done."""
    defects: list[Defect] = []
    if request.method == "POST" and form.is_valid():
        try:
            with received(form.cleaned_data["file"]) as path:
                says = take(path, form.cleaned_data["why"])
        except Refused as refused:
            defects = refused.defects
        else:
            messages.success(request, says)
            return HttpResponseRedirect(page.back)
    return form_answer(request, page, form, defects=defects)


def with_ignored(visited: Visit, says: str, ignored: tuple[str, ...]) -> str:
    """What was done, and which columns of the file were not looked at."""
    if not ignored:
        return says
    return f"{says} {visited.said(IGNORED, names=list(ignored))}"
