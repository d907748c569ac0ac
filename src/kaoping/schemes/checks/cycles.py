"""Scores that wait for each other."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from kaoping.core.defect import Defect
from kaoping.core.formula import Cell, walk
from kaoping.core.line import Limit, Node
from kaoping.core.program import TOTAL, Program
from kaoping.core.text import Text
from kaoping.schemes.checks.case import Case
from kaoping.schemes.checks.sentence import Sentence, Sentences, word
from kaoping.schemes.compile import compiled
from kaoping.schemes.form import Form

SENTENCES: Sentences = {
    "score-cycle": Sentence(
        Text("得分互相等待：{way}。", "Scores wait for each other: {way}."),
        Text(
            "请改写其中一条规则，不再引用对方的得分。",
            "Rewrite one of the rules so that it does not name the other's score.",
        ),
    ),
}


def check_cycles(case: Case) -> Iterator[Defect]:
    """Every circle of items (or the total) of which each needs the next; one circle through a place is enough."""
    if not case.leaves or any(leaf.id == TOTAL for leaf in case.leaves):
        return
    program, _ = compiled(case.scheme, Form())
    needs = {node.id: set(_needed(node)) & program.node.keys() for node in program.nodes}
    while cycle := _cycle(needs):
        places = list(dict.fromkeys(program.node[node].item for node in cycle))
        way = [_name(program, place) for place in (*places, places[0])]
        line = next((leaf.entry.line for leaf in case.leaves if leaf.id in places), case.total.entry.line)
        yield word(SENTENCES, "score-cycle", line, way=Text("{way}", "{way}", {"way": _arrows(way)}))
        for node in cycle:
            needs[node] = set()


def _needed(node: Node) -> Iterator[str]:
    expressions = (node.value, node.when) if isinstance(node, Limit) else (node.formula,)
    yield from (cell.id for one in expressions if one for cell in walk(one) if isinstance(cell, Cell))
    if isinstance(node, Limit):
        yield from node.over


def _cycle(needs: dict[str, set[str]]) -> list[str]:
    """Some circle, each node needing the one before it; empty where there is none."""
    try:
        TopologicalSorter(needs).prepare()
    except CycleError as error:
        return list(reversed(error.args[1][:-1]))
    return []


def _name(program: Program, place: str) -> Text | str:
    return program.item[place].name if place else Text("总分", "total")


def _arrows(names: list[Text | str]) -> Text:
    pattern = " → ".join(f"{{n{number}}}" for number in range(len(names)))
    return Text(pattern, pattern, {f"n{number}": name for number, name in enumerate(names)})
