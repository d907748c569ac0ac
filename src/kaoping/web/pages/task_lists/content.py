"""What the pages of task lists show."""

from __future__ import annotations

from dataclasses import dataclass

from kaoping.core.text import Text
from kaoping.web.shared.parts import State, Tone

IMPORTED = "imported"
STATES: dict[str, tuple[Text, Tone]] = {
    "": (Text("未草拟", "not drafted"), ""),
    IMPORTED: (Text("已随数据导入", "imported with the facts"), "done"),
    "draft": (Text("草拟", "draft"), "due"),
    "sent": (Text("征求意见", "out for comment"), "action"),
    "countersigned": (Text("已会签", "countersigned"), "action"),
    "issued": (Text("已下达", "issued"), "done"),
}
NEXT: dict[str, Text] = {
    "": Text("考核办草拟", "the office drafts it"),
    IMPORTED: Text("按此考评；需要调整的另拟一版", "it counts; a change is a new version"),
    "draft": Text("考核办发送征求意见", "the office sends it for comment"),
    "sent": Text("单位提意见、负责人会签", "the unit comments, its head countersigns"),
    "countersigned": Text("考核办下达", "the office issues it"),
    "issued": Text("按此考评；需要调整的另拟一版", "it counts; a change is a new version"),
}


@dataclass(frozen=True)
class ListLine:
    """A unit and the newest version of its list that the reader may see."""

    code: str
    name: str
    state: State
    next: str
    href: str
    version: int | None = None
    tasks: int | None = None
    comment: str = ""
