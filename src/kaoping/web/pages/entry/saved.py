"""刚保存: what the values just saved make of their items, and of their units' totals and ranks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kaoping.actions.save_values import Entered
from kaoping.core.line import Line
from kaoping.core.readers.exact import ExactReader
from kaoping.core.scorecard import Entry, Scorecard, scorecard
from kaoping.core.text import Text
from kaoping.files.facts.asked import Asking
from kaoping.records.access import ALL_SEEING
from kaoping.records.queries.drafts import DraftStanding, draft_standings
from kaoping.records.queries.schemes import Basis
from kaoping.reports.amounts import printed
from kaoping.reports.naming import item_title, unit_name
from kaoping.web.shared.visit import Visit

MOST = 12
ITEM = Text("{item}：{score} 分。", "{item}: {score} points. ")
LACKING = Text("{item}：数据未齐，缺 {count} 项。", "{item}: incomplete, {count} missing. ")
TOTAL = Text(
    "试算总分 {score}，暂列第 {rank}（{units} 个单位，{known} 个已齐）。",
    "Draft total {score}, at present rank {rank} ({units} units, {known} complete).",
)
MISSING = Text("试算总分：数据未齐，还缺 {count} 项。", "Draft total: incomplete, {count} still missing.")
WAITING = Text("试算总分正在后台重算。", "The draft total is being computed again in the background.")


@dataclass(frozen=True)
class SavedUnit:
    """A unit with what was just saved: a paragraph for each item, and one for its total."""

    unit: str
    items: tuple[str, ...]
    total: str


def told(entered: Sequence[Entered]) -> str:
    """The items whose values were saved, for the address to come back to."""
    return told_items(one.place[:2] for one in entered)


def told_items(saved: Iterable[tuple[str, str]]) -> str:
    """Units with an item of theirs as an address names them: unit:item, not more than can be read at a glance."""
    pairs = dict.fromkeys(f"{unit}:{item}" for unit, item in saved)
    return ",".join(list(pairs)[:MOST])


def saved_of(
    visited: Visit, asking: Asking, seen: frozenset[tuple[str, str]], asked: str, basis: Basis | None = None
) -> tuple[SavedUnit, ...]:
    """What an address names of the items that the person may enter; totals only for those who see all units."""
    wanted: dict[str, list[str]] = {}
    for pair in asked.split(","):
        unit, _, item = pair.partition(":")
        if (unit, item) in seen:
            wanted.setdefault(unit, []).append(item)
    if not wanted:
        return ()
    drafts = draft_standings(visited.assessment, tuple(wanted), basis) if visited.roles & ALL_SEEING else {}
    return tuple(_saved(visited, asking, unit, items, drafts.get(unit)) for unit, items in wanted.items())


def _saved(visited: Visit, asking: Asking, unit: str, items: Sequence[str], draft: DraftStanding | None) -> SavedUnit:
    program = asking.forms[unit].program
    reader = ExactReader({unit: program}, asking.facts)
    card = scorecard(reader, next(one for one in asking.facts.units if one.id == unit))
    paragraphs = () if program.compares else tuple(_paragraphs(visited, card, items))
    return SavedUnit(unit_name(card.unit), paragraphs, _total(visited, draft, program.places) if draft else "")


def _paragraphs(visited: Visit, card: Scorecard, items: Sequence[str]) -> Iterator[str]:
    for found in card.items:
        if found.item.id not in items:
            continue
        title = item_title(found.item)
        if found.score is None:
            yield visited.said(LACKING, item=title, count=len(found.gaps))
        else:
            says = (one.says.in_language(visited.language) for one in found.entries if not _opens(card, one))
            head = visited.said(ITEM, item=title, score=printed(found.score, card.program.places))
            yield head + ("" if visited.language == "zh" else " ").join(says)


def _opens(card: Scorecard, entry: Entry) -> bool:
    node = card.program.node[entry.line]
    return isinstance(node, Line) and node.opening


def _total(visited: Visit, draft: DraftStanding, places: int) -> str:
    if draft.waiting:
        return visited.said(WAITING)
    if draft.score is None:
        return visited.said(MISSING, count=draft.missing)
    score = printed(draft.score, places)
    return visited.said(TOTAL, score=score, rank=draft.rank, units=draft.units, known=draft.known)
