"""The JSON Schema of scheme files, made from the classes that the files are shaped into."""

# ruff: noqa: ANN401  # the types of the scheme's classes are values here

from __future__ import annotations

import dataclasses
import inspect
import json
import sys
import types
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin

from kaoping.core.rule import FormulaText, Rule
from kaoping.kinds import KINDS
from kaoping.schemes.model import Alternative, Reading, RuleEntry, Scheme
from kaoping.schemes.readings import BY_READING, VALUE_OF
from kaoping.schemes.shape import YES_WORDS, fields_of

Definition = dict[str, Any]

# Numbers and yes or no are texts where YAML is read as texts, and themselves where an editor reads it as YAML.
_DIGITS = "[0-9０-９]"
_PLAIN: Mapping[Any, tuple[str, Definition]] = {
    str: ("text", {"type": ["string", "number", "boolean"]}),
    Fraction: (
        "number",
        {"type": ["number", "string"], "pattern": f"^[+＋-]?({_DIGITS}+([.．]{_DIGITS}*)?|[.．]{_DIGITS}+)$"},
    ),
    int: ("whole-number", {"type": ["integer", "string"], "pattern": f"^[+＋-]?{_DIGITS}+([.．]0*)?$"}),
    bool: (
        "yes-or-no",
        {"enum": [True, False, *(form for word in YES_WORDS for form in (word, word.title(), word.upper()))]},
    ),
    FormulaText: ("expression", {"type": ["string", "number"], "minLength": 1}),
}
_NOTHING: Definition = {"enum": [None, "null", "~", ""], "description": "nothing: the key or the entry is left out"}
_WHATEVER_THE_READINGS = (Reading, Alternative)
"""Readings themselves are read before any of them is settled."""


def json_schema() -> Definition:
    """The schema (JSON Schema 2020-12); every value may be written once per alternative of a reading."""
    definitions = _Definitions()
    whole = definitions.record(Scheme)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "kaoping/scheme/1",
        **whole,
        "$defs": dict(sorted(definitions.found.items())),
    }


def json_schema_text() -> str:
    """The schema as the file in the reference documentation holds it."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


class _Definitions:
    """Names every type once, so that a type may contain itself."""

    def __init__(self) -> None:
        self.found: dict[str, Definition] = {"nothing": _NOTHING, "value-of-a-reading": _value_of()}

    def refer(self, kind: Any) -> Definition:
        """A reference to the definition of a type; that a key may be left out is said where it stands."""
        kind = _given(kind)
        name = _name(kind)
        if name not in self.found:
            self.found[name] = {}
            self.found[name] = self.define(kind)
        return _ref(name)

    def define(self, kind: Any) -> Definition:
        if kind in _PLAIN:
            return dict(_PLAIN[kind][1])
        if kind is RuleEntry:
            return self.rule()
        if dataclasses.is_dataclass(kind):
            return self.record(kind)
        origin, parts = get_origin(kind), get_args(kind)
        if origin is Literal:
            return {"enum": [word for word in parts if word]}
        if origin is tuple:
            return {"type": "array", "items": {"anyOf": [self.either(parts[0]), _ref("nothing")]}}
        if origin in (Union, types.UnionType):
            return {"anyOf": [self.refer(part) for part in parts]}
        return {"type": "object", "additionalProperties": self.either(parts[1])}

    def either(self, kind: Any) -> Definition:
        """A value, or one that depends on a reading."""
        name = f"{_name(_given(kind))}-or-by-reading"
        if name not in self.found:
            self.found[name] = {}
            by_reading = {
                "type": "object",
                "required": [BY_READING],
                "properties": {BY_READING: {"type": "string"}},
                "additionalProperties": {"anyOf": [_ref(name), _ref("nothing")]},
            }
            self.found[name] = {"anyOf": [self.refer(kind), by_reading, _ref("value-of-a-reading"), _ref("nothing")]}
        return _ref(name)

    def record(self, kind: Any) -> Definition:
        fields = fields_of(kind)
        use = self.refer if kind in _WHATEVER_THE_READINGS else self.either
        return {
            "description": inspect.cleandoc(kind.__doc__ or ""),
            "type": "object",
            "required": [key for key, field in fields.items() if field.needed],
            "properties": {
                key: self.refer(field.type) if key == "readings" else use(field.type) for key, field in fields.items()
            },
            "additionalProperties": False,
        }

    def rule(self) -> Definition:
        """A rule's keys depend on its kind."""
        cases = [{"if": _is_kind(name), "then": self.of_kind(name, kind)} for name, kind in KINDS.items()]
        needed = {"kind": {"enum": list(KINDS)}}
        return {"type": "object", "required": ["kind"], "properties": needed, "allOf": cases}

    def of_kind(self, name: str, kind: type[Rule]) -> Definition:
        own = self.record(kind)
        common = {key: self.either(option.type) for key, option in fields_of(RuleEntry).items() if key != "rule"}
        self.found[f"rule-{name}"] = {**own, "properties": {"kind": {"const": name}, **common, **own["properties"]}}
        return _ref(f"rule-{name}")


def _given(kind: Any) -> Any:
    """A type without the None that stands for a key left out."""
    parts = [part for part in get_args(kind) if part is not types.NoneType]
    return parts[0] if get_origin(kind) in (Union, types.UnionType) and len(parts) == 1 else kind


def _name(kind: Any) -> str:
    if kind in _PLAIN:
        return _PLAIN[kind][0]
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        package = kind.__module__.split(".")
        return f"{package[2]}-{kind.__name__}" if package[1] == "kinds" else kind.__name__
    origin, parts = get_origin(kind), get_args(kind)
    if origin is Literal:
        return "-or-".join(part for part in parts if part)
    if origin is tuple:
        return f"list-of-{_name(parts[0])}"
    names = [_name(part) for part in parts]
    return "-or-".join(names) if origin in (Union, types.UnionType) else f"table-of-{names[1]}"


def _ref(name: str) -> Definition:
    return {"$ref": f"#/$defs/{name}"}


def _is_kind(name: str) -> Definition:
    return {"properties": {"kind": {"const": name}}, "required": ["kind"]}


def _value_of() -> Definition:
    return {
        "description": "the number or table given for an open alternative",
        "type": "object",
        "required": [VALUE_OF],
        "properties": {VALUE_OF: {"type": "string"}},
        "additionalProperties": False,
    }


if __name__ == "__main__":
    sys.stdout.write(json_schema_text())
