"""A defect: what an office wrote wrongly, where it stands, and what to do. Defects are collected and shown together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kaoping.core.text import Language, Text, verbatim

Severity = Literal["error", "warning", "reading", "declared"]


@dataclass(frozen=True)
class Defect:
    """One thing wrong with a scheme, a facts file or an import.

    `line` counts from 1; `place` names the sheet and cell or the field where lines do not help; `clause` is the
    clause of the document concerned.
    """

    code: str
    file: str
    says: Text
    remedy: Text
    line: int | None = None
    place: Text | None = None
    clause: str = ""
    severity: Severity = "error"

    def in_language(self, language: Language) -> str:
        """The defect as two sentences after its place, as it is printed on the terminal."""
        says, remedy = self.says.in_language(language), self.remedy.in_language(language)
        return f"{self.where(language)}{says}{'' if language == 'zh' else ' '}{remedy}".rstrip()

    def where(self, language: Language) -> str:
        """The place in front of the sentence: file, line, cell or field, clause."""
        colon, comma = ("：", "，") if language == "zh" else (": ", ", ")
        line = Text("第 {line} 行", "line {line}", {"line": self.line}) if self.line else None
        parts = [part for part in (verbatim(self.file) if self.file else None, line, self.place) if part]
        place = comma.join(part.in_language(language) for part in parts)
        return place + colon if place else ""


class Refused(Exception):
    """Input that cannot be used; carries every defect found, never only the first."""

    def __init__(self, defects: list[Defect]) -> None:
        super().__init__("\n".join(defect.in_language("en") for defect in defects))
        self.defects = defects
