"""The versions of an assessment's scheme as a table: which one holds, since when, and what was computed by each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.urls import reverse

from kaoping.core.text import Language, Text
from kaoping.records.clock import day_of, today
from kaoping.web.shared.dates import day_said
from kaoping.web.shared.frame import Link
from kaoping.web.shared.parts import Empty, State
from kaoping.web.shared.table import Cell, Column, Row, Sheet
from kaoping.web.shared.visit import Visit

CAPTION = Text("方案的各个版本", "Versions of the scheme")
EMPTY = Text("还没有采用方案。", "No scheme has been adopted yet.")
TITLES = {
    "number": Text("版本", "Version"),
    "state": Text("状态", "State"),
    "from": Text("生效日期", "Effective from"),
    "runs": Text("核算次数", "Scoring runs"),
    "by": Text("采用人", "Adopted by"),
    "files": Text("文件", "Files"),
    "digest": Text("校验值", "Digest"),
}
NUMBER = Text("第{number}版", "version {number}")
HOLDS, AHEAD, BEFORE = Text("现行", "in force"), Text("尚未生效", "not in force yet"), Text("已被取代", "replaced")
FILE, SOURCE = Text("方案文件", "scheme file"), Text("原文", "its text")
SHOWN = 12


@dataclass(frozen=True)
class VersionLine:
    """A version of the scheme; `files` are its file and its text."""

    number: int
    state: State
    effective_from: date
    runs: int
    by: str
    digest: str
    href: str
    files: tuple[Link, ...]


def versions_of(visited: Visit) -> list[VersionLine]:
    """All versions, the newest first."""
    key = visited.assessment.pk
    found = list(visited.assessment.schemes.select_related("uploaded_by").annotate(run_count=Count("runs")))
    effective = [one for one in found if one.effective_from <= today()]
    holds = max(effective, key=lambda one: (one.effective_from, one.number), default=None)
    lines = []
    for one in sorted(found, key=lambda one: -one.number):
        word, tone = (HOLDS, "done") if one == holds else (AHEAD, "due") if one not in effective else (BEFORE, "quiet")
        kinds = {"yaml": FILE, "txt": SOURCE}
        files = tuple(
            Link(visited.said(says), reverse("scheme-file", args=[key, one.number, kind]))
            for kind, says in kinds.items()
            if kind == "yaml" or one.source
        )
        by = f"{one.uploaded_by.name} {day_said(day_of(one.uploaded_at), visited.language)}"
        href = reverse("scheme-version", args=[key, one.number])
        state = State(visited.said(word), tone)  # type: ignore[arg-type]  # one of three tones
        lines.append(VersionLine(one.number, state, one.effective_from, one.run_count, by, one.digest, href, files))
    return lines


def sheet_of(versions: Iterable[VersionLine], language: Language) -> Sheet:
    """The table of versions."""
    columns = tuple(
        Column(key, title.in_language(language), number=key == "runs", sortable=False, hideable=False)
        for key, title in TITLES.items()
    )
    rows = tuple(
        Row(
            (
                Cell(NUMBER.with_values(number=one.number).in_language(language), href=one.href),
                Cell(state=one.state),
                Cell(day_said(one.effective_from, language)),
                Cell(value=one.runs),
                Cell(one.by),
                Cell(more=one.files),
                Cell(one.digest[:SHOWN]),
            )
        )
        for one in versions
    )
    empty = Empty(EMPTY.in_language(language))
    return Sheet("versions", CAPTION.in_language(language), columns, rows, empty, exports=False)
