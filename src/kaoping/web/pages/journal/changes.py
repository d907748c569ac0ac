"""What a line of the journal changed, in words: a label, what it was, what it became."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kaoping.core.text import Language, Text
from kaoping.core.words import NO_WORD, WORDS, YES_WORD
from kaoping.files.facts.tables import TABLES
from kaoping.records.canonical import parsed
from kaoping.records.queries.journal_names import NO_NAMES, Names
from kaoping.records.roles import ROLES
from kaoping.records.states import STATES
from kaoping.web.pages.journal.naming import Naming

ARROW, COLON = " → ", Text("：", ": ")
GONE, ADDED = Text("删去：", "taken out: "), Text("新增：", "new: ")
NOTHING = Text("（空）", "(nothing)")
LABELS: Mapping[str, Text] = {
    **{column.key: column.name for table in TABLES.values() for column in table.columns},
    **{table.key: table.name for table in TABLES.values()},
    "id": Text("编号", "id"),
    "item": Text("指标或任务", "item or task"),
    "points": Text("分值", "points"),
    "type": Text("类型", "type"),
    "name": Text("名称", "name"),
    "username": Text("用户名", "user name"),
    "person": Text("人员", "person"),
    "people": Text("人员", "people"),
    "role": Text("角色", "role"),
    "unit": Text("单位", "unit"),
    "units": Text("单位", "units"),
    "body": Text("部门", "body"),
    "entry": Text("截至日志第几号", "journal up to number"),
    "agreed": Text("同意", "agreed"),
    "assessor": Text("考评主体", "assessor"),
    "appointments": Text("任命", "appointments"),
    "ends": Text("改了结束日期的任命", "appointments with another end"),
    "until": Text("任命至", "until"),
    "active": Text("可以登录", "may sign in"),
    "valid_hours": Text("有效小时数", "hours it is valid"),
    "options": Text("选项", "options"),
    "copied_from": Text("沿用自", "taken over from"),
    "objection_days": Text("申请复核期限（工作日）", "days to ask for a review"),
    "decision_days": Text("复核答复期限（工作日）", "days to decide a review"),
    "approval_days": Text("批准更正期限（工作日）", "days to approve a correction"),
    "require_declared": Text("下发前须全部零报告", "all declared before the release"),
    "filled": Text("填入的节假日天数", "days filled into the calendar"),
    "working": Text("是工作日", "is a working day"),
    "digest": Text("校验值", "digest"),
    "effective_from": Text("生效日期", "effective from"),
    "alternative": Text("采用的口径", "reading"),
    "value": Text("数值", "value"),
    "file_digest": Text("文件校验值", "digest of the file"),
    "rows": Text("行数", "rows"),
    "corrections": Text("其中更正", "corrections among them"),
    "unchanged": Text("未变", "unchanged"),
    "state": Text("状态", "state"),
    "signature": Text("会签依据", "signature"),
    "written": Text("写入行数", "rows written"),
    "sha256": Text("校验值", "digest"),
    "size": Text("字节数", "bytes"),
    "media_type": Text("文件类型", "type of file"),
    "fact": Text("数据编号", "number of the fact"),
    "number": Text("序号", "number"),
    "purpose": Text("用途", "purpose"),
    "version": Text("版本", "version"),
    "document": Text("文号", "number of the document"),
    "public": Text("向社会公开", "open to everybody"),
    "decision": Text("决定", "decision"),
    "reasons": Text("理由", "reasons"),
    "due": Text("期限", "due"),
    "run": Text("核算次数", "run"),
    "as_of": Text("数据截至", "facts as of"),
    "readings": Text("计分口径", "readings"),
    "scheme": Text("方案", "scheme"),
    "facts_digest": Text("数据校验值", "digest of the facts"),
    "objections_until": Text("异议期至", "objections until"),
    "line": Text("所指的行", "line meant"),
    "late_because": Text("超期原因", "why late"),
    "approval": Text("批准依据", "approval"),
    "award": Text("奖项", "award"),
    "says": Text("说明", "words"),
    "agrees": Text("同意", "agrees"),
    "lists": Text("任务清单", "task lists"),
    "made_at": Text("备份时间", "backed up at"),
    "sequence": Text("操作日志至第几号", "journal up to number"),
    "hash": Text("日志校验值", "hash of the journal"),
}
TASK_STATES = {
    "draft": Text("草拟", "drafted"),
    "sent": Text("征求意见", "sent for comment"),
    "countersigned": Text("已会签", "countersigned"),
    "issued": Text("已下达", "issued"),
    "confirmed": Text("已确认", "confirmed"),
    "withdrawn": Text("已撤回", "withdrawn"),
    "proposed": Text("待确认", "proposed"),
}
OUTCOMES = {
    "computing": Text("核算中", "computing"),
    "done": Text("完成", "done"),
    "failed": Text("没有完成", "failed"),
    "filed": Text("待复核", "filed"),
    "upheld": Text("予以更正", "upheld"),
    "rejected": Text("维持原分", "rejected"),
    "refused": Text("更正未获批准", "correction refused"),
}
VALUES: Mapping[str, Text] = {
    **WORDS,
    **STATES,
    **{str(role): says for role, says in ROLES.items()},
    **TASK_STATES,
    **OUTCOMES,
}


@dataclass(frozen=True)
class Changed:
    """One thing that a line changed; without a label, the whole of it."""

    label: str
    was: str
    became: str

    @property
    def says(self) -> str:
        """名称：甲 → 乙; what was not there before is only named."""
        change = ARROW.join(part for part in (self.was, self.became) if part)
        return f"{self.label}{change}"


def changes(
    was: str, became: str, language: Language, names: Names = NO_NAMES, action: str = ""
) -> tuple[Changed, ...]:
    """What differs between two JSON texts; empty texts are not shown to this reader."""
    naming = Naming(names, language)
    before, after = (naming.told(parsed(text), action) if text else None for text in (was, became))
    return tuple(_changes(before, after, language))


def _changes(before: object, after: object, language: Language) -> Iterator[Changed]:
    if isinstance(before, dict) or isinstance(after, dict):
        yield from _of_fields(before, after, language)
    elif isinstance(before, list) or isinstance(after, list):
        old, new = (one if isinstance(one, list) else [] for one in (before, after))
        for label, part, others in ((GONE, old, new), (ADDED, new, old)):
            yield from (
                Changed(label.in_language(language), said(one, language), "") for one in part if one not in others
            )
    elif before != after:
        yield Changed("", _there(before, language), _there(after, language))


def _of_fields(before: object, after: object, language: Language) -> Iterator[Changed]:
    if isinstance(before, str) and isinstance(after, dict) and "state" in after:
        before = {"state": before}
    old, new = (one if isinstance(one, dict) else {} for one in (before, after))
    for key in dict.fromkeys([*old, *new]):
        if (old.get(key) or new.get(key)) and old.get(key) != new.get(key):
            yield _changed(key, old.get(key), new.get(key), language)
    if not isinstance(before, (dict, type(None))):
        yield Changed("", said(before, language), "")


def _changed(key: str, before: object, after: object, language: Language) -> Changed:
    colon = COLON.in_language(language)
    label = LABELS[key].in_language(language) if key in LABELS else key
    gone = NOTHING.in_language(language) if before not in (None, "", []) else ""
    return Changed(label + colon, _there(before, language), _there(after, language) or gone)


def _there(value: object, language: Language) -> str:
    return "" if value is None else said(value, language)


def said(value: object, language: Language) -> str:
    """A JSON value in words."""
    if isinstance(value, bool):
        return (YES_WORD if value else NO_WORD).in_language(language)
    if isinstance(value, dict):
        colon, comma = COLON.in_language(language), "，" if language == "zh" else ", "
        parts = [(LABELS[key].in_language(language) if key in LABELS else key, one) for key, one in value.items()]
        return comma.join(f"{label}{colon}{said(one, language)}" for label, one in parts if one not in (None, ""))
    if isinstance(value, list):
        return ("；" if language == "zh" else "; ").join(said(one, language) for one in value)
    if isinstance(value, str):
        if value.startswith(("{", "[")):
            return said(_opened(value), language)
        return VALUES[value].in_language(language) if value in VALUES else value
    return "" if value is None else str(value)


def _opened(text: str) -> object:
    """A row that was kept as JSON inside JSON; words that only look like it stay words."""
    try:
        return parsed(text)
    except ValueError:
        return f" {text}"
