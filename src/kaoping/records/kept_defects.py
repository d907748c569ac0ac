"""Defects as they are kept in the database: rendered in both languages, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from kaoping.core.defect import Defect
from kaoping.core.text import Text
from kaoping.records.canonical import canonical, parsed


def kept_text(text: Text) -> list[str]:
    """A sentence in Chinese and English."""
    return [text.in_language("zh"), text.in_language("en")]


def kept_defects(defects: Sequence[Defect]) -> str:
    """The JSON text of defects."""
    return canonical([_kept(one) for one in defects])


def defects_of(text: str) -> list[Defect]:
    """The defects that such a text means."""
    return [_defect(one) for one in parsed(text)]


def _kept(one: Defect) -> dict[str, object]:
    return {
        "code": one.code,
        "file": one.file,
        "says": kept_text(one.says),
        "remedy": kept_text(one.remedy),
        "line": one.line,
        "place": kept_text(one.place) if one.place else None,
        "clause": one.clause,
        "severity": one.severity,
    }


def _defect(kept: Mapping[str, Any]) -> Defect:
    texts = {name: Text(*kept[name]) for name in ("says", "remedy", "place") if kept[name]}
    return Defect(**{**kept, **texts})
