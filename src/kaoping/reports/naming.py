"""Names of units, items and checkpoints as a report prints them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kaoping.core.facts import Facts, Unit
from kaoping.core.item import Item
from kaoping.core.program import Program
from kaoping.core.text import Language, Text, verbatim
from kaoping.schemes.assessment import root_of

LONGEST_NAME = 30
SAMPLE = Text("示例数据 · 虚构", "demonstration data · invented")


def marked(title: str, facts: Facts, language: Language) -> str:
    """A title, which says so where the facts are invented."""
    mark = Text("{title}（{mark}）", "{title} ({mark})", {"title": title, "mark": SAMPLE})
    return mark.in_language(language) if facts.sample else title


def unit_name(unit: Unit) -> str:
    """A unit's name, or its id where it has none."""
    return unit.name or unit.id


def unit_labels(units: Iterable[Unit]) -> dict[str, str]:
    """Every unit's name, with its id where several share one; no two labels are the same."""
    everybody = tuple(units)
    shared = Counter(unit_name(unit) for unit in everybody)
    return {
        unit.id: unit_name(unit) if shared[unit_name(unit)] == 1 else f"{unit_name(unit)} [{unit.id}]"
        for unit in everybody
    }


def item_title(item: Item) -> str:
    """An item's number, where it has one, and its name."""
    number = dict(item.extra).get("number", "")
    return f"{number} {item.name}" if number else item.name


def shortened(text: str, longest: int = LONGEST_NAME) -> str:
    """A text cut to so many characters, marked where it is cut."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


def checkpoint_name(program: Program, address: str) -> Text | None:
    """The number and the words of a checkpoint, or None where the address is not one."""
    item = program.item.get(root_of(program, address))
    found = next((point for point in item.checkpoints if point.id == address), None) if item else None
    return verbatim(f"{found.number} {shortened(found.text)}".strip()) if found else None
