"""Makes the table of all units' lists, and the table of one list's tasks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kaoping.core.text import Language, Text
from kaoping.files.facts.tables import TABLES
from kaoping.records.queries.facts import Row as Fields
from kaoping.schemes.compile import inner_items
from kaoping.schemes.model import Scheme
from kaoping.web.pages.task_lists.content import STATES, ListLine
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.table import Cell, Column, Row, Sheet

CAPTION, TASKS = Text("任务清单", "Task lists"), Text("任务", "Tasks")
NO_UNITS = Text("还没有被考评单位。", "There are no units yet.")
NO_LISTS = Text("还没有发给本单位的任务清单。", "No task list has been sent to the unit yet.")
NO_TASKS = Text("这份清单里还没有任务。", "The list has no tasks yet.")
TITLES = {
    "code": Text("编号", "Code"),
    "unit": Text("单位", "Unit"),
    "state": Text("状态", "State"),
    "version": Text("版本", "Version"),
    "tasks": Text("任务数", "Tasks"),
    "comment": Text("单位意见", "Comment of the unit"),
    "next": Text("下一步", "What comes next"),
}
CHANGE = Text("变化", "Change")
ADDED, CHANGED, GONE = Text("新增", "new"), Text("调整", "changed"), Text("取消", "taken out")
FIELDS = tuple(column for column in TABLES["tasks"].columns if column.key != "unit")


def has_tasks(scheme: Scheme) -> bool:
    """Whether units have tasks of their own in a scheme."""
    return any(item.tasks for top in scheme.items for item in inner_items(top))


def state_of(state: str, language: Language) -> State:
    """The state of a list; empty where there is none."""
    word, tone = STATES[state]
    return State(word.in_language(language), tone)


def lists_sheet(lines: Iterable[ListLine], language: Language, *, office: bool) -> Sheet:
    """Every unit with its newest list."""
    columns = tuple(
        Column(
            key,
            title.in_language(language),
            number=key in ("version", "tasks"),
            grows=key == "comment",
            hideable=key != "unit",
        )
        for key, title in TITLES.items()
    )
    rows = tuple(
        Row(
            (
                Cell(one.code),
                Cell(one.name, href=one.href),
                Cell(state=one.state),
                Cell(value=one.version),
                Cell(value=one.tasks),
                Cell(one.comment),
                Cell(one.next),
            )
        )
        for one in lines
    )
    empty = Empty((NO_UNITS if office else NO_LISTS).in_language(language))
    return Sheet("task-lists", CAPTION.in_language(language), columns, rows, empty, names=1)


def tasks_sheet(rows: Sequence[Fields], before: Sequence[Fields] | None, scheme: Scheme, language: Language) -> Sheet:
    """The tasks of one version; beside an earlier one, with what has changed since."""
    old = {str(row["item"]): row for row in before or ()}
    gone = [row for item, row in old.items() if item not in {str(row["item"]) for row in rows}]
    shown = [field for field in FIELDS if any(field.key in row for row in (*rows, *gone)) or field.needed]
    columns = [
        Column(field.key, field.name.in_language(language), field.form == "number", grows=field.key == "goal")
        for field in shown
    ]
    changes = [Column("change", CHANGE.in_language(language))] if before is not None else []
    made = []
    for row in (*rows, *gone):
        cells = [Cell(_said(field.key, row.get(field.key), scheme, language)) for field in shown]
        change = [_change(row, old, taken_out=row in gone, language=language)] if before is not None else []
        made.append(Row((*cells, *change), tone="quiet" if row in gone else ""))
    empty = Empty(NO_TASKS.in_language(language))
    names = next((place for place, field in enumerate(shown) if field.key == "title"), 0)
    return Sheet("tasks", TASKS.in_language(language), (*columns, *changes), tuple(made), empty, names=names)


def _said(key: str, value: object, scheme: Scheme, language: Language) -> str:
    if key in ("type", "completion") and value in scheme.task_types:
        kind = scheme.task_types[str(value)]
        return Text(kind.name, kind.english or kind.name).in_language(language)
    return "" if value is None else str(value)


def _change(row: Fields, old: Mapping[str, Fields], *, taken_out: bool, language: Language) -> Cell:
    if taken_out:
        return Cell(state=State(GONE.in_language(language), "lost"))
    known = old.get(str(row["item"]))
    if known is None:
        return Cell(state=State(ADDED.in_language(language), "action"))
    return Cell() if known == row else Cell(state=State(CHANGED.in_language(language), "due"))
