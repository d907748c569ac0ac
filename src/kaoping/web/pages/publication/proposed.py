"""The list of proposed units (拟表彰名单), each unit with what other bodies say about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse

from kaoping.core.text import Text
from kaoping.records.access import ALL_SEEING, results_for, units_for
from kaoping.records.canonical import parsed
from kaoping.records.models import Opinion, ScoreRun, UnitResult
from kaoping.records.queries.runs import settled_of
from kaoping.records.roles import ROLES
from kaoping.records.verbs import ADVISERS
from kaoping.schemes.model import Scheme
from kaoping.schemes.model_results import AwardEntry
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty, Tone
from kaoping.web.shared.table import Cell, Column, Row, Sheet
from kaoping.web.shared.visit import Visit

CAPTION = Text("拟表彰名单", "Proposed for awards")
AWARD, UNIT, GROUP = Text("奖项", "Award"), Text("单位", "Unit"), Text("组别", "Group")
OPINIONS, NO_OPINION = Text("有关部门意见", "Opinions"), Text("尚未提出", "none yet")
AGREES, OBJECTS = Text("{body}：同意", "{body}: agrees"), Text("{body}：不同意，{says}", "{body}: objects, {says}")
GIVE = Text("提出意见", "give an opinion")
NOBODY = Text("没有拟表彰的单位。", "No unit is proposed.")


def proposed_sheet(visited: Visit, run: ScoreRun) -> Sheet:
    """What a run proposes, as far as the reader may see its results; opinions for those who see all units."""
    sees = bool(visited.roles & ALL_SEEING)
    given: dict[tuple[str, str], list[Opinion]] = {}
    for one in run.opinions.select_related("unit").order_by("given_at") if sees else ():
        given.setdefault((one.unit.code, one.award), []).append(one)
    mine = frozenset(units_for(visited.person, visited.assessment).values_list("code", flat=True))
    proposed = _Proposed(visited, run, settled_of(run).scheme, given, mine)
    columns = (
        Column("award", visited.said(AWARD)),
        Column("unit", visited.said(UNIT), hideable=False),
        Column("group", visited.said(GROUP)),
        *([Column("opinions", visited.said(OPINIONS), grows=True, sortable=False)] if sees else []),
    )
    rows = tuple(proposed.rows(tuple(results_for(visited.person, run)), sees=sees))
    return Sheet("proposed", visited.said(CAPTION), columns, rows, Empty(visited.said(NOBODY)), names=1)


@dataclass(frozen=True)
class _Proposed:
    visited: Visit
    run: ScoreRun
    scheme: Scheme
    given: Mapping[tuple[str, str], list[Opinion]]
    mine: frozenset[str]

    def rows(self, results: tuple[UnitResult, ...], *, sees: bool) -> Iterator[Row]:
        for award in self.scheme.awards:
            for result in results:
                if parsed(result.awards).get(award.id):
                    opinions = [self._opinions(result, award)] if sees else []
                    yield Row((*self._cells(result, award), *opinions))

    def _cells(self, result: UnitResult, award: AwardEntry) -> Iterator[Cell]:
        address = reverse("scorecards", args=[self.visited.assessment.pk])
        card = f"{address}/{quote(result.unit, safe='')}?run={self.run.number}" if result.unit in self.mine else ""
        yield Cell(self.visited.said(Text(award.name, award.english or award.name)))
        yield Cell(result.name or result.unit, href=card)
        group = next((one for one in self.scheme.groups if one.id == result.group), None)
        yield Cell(self.visited.said(Text(group.name, group.english or group.name)) if group else result.group)

    def _opinions(self, result: UnitResult, award: AwardEntry) -> Cell:
        known = self.given.get((result.unit, award.id), [])
        address = reverse("opinion", args=[self.visited.assessment.pk, result.unit, award.id])
        more = (Link(self.visited.said(GIVE), address),) if self._gives(known) else ()
        first, *others = [self._said(one) for one in known] or [self.visited.said(NO_OPINION)]
        tone: Tone = "lost" if any(not one.agrees for one in known) else "" if known else "quiet"
        return Cell(first, tone=tone, notes=tuple(others), more=more)

    def _gives(self, known: list[Opinion]) -> bool:
        """Whether the reader's body has not spoken yet."""
        bodies = self.visited.roles & ADVISERS
        return self.visited.may("give_opinion") and bool(bodies) and min(bodies) not in {one.role for one in known}

    def _said(self, one: Opinion) -> str:
        body = next(says for role, says in ROLES.items() if role == one.role)
        return self.visited.said(AGREES if one.agrees else OBJECTS, body=body, says=one.says)
