"""How a facts workbook is laid out: names of sheets and headings, for the template and for the reader."""

from __future__ import annotations

from collections.abc import Mapping

from kaoping.files.facts.tables import TABLES

GUIDE, LISTS = "说明", "清单"
GRID, TASK_GRID, MORE_VALUES = "数据", "任务数据", "补充数据"
VALUE_SHEETS = (TASK_GRID, GRID, MORE_VALUES)
SAMPLE = "示例数据"

# The words of the guide sheet in front of what a reader must know.
GUIDE_WORDS: Mapping[str, str] = {"格式": "format", "方案编号": "scheme", SAMPLE: "sample"}

# In front of the row that says what stands in each column of a grid; columns to be read by people only have a dash.
IDS = "编号"
ITEM_COLUMN = "item"
FOR_PEOPLE = "—"

# Headings that people may read and add, and the program passes over.
PASSED_OVER = ("序号", "条文", "原类型", "原分值")
ALIASES: Mapping[str, str] = {"备注": "note"}
NEEDED_MARK = "＊"

SHEETS: Mapping[str, str] = {
    **{table.name.zh: key for key, table in TABLES.items()},
    **dict.fromkeys(VALUE_SHEETS, "values"),
}

# Rows of these tables are prepared with these fields; a row with nothing else is still empty.
PREPARED: Mapping[str, frozenset[str]] = {"items": frozenset({"item"}), "declared": frozenset({"unit", "item"})}
