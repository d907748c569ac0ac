"""How a fact stands, in one word that every page uses: it waits, it counts, it was replaced, it counts no more."""

from __future__ import annotations

from kaoping.core.text import Text
from kaoping.records.canonical import parsed
from kaoping.records.models import Fact
from kaoping.web.shared.named import Named
from kaoping.web.shared.parts import State, Tone

Standing = tuple[Text, Tone]
COUNTS: Standing = Text("现行", "counts"), "done"
REPLACED: Standing = Text("已被取代", "replaced"), "quiet"
WITHDRAWN: Standing = Text("已撤回", "withdrawn"), "lost"
REFUSED: Standing = Text("不认定", "refused"), "quiet"
UNHEARD: Standing = Text("待申辩", "to be heard"), "due"
HEARD: Standing = Text("已申辩，待决定", "heard, to be decided"), "due"
# What was decided about has a word of its own for that.
DECIDED: dict[str, Standing] = {
    "claims": (Text("已认定", "approved"), "done"),
    "vetoes": (Text("已决定", "decided"), "done"),
}
WAITING: dict[str, Standing] = {
    "claims": (Text("待审定", "to be decided"), "due"),
    "values": (Text("自评", "own score"), "quiet"),
}
PROPOSED: dict[str, Standing] = {
    "claims": (Text("已申报", "filed"), "quiet"),
    "vetoes": (Text("已提出", "proposed"), "quiet"),
    "values": (Text("自评", "own score"), "quiet"),
}


def standing(fact: Fact, named: Named, before: Fact | None = None, *, last: bool = True) -> State:
    """The state of a fact; `before` is what it supersedes, `last` whether nothing supersedes it."""
    word, tone = _standing(fact, before, last=last)
    return State(named.said(word), tone)


def _standing(fact: Fact, before: Fact | None, *, last: bool) -> Standing:
    if fact.state == "withdrawn":
        return REFUSED if before is not None and before.state == "proposed" else WITHDRAWN
    if fact.state == "confirmed":
        return DECIDED.get(fact.table, COUNTS) if last else REPLACED
    if not last:
        return PROPOSED.get(fact.table, REPLACED)
    if fact.table == "vetoes":
        return HEARD if parsed(fact.content).get("hearing") else UNHEARD
    return WAITING.get(fact.table, WAITING["claims"])
