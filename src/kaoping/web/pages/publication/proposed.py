"""The list of proposed units (拟表彰名单), each unit with what other bodies say about it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from django.urls import reverse

from kaoping.core.text import Text
from kaoping.records.access import ALL_SEEING, results_for, units_for
from kaoping.records.canonical import parsed
from kaoping.records.models import Opinion, ScoreRun
from kaoping.records.queries.runs import settled_of
from kaoping.records.roles import ROLES
from kaoping.records.verbs import ADVISERS
from kaoping.web.shared.parts import Empty, Tone
from kaoping.web.shared.runs import stage_of
from kaoping.web.shared.table import Cell, Column, Row, Sheet
from kaoping.web.shared.visit import Visit

CAPTION, FINAL = Text("拟表彰名单", "Proposed for awards"), Text("表彰名单", "Awards")
AWARD, UNIT, GROUP = Text("奖项", "Award"), Text("单位", "Unit"), Text("组别", "Group")
OPINIONS = Text("有关部门意见", "Opinions")
NO_OPINION, NONE_GIVEN = Text("尚未提出", "none yet"), Text("没有提出", "none given")
AGREES, OBJECTS = Text("{body}：同意", "{body}: agrees"), Text("{body}：不同意，{says}", "{body}: objects, {says}")
EARLIER = Text("对第{number}次核算：{says}", "About run {number}: {says}")
NOBODY = Text("没有拟表彰的单位。", "No unit is proposed.")
NO_AWARD = Text("没有表彰的单位。", "No unit has an award.")

Given = dict[tuple[str, str], list[Opinion]]


@dataclass(frozen=True)
class Proposal:
    """A unit proposed for an award; `card` is its scorecard where the reader may open it."""

    code: str
    unit: str
    card: str
    award_id: str
    award: str
    group: str
    opinions: tuple[Opinion, ...]
    earlier: tuple[Opinion, ...]

    def waits_for(self, bodies: Collection[str]) -> bool:
        """Whether the body that somebody speaks for has said nothing yet."""
        return bool(bodies) and min(bodies) not in {one.role for one in self.opinions}


def proposals(visited: Visit, run: ScoreRun) -> tuple[Proposal, ...]:
    """What a run proposes, as far as the reader may see its results; opinions for those who see all units."""
    return tuple(_proposals(visited, run))


def waiting_for(visited: Visit, found: Iterable[Proposal]) -> tuple[Proposal, ...]:
    """The proposals about which the reader's body is to speak."""
    bodies = visited.roles & ADVISERS if visited.may("give_opinion") else frozenset()
    return tuple(one for one in found if one.waits_for(bodies))


def proposed_sheet(visited: Visit, run: ScoreRun, found: Iterable[Proposal]) -> Sheet:
    """The list as a table; once published, nothing in it is proposed any more."""
    published = stage_of(run) == "published"
    silent = visited.said(NONE_GIVEN if published else NO_OPINION)
    sees = bool(visited.roles & ALL_SEEING)
    columns = (
        Column("award", visited.said(AWARD)),
        Column("unit", visited.said(UNIT), hideable=False),
        Column("group", visited.said(GROUP)),
        *([Column("opinions", visited.said(OPINIONS), grows=True, sortable=False)] if sees else []),
    )
    rows = tuple(Row(tuple(_cells(visited, one, silent if sees else None))) for one in found)
    caption, nobody = (FINAL, NO_AWARD) if published else (CAPTION, NOBODY)
    return Sheet("proposed", visited.said(caption), columns, rows, Empty(visited.said(nobody)), names=1)


def _proposals(visited: Visit, run: ScoreRun) -> Iterator[Proposal]:
    given, before = _given(visited, run)
    mine = frozenset(units_for(visited.person, visited.assessment).values_list("code", flat=True))
    scheme, results = settled_of(run).scheme, tuple(results_for(visited.person, run))
    groups = {one.id: visited.said(Text(one.name, one.english or one.name)) for one in scheme.groups}
    cards = reverse("scorecards", args=[visited.assessment.pk])
    for award in scheme.awards:
        for result in (one for one in results if parsed(one.awards).get(award.id)):
            code = result.unit
            yield Proposal(
                code=code,
                unit=result.name or code,
                card=f"{cards}/{quote(code, safe='')}?run={run.number}" if code in mine else "",
                award_id=award.id,
                award=visited.said(Text(award.name, award.english or award.name)),
                group=groups.get(result.group, result.group),
                opinions=tuple(given.get((code, award.id), ())),
                earlier=tuple(before.get((code, award.id), ())),
            )


def _given(visited: Visit, run: ScoreRun) -> tuple[Given, Given]:
    """What bodies say about a run, and what they said about earlier ones, which does not count for this one."""
    now: Given = {}
    before: Given = {}
    if visited.roles & ALL_SEEING:
        known = Opinion.objects.filter(run__assessment=run.assessment_id, run__number__lte=run.number)
        for one in known.select_related("unit", "run").order_by("run__number", "given_at"):
            (now if one.run_id == run.pk else before).setdefault((one.unit.code, one.award), []).append(one)
    return now, before


def _cells(visited: Visit, one: Proposal, silent: str | None) -> Iterator[Cell]:
    """`silent` is what stands where nobody has spoken; None for whoever sees no opinions."""
    yield Cell(one.award)
    yield Cell(one.unit, href=one.card)
    yield Cell(one.group)
    if silent is not None:
        first, *others = [_said(visited, opinion) for opinion in one.opinions] or [silent]
        objected = any(not opinion.agrees for opinion in one.opinions)
        tone: Tone = "lost" if objected else "" if one.opinions else "quiet"
        earlier = (
            visited.said(EARLIER, number=opinion.run.number, says=_said(visited, opinion)) for opinion in one.earlier
        )
        yield Cell(first, tone=tone, notes=(*others, *earlier))


def _said(visited: Visit, one: Opinion) -> str:
    body = next(says for role, says in ROLES.items() if role == one.role)
    return visited.said(AGREES if one.agrees else OBJECTS, body=body, says=one.says)
