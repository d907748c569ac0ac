"""From nodes to typed values: every unknown key, missing key, wrong word and bad number is found, all at once."""

# ruff: noqa: ANN401  # the types of the scheme's classes are values here

from __future__ import annotations

import dataclasses
import difflib
import types
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from kaoping.core.defect import Defect
from kaoping.core.numbers import decimal, half_width
from kaoping.core.rule import FormulaText, Rule
from kaoping.core.text import Text, choose_from, verbatim
from kaoping.kinds import KINDS
from kaoping.schemes.model import RuleEntry
from kaoping.schemes.nodes import Node

YES_WORDS = {"true": True, "yes": True, "false": False, "no": False}
_BAD: Any = object()


class Shaper:
    """Shapes nodes into dataclasses and collects what is wrong with them, and where."""

    def __init__(self) -> None:
        self.defects: list[Defect] = []
        self.bad: list[Node] = []

    def shape(self, kind: Any, node: Node) -> Any:
        """The node as a value of that type, or a mark for “bad” after the defect has been noted."""
        if dataclasses.is_dataclass(kind) and kind is not FormulaText:
            return self._rule(node) if kind is RuleEntry else self._record(kind, node)
        origin = get_origin(kind)
        if origin in (Union, types.UnionType):
            return self._optional(kind, node)
        if origin is Literal:
            return self._word(get_args(kind), node)
        if origin is tuple:
            return self._sequence(get_args(kind)[0], node)
        if origin is not None and issubclass(origin, Mapping):
            return self._table(get_args(kind)[1], node)
        return _PLAIN[kind](self, node)

    def note(self, code: str, node: Node, says: Text, remedy: Text) -> Any:
        """Notes a defect at a node."""
        place = verbatim(node.path) if node.path else None
        self.defects.append(Defect(code, node.file, says, remedy, line=node.line, place=place))
        self.bad.append(node)
        return _BAD

    def _record(self, kind: Any, node: Node) -> Any:
        if not isinstance(node.value, dict):
            return self.note(
                "not-a-mapping",
                node,
                Text("此处应为若干“键: 值”。", "Here a mapping (key: value) is needed."),
                _SEE_REFERENCE,
            )
        values = self._values(kind, node, node.value)
        return kind(**values) if values is not None else _BAD

    def _values(self, kind: Any, node: Node, given: dict[str, Node]) -> dict[str, Any] | None:
        fields = fields_of(kind)
        self._unknown(fields, given)
        shaped = {field.name: self.shape(field.type, given[key]) for key, field in fields.items() if key in given}
        missing = [key for key, field in fields.items() if key not in given and field.needed]
        for key in missing:
            says = Text("缺少“{key}”。", "“{key}” is missing.", {"key": key})
            self.note("missing-key", node, says, Text("请补上。", "Please add it."))
        if missing or any(value is _BAD for value in shaped.values()):
            return None
        return {**shaped, **_places(kind, node)}

    def _unknown(self, fields: Mapping[str, _Option], given: dict[str, Node]) -> None:
        for key, node in given.items():
            if key not in fields:
                close = difflib.get_close_matches(key, fields, n=1)
                remedy = (
                    Text("是不是“{close}”？", "Is “{close}” meant?", {"close": close[0]})
                    if close
                    else Text("可用的键：{known}。", "Keys that can be used: {known}.", {"known": list(fields)})
                )
                says = Text("“{key}”不是可用的键。", "“{key}” is not a known key.", {"key": key})
                self.note("unknown-key", node._replace(line=node.key_line or node.line), says, remedy)

    def _rule(self, node: Node) -> Any:
        if not isinstance(node.value, dict) or "kind" not in node.value:
            says = Text("规则没有写明种类（kind）。", "The rule does not name its kind.")
            return self.note("missing-kind", node, says, _kinds())
        word = node.value["kind"]
        kind = KINDS.get(word.value) if isinstance(word.value, str) else None
        if kind is None:
            says = Text("没有“{kind}”这种规则。", "There is no rule kind “{kind}”.", {"kind": str(word.value)})
            return self.note("unknown-kind", word, says, _kinds())
        return self._built_rule(kind, node, node.value)

    def _built_rule(self, kind: type[Rule], node: Node, given: dict[str, Node]) -> Any:
        own = fields_of(kind)
        common = {key: option for key, option in fields_of(RuleEntry).items() if key not in ("rule", *own)}
        self._unknown({**own, **common, "kind": _Option("kind", str, True)}, given)
        options = self._values(kind, node, {key: value for key, value in given.items() if key in own})
        entry = {option.name: self.shape(option.type, given[key]) for key, option in common.items() if key in given}
        if options is None or any(value is _BAD for value in entry.values()):
            return _BAD
        return RuleEntry(rule=kind(**options), **{"id": kind.kind, **entry, "line": node.line})

    def _optional(self, kind: Any, node: Node) -> Any:
        choices = [choice for choice in get_args(kind) if choice is not type(None)]
        if len(choices) == 1:
            return self.shape(choices[0], node)
        wanted = next(
            (choice for choice in choices if isinstance(node.value, dict) == (get_origin(choice) is not None)),
            choices[0],
        )
        return self.shape(wanted, node)

    def _word(self, words: tuple[str, ...], node: Node) -> Any:
        if node.value in words:
            return node.value
        says = Text("“{word}”不是可选的值。", "“{word}” is not one of the choices.", {"word": str(node.value)})
        known = [word for word in words if word]
        return self.note("bad-word", node, says, choose_from(known))

    def _sequence(self, kind: Any, node: Node) -> Any:
        if not isinstance(node.value, tuple):
            return self.note("not-a-list", node, Text("此处应为列表。", "Here a list is needed."), _SEE_REFERENCE)
        shaped = tuple(self.shape(kind, part) for part in node.value)
        return _BAD if any(value is _BAD for value in shaped) else shaped

    def _table(self, kind: Any, node: Node) -> Any:
        if not isinstance(node.value, dict):
            return self.note(
                "not-a-mapping",
                node,
                Text("此处应为若干“键: 值”。", "Here a mapping (key: value) is needed."),
                _SEE_REFERENCE,
            )
        shaped = {key: self.shape(kind, part) for key, part in node.value.items()}
        return _BAD if any(value is _BAD for value in shaped.values()) else shaped

    def text(self, node: Node) -> Any:
        """A plain text."""
        if isinstance(node.value, str):
            return node.value
        return self.note("not-a-text", node, Text("此处应为一段文字。", "Here a text is needed."), _SEE_REFERENCE)

    def number(self, node: Node) -> Any:
        """An exact number; full-width digits are accepted, anything doubtful is not."""
        written = half_width(node.value) if isinstance(node.value, str) else ""
        value = decimal(written)
        if value is not None:
            return value
        says = Text("“{text}”不是可用的数。", "“{text}” is not a usable number.", {"text": str(node.value)})
        return self.note("bad-number", node, says, Text("请写十进制数，例如 0.5。", "Write a decimal such as 0.5."))

    def integer(self, node: Node) -> Any:
        """A whole number."""
        value = self.number(node)
        if value is _BAD or value.denominator == 1:
            return value if value is _BAD else int(value)
        says = Text("“{text}”不是整数。", "“{text}” is not a whole number.", {"text": str(node.value)})
        return self.note("bad-number", node, says, Text("请写整数。", "Write a whole number."))

    def flag(self, node: Node) -> Any:
        """Yes or no."""
        if isinstance(node.value, bool):
            return node.value
        if isinstance(node.value, str) and node.value.lower() in YES_WORDS:
            return YES_WORDS[node.value.lower()]
        says = Text(
            "“{word}”既不是 true 也不是 false。", "“{word}” is neither true nor false.", {"word": str(node.value)}
        )
        return self.note("bad-word", node, says, Text("请写 true 或 false。", "Write true or false."))

    def formula(self, node: Node) -> Any:
        """A number or an expression, kept as written."""
        if isinstance(node.value, str) and node.value.strip():
            return FormulaText(half_width(node.value), node.line)
        return self.note(
            "not-a-formula",
            node,
            Text("此处应为数或算式。", "Here a number or an expression is needed."),
            _SEE_REFERENCE,
        )


_PLAIN: Mapping[Any, Callable[[Shaper, Node], Any]] = {
    str: Shaper.text,
    Fraction: Shaper.number,
    int: Shaper.integer,
    bool: Shaper.flag,
    FormulaText: Shaper.formula,
}
_SEE_REFERENCE = Text("请对照方案文件说明改写。", "Please rewrite it as the scheme file reference shows.")


def _kinds() -> Text:
    return Text("可用的种类：{kinds}。", "Kinds: {kinds}.", {"kinds": list(KINDS)})


@dataclasses.dataclass(frozen=True)
class _Option:
    """A field of a dataclass as the file writes it."""

    name: str
    type: Any
    needed: bool


@cache
def fields_of(kind: Any) -> Mapping[str, _Option]:
    """The keys that a mapping of that class may have."""
    hints = get_type_hints(kind)
    return {
        field.metadata.get("key", field.name): _Option(field.name, hints[field.name], _needed(field))
        for field in dataclasses.fields(kind)
        if "place" not in field.metadata
    }


def _needed(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _places(kind: Any, node: Node) -> dict[str, object]:
    places = {field.name for field in dataclasses.fields(kind) if "place" in field.metadata}
    return {name: value for name, value in (("line", node.line), ("file", node.file)) if name in places}
