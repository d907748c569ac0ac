"""JSON read as nodes: exact text of every number, the line of every value, no number through binary floating point."""

from __future__ import annotations

import gc
import re
from json import JSONDecodeError, JSONDecoder
from sys import intern

from kaoping.core.defect import Defect, Refused
from kaoping.core.text import verbatim
from kaoping.schemes.nodes.node import DEEPEST_NESTING, MOST_DEFECTS, Node, Value
from kaoping.schemes.nodes.sentences import column, defect
from kaoping.schemes.nodes.text_file import LARGEST_FILE, character_code, code_point, forbidden_character, plain_text

_SPACE = r"[ \t\n\r]*"
_PLAIN_STRING = r'"([^"\\\x00-\x1f]*)"'
_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?(?![^ \t\n\r,\]}])"
_CLOSING = {"{": "}", "[": "]"}
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_NOT_NUMBERS = {"NaN", "Infinity", "-Infinity"}

_decode = JSONDecoder().raw_decode
_space = re.compile(_SPACE).match
_colon = re.compile(f"{_SPACE}:{_SPACE}").match
_number = re.compile(_NUMBER).match
_word = re.compile(r"[^\s,:\[\]{}\"']+").match
_number_like = re.compile(r"[-+.]*\d").match
# A key with a text or number on the same line is nearly every entry of a facts file: read in one step.
_simple_entry = re.compile(rf"{_PLAIN_STRING}[ \t]*:[ \t]*(?:{_PLAIN_STRING}|({_NUMBER})){_SPACE}([,}}]){_SPACE}").match


def read_json(text: str, file: str) -> Node:
    """The document as nodes.

    Raises Refused, with every defect found, for anything RFC 8259 does not allow (comments, trailing commas, NaN),
    for duplicate keys, control characters, half characters, nesting beyond 64 levels and more than 64 MB.
    """
    reader = _Reader(plain_text(text, file, LARGEST_FILE), file)
    collecting = gc.isenabled()
    gc.disable()  # a tree of nodes has no cycles; looking for them doubles the time a large file takes
    try:
        document = reader.document()
    finally:
        if collecting:
            gc.enable()
    if reader.defects:
        raise Refused(reader.defects)
    return document


class _Reader:
    """Walks through the text once; `position` is where it stands, `open` the brackets around it."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.position = 0
        self.line = 1
        self.counted = 0
        self.open: list[tuple[str, int]] = []
        self.defects: list[Defect] = []

    def document(self) -> Node:
        self.skip_space()
        if self.position == len(self.text):
            raise self.refusal("json-empty")
        node = self.node("", None)
        self.skip_space()
        if self.position < len(self.text):
            raise self.blunder() or self.refusal("json-after-end")
        return node

    def node(self, path: str, key_line: int | None) -> Node:
        line = self.line_here()
        return Node(self.value(path), self.file, line, path, key_line or line)

    def value(self, path: str) -> Value:
        start = self.next()
        if start == '"':
            return self.string(path)
        if start == "{":
            return self.mapping(path)
        if start == "[":
            return self.sequence(path)
        return self.scalar(path)

    def mapping(self, path: str) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        prefix = f"{path}." if path else ""
        more = self.enter("{")
        while more and (more := self.simple_entries(prefix, entries)):
            key, node, more = self.entry(prefix)
            if key in entries:
                self.note("duplicate-key", node.key_line, node.path, key=key, first=entries[key].key_line)
            entries[key] = node
        return entries

    def simple_entries(self, prefix: str, entries: dict[str, Node]) -> bool:
        """Takes the entries that need no second look, up to one that does; whether there is one."""
        text, file, line, counted, position = self.text, self.file, self.line, self.counted, self.position
        mark = ","
        while mark == "," and (match := _simple_entry(text, position)):
            key, words, number, next_mark = match.groups()
            if key in entries:
                break
            line += text.count("\n", counted, position)
            entries[intern(key)] = Node(number if words is None else words, file, line, prefix + key, line)
            counted, position, mark = position, match.end(), next_mark
        self.line, self.counted, self.position = line, counted, position
        if mark == "}":
            self.open.pop()
        return mark == ","

    def entry(self, prefix: str) -> tuple[str, Node, bool]:
        line = self.line_here()
        if self.next() != '"':
            raise self.bad_key()
        key = intern(self.string(prefix))
        colon = _colon(self.text, self.position)
        if colon is None:
            self.skip_space()
            raise self.blunder() or self.refusal("json-missing-colon", key=key)
        self.position = colon.end()
        return key, self.node(prefix + key, line), self.goes_on()

    def sequence(self, path: str) -> tuple[Node, ...]:
        nodes: list[Node] = []
        more = self.enter("[")
        while more:
            nodes.append(self.node(f"{path}[{len(nodes)}]", None))
            more = self.goes_on()
        return tuple(nodes)

    def enter(self, bracket: str) -> bool:
        """Goes past an opening bracket; whether anything stands between it and its closing one."""
        if len(self.open) == DEEPEST_NESTING:
            raise self.refusal("too-deep", most=DEEPEST_NESTING)
        self.open.append((bracket, self.line_here()))
        self.position += 1
        self.skip_space()
        if self.next() != _CLOSING[bracket]:
            return True
        self.leave()
        return False

    def goes_on(self) -> bool:
        """Goes past the comma or closing bracket after a value; whether another value follows."""
        self.skip_space()
        closing = _CLOSING[self.open[-1][0]]
        if self.next() == closing:
            self.leave()
            return False
        if self.next() != ",":
            raise self.blunder() or self.refusal("json-missing-comma", bracket=closing)
        self.position += 1
        self.skip_space()
        return True

    def leave(self) -> None:
        self.open.pop()
        self.position += 1

    def string(self, path: str) -> str:
        try:
            words, self.position = _decode(self.text, self.position)
        except JSONDecodeError as error:
            if "escape" in error.msg:
                self.position = error.pos
                raise self.refusal("json-escape") from None
            raise self.refusal("json-open-text") from None
        if found := forbidden_character.search(words):
            self.note(character_code(found[0]), self.line_here(), path.rstrip("."), character=code_point(found[0]))
        return str(words)

    def scalar(self, path: str) -> Value:
        if number := _number(self.text, self.position):
            self.position = number.end()
            return number[0]
        match = _word(self.text, self.position)
        word = match[0] if match else ""
        if word in _NOT_NUMBERS:
            self.note("json-not-a-number", self.line_here(), path, word=word)
        elif word not in _CONSTANTS:
            raise self.bad_scalar(word)
        self.position += len(word)
        return _CONSTANTS.get(word)

    def bad_key(self) -> Refused:
        if word := _word(self.text, self.position):
            return self.blunder() or self.refusal("json-key", word=word[0])
        return self.blunder() or self.refusal("json-unreadable", character=self.next())

    def bad_scalar(self, word: str) -> Refused:
        if not word:
            return self.blunder() or self.refusal("json-unreadable", character=self.next())
        code = "json-number" if _number_like(word) else "json-word"
        return self.blunder() or self.refusal(code, word=word[:40])

    def blunder(self) -> Refused | None:
        """The refusal of a mistake that is plain from the next character alone."""
        character = self.next()
        if not character and self.open:
            bracket, line = self.open[-1]
            return self.refusal("json-unfinished", bracket=bracket, opened=line)
        if character in ("}", "]") and self.text[: self.position].rstrip().endswith(","):
            return self.refusal("json-trailing-comma", bracket=character)
        if character in ("/", "#"):
            return self.refusal("json-comment")
        if character == "'":
            return self.refusal("json-single-quotes")
        full_width = character and character in "“”‘’，、：；【】［］｛｝＂"
        return self.refusal("json-full-width", character=character) if full_width else None

    def refusal(self, code: str, **values: object) -> Refused:
        """The end of reading: what was noted before, and what makes going on impossible."""
        place = column(self.position - self.text.rfind("\n", 0, self.position))
        return Refused([*self.defects, defect(code, self.file, self.line_here(), place, **values)])

    def note(self, code: str, line: int, path: str, **values: object) -> None:
        """Notes a defect that does not keep the rest from being read."""
        place = verbatim(path) if path else None
        self.defects.append(defect(code, self.file, line, place, **values))
        if len(self.defects) == MOST_DEFECTS:
            raise Refused(self.defects)

    def line_here(self) -> int:
        self.line += self.text.count("\n", self.counted, self.position)
        self.counted = self.position
        return self.line

    def next(self) -> str:
        return self.text[self.position : self.position + 1]

    def skip_space(self) -> None:
        space = _space(self.text, self.position)
        assert space is not None  # the pattern matches the empty text too
        self.position = space.end()
