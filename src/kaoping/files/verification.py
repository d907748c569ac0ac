"""Verifying a result: it is computed anew from the facts, and the first difference is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kaoping.core.text import Text
from kaoping.files.facts import read_facts, undeclared
from kaoping.files.result_file import read_result
from kaoping.schemes.assessment import Assessment, assess
from kaoping.schemes.nodes import Node
from kaoping.schemes.read import Settled, read
from kaoping.schemes.readings import plain
from kaoping.schemes.result import result_of

# Sentences may be improved and are written in one language; they decide nothing and are no difference.
SENTENCES = frozenset({"says", "clause", "formula", "values", "name", "owed_by", "grade"})


@dataclass(frozen=True)
class Verification:
    """What was found: the first difference, or how much is the same, with a note where only sentences differ."""

    difference: Text | None
    units: int = 0
    digest: str = ""
    note: Text | None = None


def verify_result(result: Path, facts: Path, scheme: str | None = None) -> Verification:
    """Recomputes a result and compares it.

    Raises:
        Refused: where the result, the scheme or the facts cannot be used.
    """
    node = read_result(result)
    settled = _scheme(node, scheme)
    known = read_facts(facts, settled)
    anew = assess(settled, known)
    if _asks_for_declarations(node):
        anew = assess(settled, known, undeclared(settled, known))
    return compared(plain(node), anew)


def compared(written: object, anew: Assessment) -> Verification:
    """The first difference between a result as written and as computed anew."""
    fresh = result_of(anew, "zh")
    first = next(differences(written, fresh, ""), None)
    if first is not None:
        return Verification(first)
    worded = (fresh, result_of(anew, "en"))
    note = None if any(sentences(written) == sentences(one) for one in worded) else REWORDED
    return Verification(None, len(anew.cards), str(fresh["digest"]), note)


REWORDED = Text(
    "数字全部一致；文字说明与现在的版本不同，不影响结果。",
    "All numbers agree; sentences are worded differently from this version, which changes no result.",
)


def _scheme(node: Node, scheme: str | None) -> Settled:
    content = node.value if isinstance(node.value, dict) else {}
    named = content["scheme"].value if "scheme" in content else ""
    return read(scheme or str(named), _wanted(content.get("readings")))


def _wanted(readings: Node | None) -> dict[str, str | Node]:
    if readings is None or not isinstance(readings.value, dict):
        return {}
    return {
        name: choice if isinstance(choice.value, dict) else str(choice.value) for name, choice in readings.value.items()
    }


def _asks_for_declarations(node: Node) -> bool:
    content = plain(node)
    units = content.get("units", []) if isinstance(content, dict) else []
    return any(gap.get("name") == "declared" for unit in units for gap in unit.get("missing", []))


def differences(written: object, fresh: object, place: str) -> Iterator[Text]:
    """The differences in the order of the file, sentences left out; digests last, because a number says more."""
    if isinstance(written, dict) and isinstance(fresh, dict):
        for key in sorted(dict.fromkeys((*fresh, *written)), key=_is_digest):
            if key not in SENTENCES:
                yield from differences(written.get(key), fresh.get(key), f"{place}.{key}" if place else key)
    elif isinstance(written, list) and isinstance(fresh, list):
        yield from _list_differences(written, fresh, place)
    elif written != as_read(fresh):
        yield DIFFERENT.with_values(place=place, written=_shown(written), fresh=_shown(fresh))


def _is_digest(key: str) -> bool:
    return key.endswith("digest")


def sentences(value: object) -> list[object]:
    """All sentences of a result, in its order."""
    if isinstance(value, dict):
        own = [value[key] for key in sorted(SENTENCES & value.keys())]
        return own + [one for key in sorted(value) for one in sentences(value[key])]
    return [one for part in value for one in sentences(part)] if isinstance(value, list) else []


def as_read(value: object) -> object:
    """A value as it is read back from a file: whole numbers are text there."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _list_differences(written: list[object], fresh: list[object], place: str) -> Iterator[Text]:
    for index, (one, other) in enumerate(zip(written, fresh, strict=False)):
        yield from differences(one, other, f"{place}[{_label(other, index)}]")
    if len(written) != len(fresh):
        yield LENGTHS.with_values(place=place, written=len(written), fresh=len(fresh))


def _label(entry: object, index: int) -> str:
    """A unit or item by its id, anything else by its number."""
    if isinstance(entry, dict):
        return str(entry.get("unit") if "items" in entry else entry.get("item", index + 1))
    return str(index + 1)


def _shown(value: object) -> Text:
    if value is None:
        return Text("（无）", "(nothing)")
    return Text("{value}", "{value}", {"value": str(value)})


DIFFERENT = Text(
    "不一致：{place} 在结果里是 {written}，复算得 {fresh}。",
    "Not the same: {place} is {written} in the result and {fresh} when recomputed.",
)
LENGTHS = Text(
    "不一致：{place} 在结果里有 {written} 条，复算得 {fresh} 条。",
    "Not the same: {place} has {written} entries in the result and {fresh} when recomputed.",
)
