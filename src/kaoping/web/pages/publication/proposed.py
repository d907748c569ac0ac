"""The lists of proposed units (拟表彰名单), each unit with what other bodies say about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse

from kaoping.core.text import Text
from kaoping.records.access import ALL_SEEING, results_for, units_for
from kaoping.records.canonical import parsed
from kaoping.records.models import Opinion as Given
from kaoping.records.models import ScoreRun, UnitResult
from kaoping.records.queries.runs import settled_of
from kaoping.records.roles import ROLES
from kaoping.records.verbs import ADVISERS
from kaoping.schemes.model import Scheme
from kaoping.web.pages.publication.content import Opinion, Proposed, ProposedList
from kaoping.web.shared.parts import State
from kaoping.web.shared.visit import Visit

AGREES, OBJECTS = Text("同意", "agrees"), Text("不同意", "objects")


def proposed_lists(visited: Visit, run: ScoreRun) -> tuple[ProposedList, ...]:
    """What a run proposes, as far as the reader may see its results; opinions for those who see all units."""
    sees = bool(visited.roles & ALL_SEEING)
    given: dict[tuple[str, str], list[Given]] = {}
    for one in run.opinions.select_related("unit").order_by("given_at") if sees else ():
        given.setdefault((one.unit.code, one.award), []).append(one)
    mine = frozenset(units_for(visited.person, visited.assessment).values_list("code", flat=True))
    scheme, results = settled_of(run).scheme, tuple(results_for(visited.person, run))
    return tuple(_Lists(visited, run, scheme, given, mine).lists(results))


@dataclass(frozen=True)
class _Lists:
    visited: Visit
    run: ScoreRun
    scheme: Scheme
    given: Mapping[tuple[str, str], list[Given]]
    mine: frozenset[str]

    def lists(self, results: tuple[UnitResult, ...]) -> Iterator[ProposedList]:
        for award in self.scheme.awards:
            chosen = [one for one in results if parsed(one.awards).get(award.id)]
            units = tuple(self._proposed(one, award.id) for one in chosen)
            yield ProposedList(self.visited.said(Text(award.name, award.english or award.name)), units)

    def _proposed(self, result: UnitResult, award: str) -> Proposed:
        known = self.given.get((result.unit, award), [])
        key, code = self.visited.assessment.pk, quote(result.unit, safe="")
        return Proposed(
            unit=result.name or result.unit,
            group=self._group(result.group),
            card=f"{reverse('scorecards', args=[key])}/{code}?run={self.run.number}"
            if result.unit in self.mine
            else "",
            opinions=tuple(self._opinion(one) for one in known),
            give=reverse("opinion", args=[key, result.unit, award]) if self._gives(known) else "",
        )

    def _group(self, group: str) -> str:
        found = next((one for one in self.scheme.groups if one.id == group), None)
        return self.visited.said(Text(found.name, found.english or found.name)) if found else group

    def _gives(self, known: list[Given]) -> bool:
        """Whether the reader's body has not spoken yet."""
        bodies = self.visited.roles & ADVISERS
        return self.visited.may("give_opinion") and bool(bodies) and min(bodies) not in {one.role for one in known}

    def _opinion(self, one: Given) -> Opinion:
        word = State(self.visited.said(AGREES), "done") if one.agrees else State(self.visited.said(OBJECTS), "lost")
        body = next(says for role, says in ROLES.items() if role == one.role)
        return Opinion(self.visited.said(body), word, one.says)
