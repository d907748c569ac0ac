"""What can be done, by whom, and while an assessment is in which state: all of it on one screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kaoping.core.text import Text
from kaoping.records.roles import Role
from kaoping.records.states import STATES

OFFICE: frozenset[Role] = frozenset({"office"})
DECIDERS: frozenset[Role] = frozenset({"office", "leading_group"})
ENTERING: frozenset[Role] = frozenset({"office", "assessor", "inspector"})
UNITS: frozenset[Role] = frozenset({"unit_clerk", "unit_head"})
ADVISERS: frozenset[Role] = frozenset({"supervision", "personnel", "assessment_group"})
APPOINTING: frozenset[Role] = frozenset({"office", "security_admin"})
SYSTEM: frozenset[Role] = frozenset({"system_admin"})
SECURITY: frozenset[Role] = frozenset({"security_admin"})
NOBODY: frozenset[Role] = frozenset()

ANY = frozenset(STATES)
OPEN = frozenset({"set_up", "entry", "checking"})
UNDECIDED = OPEN | {"review"}
# Reviews go on where the entry is resumed after a release; before the first release there is nothing to review.
REVIEWING = frozenset({"entry", "checking", "review"})


@dataclass(frozen=True)
class Verb:
    """An action: its name in the journal, the roles that may, the states of an assessment in which they may."""

    says: Text
    roles: frozenset[Role]
    states: frozenset[str] = ANY


# NOBODY: the system itself, or the person whose own thing it is.
VERBS: Mapping[str, Verb] = {
    "set_up_administrators": Verb(Text("设立三员", "set up the administrators"), NOBODY),
    "invite_administrators": Verb(Text("邀请三员登录", "invite the administrators to sign in"), NOBODY),
    "restore": Verb(Text("从备份恢复", "restore from a backup"), NOBODY),
    "create_person": Verb(Text("新建人员", "add a person"), SYSTEM),
    "set_active": Verb(Text("停用或启用人员", "let somebody sign in or not"), SYSTEM),
    "set_password": Verb(Text("设定密码", "set a password"), NOBODY),
    "issue_sign_in_link": Verb(Text("发放登录链接", "issue a sign-in link"), SECURITY),
    "issue_sign_in_links": Verb(Text("批量发放登录链接", "issue sign-in links"), SECURITY),
    "unlock_person": Verb(Text("解除登录锁定", "unlock the sign-in"), SECURITY),
    "choose_language": Verb(Text("选择语言", "choose the language"), NOBODY),
    "sign_in_with_link": Verb(Text("用链接登录", "sign in with a link"), NOBODY),
    "appoint": Verb(Text("任命", "appoint"), APPOINTING),
    "appoint_people": Verb(Text("任命人员", "appoint people"), APPOINTING),
    "dismiss": Verb(Text("解除任命", "end an appointment"), APPOINTING),
    "create_assessment": Verb(Text("新建考评", "create an assessment"), OFFICE | SYSTEM),
    "set_options": Verb(Text("设定选项", "set the options"), OFFICE, OPEN),
    "set_calendar_day": Verb(Text("设定工作日", "set a day of the calendar"), OFFICE),
    "fill_calendar": Verb(Text("填入节假日", "fill in the holidays of a year"), OFFICE),
    "adopt_scheme": Verb(Text("采用方案", "adopt a scheme"), OFFICE, UNDECIDED),
    "confirm_reading": Verb(Text("确认口径", "confirm a reading"), DECIDERS, UNDECIDED),
    "import_units": Verb(Text("导入单位", "import units"), OFFICE, OPEN),
    "remove_unit": Verb(Text("删除单位", "remove a unit"), OFFICE, OPEN),
    "draft_task_list": Verb(Text("草拟任务清单", "draft a task list"), OFFICE, OPEN),
    "draft_task_lists": Verb(Text("批量草拟任务清单", "draft task lists"), OFFICE, OPEN),
    "send_task_list": Verb(Text("任务清单征求意见", "send a task list for comment"), OFFICE, OPEN),
    "send_task_lists": Verb(Text("批量发送任务清单", "send task lists for comment"), OFFICE, OPEN),
    "comment_task_list": Verb(Text("对任务清单提出意见", "comment on a task list"), UNITS, OPEN),
    "countersign_task_list": Verb(Text("会签任务清单", "countersign a task list"), OFFICE | {"unit_head"}, OPEN),
    "issue_task_list": Verb(Text("下达任务清单", "issue a task list"), OFFICE, OPEN),
    "issue_task_lists": Verb(Text("批量下达任务清单", "issue task lists"), OFFICE, OPEN),
    "open_entry": Verb(Text("开始填报", "open the entry"), OFFICE, frozenset({"set_up", "checking"})),
    "close_entry": Verb(Text("结束填报", "close the entry"), OFFICE, frozenset({"entry"})),
    "resume_entry": Verb(Text("恢复填报", "resume the entry"), OFFICE, frozenset({"review"})),
    "import_facts": Verb(Text("导入数据", "import facts"), OFFICE, OPEN),
    "enter_value": Verb(Text("填报数据", "enter a value"), ENTERING, OPEN),
    "save_values": Verb(Text("成批填报数据", "enter values"), ENTERING, OPEN),
    "save_rows": Verb(Text("成批登记", "enter rows"), ENTERING, OPEN),
    "save_workbook": Verb(Text("用 Excel 填报", "enter by workbook"), OFFICE | {"assessor"}, OPEN),
    "score_oneself": Verb(Text("自评", "score oneself"), UNITS, frozenset({"entry"})),
    "enter_row": Verb(Text("登记", "enter a row"), ENTERING, OPEN),
    "file_claim": Verb(Text("申报加扣分", "claim points"), ENTERING | UNITS, frozenset({"entry"})),
    "decide_claim": Verb(Text("审定加扣分申报", "decide a claim"), DECIDERS, OPEN),
    "propose_veto": Verb(Text("提出一票否决", "propose a veto"), DECIDERS, UNDECIDED),
    "record_hearing": Verb(Text("记录申辩", "record a hearing"), OFFICE | UNITS, UNDECIDED),
    "decide_veto": Verb(Text("决定一票否决", "decide a veto"), DECIDERS, UNDECIDED),
    "declare_checked": Verb(Text("提交零报告", "declare what was checked"), OFFICE | {"assessor"}, UNDECIDED),
    "countersign": Verb(Text("会签", "countersign"), frozenset({"assessor"}), UNDECIDED),
    "countersign_on_paper": Verb(Text("登记书面会签", "record countersignatures on paper"), OFFICE, UNDECIDED),
    "remind": Verb(Text("提醒填报", "remind of what is owed"), OFFICE, OPEN),
    "correct_fact": Verb(Text("更正数据", "correct a fact"), ENTERING, OPEN),
    "withdraw_fact": Verb(Text("撤回数据", "withdraw a fact"), ENTERING, OPEN),
    "attach_evidence": Verb(Text("附上佐证材料", "attach evidence"), ENTERING | UNITS, UNDECIDED),
    "start_run": Verb(Text("开始核算", "start a run"), OFFICE, UNDECIDED),
    "finish_run": Verb(Text("完成核算", "finish a run"), OFFICE, UNDECIDED),
    "analyse_readings": Verb(Text("分析口径影响", "analyse the readings"), DECIDERS),
    "release_run": Verb(Text("下发核对", "release to the units"), OFFICE, UNDECIDED),
    "file_review": Verb(Text("申请复核", "ask for a review"), UNITS, REVIEWING),
    "decide_review": Verb(Text("复核决定", "decide a review"), DECIDERS, REVIEWING),
    "approve_review": Verb(Text("批准更正", "approve a correction"), frozenset({"leading_group"}), REVIEWING),
    "refuse_review": Verb(Text("不批准更正", "refuse a correction"), frozenset({"leading_group"}), REVIEWING),
    "give_opinion": Verb(Text("对拟表彰提出意见", "give an opinion"), ADVISERS, frozenset({"review", "frozen"})),
    "freeze": Verb(Text("冻结结果", "freeze the result"), DECIDERS, frozenset({"review"})),
    "publish": Verb(Text("印发", "publish"), DECIDERS, frozenset({"frozen"})),
    "reopen": Verb(Text("重新打开", "reopen"), frozenset({"leading_group"}), frozenset({"frozen", "published"})),
}

# Changes that never carry a score, nor do the reasons for them: the audit administrator, who sees none, reads both.
REASONS_WITHOUT_SCORES: frozenset[str] = frozenset(
    {
        "set_up_administrators", "invite_administrators", "restore", "create_person", "set_active", "set_password",
        "issue_sign_in_link", "issue_sign_in_links", "unlock_person", "choose_language", "sign_in_with_link", "appoint",
        "appoint_people", "dismiss", "create_assessment", "set_options", "set_calendar_day", "fill_calendar",
        "adopt_scheme", "import_units", "remove_unit",
    }
)  # fmt: skip
# Of these before and after never carry one: states, choices, digests, counts, who signed. What somebody typed as the
# reason may. Left out are those that tell rows of facts, words of a unit, defects, or whose result has changed.
WITHOUT_SCORES: frozenset[str] = REASONS_WITHOUT_SCORES | {
    "confirm_reading", "open_entry", "close_entry", "resume_entry", "reopen", "countersign", "countersign_on_paper",
    "remind", "declare_checked", "draft_task_lists", "send_task_list", "countersign_task_list", "issue_task_list",
    "start_run", "analyse_readings", "freeze", "publish",
}  # fmt: skip
