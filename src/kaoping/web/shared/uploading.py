"""The page that takes a workbook in: what is wrong with it is said there, what was done on the next page."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from kaoping.actions.entrust import Sent, job_of
from kaoping.core.defect import Defect, Refused
from kaoping.core.text import Text
from kaoping.files.received import own_name
from kaoping.records.models import Job
from kaoping.web.shared.forms import FormPage, WorkbookForm, form_answer
from kaoping.web.shared.jobs import LARGE_FILE, begun, done_now, typed_before, under_way
from kaoping.web.shared.visit import Visit

IGNORED = Text("{says}没有用到的列：{names}。", "{says} Columns that were passed over: {names}.")


@dataclass(frozen=True)
class Upload:
    """A kind of workbook: what the worker calls taking it in, what it is called, and when a reason is needed."""

    kind: str
    file: Text
    when_needed: Text


def upload_answer(request: HttpRequest, visited: Visit, page: FormPage, upload: Upload) -> HttpResponse:
    """The answer to an upload: a small file is taken in at once, a large one by the worker."""
    typed = typed_before(request, visited, upload.kind)
    form = WorkbookForm(request, visited.language, upload.file, upload.when_needed, typed)
    defects: list[Defect] = []
    if request.method == "POST" and form.is_valid():
        job = sent(visited, upload.kind, form)
        if len(job.file) > LARGE_FILE:
            return begun(job)
        try:
            says = done_now(job)
        except Refused as refused:
            defects = refused.defects
        else:
            messages.success(request, visited.said(says))
            return HttpResponseRedirect(page.back)
    page = replace(page, first=(*under_way(visited, upload.kind), *page.first))
    return form_answer(request, page, form, defects=defects)


def sent(visited: Visit, kind: str, form: WorkbookForm) -> Job:
    """What a form asks for: the file that was chosen, and why."""
    file, why = form.cleaned_data["file"], form.cleaned_data["why"]
    return job_of(visited.person, visited.assessment, kind, {"why": why}, Sent(own_name(file.name), file.read()))


def with_ignored(says: Text, ignored: tuple[str, ...]) -> Text:
    """What was done, and which columns of the file were not looked at."""
    return IGNORED.with_values(says=says, names=list(ignored)) if ignored else says
