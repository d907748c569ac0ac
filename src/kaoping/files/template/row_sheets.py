"""The sheets with one fact per row: units, task lists, findings, events, claims, ratings, vetoes and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kaoping.core.numbers import decimal
from kaoping.files.facts.accepted import Accepted
from kaoping.files.facts.layout import MORE_VALUES, NEEDED_MARK
from kaoping.files.facts.tables import REMARK_KEYS, TABLES
from kaoping.files.facts.tables import Column as Field
from kaoping.files.template.lists import NO, YES, Lists
from kaoping.files.template.plan import Column, Content, Form, Heading, Sheet
from kaoping.kinds.checklist.rule import Checklist
from kaoping.kinds.tally.rule import Tally

Fields = Mapping[str, object]

# Fields that only some offices need: they get a column where facts have them.
RARE = ("reason", "kind", "id")
UNITS = "单位"
CLAUSE = "条文"
_FORMS: Mapping[str, Form] = {"number": "number", "whole": "number", "date": "date"}
ONE_HEADING = (Heading("main"),)
FIRST_DAY = date(1901, 1, 1)

_HELP = {
    "units": "每行一个被考评单位。其他各表的“单位”从这里选。",
    "items": "要改变内置任务的类型或分值（对所有单位）时填写；不改的行不用管。",
    "tasks": "单位有自己的任务清单时，每行一项；列了清单的单位不再用内置任务。没有写分值的任务平分其余分值。",
    "values": "“数据”“任务数据”两表里没有的数，或需要注明日期、说明、佐证材料的数。同一个数只填一处。",
    "findings": "每行一个问题。“特别严重”由考评人在范围内确定分值；“一般”超过下限须写说明。",
    "events": "每行一次。",
    "claims": "每行一项加分或扣分；分值填正数，在条款的范围之内。同一事项涉及几个条款时，“事项”栏写相同的词。",
    "ratings": "每行一类评议人对一个单位一项指标的平均分（0 至 100）和参评人数。",
    "vetoes": "每行一项否决决定。",
    "not_applicable": "某项指标对某单位不适用时填写，并写明理由。只有求平均的指标可以单独注明其中一个数据。",
    "history": "往年的等次和奖项，每行一个；用于连续几年的情形。",
    "status": "试考核、暂停考核的单位，并写明理由；不列入名次，也不计入评优基数。",
    "declared": "已检查、没有（其他）问题的，填写报告部门和日期；没有报告的留空。",
}
_LISTS: Mapping[tuple[str, str], str] = {
    ("units", "group"): "类别",
    ("items", "item"): "任务",
    ("values", "item"): "指标",
    ("values", "name"): "数据名称",
    ("findings", "item"): "考点或任务",
    ("events", "item"): "事件指标",
    ("claims", "item"): "加扣分指标",
    ("ratings", "item"): "评议指标",
    ("not_applicable", "item"): "指标",
    ("not_applicable", "name"): "数据名称",
    ("declared", "item"): "零报告项目",
}
_LISTS_OF_KEY = {
    "unit": UNITS, "type": "任务类型", "completion": "任务类型", "severity": "严重程度", "found_by": "发现来源",
    "clause": "加扣分条款", "veto": "否决情形", "effect": "后果", "award": "奖项", "status": "状态",
}  # fmt: skip
_CLAUSES = {"claims": "加扣分条款", "vetoes": "否决情形"}
_WIDTHS = {
    "note": 30, "evidence": 18, "on": 12, "why": 30, "title": 30, "goal": 44, "duty": 18, "source": 18, "decision": 24,
    "by": 18, "name": 24, "reason": 18, "matter": 14, "points": 10, "value": 10, "raters": 10,
}  # fmt: skip


@dataclass(frozen=True)
class RowSheets:
    """Plans the sheets of one workbook from the plain rows of its facts."""

    accepted: Accepted
    lists: Lists
    rows: Mapping[str, Sequence[Fields]]

    def sheet(self, table: str, prepared: Iterable[Fields] = ()) -> Sheet:
        """The sheet of a table; prepared rows follow where no fact has their place yet."""
        given = list(self.rows.get(table, ()))
        there = {_place(row) for row in given}
        rows = [*given, *(row for row in prepared if _place(row) not in there)]
        fields = [field for field in TABLES[table].columns if self._shown(table, field, rows)]
        columns = [self._column(table, field) for field in fields]
        name = MORE_VALUES if table == "values" else TABLES[table].name.zh
        contents = tuple(tuple(self._contents(table, fields, row)) for row in rows)
        return Sheet(name, name, ONE_HEADING, tuple(columns), contents, _HELP[table], self._clause(table))

    def _clause(self, table: str) -> str:
        """The clauses that the rows of a table are read by, one in a line."""
        entries = self.lists.entries.get(_CLAUSES.get(table, ""), {})
        if table in ("findings", "events"):
            items = dict.fromkeys(form.item for form in self.accepted.row_forms[table].values())
            quotes = dict.fromkeys(quote for item in items for quote in self._quotes(table, item) if quote)
            return "\n".join(f"{CLAUSE}：{quote}" for quote in quotes)
        return "\n".join(f"{entry.split(' ')[0]}：{clause}" for entry, clause in entries.items() if clause)

    def _quotes(self, table: str, item: str) -> Iterator[str]:
        """The clauses of an item's rules that read a table."""
        for entry in self.accepted.leaf[item].rules:
            counted = isinstance(entry.rule, Tally) and entry.rule.rows == table
            if counted or (table == "findings" and isinstance(entry.rule, Checklist)):
                yield entry.clause.quote

    def _shown(self, table: str, field: Field, rows: Sequence[Fields]) -> bool:
        if table == "events" and field.key == "points":
            return any(form.points_asked for form in self.accepted.row_forms["events"].values())
        if field.key == "kind" and table in self.accepted.row_forms:
            forms = self.accepted.row_forms[table].values()
            decides = any(form.options and self.accepted.deciding_field(table, form.item) == "kind" for form in forms)
            return decides or any("kind" in row for row in rows)
        if field.key == "effect":
            return "后果" in self.lists.entries
        hidden = field.key in RARE or (field.key in REMARK_KEYS and field.key != "on" and table == "declared")
        return not (hidden and table != "units") or any(field.key in row for row in rows)

    @staticmethod
    def _heading(field: Field) -> str:
        return field.name.zh + (NEEDED_MARK if field.needed else "")

    def _column(self, table: str, field: Field) -> Column:
        choices = _LISTS.get((table, field.key)) or _LISTS_OF_KEY.get(field.key, "")
        choices = choices if choices == UNITS or choices in self.lists.entries else ""
        ids = field.key in ("id", "item") and not choices
        form = _FORMS.get(field.form, "id" if ids else "text")
        rated = table == "ratings" and field.key == "value"
        return Column(
            (self._heading(field),),
            form,
            _WIDTHS.get(field.key, 0),
            choices,
            open=choices == UNITS or field.key in ("item", "name"),
            low=Fraction(0) if form == "number" else None,
            high=Fraction(100) if rated else None,
        )

    def _contents(self, table: str, fields: Sequence[Field], row: Fields) -> Iterator[Content]:
        for field in fields:
            yield self._content(table, field, row.get(field.key))

    def _content(self, table: str, field: Field, value: object) -> Content:
        if value is None or isinstance(value, bool):
            return None if value is None else (YES if value else NO)
        text = str(value)
        if field.form in ("number", "whole", "raw"):
            number = decimal(text)
            return text if number is None else number
        if field.form == "date":
            return day(text)
        own = (table, field.key) in {("units", "id"), ("units", "name"), ("tasks", "item")}
        return text if own else self.lists.show(field.key, text)


def day(text: str) -> date | str:
    """A day as a spreadsheet knows it; days before 1901, which spreadsheets count differently, stay words."""
    found = date.fromisoformat(text)
    return found if found >= FIRST_DAY else text


def _place(row: Fields) -> tuple[object, object]:
    return row.get("unit"), row.get("item")
