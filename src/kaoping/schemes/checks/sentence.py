"""How the checks word a defect: per code what is wrong, what to do, and how grave it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kaoping.core.defect import Defect, Severity
from kaoping.core.text import Text


class Sentence(NamedTuple):
    """What is said about one code; the blanks of both texts are filled with the same values."""

    says: Text
    remedy: Text
    severity: Severity = "error"


Sentences = Mapping[str, Sentence]
NONE = Text("无", "none")


def word(sentences: Sentences, code: str, line: int, clause: str = "", /, **values: object) -> Defect:
    """The defect of a code at a line of the scheme file (0: the file as a whole); the file is added by the check."""
    says, remedy, severity = sentences[code]
    values = {name: NONE if value in ([], ()) else value for name, value in values.items()}
    return Defect(
        code,
        "",
        says.with_values(**values),
        remedy.with_values(**values),
        line=line or None,
        clause=clause,
        severity=severity,
    )
