"""Every public word of the core and the records stands in the glossary, in Chinese and with its meaning."""

from __future__ import annotations

import ast
import re
from collections import Counter

from tests.architecture.project import ROOT, files

ROW = re.compile(r"^\| `(?P<term>\w+)` \| (?P<chinese>[^|]+) \| (?P<meaning>[^|]+) \|$", re.MULTILINE)
GLOSSARY = (ROOT / "docs/reference/glossary.md").read_text("utf-8")


def test_every_public_class_of_the_core_and_the_records_has_a_row() -> None:
    unexplained = _words() - {row["term"] for row in ROW.finditer(GLOSSARY)}
    assert not unexplained


def test_no_word_has_two_rows() -> None:
    terms = Counter(row["term"] for row in ROW.finditer(GLOSSARY))
    assert not [term for term, rows in terms.items() if rows > 1]


def test_every_row_is_complete() -> None:
    rows = [line for line in GLOSSARY.splitlines() if line.startswith("| `")]
    assert not [row for row in rows if not ROW.match(row) or "|  |" in row]


def _words() -> set[str]:
    found = files("src/kaoping/core/*.py", "src/kaoping/records/models/*.py")
    code = [path for path in found if path.name != "tests.py" and "tests" not in path.parts]
    return {
        node.name
        for path in code
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }
