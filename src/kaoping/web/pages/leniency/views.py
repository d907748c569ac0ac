"""How strictly each body scores in a run: for those who look after the whole."""

from __future__ import annotations

from fractions import Fraction

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kaoping.core.numbers import rounded
from kaoping.core.text import Text
from kaoping.reports.leniency import Leniency, leniency
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.runs import run_said, scored, shown_run
from kaoping.web.shared.table import Cell, Column, Row, Sheet, arranged, asked_of
from kaoping.web.shared.table.export import workbook_answer
from kaoping.web.shared.visit import Visit, visit

CAPTION = Text("打分宽严", "How strictly bodies score")
BODY, ITEMS, SCORED = Text("考评主体", "Body"), Text("指标", "Items"), Text("打分次数", "Scores given")
FULL, FULL_SHARE = Text("满分次数", "Full marks"), Text("满分占比（%）", "Full marks (%)")
LOSS, SHARE = Text("平均扣分", "Mean loss"), Text("平均失分率（%）", "Mean loss (%)")
REMARK, ALL_FULL = Text("提示", "Remark"), Text("全部给满分", "full marks for everybody")
NOTHING = Text("核算以后，这里显示各考评主体打分的宽严。", "After a run this page shows how strictly each body scores.")
PLACES = 2


@require_safe
@login_required
def leniency_view(request: HttpRequest, key: int) -> HttpResponse:
    """打分宽严."""
    visited = visit(request, key, "runs")
    run = shown_run(visited, request)
    sheet = _sheet(visited, leniency(scored(run)) if run else ())
    asked = asked_of(request, kept=["run"])
    if asked.export:
        return workbook_answer(sheet, asked, sheet.caption)
    purpose = run_said(run, visited.language) if run else ""
    return render(request, "pages/leniency/page.html", {"table": arranged(sheet, asked), "purpose": purpose})


def _sheet(visited: Visit, found: tuple[Leniency, ...]) -> Sheet:
    columns = (
        Column("body", visited.said(BODY), hideable=False),
        Column("items", visited.said(ITEMS), number=True),
        Column("scored", visited.said(SCORED), number=True),
        Column("full", visited.said(FULL), number=True),
        Column("full_share", visited.said(FULL_SHARE), number=True, places=PLACES),
        Column("loss", visited.said(LOSS), number=True, places=PLACES),
        Column("share", visited.said(SHARE), number=True, places=PLACES),
        Column("remark", visited.said(REMARK)),
    )
    strict_last = sorted(found, key=lambda one: (-one.full_share, one.share))
    rows = tuple(Row(_cells(visited, one)) for one in strict_last)
    return Sheet("leniency", visited.said(CAPTION), columns, rows, Empty(visited.said(NOTHING)))


def _cells(visited: Visit, one: Leniency) -> tuple[Cell, ...]:
    state = State(visited.said(ALL_FULL), "due") if one.full == one.scored else None
    return (
        Cell(visited.said(one.body)),
        Cell(value=one.items),
        Cell(value=one.scored),
        Cell(value=one.full),
        Cell(value=_shown(one.full_share * 100)),
        Cell(value=_shown(one.loss)),
        Cell(value=_shown(one.share * 100)),
        Cell(state.word, state=state) if state else Cell(),
    )


def _shown(number: Fraction) -> Fraction:
    """A mean as it is printed: rounded half up."""
    return rounded(number, PLACES)
