"""Makes the table of the journal's lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kaoping.core.text import Language, Text
from kaoping.records.queries.journal_names import NO_NAMES, OF_A_FILE, Names
from kaoping.records.verbs import VERBS
from kaoping.web.pages.journal.changes import changes
from kaoping.web.pages.journal.naming import Naming
from kaoping.web.shared.dates import moment_said
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty
from kaoping.web.shared.table import Cell, Column, Row, Sheet

CAPTION = Text("操作日志", "Journal")
EMPTY = Text("没有符合条件的记录。", "Nothing was found.")
TITLES = {
    "sequence": Text("序号", "No."),
    "at": Text("时间", "When"),
    "who": Text("操作人", "Who"),
    "action": Text("操作", "What"),
    "subject": Text("对象", "About"),
    "changes": Text("变化（原来 → 现在）", "Before → after"),
    "reason": Text("理由", "Why"),
}
MOST, LONGEST = 4, 120
# Of a digest, enough to tell two apart; the line's own page has the whole of it.
DIGITS = 8
MORE = Text("看全部", "see all")
HIDDEN = Text("（可能含得分，不显示）", "(may hold scores, not shown)")


def sheet_of(
    lines: Iterable[Mapping[str, Any]],
    names: Mapping[int, Names],
    address: Callable[[int], str],
    language: Language,
    *,
    whole: bool = False,
) -> Sheet:
    """The lines as a table; `names` by assessment; `whole`: every change in full, for a workbook."""
    columns = tuple(
        Column(
            key,
            title.in_language(language),
            number=key == "sequence",
            grows=key == "changes",
            sortable=key == "sequence",
            hideable=key not in ("sequence", "action"),
        )
        for key, title in TITLES.items()
    )
    rows = tuple(
        Row(_cells(line, names.get(line["assessment_id"], NO_NAMES), address, language, whole=whole)) for line in lines
    )
    return Sheet("journal", CAPTION.in_language(language), columns, rows, Empty(EMPTY.in_language(language)), names=3)


def _cells(
    line: Mapping[str, Any],
    names: Names,
    address: Callable[[int], str],
    language: Language,
    *,
    whole: bool,
) -> tuple[Cell, ...]:
    return (
        Cell(str(line["sequence"]), line["sequence"], href=address(line["sequence"])),
        Cell(moment_said(line["at"], language)),
        Cell(line["who"]),
        Cell(verb_said(line["action"], language)),
        Cell(Naming(names, language).subject(line)),
        _changed(line, names, address, language, whole=whole),
        Cell(HIDDEN.in_language(language), tone="quiet") if line["withheld"] else Cell(line["reason"]),
    )


def verb_said(action: str, language: Language) -> str:
    """What was done, by its name in the table of verbs."""
    return VERBS[action].says.in_language(language) if action in VERBS else action


def _changed(
    line: Mapping[str, Any],
    names: Names,
    address: Callable[[int], str],
    language: Language,
    *,
    whole: bool,
) -> Cell:
    if not line["was"] and not line["became"]:
        return Cell(HIDDEN.in_language(language), tone="quiet")
    told = changes(line["was"], line["became"], language, names, line["action"], why=line["reason"])
    found = [one.says for one in told]
    if whole:
        return Cell("\n".join(found))
    found = [OF_A_FILE.sub(lambda digest: digest[0][:DIGITS] + "…", one) for one in found]
    shown = [one if len(one) <= LONGEST else one[: LONGEST - 1] + "…" for one in found[:MOST]]
    cut = len(found) > MOST or shown != found[:MOST]
    more = Link(MORE.in_language(language), address(line["sequence"]))
    return Cell(shown[0] if shown else "", notes=tuple(shown[1:]), more=(more,) if cut else ())
