"""A page with every component on it, a grid to type in, and a table of 3,000 rows: invented values."""

from __future__ import annotations

from fractions import Fraction

from django.template import engines

from kaoping.core.defect import Defect
from kaoping.core.text import Language, Text, verbatim
from kaoping.web.shared.grid import EntryGrid, GridCell, GridColumn, GridRow
from kaoping.web.shared.parts import Confirmation, Empty, Progress, Scale, State
from kaoping.web.shared.table import Cell, Column, Row, Sheet

PARTS = engines["django"].from_string(
    """{% extends "base.html" %}
{% block scripts %}<script src="{% static "kaoping/grid.js" %}" defer></script>{% endblock %}
{% block title %}{% say "部件" "Parts" %}{% endblock %}
{% block heading %}{% say "部件" "Parts" %}{% endblock %}
{% block purpose %}{% say "每一种部件各一例。" "One of every part." %}{% endblock %}
{% block content %}
<p>{% for state in states %}{% state_mark state %} {% endfor %}</p>
<p class="amount">{{ third|amount:2 }} {{ loss|amount:2 }}</p>
{% progress step %}
{% empty_state empty %}
{% defect_list defects %}
{% confirm_step confirmation %}
{% entry_grid grid %}
{% endblock %}"""
)
LARGE = engines["django"].from_string(
    """{% extends "base.html" %}
{% block title %}{% say "大表" "A large table" %}{% endblock %}
{% block heading %}{% say "大表" "A large table" %}{% endblock %}
{% block content %}{% data_table table %}{% endblock %}"""
)


def parts(language: Language) -> dict[str, object]:
    """Everything that the page of parts shows."""

    def said(chinese: str, english: str) -> str:
        return Text(chinese, english).in_language(language)

    return {
        "states": [
            State(said("未开始", "not begun")),
            State(said("待您处理", "waiting for you"), "action"),
            State(said("3天内到期", "due in 3 days"), "due"),
            State(said("已逾期", "overdue"), "lost"),
            State(said("已完成", "done"), "done"),
            State(said("入选", "chosen"), "award"),
            State(said("不适用", "does not apply"), "quiet"),
        ],
        "third": Fraction(10, 3),
        "loss": Fraction("-0.2"),
        "step": Progress(said("正在核算", "Scoring"), 31, 90),
        "empty": Empty(said("还没有单位。", "There are no units yet."), said("添加单位", "Add units"), "/"),
        "defects": defects(),
        "confirmation": Confirmation(
            title=said("下发核对", "Release to units"),
            final=(
                said("90 个单位可以看到自己的得分表。", "90 units see their own scorecards."),
                said("3 个工作日内可以申请复核。", "They may ask for a review within 3 working days."),
            ),
            verb=said("下发核对", "Release to units"),
            cancel="/",
        ),
        "grid": grid(language),
    }


def defects() -> list[Defect]:
    """Two mistakes of an import."""
    return [
        Defect(
            "number",
            "打分表.xlsx",
            Text("“九十”不是数。", "“九十” is not a number."),
            Text("请写 90 这样的数字。", "Write a number such as 90."),
            place=verbatim("打分 D7"),
        ),
        Defect(
            "unit",
            "打分表.xlsx",
            Text("没有这个单位。", "There is no such unit."),
            Text("请核对单位名称。", "Check the unit's name."),
            line=12,
            severity="warning",
        ),
    ]


def grid(language: Language) -> EntryGrid:
    """Four units, three items; one cell is closed."""
    titles = Text("立项重点突出", "Projects"), Text("工作制度完善", "Rules"), Text("责任追究到位", "Accountability")
    columns = tuple(
        GridColumn(str(number), title.in_language(language), "0～3", "0", "3")
        for number, title in enumerate(titles, start=1)
    )
    closed = GridCell(closed=True, why=Text("回避", "recused").in_language(language))
    rows = [
        GridRow(f"u{n}", f"示例单位0{n}", tuple(GridCell("2.5", "1", beside="3") for _ in columns)) for n in (1, 2, 3)
    ]
    return EntryGrid(
        "打分" if language == "zh" else "Scores",
        columns,
        (*rows, GridRow("u4", "示例单位04", (GridCell(), closed, GridCell()))),
        "/sample/parts",
    )


def large_sheet(count: int) -> Sheet:
    """A ranking of so many units, made of numbers alone."""
    scale = Scale(Fraction(60), Fraction(100), Fraction(90))
    rows = []
    for number in range(1, count + 1):
        score = 100 - Fraction(number, 100)
        rows.append(
            Row(
                (
                    Cell(value=number),
                    Cell(f"示例单位{number:04}", href=f"/sample/scorecards/{number}"),
                    Cell(value=score),
                    Cell(value=score),
                    Cell("是", state=State("是", "award")) if number <= count // 5 else Cell("否", tone="quiet"),
                )
            )
        )
    columns = (
        Column("rank", "名次", number=True, hideable=False),
        Column("unit", "单位", hideable=False),
        Column("score", "得分", number=True, places=2),
        Column("bar", "得分位置", sortable=False, scale=scale),
        Column("award", "先进单位"),
    )
    return Sheet("large", "排名", columns, tuple(rows), Empty("还没有单位。"), names=1)
