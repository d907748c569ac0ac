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


def closed_said(visited: Visit) -> str:
    """That nothing can be entered now; the office reads where it can resume the entry."""
    return visited.said(RESUMABLE if visited.may("resume_entry") else CLOSED)
