"""What the fields and the words in lines of the journal are called."""

from __future__ import annotations

from collections.abc import Mapping

from kaoping.core.text import Text
from kaoping.core.words import WORDS
from kaoping.files.facts.tables import TABLES
from kaoping.records.roles import ROLES
from kaoping.records.states import STATES

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
    "agreed": Text("会签意见", "countersigning body says"),
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
    "problems": Text("没有完成的原因", "why it was not done"),
    "file": Text("文件", "file"),
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
    "agrees": Text("意见", "opinion"),
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
# What a line changed as a whole, where it names no field, by its action; states are told most often.
WHOLES: Mapping[str, Text] = {
    "choose_language": Text("语言", "language"),
    "dismiss": Text("任命", "appointment"),
    "comment_task_list": Text("单位意见", "comment of the unit"),
    "confirm_reading": Text("采用的口径", "reading"),
}
STATE = LABELS["state"]
# The state that actions lead to which tell only where they began.
LEADS_TO: Mapping[str, str] = {"publish": "published"}
AGREED, NOT_AGREED = Text("同意", "agreed"), Text("不同意", "not agreed")
AGREEING = ("agreed", "agrees")
# Whether somebody agrees is what a reader looks for, then what it is about; what only machines compare comes last.
ABOUT = ("item", "unit", "veto")
LAST = ("entry", "sha256", "digest", "file_digest", "facts_digest", "scheme_digest", "hash")
# What somebody has written stays as it is, even where it is a word that has another name.
VERBATIM = ("username", "name", "note", "says", "reason", "reasons", "title", "goal", "document", "signature")
