"""The list of reviews: who asks about which item, how far it is, until when it is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from kaoping.core.text import Language, Text
from kaoping.records.clock import day_of
from kaoping.records.models import Review
from kaoping.web.pages.reviews.naming import item_named, state_of
from kaoping.web.shared.clocks import clock_of
from kaoping.web.shared.dates import day_said
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.table import Cell, Column, Row, Sheet

CAPTION = Text("复核", "Reviews")
EMPTY = Text(
    "没有复核申请。下发核对以后，单位可以在异议期内申请复核。",
    "Nobody has asked for a review. After a release, units may ask for one while objections are open.",
)
UNIT, ITEM, STATE = Text("单位", "Unit"), Text("指标", "Item"), Text("状态", "State")
FILED, DUE, DECIDED = Text("申请日期", "Asked on"), Text("办理期限", "Due"), Text("决定", "Decided")
RUN, NUMBERED = Text("核算", "Run"), Text("第{number}次核算", "run {number}")


def list_of(
    reviews: Iterable[Review], address: Callable[[Review], str], calendar: Mapping[date, bool], language: Language
) -> Sheet:
    """The table, what is due first at its head."""
    names = ((ITEM, "item"), (UNIT, "unit"), (STATE, "state"), (DUE, "due"), (FILED, "filed"), (DECIDED, "decided"))
    columns = tuple(Column(key, name.in_language(language), hideable=key != "item") for name, key in names)
    columns += (Column("run", RUN.in_language(language)),)
    open_first = sorted(reviews, key=lambda one: (_due(one) is None, _due(one) or one.due, one.pk))
    rows = tuple(Row(_cells(one, address(one), calendar, language)) for one in open_first)
    return Sheet("reviews", CAPTION.in_language(language), columns, rows, Empty(EMPTY.in_language(language)))


def _cells(review: Review, href: str, calendar: Mapping[date, bool], language: Language) -> tuple[Cell, ...]:
    state, filed, until = state_of(review, language), day_of(review.filed_at), _due(review)
    clock = clock_of(until, calendar, language) if until else None
    decided = day_of(review.decided_at) if review.decided_at else None
    return (
        Cell(item_named(review), href=href),
        Cell(str(review.unit)),
        Cell(state.word, state=state),
        Cell(clock.word, until.isoformat() if until else None, state=clock) if clock else Cell(),
        Cell(day_said(filed, language), filed.isoformat()),
        Cell(day_said(decided, language), decided.isoformat()) if decided else Cell(),
        Cell(NUMBERED.with_values(number=review.release.run.number).in_language(language)),
    )


def _due(review: Review) -> date | None:
    """The day by which somebody has to do something about it; none when it is over."""
    if review.state == "filed":
        return review.due
    return review.approval_due if review.state == "upheld" else None
