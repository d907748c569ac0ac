"""报送进度: counted or one by one, as a page and as a workbook; the office reminds those who owe something."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Max
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kaoping.actions.remind import remind
from kaoping.core.text import Text
from kaoping.files.facts.asked import Asked
from kaoping.records import clock
from kaoping.records.access import ALL_SEEING
from kaoping.records.models import Assessment, JournalEntry
from kaoping.records.queries.facts import current
from kaoping.records.queries.owing import Everything, bodies_for, everything_now
from kaoping.records.queries.schemes import settled_now
from kaoping.web.pages.completeness.build import BY, Progressing, Tally
from kaoping.web.shared.dates import day_said
from kaoping.web.shared.frame import Link
from kaoping.web.shared.going_back import going_back_said
from kaoping.web.shared.named import body_names
from kaoping.web.shared.parts import Progress
from kaoping.web.shared.table import arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.visit import Visit, visit

PURPOSE = Text(
    "谁还缺什么，一目了然；点开名称看明细，直接去填报。缺项不会按零分计，报齐以后才有名次。",
    "Who still owes what; open a name for the details and the way to the field. Nothing missing counts as zero.",
)
OPENED = Text("填报已开始 {days} 天（{day}起）。", "The entry has been open for {days} days (since {day}).")
OVERALL = Text("已报", "Given")
REMINDED = Text("已提醒 {count} 个部门。", "Reminded: {count}.")
CLOSED = Text(
    "已下发核对，填报已结束。要补齐的，先恢复填报。",
    "The result is released and the entry is closed. To add what is missing, resume the entry first.",
)
TODAY = Text("所选的部门今天已经提醒过。", "The chosen bodies have been reminded today.")
WHOLE = "owed"
# What is done about a word that is owed; everything else is a value.
STEPS = {"declared": "declare_checked", "countersigned": "countersign_on_paper"}
# How many views of completeness (the office's, bodies' own) stay counted in one process.
KEPT = 16


@require_safe
@login_required
def completeness(request: HttpRequest, key: int) -> HttpResponse:
    """The page."""
    visited = visit(request, key, "completeness")
    progressing = _progressing(visited)
    by = request.GET.get("by", "") if request.GET.get("by", "") in BY else next(iter(BY))
    only = request.GET.get("only", "")
    asked = asked_of(request, kept=["by", "only"])
    sheet = progressing.sheet(by, only)
    if asked.export:
        return workbook_answer(sheet, asked, sheet.caption)
    counts = progressing.tally.counts["body"].values()
    done, whole = sum(one.given for one in counts), sum(one.asked for one in counts)
    resumes = visited.may("resume_entry") and done < whole
    context = {
        "resume": reverse("resume-entry", args=[key]) if resumes else "",
        "closed": visited.said(CLOSED) if resumes else going_back_said(visited),
        "tabs": [Link(visited.said(title), f"{request.path}?by={name}", name == by) for name, title in BY.items()],
        "purpose": visited.said(PURPOSE),
        "opened": _opened(visited),
        "progress": Progress(visited.said(OVERALL), done, whole),
        "table": arranged(sheet, asked),
        "bodies": list(progressing.bodies().items()) if visited.may("remind") and by == "body" else [],
        "reminders": reverse("remind", args=[key]),
        "reminded": _reminded(visited, progressing),
    }
    return render(request, "pages/completeness/page.html", context)


@require_POST
@login_required
def reminders(request: HttpRequest, key: int) -> HttpResponse:
    """Reminds the chosen bodies."""
    visited = visit(request, key, "completeness")
    message = request.POST.get("message", "").strip()[:500]
    count = remind(visited.person, visited.assessment, request.POST.getlist("body"), message)
    messages.success(request, visited.said(REMINDED if count else TODAY, count=count))
    return HttpResponseRedirect(reverse("completeness", args=[key]))


def _progressing(visited: Visit) -> Progressing:
    key, settled = visited.assessment.pk, settled_now(visited.assessment)
    all_seeing = visited.roles & ALL_SEEING
    bodies = None if all_seeing else bodies_for(visited.person, visited.assessment, settled)
    here = reverse("completeness", args=[key])
    return Progressing(
        _tally(everything_now(visited.assessment), key, bodies),
        body_names(settled.scheme, visited.language),
        clock.today(),
        visited.language,
        leads_to=lambda one: _way(key, one) if _enters(visited, one) else "",
        detail=lambda by, name: f"{here}?{urlencode({'by': WHOLE, 'only': f'{by}:{name}'})}",
    )


@lru_cache(KEPT)
def _tally(everything: Everything, assessment: int, bodies: frozenset[str] | None) -> Tally:
    """What some bodies enter, or all; counted once, until something changes."""
    asked = everything.asked
    if bodies is not None:
        asked = tuple(one for one in asked if not bodies.isdisjoint(one.bodies))
    return Tally(asked, _entered(Assessment.objects.get(pk=assessment)))


def _enters(visited: Visit, one: Asked) -> bool:
    """Whether the person could enter it now: a way to a field that is closed would lead nowhere."""
    if "office" in visited.roles:
        return visited.may(STEPS.get(one.name, "save_values"))
    if one.name == "countersigned":
        return visited.may("countersign")
    return "assessor" in visited.roles and visited.assessment.state == "entry"


def _way(key: int, one: Asked) -> str:
    """Where something that is owed is entered."""
    if one.name == "declared":
        body = {"body": one.bodies[0]} if one.bodies else {}
        return f"{reverse('declarations', args=[key])}?{urlencode({'item': one.item, **body})}"
    if one.name == "countersigned":
        return reverse("countersigning", args=[key])
    if one.name == "ratings":
        return f"{reverse('ratings', args=[key])}?{urlencode({'item': one.item, 'unit': one.unit.id})}"
    return f"{reverse('entry', args=[key])}?{urlencode({'item': one.item, 'unit': one.unit.id})}"


def _entered(assessment: Assessment) -> dict[tuple[str, str], datetime]:
    """When something was entered last, by unit and address."""
    found = current(assessment).order_by().values_list("unit", "item").annotate(last=Max("entered_at"))
    return {(unit, item): last for unit, item, last in found}


def _opened(visited: Visit) -> str:
    """How long the entry has been open."""
    if visited.assessment.state != "entry":
        return ""
    opened = JournalEntry.objects.filter(assessment=visited.assessment, action="open_entry").order_by("sequence").last()
    if opened is None:
        return ""
    day = clock.day_of(opened.at)
    return visited.said(OPENED, days=(clock.today() - day).days, day=day_said(day, visited.language))


def _reminded(visited: Visit, progressing: Progressing) -> list[str]:
    """Who was reminded when, the last of each."""
    sent = visited.assessment.reminders.order_by("sent_at").values_list("body", "sent_at")
    last = {progressing.names.get(body, body): clock.day_of(at) for body, at in sent}
    return [f"{name} {day_said(day, visited.language)}" for name, day in last.items()]
