"""Opinions on the proposed awards (征求意见): one page on which a body answers about all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kaoping.actions.give_opinion import Answer, give_opinion
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.access import permit
from kaoping.records.models import ScoreRun
from kaoping.records.refusals import NotYours
from kaoping.web.pages.publication.proposed import Proposal, proposals, waiting_for
from kaoping.web.pages.publication.views import proposed_run
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.visit import Visit, visit

GIVEN = Text("已记录 {count} 项意见。", "Opinions recorded: {count}.")
NOTHING = Text("拟表彰名单上的单位，本部门都已提出意见。", "Your body has spoken about every proposed unit.")
UNCLEAR = Text(
    "{unit}：填写了理由，没有选择。请选择“同意”或“不同意”。",
    "{unit}: a reason is given but nothing is chosen. Please choose whether you agree or object.",
)
LOOK = Text("看拟表彰名单", "See the list")
OTHER_RUN = Text(
    "您打开页面以后，结果已重新下发，拟表彰名单可能有变化，没有保存。请看过现在的名单再提出意见。",
    "Since you opened the page another result was released; the list may differ, and nothing was saved. Please look "
    "at the list as it is now.",
)


@dataclass(frozen=True)
class Line:
    """A proposed unit, and what was chosen and typed about it; `name` ends the names of its fields."""

    proposal: Proposal
    name: str
    word: str
    says: str

    @property
    def lacks_reason(self) -> bool:
        """Whether it objects in no words."""
        return self.word == "no" and not self.says.strip()


@require_http_methods(["GET", "POST"])
@login_required
def opinions(request: HttpRequest, key: int) -> HttpResponse:
    """The page; answers that are refused stay as they were typed.

    Raises:
        NotYours: where nothing is released to the reader.
        NotAllowed: unless for the bodies that are asked.
    """
    visited = visit(request, key, "publication")
    permit(visited.person, "give_opinion", visited.assessment)
    run = proposed_run(visited)
    if run is None:
        raise NotYours
    if request.method == "GET":
        return _page(request, visited, run)
    if request.POST.get("run") != str(run.number):
        return _page(request, visited, run, [visited.said(OTHER_RUN)], status=409)
    lines = _lines(request.POST, proposals(visited, run))
    unclear = [visited.said(UNCLEAR, unit=line.proposal.unit) for line in lines if line.says and not line.word]
    if unclear:
        return _page(request, visited, run, unclear, status=422)
    answers = _answers(visited, lines, others="others" in request.POST)
    try:
        give_opinion(visited.person, run, answers)
    except Refused as refused:
        return _page(request, visited, run, [one.in_language(visited.language) for one in refused.defects], status=422)
    messages.success(request, visited.said(GIVEN, count=len(answers)))
    return HttpResponseRedirect(reverse("publication", args=[key]))


def _lines(sent: QueryDict, found: Iterable[Proposal]) -> tuple[Line, ...]:
    named = ((one, f"{one.award_id} {one.code}") for one in found)
    return tuple(
        Line(one, name, sent.get(f"word {name}", ""), sent.get(f"says {name}", "").strip()) for one, name in named
    )


def _answers(visited: Visit, lines: Sequence[Line], *, others: bool) -> list[Answer]:
    """What was chosen, and agreement for the rest where that was ticked."""
    units = {unit.code: unit for unit in visited.assessment.units.all()}
    rest = waiting_for(visited, [line.proposal for line in lines]) if others else ()
    words = [(line, line.word or ("yes" if line.proposal in rest else "")) for line in lines]
    return [
        Answer(units[line.proposal.code], line.proposal.award_id, word == "yes", line.says)
        for line, word in words
        if word and line.proposal.code in units
    ]


def _page(
    request: HttpRequest, visited: Visit, run: ScoreRun, wrong: Sequence[str] = (), status: int = 200
) -> HttpResponse:
    address = reverse("publication", args=[visited.assessment.pk])
    lines = _lines(request.POST, waiting_for(visited, proposals(visited, run)))
    context = {
        "lines": lines,
        "run": run.number,
        "wrong": wrong,
        "others": "others" in request.POST,
        "back": address,
        "empty": None if lines else Empty(visited.said(NOTHING), visited.said(LOOK), address),
    }
    return render(request, "pages/publication/opinions.html", context, status=status)
