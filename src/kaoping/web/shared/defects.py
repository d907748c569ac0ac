"""Defects as a page lists them: the errors first, each with its place, its sentence and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kaoping.core.defect import Defect, Severity
from kaoping.core.text import Language, Text
from kaoping.reports.terminal.defects import NAMES
from kaoping.web.shared.parts import State, Tone

TONES: dict[Severity, Tone] = {"error": "lost", "warning": "due", "reading": "action", "declared": "quiet"}
COUNT = Text("{name} {count} 处", "{name}: {count}")


@dataclass(frozen=True)
class DefectLine:
    """One defect in the reader's language."""

    state: State
    where: str
    says: str
    remedy: str
    clause: str


@dataclass(frozen=True)
class DefectList:
    """All defects, and how many there are of each severity."""

    counts: tuple[str, ...]
    lines: tuple[DefectLine, ...]


def defect_list_of(defects: Sequence[Defect], language: Language) -> DefectList:
    """The defects in the order of their severity."""
    return DefectList(tuple(_counts(defects, language)), tuple(_lines(defects, language)))


def _counts(defects: Sequence[Defect], language: Language) -> Iterator[str]:
    for severity, name in NAMES.items():
        count = sum(defect.severity == severity for defect in defects)
        if count:
            yield COUNT.with_values(name=name, count=count).in_language(language)


def _lines(defects: Sequence[Defect], language: Language) -> Iterator[DefectLine]:
    for severity, name in NAMES.items():
        for defect in (one for one in defects if one.severity == severity):
            yield DefectLine(
                State(name.in_language(language), TONES[severity]),
                defect.where(language).rstrip("： :"),
                defect.says.in_language(language),
                defect.remedy.in_language(language),
                defect.clause,
            )
