"""会签: the items that the reader's bodies countersign; the office sees who has said what."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from kaoping.actions.countersign import countersign
from kaoping.core.defect import Refused
from kaoping.core.text import Text
from kaoping.records.queries.countersigning import Joint, to_countersign
from kaoping.records.refusals import Conflict, NotYours
from kaoping.web.pages.countersigning.forms import WordForm
from kaoping.web.shared.dates import moment_said
from kaoping.web.shared.entering import ASSESSING, tabs_of
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.visit import Visit, visit

PURPOSE = Text(
    "几个部门共同考评的指标，由牵头部门填报，其余部门会签。会签以后又有改动的，要重新会签。",
    "Of items that several bodies judge the leading one enters the values, the others countersign. What is changed "
    "afterwards needs another word.",
)
SIGNED = Text("已会签。", "Countersigned.")
CHANGED = Text(
    "您打开页面以后，数据又有改动，没有保存。请看过最新数据再会签。",
    "Values were changed since you opened the page; nothing was saved. Look at them again.",
)
NOTHING = Text("没有要您会签的指标。", "There is nothing for you to countersign.")
WAITS, AGREED, OBJECTED, NONE = (
    Text("待会签", "waits for you"),
    Text("已同意", "agreed"),
    Text("不同意", "disagreed"),
    Text("牵头部门尚未填报", "nothing entered yet"),
)
BY = Text("{who}，{moment}", "{who}, {moment}")


@require_http_methods(["GET", "POST"])
@login_required
def countersigning(request: HttpRequest, key: int) -> HttpResponse:
    """The page; a word that is refused keeps what was typed.

    Raises:
        NotYours: for people who assess nothing.
    """
    visited = visit(request, key, "entry")
    if not visited.roles & ASSESSING:
        raise NotYours
    if request.method == "GET":
        return _page(request, visited)
    form = WordForm(visited.language, request.POST, prefix=request.POST.get("form", ""))
    if not form.is_valid():
        return _page(request, visited, form, 422)
    given = form.cleaned_data
    try:
        countersign(visited.person, visited.assessment, given["item"], form.word, given["seen"])
    except Refused as refused:
        form.add_error(None, [defect.in_language(visited.language) for defect in refused.defects])
        return _page(request, visited, form, 422)
    except Conflict:
        form = _seen_now(visited, request, form)
        form.add_error(None, visited.said(CHANGED))
        return _page(request, visited, form, 409)
    messages.success(request, visited.said(SIGNED))
    return HttpResponseRedirect(request.path)


def _seen_now(visited: Visit, request: HttpRequest, form: WordForm) -> WordForm:
    """The same form under the values as they are now."""
    item, data = form.cleaned_data["item"], request.POST.copy()
    joint = next((one for one in to_countersign(visited.person, visited.assessment) if one.item == item), None)
    data[f"{form.prefix}-seen"] = str(joint.last if joint else 0)
    return WordForm(visited.language, data, prefix=form.prefix or "")


def _page(request: HttpRequest, visited: Visit, sent: WordForm | None = None, status: int = 200) -> HttpResponse:
    grid = reverse("entry", args=[visited.assessment.pk])
    entries = []
    for number, joint in enumerate(to_countersign(visited.person, visited.assessment)):
        prefix = f"item{number}"
        given: dict[str, object] = {"item": joint.item, "seen": joint.last}
        form = (
            sent
            if sent is not None and sent.prefix == prefix
            else WordForm(visited.language, given=given, prefix=prefix)
        )
        entries.append((joint, _state(joint, visited), _said(joint, visited), form if joint.open else None))
    context = {
        "tabs": tabs_of(visited, "countersigned"),
        "purpose": visited.said(PURPOSE),
        "entries": entries,
        "grid": grid,
        "empty": Empty(visited.said(NOTHING)),
    }
    return render(request, "pages/countersigning/page.html", context, status=status)


def _state(joint: Joint, visited: Visit) -> State:
    if joint.values == 0:
        return State(visited.said(NONE), "quiet")
    if joint.open or joint.said is None:
        return State(visited.said(WAITS), "due")
    return State(visited.said(AGREED), "done") if joint.said.agreed else State(visited.said(OBJECTED), "lost")


def _said(joint: Joint, visited: Visit) -> str:
    if joint.said is None:
        return ""
    moment = moment_said(joint.said.signed_at, visited.language)
    by = visited.said(BY, who=joint.said.signed_by.name, moment=moment)
    return " · ".join(part for part in (by, joint.said.signature, joint.said.note) if part)
