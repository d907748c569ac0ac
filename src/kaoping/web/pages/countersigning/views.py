"""会签: the items that the reader's bodies countersign; the office sees who has said what."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from kaoping.actions.countersign import countersign
from kaoping.actions.countersign_on_paper import countersign_on_paper
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.access import permit
from kaoping.records.models import Countersignature
from kaoping.records.queries.countersigning import Joint, Place, joints, objections
from kaoping.records.queries.owing import to_countersign
from kaoping.records.queries.schemes import settled_now
from kaoping.records.refusals import Conflict, NotYours
from kaoping.web.pages.countersigning.forms import InsteadForm, PaperForm, WordForm
from kaoping.web.shared.dates import moment_said
from kaoping.web.shared.entering import ASSESSING, tabs_of
from kaoping.web.shared.forms import refuse_in
from kaoping.web.shared.named import body_names
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.visit import Visit, visit

PURPOSE = Text(
    "几个部门共同考评的指标，由牵头部门填报，其余部门会签；缺一家会签都不能下发核对。会签以后又有改动的，要重新会签。",
    "Of items that several bodies judge the leading one enters the values, the others countersign; nothing is released "
    "before all have. What is changed afterwards needs another word.",
)
SIGNED = Text("已会签。", "Countersigned.")
RECORDED = Text("已登记 {count} 项书面会签。", "Countersignatures recorded: {count}.")
CHANGED = Text(
    "您打开页面以后，数据又有改动，没有保存。请看过最新数据再会签。",
    "Values were changed since you opened the page; nothing was saved. Look at them again.",
)
NOTHING = Text("没有要您会签的指标。", "There is nothing for you to countersign.")
WAITS, AGREED, OBJECTED, NONE = (
    Text("待会签", "to be countersigned"),
    Text("已同意", "agreed"),
    Text("不同意", "disagreed"),
    Text("牵头部门尚未填报", "nothing entered yet"),
)
BY = Text("{who}，{moment}", "{who}, {moment}")
EARLIER = Text("曾不同意：{says}", "Objected before: {says}")


@dataclass(frozen=True)
class Line:
    """An item and a body that countersigns it: what it has said, before too, and whether the office has chosen it."""

    joint: Joint
    body: str
    leader: str
    state: State
    said: str
    earlier: tuple[str, ...]
    chosen: bool


@require_http_methods(["GET", "POST"])
@login_required
def countersigning(request: HttpRequest, key: int) -> HttpResponse:
    """The page; a word that is refused keeps what was typed.

    Raises:
        NotYours: for people who assess nothing.
    """
    visited = _visited(request, key)
    if request.method == "GET":
        return _page(request, visited)
    form = WordForm(visited.language, request.POST, prefix=request.POST.get("form", ""))
    if not form.is_valid():
        return _page(request, visited, form, status=422)
    given = form.cleaned_data
    try:
        countersign(visited.person, visited.assessment, (given["item"], given["body"]), form.word, given["seen"])
    except Refused as refused:
        refuse_in(form, refused, visited.language)
        return _page(request, visited, form, status=422)
    except Conflict:
        form = _seen_now(visited, request, form)
        form.add_error(None, visited.said(CHANGED))
        return _page(request, visited, form, status=409)
    messages.success(request, visited.said(SIGNED))
    return HttpResponseRedirect(request.path)


@require_POST
@login_required
def on_paper(request: HttpRequest, key: int) -> HttpResponse:
    """Records what bodies have signed on paper; what is refused keeps what was chosen and typed."""
    visited = _visited(request, key)
    permit(visited.person, "countersign_on_paper", visited.assessment)
    kind = InsteadForm if f"{InsteadForm.prefix}-seen" in request.POST else PaperForm
    form = kind(visited.language, request.POST)
    if not form.is_valid():
        return _page(request, visited, paper=form, status=422)
    places = [(item, body) for item, _, body in (one.partition(" ") for one in request.POST.getlist("joint"))]
    given = form.cleaned_data
    try:
        count = countersign_on_paper(
            visited.person, visited.assessment, places, given["signature"], given["seen"], instead=form.instead
        )
    except Refused as refused:
        refuse_in(form, refused, visited.language)
        return _page(request, visited, paper=form, status=422)
    except Conflict:
        data = request.POST.copy()
        data[form.add_prefix("seen")] = str(_last(joints(visited.assessment)))
        form = kind(visited.language, data)
        form.add_error(None, visited.said(CHANGED))
        return _page(request, visited, paper=form, status=409)
    messages.success(request, visited.said(RECORDED, count=count))
    return HttpResponseRedirect(reverse("countersigning", args=[key]))


def _visited(request: HttpRequest, key: int) -> Visit:
    visited = visit(request, key, "entry")
    if not visited.roles & ASSESSING:
        raise NotYours
    return visited


def _seen_now(visited: Visit, request: HttpRequest, form: WordForm) -> WordForm:
    """The same form under the values as they are now."""
    place, data = (form.cleaned_data["item"], form.cleaned_data["body"]), request.POST.copy()
    found = to_countersign(visited.person, visited.assessment)
    data[f"{form.prefix}-seen"] = str(_last([one for one in found if (one.item, one.body) == place]))
    return WordForm(visited.language, data, prefix=form.prefix or "")


def _last(found: Sequence[Joint]) -> int:
    return max((one.last for one in found), default=0)


def _page(
    request: HttpRequest,
    visited: Visit,
    sent: WordForm | None = None,
    paper: PaperForm | None = None,
    status: int = 200,
) -> HttpResponse:
    own = to_countersign(visited.person, visited.assessment)
    everything = joints(visited.assessment) if "office" in visited.roles else ()
    names = body_names(settled_now(visited.assessment).scheme, visited.language)
    chosen, before = set(request.POST.getlist("joint")), objections(visited.assessment)
    entries = [
        (_line(joint, visited, names, chosen, before), _form(joint, visited, f"item{number}", sent))
        for number, joint in enumerate(own)
    ]
    rows = [_line(joint, visited, names, chosen, before) for joint in everything]
    records = visited.may("countersign_on_paper")
    last = _last(everything)
    context = {
        "tabs": tabs_of(visited, "countersigned"),
        "purpose": visited.said(PURPOSE),
        "entries": entries,
        "rows": rows,
        "paper": (None if isinstance(paper, InsteadForm) else paper) or PaperForm(visited.language, seen=last),
        "records": records and any(joint.lacking and not joint.objected for joint in everything),
        "instead": (paper if isinstance(paper, InsteadForm) else None) or InsteadForm(visited.language, seen=last),
        "objected": [row for row in rows if records and row.joint.objected and row.joint.lacking],
        "paper_address": reverse("countersign-on-paper", args=[visited.assessment.pk]),
        "grid": reverse("entry", args=[visited.assessment.pk]),
        "empty": None if entries or rows else Empty(visited.said(NOTHING)),
    }
    return render(request, "pages/countersigning/page.html", context, status=status)


def _line(
    joint: Joint,
    visited: Visit,
    names: Mapping[str, str],
    chosen: Collection[str],
    before: Mapping[Place, Sequence[Countersignature]],
) -> Line:
    earlier = [one for one in before.get((joint.item, joint.body), ()) if one != joint.said]
    return Line(
        joint,
        names.get(joint.body, joint.body),
        names.get(joint.leader, joint.leader),
        _state(joint, visited),
        _said(joint.said, visited),
        tuple(visited.said(EARLIER, says=_said(one, visited)) for one in earlier),
        f"{joint.item} {joint.body}" in chosen,
    )


def _form(joint: Joint, visited: Visit, prefix: str, sent: WordForm | None) -> WordForm | None:
    """The form of what may be signed: what waits, and what was not agreed to."""
    if not joint.lacking or not visited.may("countersign"):
        return None
    if sent is not None and sent.prefix == prefix:
        return sent
    given: dict[str, object] = {"item": joint.item, "body": joint.body, "seen": joint.last}
    return WordForm(visited.language, given=given, prefix=prefix)


def _state(joint: Joint, visited: Visit) -> State:
    if joint.values == 0:
        return State(visited.said(NONE), "quiet")
    if joint.open or joint.said is None:
        return State(visited.said(WAITS), "due")
    return State(visited.said(AGREED), "done") if joint.said.agreed else State(visited.said(OBJECTED), "lost")


def _said(said: Countersignature | None, visited: Visit) -> str:
    if said is None:
        return ""
    by = visited.said(BY, who=said.signed_by.name, moment=moment_said(said.signed_at, visited.language))
    return " · ".join(part for part in (by, said.signature, said.note) if part)
