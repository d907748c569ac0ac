"""What the pages of rows say: what each table is for, what was entered, why nothing was."""

from __future__ import annotations

from kaoping.core.text import Text

PURPOSES = {
    "findings": Text(
        "逐考点登记发现的问题：谁发现的、何时发现、何时整改。",
        "Problems by checkpoint: who found them, when, mended when.",
    ),
    "events": Text("登记按次计分的事件。", "Events that count each time."),
    "claims": Text(
        "加分由单位申报，扣分由考评主体提出；考核办审定以后才计分。", "Claims count once the office has decided them."
    ),
    "ratings": Text(
        "按评议主体登记评议结果和人数。", "Ratings by group of raters, with how many were asked and answered."
    ),
    "vetoes": Text(
        "先提出，听取单位申辩，再作出决定；决定以后才生效。", "Proposed, heard, decided; nothing takes effect before."
    ),
}
ADD = {
    "findings": Text("登记问题", "Enter a finding"),
    "events": Text("登记事件", "Enter an event"),
    "claims": Text("申报", "File a claim"),
    "ratings": Text("登记评议", "Enter a rating"),
    "vetoes": Text("提出否决", "Propose a veto"),
}
SAVED = {
    "claims": Text("已申报，待考核办审定。", "The claim is filed; the assessment office decides it."),
    "vetoes": Text("已提出，待单位申辩。", "The veto is proposed; the unit is to be heard."),
}
ENTERED = Text("已登记。", "Entered.")
EMPTY = Text("还没有登记。", "Nothing has been entered.")
DECLARE = Text("提交零报告", "Declare what was checked")
EMPTY_CHECKED = Text(
    "还没有登记。检查过、没有可扣分的，请提交零报告。",
    "Nothing has been entered. If you have checked and found nothing to deduct, declare that.",
)
CORRECTED = Text("已更正，原来的一条保留在记录里。", "Corrected; the old row is kept.")
MEANWHILE = Text(
    "别人刚刚改了这一条，请打开最新的一条再改。", "Somebody has just changed this row; open the newest one."
)
