"""What is found wrong in one facts file, in the order in which it stands there."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from kaoping.core.defect import Defect, Refused, Severity
from kaoping.core.text import Text, choose_from, verbatim
from kaoping.core.words import WORDS
from kaoping.schemes.nodes import Node
from kaoping.schemes.nodes.node import MOST_DEFECTS

MOST_CHOICES = 15
PLEASE_ADD = Text("请补上。", "Please add it.")
# What files of facts call a field, behind its name.
_CODE = re.compile(r"（(?:\{key\}|[a-z_]+)）| \((?:\{key\}|[a-z_]+)\)")


class Notes:
    """Collects defects; what is wrong with one place is said once.

    A node of a workbook has its row as `line` and `sheet!cell` as `path`; `sheets` are the names in order. In workbooks
    and on pages things have their names, never the codes of a file of facts: those read `in_words`.
    """

    def __init__(self, sheets: Iterable[str] = (), *, in_words: bool = False) -> None:
        self._sheets = tuple(sheets)
        self.in_words = in_words or bool(self._sheets)
        self._found: dict[tuple[str, str], tuple[tuple[int, int], Defect]] = {}
        self._errors = 0

    def note(self, code: str, node: Node, says: Text, remedy: Text, severity: Severity = "error") -> None:
        """Notes a defect at a node."""
        sheet = node.path.rpartition("!")[0]
        order = (self._sheets.index(sheet) if sheet in self._sheets else 0, node.line)
        line = None if self._sheets else node.line
        place = self._cell_or_field(node)
        if self.in_words:
            says, remedy = _without_codes(says), _without_codes(remedy)
        defect = Defect(code, node.file, says, remedy, line, place, severity=severity)
        self._keep((node.path, says.in_language("zh")), order, defect)

    def aside(self) -> Notes:
        """Notes about the same file that do not count unless they are added."""
        return Notes(self._sheets, in_words=self.in_words)

    def add(self, others: Notes) -> None:
        """Takes over what other notes hold."""
        for key, (order, defect) in others._found.items():
            self._keep(key, order, defect)

    def _keep(self, key: tuple[str, str], order: tuple[int, int], defect: Defect) -> None:
        if key in self._found:
            return
        self._found[key] = (order, defect)
        self._errors += defect.severity == "error"
        if self._errors == MOST_DEFECTS:
            raise Refused([*self.defects, _more(defect.file)])

    def place(self, node: Node) -> Text:
        """A place as it is named inside a sentence."""
        cell = self._cell_or_field(node) if self._sheets else None
        return cell or Text("第 {line} 行", "line {line}", {"line": node.line})

    def _cell_or_field(self, node: Node) -> Text | None:
        if not self._sheets:
            return verbatim(node.path) if node.path else None
        sheet, _, cell = node.path.rpartition("!")
        return _cell(sheet, cell) if sheet else None

    @property
    def defects(self) -> list[Defect]:
        """Everything noted, as it stands in the file."""
        return [defect for _, defect in sorted(self._found.values(), key=lambda found: found[0])]

    def refuse_errors(self) -> None:
        """Raises Refused where anything is worse than a warning."""
        if self._errors:
            raise Refused(self.defects)


def _without_codes(text: Text) -> Text:
    return Text(_CODE.sub("", text.zh), _CODE.sub("", text.en), text.values)


def _more(file: str) -> Defect:
    says = Text("问题太多，以后的没有列出。", "There are too many mistakes; those after these are not listed.")
    remedy = Text("请先改正以上各处，再试一次。", "Please correct these first, then try again.")
    return Defect("more-defects", file, says, remedy)


def _cell(sheet: str, cell: str) -> Text:
    if cell.isdigit():
        return Text("工作表“{sheet}”第 {cell} 行", "sheet “{sheet}”, row {cell}", {"sheet": sheet, "cell": cell})
    if not cell:
        return Text("工作表“{sheet}”", "sheet “{sheet}”", {"sheet": sheet})
    return Text("工作表“{sheet}”{cell}", "sheet “{sheet}”, cell {cell}", {"sheet": sheet, "cell": cell})


def meant(word: str, known: Iterable[str]) -> Text:
    """The remedy for an unknown word: the one that is close to it, or the choice there is."""
    words = list(known)
    close = difflib.get_close_matches(word, words, n=1)
    if close:
        return Text("是不是“{close}”？", "Is “{close}” meant?", {"close": close[0]})
    if not words:
        return Text("请删去。", "Please delete it.")
    shown = [_explained(word) for word in words[:MOST_CHOICES]]
    if len(words) > MOST_CHOICES:
        shown.append(Text("……共 {count} 种", "… {count} in all", {"count": len(words)}))
    return choose_from(shown)


def _explained(word: str) -> Text:
    if word not in WORDS:
        return verbatim(word)
    return Text("{word}（{says}）", "{word}", {"word": word, "says": WORDS[word]})
