"""Defects on the terminal: what is wrong, where, and what to do; every one of them, the errors first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console

from kaoping.core.defect import Defect, Severity
from kaoping.core.text import Language, Text
from kaoping.reports.terminal.paper import Paper

NAMES: dict[Severity, Text] = {
    "error": Text("错误", "error"),
    "warning": Text("提醒", "warning"),
    "reading": Text("待确认", "to be confirmed"),
    "declared": Text("原文问题", "in the document"),
}
STYLES: dict[Severity, str] = {"error": "red", "warning": "yellow", "reading": "cyan", "declared": ""}
CLAUSE = Text("条文：{quote}", "clause: {quote}")
TOTAL = Text("共 {counts}。", "In all: {counts}.")
COUNT = Text("{count} 处{name}", "{count} × {name}")


def print_defects(defects: Sequence[Defect], language: Language, console: Console) -> None:
    """Each defect with its place, its sentence, and what to do; the numbers of each kind at the end."""
    paper = Paper(console)
    for severity in NAMES:
        for defect in (one for one in defects if one.severity == severity):
            _print(paper, defect, language)
    if defects:
        paper.say(TOTAL.with_values(counts=list(_counts(defects))).in_language(language))


def _print(paper: Paper, defect: Defect, language: Language) -> None:
    label = f"[{NAMES[defect.severity].in_language(language)}]"
    paper.say(f"{label} {defect.where(language)}{defect.says.in_language(language)}", style=STYLES[defect.severity])
    remedy = defect.remedy.in_language(language)
    if remedy:
        paper.say(remedy, indent=4)
    if defect.clause:
        paper.say(CLAUSE.with_values(quote=defect.clause).in_language(language), indent=4, style="dim")


def _counts(defects: Sequence[Defect]) -> Iterable[Text]:
    for severity, name in NAMES.items():
        count = sum(defect.severity == severity for defect in defects)
        if count:
            yield COUNT.with_values(count=count, name=name)
