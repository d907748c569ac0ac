"""The names of what every scheme has: tables, fields, folds, peer statistics, limits."""

from __future__ import annotations

from collections.abc import Mapping

from kaoping.core.text import Text

TABLE_NAMES: Mapping[str, Text] = {
    "findings": Text("考评发现问题", "findings"),
    "events": Text("事件", "events"),
    "claims": Text("加扣分申报", "claims"),
    "ratings": Text("评议", "ratings"),
    "vetoes": Text("一票否决", "vetoes"),
}
FIELD_NAMES: Mapping[str, Text] = {
    "points": Text("认定分值", "points decided"),
    "severity": Text("严重程度", "severity"),
    "found_by": Text("发现来源", "found by"),
    "value": Text("评议分", "rating"),
    "raters": Text("参评人数", "number of raters"),
    "asked": Text("应评人数", "number asked"),
    "rater_group": Text("评议主体", "rater group"),
    "clause": Text("条款", "clause"),
    "item": Text("考点", "checkpoint"),
    "matter": Text("事项", "matter"),
    "on": Text("日期", "date"),
    "month": Text("月份", "month"),
    "quarter": Text("季度", "quarter"),
    "note": Text("说明", "note"),
    "evidence": Text("佐证材料", "evidence"),
    "reason": Text("理由", "reason"),
    "kind": Text("种类", "kind"),
    "effect": Text("后果", "effect"),
    "decision": Text("决定文号", "decision"),
    "veto": Text("否决情形", "veto"),
    "reported": Text("报告日期", "reported on"),
    "mended": Text("整改日期", "mended on"),
    "authority": Text("决定机关", "decided by"),
    "conditions": Text("条件认定", "conditions found"),
    "hearing": Text("申辩情况", "what the unit said"),
    "id": Text("编号", "id"),
}
FOLD_NAMES: Mapping[str, Text] = {
    "sum": Text("逐条相加", "sum over"),
    "count": Text("条数", "number of"),
    "mean": Text("平均", "mean over"),
    "highest": Text("最高", "highest of"),
    "excess": Text("超出部分", "excess over"),
}
PEER_NAMES: Mapping[str, Text] = {
    "mean": Text("{who}平均", "mean of {who}"),
    "max": Text("{who}最高", "maximum of {who}"),
    "min": Text("{who}最低", "minimum of {who}"),
    "sum": Text("{who}合计", "sum of {who}"),
    "count": Text("{who}单位数", "number of {who}"),
    "rank": Text("{who}名次", "rank in {who}"),
    "rank_up": Text("{who}名次（由低到高）", "rank from the lowest in {who}"),
}
# Who is compared: everybody or the group, with the unit itself or without.
PEER_CIRCLES: Mapping[tuple[bool, bool], Text] = {
    (False, False): Text("本组", "the group"),
    (False, True): Text("本组其他单位", "the rest of the group"),
    (True, False): Text("全体", "all units"),
    (True, True): Text("其他单位", "all other units"),
}
# What a limit makes of a sum, less the sum.
LIMIT_FORMULAS: Mapping[str, Text] = {
    "at_least": Text("({total}，不足 {bound} 按 {bound} 计) − {total}", "({total}, at least {bound}) − {total}"),
    "at_most": Text("({total}，超过 {bound} 按 {bound} 计) − {total}", "({total}, at most {bound}) − {total}"),
    "floor": Text("({total}，低于 {bound} 按 {bound} 计) − {total}", "({total}, not below {bound}) − {total}"),
    "ceiling": Text("({total}，高于 {bound} 按 {bound} 计) − {total}", "({total}, not above {bound}) − {total}"),
    "half_up": Text(
        "({total}，四舍五入到 {bound} 位小数) − {total}", "({total}, rounded half up, decimals: {bound}) − {total}"
    ),
    "half_even": Text(
        "({total}，四舍六入五成双到 {bound} 位小数) − {total}", "({total}, half to even, decimals: {bound}) − {total}"
    ),
    "down": Text("({total}，舍到 {bound} 位小数) − {total}", "({total}, cut off, decimals: {bound}) − {total}"),
    "up": Text("({total}，进到 {bound} 位小数) − {total}", "({total}, up, decimals: {bound}) − {total}"),
    "set": Text("{bound} − {total}", "{bound} − {total}"),
    "times": Text("{total} × {bound} − {total}", "{total} × {bound} − {total}"),
}
WORDS: Mapping[str, Text] = {
    "minor": Text("一般", "minor"),
    "serious": Text("较为严重", "serious"),
    "grave": Text("特别严重", "grave"),
    "self": Text("单位自查", "the unit itself"),
    "assessor": Text("专项考评部门", "the assessor"),
    "inspection": Text("察访核验", "inspection"),
    "up": Text("越高越好", "more is better"),
    "down": Text("越低越好", "less is better"),
    **{table: TABLE_NAMES[table] for table in ("findings", "events", "claims")},
}
YES_WORD = Text("是", "yes")
NO_WORD = Text("否", "no")
IS_YES = Text("{label}＝是", "{label} = yes")
ONE_AMOUNT = Text("有关金额", "the amount")
ALL_AMOUNTS = Text("有关各行合计", "the sum")
