"""The words of the results workbook: names of sheets, headings, kinds of lines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from kaoping.core.text import Text

RANKING, SCORECARD = Text("排名", "Ranking"), Text("得分表", "Scorecard")
MISSING, CALCULATION = Text("缺项", "Missing"), Text("计算", "Calculation")
VALUES, READINGS, NOTES = Text("数据", "Values"), Text("条文理解", "Readings"), Text("说明", "Notes")
TABLES: Mapping[str, Text] = {
    "findings": Text("问题", "Findings"),
    "events": Text("事件", "Events"),
    "claims": Text("加扣分", "Claims"),
    "ratings": Text("评议", "Ratings"),
    "vetoes": Text("否决", "Vetoes"),
}
UNIT_ID, UNIT, GROUP = Text("单位编号", "unit id"), Text("单位", "unit"), Text("类别", "group")
ITEM_ID, ITEM = Text("指标编号", "item id"), Text("指标", "item")
REMARKS = Text("备注", "remarks")
Kind = Literal["opening", "deduction", "addition", "limit", "quantity", "item_score", "part_score", "total"]
KINDS: Mapping[Kind, Text] = {
    "opening": Text("分值", "points"),
    "deduction": Text("扣分", "deduction"),
    "addition": Text("加分", "addition"),
    "limit": Text("限定", "limit"),
    "quantity": Text("中间量", "quantity"),
    "item_score": Text("本项得分", "item score"),
    "part_score": Text("分项合计", "part total"),
    "total": Text("总分", "total"),
}
CLAUSE, FORMULA = Text("条文", "clause"), Text("算式", "formula")
WITH_VALUES = Text("代入数值（导出时）", "with values (as exported)")
BY_VALUE = Text("按值写入", "written as a value")
