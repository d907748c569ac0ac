"""How the sheets are filled: a sentence or two for each, above its table and on the guide."""

from __future__ import annotations

from collections.abc import Mapping

from kaoping.core.text import Text
from kaoping.files.facts.layout import LISTS, MORE_VALUES, titled
from kaoping.files.facts.tables import TABLES

_CHANGES = Text(titled(TABLES["items"].name, "zh"), titled(TABLES["items"].name, "en"))
_NAMES = {"more": MORE_VALUES, "lists": LISTS, "items": _CHANGES}

_HELP: Mapping[str, Text] = {
    "units": Text(
        "每行一个被考评单位。其他各表的“单位”从这里选。",
        "One row for each assessed unit. The other sheets choose their units from here.",
    ),
    "items": Text(
        "要改变内置任务的类型或分值（对所有单位）时填写；不改的行不用管。",
        "Fill in a row to change the type or points of a built-in task for all units; leave the others as they are.",
    ),
    "tasks": Text(
        "单位有自己的任务清单时，每行一项；列了清单的单位不再用内置任务。没有写分值的任务平分其余分值。",
        "One row per task, for units with a list of their own, which replaces the built-in tasks. Tasks without points "
        "share what the others leave.",
    ),
    "task_grid": Text(
        "每行一项任务，按任务类型填白色的格；在“{items}”改了类型的任务按新类型填。没有数据的格留空。需要注明日期、佐证材料的数，改填“{more}”。",
        "One row per task. Fill in the white cells; a task whose type is changed on “{items}” is filled in by its new "
        "type. Leave a cell empty where nothing is known. Values that need a date or evidence go to “{more}” instead.",
    ),
    "grid": Text(
        "每行一个单位，每列一个数。灰色格不用填；没有数据的格留空，不要填 0 或“无”。选中一格可以看到条文，全文见“{lists}”。",
        "One row per unit, one column per value. Grey cells stay empty, and so do cells where nothing is known. Select "
        "a cell to see its clause; “{lists}” has it in full.",
    ),
    "values": Text(
        "前面的表里没有的数，或需要注明日期、说明、佐证材料的数。同一个数只填一处。",
        "Values that no other sheet has a cell for, or that need a date, a note or evidence. Give each value in one "
        "place only.",
    ),
    "findings": Text(
        "每行一个问题。“特别严重”由考评人在范围内确定分值；“一般”超过下限须写说明。",
        "One row per problem. For “grave” the assessor decides the points within the range; “minor” above the lowest "
        "points needs a note.",
    ),
    "events": Text("每行一次。", "One row for each time it happened."),
    "claims": Text(
        "每行一项加分或扣分；分值填正数，在条款的范围之内。同一事项涉及几个条款时，“事项”栏写相同的词。",
        "One row per bonus or penalty, its points positive and within the range of the clause. Mark one matter under "
        "several clauses by one word in “Matter”.",
    ),
    "ratings": Text(
        "每行一类评议人对一个单位一项指标的平均分（0 至 100）和参评人数；知道请了多少人评议（发出多少份）的，再填应评人数。",
        "One row for each group of raters, unit and item: the mean of their ratings (0 to 100) and how many they were; "
        "where it is known how many were asked, that too.",
    ),
    "vetoes": Text("每行一项否决决定。", "One row per veto decision."),
    "not_applicable": Text(
        "某项指标对某单位不适用时填写，并写明理由。只有求平均的指标可以单独注明其中一个数据。",
        "One row for each item that does not apply to a unit, with the reason. Only of an item that is a mean can a "
        "single value be left out.",
    ),
    "history": Text(
        "往年的等次和奖项，每行一个；用于连续几年的情形。",
        "Grades and awards of earlier years, one per row; for what depends on several years running.",
    ),
    "status": Text(
        "试考核、暂停考核的单位，并写明理由；不列入名次，也不计入评优基数。",
        "Units that are on trial or suspended, with the reason; they have no rank and do not count for the quota.",
    ),
    "declared": Text(
        "已检查、没有（其他）问题的，填写报告部门和日期；没有报告的留空。",
        "Where an item was checked and has no (further) problem, give the department that says so and the date; leave "
        "the others empty.",
    ),
}
HELP = {key: text.with_values(**_NAMES) for key, text in _HELP.items()}

RULES = (
    Text(
        "从左到右逐张填写。带“＊”的列必填；没有数据的格留空：空格表示“尚缺数据”，不等于 0，也不等于“未完成”。",
        "Fill in the sheets from left to right. Columns marked * are required. Leave a cell empty where nothing is "
        "known: empty means “not known yet”, neither 0 nor “not done”.",
    ),
    Text(
        "从下拉清单选择单位、指标、严重程度等；选中一格可以看到条文。可以插入行、排序、筛选，不要改动表头和灰色的“{ids}”行。",
        "Choose units, items, severities and so on from the drop-down lists; select a cell to see its clause. Insert "
        "rows, sort and filter as you like, but keep the headings and the grey row “{ids}”.",
    ),
    Text(
        "数字写普通数，例如 0.5；百分数写 90 或 90%。日期写 2020-08-01。以 =、+、-、@ 开头的文字请在前面加一个撇号 '。",
        "Write plain numbers such as 0.5, percentages as 90 or 90%, dates as 2020-08-01. Put an apostrophe ' before "
        "text that begins with =, +, - or @.",
    ),
    Text(
        "填好后运行“kaoping score {scheme} 文件名”。有错的地方会全部列出，写明工作表、单元格和改法；有错时不计分。",
        "Then run “kaoping score {scheme} FILE”. All mistakes are listed, each with its sheet, its cell and what to "
        "do; nothing is scored as long as there are any.",
    ),
    Text(
        "请保留本页的格式和方案编号：程序据此认出文件。",
        "Keep the format and the scheme id on this sheet: the program knows the file by them.",
    ),
)
