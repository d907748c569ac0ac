"""YAML read as nodes: every word stays text, and nothing in the file can name a type, repeat itself or run."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from kaoping.core.defect import Defect, Refused
from kaoping.core.text import verbatim
from kaoping.schemes.nodes.node import DEEPEST_NESTING, MOST_DEFECTS, Node, Value
from kaoping.schemes.nodes.sentences import column, defect
from kaoping.schemes.nodes.text_file import MEGABYTE, character_code, code_point, forbidden_character, plain_text

LARGEST_YAML = 20 * MEGABYTE

_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_NOTHING = {"", "~", "null"}

# Parts of what the two parsers of PyYAML say, most telling first.
_PROBLEMS = (
    ("found a tab character", "yaml-tab"),
    ("cannot start any token", "yaml-sign"),
    ("mapping values are not allowed", "yaml-colon"),
    ("could not find expected ':'", "yaml-no-colon"),
    ("',' or '", "yaml-bracket"),
    ("escape", "yaml-escape"),
    ("quoted scalar", "yaml-quotation"),
    ("did not find expected key", "yaml-indentation"),
    ("'-' indicator", "yaml-indentation"),
    ("<block end>", "yaml-indentation"),
)
_POINT_AT_THE_BEGINNING = {"yaml-bracket", "yaml-quotation", "yaml-no-colon"}


def read_yaml(text: str, file: str) -> Node:
    """The document as nodes; an empty value, `~` and `null` are None, every other word is text.

    Raises Refused, with every defect found, for duplicate keys, keys that are no words, tags, anchors, aliases,
    several documents, control characters, nesting beyond 64 levels, more than 20 MB and broken syntax.
    """
    text = plain_text(text, file, LARGEST_YAML)
    reader = _Reader(yaml.parse(text, Loader=_LOADER), file)
    try:
        document = reader.document()
    except yaml.YAMLError as error:
        raise Refused([*reader.defects, _syntax_defect(error, text, file)]) from None
    if reader.defects:
        raise Refused(reader.defects)
    return document


class _Reader:
    """Turns the parser's events into nodes; nothing is expanded, so that a file cannot grow while it is read."""

    def __init__(self, events: Iterator[yaml.Event], file: str) -> None:
        self.events = events
        self.file = file
        self.depth = 0
        self.defects: list[Defect] = []

    def document(self) -> Node:
        next(self.events)
        if isinstance(next(self.events), yaml.StreamEndEvent):
            return Node(None, self.file, 1, "", 1)
        node = self.node(next(self.events), "", None)
        next(self.events)
        if isinstance(after := next(self.events), yaml.DocumentStartEvent):
            self.note("yaml-documents", after, "")
        return node

    def node(self, event: yaml.Event, path: str, key_line: int | None) -> Node:
        line = _line(event)
        self.refuse_tag_and_anchor(event, path)
        return Node(self.value(event, path), self.file, line, path, key_line or line)

    def value(self, event: yaml.Event, path: str) -> Value:
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if isinstance(event, yaml.AliasEvent):
            return None
        if self.depth == DEEPEST_NESTING:
            raise Refused([*self.defects, defect("too-deep", self.file, _line(event), None, most=DEEPEST_NESTING)])
        self.depth += 1
        sequence = isinstance(event, yaml.SequenceStartEvent)
        value: Value = self.sequence(path) if sequence else self.mapping(path)
        self.depth -= 1
        return value

    def scalar(self, event: yaml.ScalarEvent, path: str) -> str | None:
        words = str(event.value)
        if found := forbidden_character.search(words):
            self.note(character_code(found[0]), event, path, character=code_point(found[0]))
        plain = event.style is None or event.style == ""
        return None if plain and words in _NOTHING else words

    def sequence(self, path: str) -> tuple[Node, ...]:
        nodes: list[Node] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            nodes.append(self.node(event, f"{path}[{len(nodes)}]", None))
        return tuple(nodes)

    def mapping(self, path: str) -> dict[str, Node]:
        entries: dict[str, Node] = {}
        prefix = f"{path}." if path else ""
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self.node(event, path, None).value
            if not isinstance(key, str):
                self.note("yaml-key", event, path)
                key = ""
            node = self.node(next(self.events), prefix + key, _line(event))
            if key in entries:
                self.note("duplicate-key", event, node.path, key=key, first=entries[key].key_line)
            entries[key] = node
        return entries

    def refuse_tag_and_anchor(self, event: yaml.Event, path: str) -> None:
        if isinstance(event, yaml.AliasEvent):
            self.note("yaml-alias", event, path, alias=f"*{event.anchor}")
        elif isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            self.note("yaml-alias", event, path, alias=f"&{event.anchor}")
        if isinstance(event, (yaml.ScalarEvent, yaml.CollectionStartEvent)) and event.tag is not None:
            self.note("yaml-tag", event, path, tag=event.tag)

    def note(self, code: str, event: yaml.Event, path: str, **values: object) -> None:
        """Notes a defect that does not keep the rest from being read."""
        place = verbatim(path) if path else None
        self.defects.append(defect(code, self.file, _line(event), place, **values))
        if len(self.defects) == MOST_DEFECTS:
            raise Refused(self.defects)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _syntax_defect(error: yaml.YAMLError, text: str, file: str) -> Defect:
    """What the parser stumbled over, in plain words; it stops at the first such place."""
    said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    code = next((code for part, code in _PROBLEMS if part in said), "yaml-unreadable")
    mark = getattr(error, "problem_mark", None)
    if code in _POINT_AT_THE_BEGINNING:
        mark = getattr(error, "context_mark", None) or mark
    if mark is None:
        return defect("yaml-unreadable", file, None)
    lines = text.split("\n")
    character = lines[mark.line][mark.column : mark.column + 1] if mark.line < len(lines) else ""
    if code == "yaml-sign" and character == "\t":
        code = "yaml-tab"
    return defect(code, file, min(mark.line + 1, len(lines)), column(mark.column + 1), character=character)
