"""What the grids of the entry say: what was saved, what somebody else has changed, why nothing is there."""

from __future__ import annotations

from kaoping.core.text import Text
from kaoping.web.shared.visit import Visit

SAVED, NOTHING = Text("已保存 {count} 项。", "Saved: {count}."), Text("没有改动。", "Nothing was changed.")
MEANWHILE = Text(
    "{who}刚刚改为“{value}”。再次保存即改为您填的，请写明更正理由。",
    "{who} has just changed this to “{value}”. Save again to use yours; say why.",
)
TAKEN_BACK = Text("已被撤回。再次保存即填入您的。", "It was withdrawn meanwhile. Save again to enter yours.")
NOBODY = Text("还没有单位。", "There are no units yet.")
CLOSED = Text("现在不是填报阶段，只能查看。", "The entry is closed; you can only read.")
RESUMABLE = Text(
    "已下发核对，填报已结束，只能查看；要补齐数据的，请在“报送进度”恢复填报。",
    "The result is released and the entry closed; to add what is missing, resume it under completeness.",
)
RATINGS = Text(
    "每类评议主体填平均分、参评人数，知道应评人数的也填上；可从 Excel 整块粘贴。一次保存，全部成功或全部不动。",
    "For each group of raters the mean, how many took part and, if known, how many were asked; paste blocks from "
    "Excel. All is saved, or nothing.",
)
NONE_YOURS = Text("这里没有由您登记的评议。", "There are no ratings for you to enter.")
NO_GROUPS = Text(
    "还没有评议主体。请在下面写上一类，例如“群众代表”，就会多出三列。",
    "There are no groups of raters yet. Name one below, such as residents, to get its columns.",
)
NO_RATINGS = Text("这一项没有登记评议。", "Nobody has rated this item.")
SCORED = Text(
    "各单位都已打分，不需要评议。要改用评议的，请先在“打分与数据”中撤回评分。",
    "Every unit has its points, so nothing is to be rated. To use ratings instead, withdraw the points first.",
)
READ_RATINGS = Text("各类评议主体的平均分和人数。", "What each group of raters gave, and how many took part.")


def closed_said(visited: Visit) -> str:
    """That nothing can be entered now; the office reads where it can resume the entry."""
    return visited.said(RESUMABLE if visited.may("resume_entry") else CLOSED)
