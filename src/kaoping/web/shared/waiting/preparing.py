"""Setting up: what a year still lacks before its entry can open."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from kaoping.core.text import Text
from kaoping.records.queries.people import held_in
from kaoping.records.verbs import UNITS
from kaoping.web.shared.visit import Visit
from kaoping.web.shared.waiting.model import Waiting

NO_UNITS, ADD_UNITS = Text("还没有被考评单位", "There are no units yet"), Text("添加单位", "Add the units")
NOBODY = Text(
    "{count} 个单位还没有任命负责人或经办人", "Units for which neither a head nor a clerk is appointed: {count}"
)
NO_ASSESSOR = Text("还没有任命考评主体的人员", "Nobody is appointed for any assessor yet")
APPOINT = Text("任命人员", "Appoint them")
OPEN, DO_OPEN = (
    Text("准备好以后，开始填报", "When everything is set up, open the entry"),
    Text("开始填报", "Open the entry"),
)


def preparing(visited: Visit) -> Iterator[Waiting]:
    """What setting up asks of the office."""
    if visited.assessment.state != "set_up" or not visited.may("open_entry"):
        return
    key = visited.assessment.pk
    codes = set(visited.assessment.units.values_list("code", flat=True))
    if not codes:
        yield Waiting(visited.said(NO_UNITS), visited.said(ADD_UNITS), reverse("units", args=[key]))
        return
    held = list(held_in(visited.assessment))
    people = reverse("people", args=[key])
    if not any(one.role == "assessor" for one in held):
        yield Waiting(visited.said(NO_ASSESSOR), visited.said(APPOINT), people)
    alone = codes - {one.unit.code for one in held if one.unit and one.role in UNITS}
    if alone:
        yield Waiting(visited.said(NOBODY, count=len(alone)), visited.said(APPOINT), people)
    yield Waiting(visited.said(OPEN), visited.said(DO_OPEN), reverse("settings", args=[key]))
