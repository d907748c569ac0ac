"""The page of a fact, and what is sent from it; a form that is refused keeps what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from kaoping.actions.attach_evidence import attach_evidence, evidence_path
from kaoping.actions.decide_claim import decide_claim
from kaoping.actions.decide_veto import decide_veto
from kaoping.actions.record_hearing import record_hearing
from kaoping.actions.withdraw_fact import withdraw_fact
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.access import runs_for, units_for
from kaoping.records.canonical import parsed
from kaoping.records.fact_access import fact_for, file_for
from kaoping.records.models import Fact
from kaoping.records.queries.entry import chain_of, files_of, shapes_of
from kaoping.records.queries.evidence import from_unit, made_by_unit
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import Conflict, NotYours
from kaoping.records.verbs import ENTERING
from kaoping.schemes.model_results import VetoEntry
from kaoping.web.pages.fact.build import FactBuilder
from kaoping.web.pages.fact.forms import ClaimForm, HearingForm, VetoForm, WhyForm
from kaoping.web.shared.entering import tables_of
from kaoping.web.shared.frame import Link
from kaoping.web.shared.named import Named
from kaoping.web.shared.visit import Visit, visit

ATTACHED = Text("已附上材料。", "The file is attached.")
WITHDRAWN = Text("已撤回，不再计分；记录保留。", "Withdrawn; it counts no more and stays on record.")
DECIDED = Text("已审定。", "Decided.")
HEARD = Text("已记录申辩。", "The hearing is recorded.")
MEANWHILE = Text("别人刚刚改了这一条，没有保存；最新的情况如下。", "Somebody has just changed this; nothing was saved.")
CHOOSE_FILE = Text("请先选择文件。", "Choose a file first.")
PURPOSE = Text(
    "这条数据的全部记录：谁填的、何时、为什么改；附有哪些材料。",
    "The whole record of this entry: who, when, why; with its files.",
)


@dataclass(frozen=True)
class Open:
    """A fact that somebody looks at: what the person saw, its whole chain, and the names of what it is about."""

    visited: Visit
    named: Named
    seen: Fact
    chain: list[Fact]

    @property
    def fact(self) -> Fact:
        """What was said last."""
        return self.chain[-1]

    def forms(self) -> dict[str, Form]:
        """What the person can do with it now."""
        visited, fact, language = self.visited, self.fact, self.visited.language
        found: dict[str, Form] = {}
        if fact.state == "confirmed" and fact.table != "tasks" and visited.may("withdraw_fact"):
            found["withdraw"] = WhyForm(language)
        if fact.state != "proposed":
            return found
        if fact.table == "claims" and visited.may("decide_claim"):
            found["claim"] = ClaimForm(language)
        if fact.table == "vetoes":
            found |= self._of_veto()
        return found

    def _of_veto(self) -> dict[str, Form]:
        content = parsed(self.fact.content)
        if not content.get("hearing"):
            return {"hearing": HearingForm(self.visited.language)} if self.visited.may("record_hearing") else {}
        if not self.visited.may("decide_veto"):
            return {}
        return {
            "veto": VetoForm(self.veto, self.visited.language, effect=content.get("effect", "")),
            "withdraw": WhyForm(self.visited.language),
        }

    @property
    def veto(self) -> VetoEntry:
        """The circumstance of a veto."""
        return next(one for one in self.named.settled.scheme.vetoes if one.id == self.fact.item)


def _opened(request: HttpRequest, key: int, fact: int) -> Open:
    visited = visit(request, key, "entry")
    found = fact_for(visited.person, visited.assessment, fact)
    settled = settled_now(visited.assessment)
    named = Named(settled, shapes_of(visited.assessment, settled), visited.language)
    return Open(visited, named, found, chain_of(found))


@require_safe
@login_required
def fact(request: HttpRequest, key: int, fact: int) -> HttpResponse:
    """The page."""
    return _page(request, _opened(request, key, fact))


@require_safe
@login_required
def evidence(request: HttpRequest, key: int, file: int) -> HttpResponseBase:
    """A file, always as a download."""
    visited = visit(request, key, "scheme")
    found = file_for(visited.person, visited.assessment, file)
    content = evidence_path(found.evidence.sha256).open("rb")
    answer = FileResponse(content, as_attachment=True, filename=found.name, content_type=found.evidence.media_type)
    answer.headers["Content-Security-Policy"] = "sandbox"
    return answer


@require_POST
@login_required
def attach(request: HttpRequest, key: int, fact: int) -> HttpResponse:
    """Attaches a file."""
    opened = _opened(request, key, fact)
    file = request.FILES.get("file")
    if file is None:
        return _page(request, opened, file_wrong=[opened.visited.said(CHOOSE_FILE)], status=422)
    try:
        attach_evidence(opened.visited.person, opened.fact, file.read(), file.name or "")
    except Refused as refused:
        said = [defect.in_language(opened.visited.language) for defect in refused.defects]
        return _page(request, opened, file_wrong=said, status=422)
    return _done(request, opened, ATTACHED)


@require_POST
@login_required
def withdraw(request: HttpRequest, key: int, fact: int) -> HttpResponse:
    """Withdraws a fact, or drops a proposed veto."""
    opened = _opened(request, key, fact)
    form = WhyForm(opened.visited.language, request.POST)

    def act() -> None:
        person, why = opened.visited.person, form.cleaned_data["why"]
        if opened.seen.table == "vetoes" and opened.seen.state == "proposed":
            decide_veto(person, opened.seen, None, why)
        else:
            withdraw_fact(person, opened.seen, why)

    return _acted(request, opened, ("withdraw", form), act, WITHDRAWN)


@require_POST
@login_required
def decide(request: HttpRequest, key: int, fact: int) -> HttpResponse:
    """Decides a claim or a veto.

    Raises:
        NotYours: where there is nothing to decide.
    """
    opened = _opened(request, key, fact)
    if opened.fact.table == "claims":
        claim = ClaimForm(opened.visited.language, request.POST)

        def act() -> None:
            decide_claim(opened.visited.person, opened.seen, claim.points_given, claim.cleaned_data["why"])

        return _acted(request, opened, ("claim", claim), act, DECIDED)
    if opened.fact.table != "vetoes":
        raise NotYours
    veto = VetoForm(opened.veto, opened.visited.language, request.POST)

    def conclude() -> None:
        decide_veto(opened.visited.person, opened.seen, veto.decision, veto.cleaned_data["why"])

    return _acted(request, opened, ("veto", veto), conclude, DECIDED)


@require_POST
@login_required
def hearing(request: HttpRequest, key: int, fact: int) -> HttpResponse:
    """Records what the unit says to a proposed veto."""
    opened = _opened(request, key, fact)
    form = HearingForm(opened.visited.language, request.POST)

    def act() -> None:
        record_hearing(opened.visited.person, opened.seen, form.cleaned_data["said"])

    return _acted(request, opened, ("hearing", form), act, HEARD)


def _acted(
    request: HttpRequest, opened: Open, named: tuple[str, Form], act: Callable[[], None], done: Text
) -> HttpResponse:
    name, form = named
    if not form.is_valid():
        return _page(request, opened, {name: form}, status=422)
    try:
        act()
    except Refused as refused:
        form.add_error(None, [defect.in_language(opened.visited.language) for defect in refused.defects])
        return _page(request, opened, {name: form}, status=422)
    except Conflict:
        form.add_error(None, opened.visited.said(MEANWHILE))
        return _page(request, opened, {name: form}, status=409)
    return _done(request, opened, done)


def _done(request: HttpRequest, opened: Open, says: Text) -> HttpResponse:
    messages.success(request, opened.visited.said(says))
    return HttpResponseRedirect(reverse("fact", args=[opened.visited.assessment.pk, opened.fact.pk]))


def _page(
    request: HttpRequest,
    opened: Open,
    sent: dict[str, Form] | None = None,
    file_wrong: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    key, fact = opened.visited.assessment.pk, opened.fact
    builder = FactBuilder(opened.named, lambda file: reverse("evidence", args=[key, file.pk]))
    corrects = fact.state == "confirmed" and fact.table in ("findings", "events", "ratings")
    files = files_of([fact])[fact.pk]
    mine = opened.visited.may("attach_evidence") and (opened.visited.roles & ENTERING or made_by_unit(fact))
    context = {
        "page": builder.content(opened.chain, files, from_unit(files)),
        "purpose": opened.visited.said(PURPOSE),
        "forms": {**opened.forms(), **(sent or {})},
        "addresses": {name: reverse(f"fact-{name}", args=[key, fact.pk]) for name in ("withdraw", "decide", "hearing")},
        "attach": reverse("attach", args=[key, fact.pk]) if mine else "",
        "file_wrong": file_wrong or [],
        "correct": reverse("correct", args=[key, fact.pk]) if corrects and opened.visited.may("correct_fact") else "",
        "back": _back(opened),
    }
    return render(request, "pages/fact/page.html", context, status=status)


def _back(opened: Open) -> Link:
    key, table = opened.visited.assessment.pk, opened.fact.table
    if table in tables_of(opened.visited, opened.named.settled):
        return Link(opened.visited.said(BACK), reverse("rows", args=[key, table]))
    if opened.visited.roles & ENTERING or opened.fact.state == "proposed":
        return Link(opened.visited.said(BACK), reverse("entry", args=[key]))
    return _card(opened)


def _card(opened: Open) -> Link:
    """Back to the scorecard, from which those who do not enter have come."""
    visited, unit = opened.visited, opened.fact.unit
    open_runs = runs_for(visited.person, visited.assessment).filter(state="done")
    opens = units_for(visited.person, visited.assessment).filter(code=unit).exists() and open_runs.exists()
    if not opens:
        return Link(visited.said(BACK), reverse("entry", args=[visited.assessment.pk]))
    return Link(visited.said(TO_CARD), reverse("scorecard", args=[visited.assessment.pk, unit]))


BACK, TO_CARD = Text("返回列表", "Back to the list"), Text("返回得分表", "Back to the scorecard")
