"""Small facts files for tests."""

from __future__ import annotations

from functools import cache

from kaoping.core.defect import Defect, Refused
from kaoping.core.facts import Facts
from kaoping.files.facts import facts_from_node
from kaoping.schemes.nodes import read_yaml
from kaoping.schemes.read import Settled, read

STATIONS, EFFICIENCY = "beijing-stations-2020", "chaoyang-2009-efficiency"
UNITS = {
    STATIONS: "[{id: zdzq, name: 重点站区管委会, group: stations}, {id: other, name: 示例单位, group: stations}]",
    EFFICIENCY: "[{id: dept-01}, {id: jd-01, name: 示例街道, group: streets}]",
}


@cache
def settled(scheme: str, **readings: str) -> Settled:
    """A built-in scheme under some readings."""
    return read(scheme, {name.replace("_", "-"): choice for name, choice in readings.items()})


def beginning(scheme: str, units: str | None = None) -> str:
    """The first three lines of a facts file."""
    return f"format: kaoping/facts/1\nscheme: {scheme}\nunits: {units or UNITS[scheme]}\n"


def facts(rows: str, scheme: str = STATIONS, *, head: str | None = None, **readings: str) -> Facts:
    """The facts with these rows, which begin on line 4 unless they bring a head of their own."""
    text = (beginning(scheme) if head is None else head) + rows
    return facts_from_node(read_yaml(text, "数据.yaml"), settled(scheme, **readings))


def defects(
    rows: str, scheme: str = STATIONS, *, head: str | None = None, units: str | None = None, **readings: str
) -> list[Defect]:
    """What is wrong with these rows, or with these units."""
    try:
        facts(rows, scheme, head=beginning(scheme, units) if head is None else head, **readings)
    except Refused as refused:
        return refused.defects
    return []


def sentence(rows: str, scheme: str = STATIONS, **readings: str) -> str:
    """The one Chinese sentence that these rows earn, without the name of the file."""
    [defect] = defects(rows, scheme, **readings)
    return defect.in_language("zh").removeprefix("数据.yaml，")
