"""The tables of a facts file and what their rows may hold: the one list that readers and templates share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from kaoping.core.text import Text
from kaoping.core.words import FIELD_NAMES

Form = Literal["text", "number", "whole", "date", "raw"]


@dataclass(frozen=True)
class Column:
    """One field of a row: its key in a text file, its heading in a workbook, and how it is written.

    A `raw` field is read later, when it is known what it answers.
    """

    key: str
    name: Text
    form: Form = "text"
    needed: bool = False


@dataclass(frozen=True)
class Table:
    """One kind of fact."""

    key: str
    name: Text
    columns: tuple[Column, ...]

    @cached_property
    def column(self) -> Mapping[str, Column]:
        """The columns by key."""
        return {column.key: column for column in self.columns}


def _of_field(key: str, form: Form = "text", *, needed: bool = False) -> Column:
    return Column(key, FIELD_NAMES[key], form, needed)


REMARKS = (
    _of_field("on", "date"),
    _of_field("note"),
    _of_field("evidence"),
    _of_field("reason"),
    _of_field("kind"),
    _of_field("matter"),
    _of_field("id"),
)
REMARK_KEYS = tuple(column.key for column in REMARKS)

_UNIT = Column("unit", Text("单位", "unit"), needed=True)
_ITEM = Column("item", Text("指标", "item"), needed=True)
_TYPE = Text("任务类型", "type of task")
_COMPLETION = Column("completion", Text("完成量按何类型计", "completion scored as"))
_POINTS = Column("points", Text("分值", "points"), "number")
_DATUM = Text("数据名称", "name of the value")

TABLES: Mapping[str, Table] = {
    table.key: table
    for table in (
        Table(
            "units",
            Text("单位", "units"),
            (
                Column("id", Text("单位编号", "unit id"), needed=True),
                Column("name", Text("单位名称", "unit name")),
                Column("group", Text("类别", "group")),
            ),
        ),
        Table(
            "items",
            Text("指标调整", "changes of items"),
            (_ITEM, Column("type", _TYPE), _COMPLETION, _POINTS),
        ),
        Table(
            "tasks",
            Text("任务清单", "task lists"),
            (
                _UNIT,
                Column("item", Text("任务编号", "task id"), needed=True),
                Column("type", _TYPE, needed=True),
                _COMPLETION,
                _POINTS,
                Column("duty", Text("主要职责", "duty")),
                Column("title", Text("年度任务", "task")),
                Column("source", Text("任务来源", "origin")),
                Column("goal", Text("任务目标", "goal")),
                Column("assessor", Text("考评主体", "assessor")),
            ),
        ),
        Table(
            "values",
            Text("数据", "values"),
            (
                _UNIT,
                _ITEM,
                Column("name", _DATUM, needed=True),
                Column("value", Text("数值", "value"), "raw", needed=True),
                *REMARKS,
            ),
        ),
        Table(
            "findings",
            Text("问题", "findings"),
            (
                _UNIT,
                Column("item", Text("考点或任务", "checkpoint or task"), needed=True),
                _of_field("severity"),
                _of_field("points", "number"),
                _of_field("found_by"),
                *REMARKS,
                _of_field("reported", "date"),
                _of_field("mended", "date"),
            ),
        ),
        Table("events", Text("事件", "events"), (_UNIT, _ITEM, _of_field("points", "number"), *REMARKS)),
        Table(
            "claims",
            Text("加扣分", "claims"),
            (_UNIT, _ITEM, _of_field("clause"), _of_field("points", "number"), *REMARKS),
        ),
        Table(
            "ratings",
            Text("评议", "ratings"),
            (
                _UNIT,
                _ITEM,
                _of_field("rater_group", needed=True),
                _of_field("value", "number", needed=True),
                _of_field("raters", "whole", needed=True),
                *REMARKS,
                _of_field("asked", "whole"),
            ),
        ),
        Table(
            "vetoes",
            Text("一票否决", "vetoes"),
            (
                _UNIT,
                _of_field("veto", needed=True),
                _of_field("decision", needed=True),
                _of_field("effect"),
                *REMARKS,
                _of_field("authority"),
                _of_field("conditions"),
                _of_field("hearing"),
            ),
        ),
        Table(
            "not_applicable",
            Text("不适用", "not applicable"),
            (
                _UNIT,
                _ITEM,
                Column("name", _DATUM),
                Column("why", Text("不适用的理由", "why it does not apply"), needed=True),
                *REMARKS,
            ),
        ),
        Table(
            "history",
            Text("往年结果", "results of earlier years"),
            (
                _UNIT,
                Column("year", Text("年度", "year"), "whole", needed=True),
                Column("grade", Text("等次", "grade")),
                Column("award", Text("奖项", "award")),
                *REMARKS,
            ),
        ),
        Table(
            "status",
            Text("试考核、暂停考核", "units not counted"),
            (
                _UNIT,
                Column("status", Text("状态", "status"), needed=True),
                Column("why", Text("不计入的理由", "why it is not counted"), needed=True),
                *REMARKS,
            ),
        ),
        Table(
            "declared",
            Text("零报告", "declared checked"),
            (_UNIT, _ITEM, Column("by", Text("报告部门", "declared by"), needed=True), *REMARKS),
        ),
    )
}
