"""Compiling: a scheme and a form become a program, the lines of every unit with that form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache

from kaoping.core.expression import Unreadable
from kaoping.core.facts import Facts, stands_at
from kaoping.core.formula import Cell, Each, Field, total, walk
from kaoping.core.item import Checkpoint, Item
from kaoping.core.line import Ask, Contest, Node, Quantity, RowForm, in_general
from kaoping.core.program import TOTAL, Program
from kaoping.core.rule import Contribution, Subject
from kaoping.core.text import Text, verbatim
from kaoping.schemes.absences import Instead, Rest, excused
from kaoping.schemes.contests import contested
from kaoping.schemes.form import Form, forms
from kaoping.schemes.item_rules import ItemRules
from kaoping.schemes.leaves import Leaf, leaves, points_of
from kaoping.schemes.model import ItemEntry, RuleEntry, Scheme
from kaoping.schemes.names import ItemNames
from kaoping.schemes.unit_lines import UnitLines

# Who enters values one after another needs the programs of the same units again and again.
PROGRAMS_KEPT = 64


@dataclass
class Compilation:
    """One run of the compiler: the leaves, and the nodes found so far."""

    scheme: Scheme
    form: Form
    leaves: tuple[Leaf, ...]
    items: list[Item] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    contests: list[Contest] = field(default_factory=list)
    names: dict[str, Text] = field(default_factory=dict)
    unreadable: list[tuple[int, Unreadable]] = field(default_factory=list)


def programs(scheme: Scheme, facts: Facts) -> dict[str, Program]:
    """The program of every unit; equal forms share one."""
    found = forms(facts)
    compiled = {form: compile_scheme(scheme, form) for form in dict.fromkeys(found.values())}
    return {unit: compiled[form] for unit, form in found.items()}


def compile_scheme(scheme: Scheme, form: Form | None = None) -> Program:
    """A scheme's program for one form; a scheme with unreadable expressions must have been refused before."""
    return _program(scheme, form or Form())


@lru_cache(PROGRAMS_KEPT)
def _program(scheme: Scheme, form: Form) -> Program:
    program, unreadable = compiled(scheme, form)
    if unreadable:
        raise unreadable[0][1]
    return program


def compiled(scheme: Scheme, form: Form) -> tuple[Program, list[tuple[int, Unreadable]]]:
    """The program as far as it could be compiled, and the expressions that could not be read, with their lines."""
    run = Compilation(scheme, form, leaves(scheme, form))
    for leaf in run.leaves:
        _compile_leaf(run, leaf)
    unit = UnitLines(scheme, run.leaves, run.nodes)
    run.nodes += unit.nodes()
    run.unreadable += unit.unreadable
    run.nodes += _totals(scheme, run)
    run.names |= {node.id: _name(node) for node in run.nodes}
    nodes, shared = contested(scheme, tuple(run.nodes))
    contests = (*run.contests, *shared)
    places = scheme.rounding.digits
    return Program(tuple(run.items), nodes, contests, run.names, places), run.unreadable


def _name(node: Node) -> Text:
    return node.name if isinstance(node, Quantity) else in_general(node.says)


def _compile_leaf(run: Compilation, leaf: Leaf) -> None:
    why = run.form.excused(leaf.id)
    rules = ItemRules(leaf, run.scheme.rounding)
    names = ItemNames(leaf, run.leaves)
    contributions = [] if why is not None else list(_contributions(run, leaf, names))
    rest = Rest(run.scheme, run.form, run.leaves)
    nodes = rules.opening()
    if why is None:
        nodes += rules.nodes(contributions, names, run.unreadable)
    else:
        nodes += excused(rest, leaf, why)
    nodes += rules.rounding(nodes)
    run.contests += [contest for _, given in contributions for contest in given.contests]
    item = _item(leaf, names, contributions, (*names.quantities, *nodes))
    asks = [ask for ask in item.asks if ask.name not in run.form.excused_names(leaf.id)] if why is None else []
    nodes += _scored(run, Instead(rest, leaf, names, tuple(nodes), asks))
    run.nodes += [*names.quantities, *nodes]
    run.items.append(item)


def _scored(run: Compilation, instead: Instead) -> list[Node]:
    leaf = instead.leaf
    if run.form.excused(leaf.id) is not None:
        return [_score(leaf, instead.nodes)]
    try:
        return instead.score()
    except Unreadable as problem:
        run.unreadable.append((leaf.entry.line, problem))
        return [_score(leaf, instead.nodes)]


def _contributions(run: Compilation, leaf: Leaf, names: ItemNames) -> Iterator[tuple[RuleEntry, Contribution]]:
    for entry in leaf.rules:
        subject = subject_of(run.scheme, run.form, leaf, entry, names)
        try:
            yield entry, entry.rule.contribution(subject)
        except Unreadable as problem:
            run.unreadable.append((entry.line, problem))


def subject_of(scheme: Scheme, form: Form, leaf: Leaf, entry: RuleEntry, names: ItemNames) -> Subject:
    """The item as a rule of its sees it."""
    plain = Subject(
        id=leaf.id,
        rule=f"{leaf.id}.{entry.id}",
        points=entry.worth if entry.worth is not None else leaf.points,
        names=names,
        opens=leaf.opens,
        clause=entry.clause if entry.clause.quote else leaf.clause,
        assessors=leaf.assessors,
        assessor_names={one.id: one.name for one in scheme.assessors},
        goals=leaf.entry.goals,
        checkpoints=tuple(points_of(leaf.entry.checkpoints)),
        variant=form.variant(leaf.id),
        not_applicable=form.excused_names(leaf.id),
    )
    return replace(plain, part=lambda name, points: _part(scheme, leaf, plain, name, points))


def _part(scheme: Scheme, leaf: Leaf, whole: Subject, name: str, points: Fraction) -> Contribution:
    """The completion part of a composite task, scored by the rule of its completion type."""
    kind = scheme.task_types.get(leaf.completion or "pass_or_fail")
    rules = kind.own_rules if kind else ()
    inner = replace(whole, rule=f"{whole.rule}.{name}", points=points, part=None)
    pieces = [entry.rule.contribution(inner) for entry in rules]
    return Contribution(
        tuple(node for piece in pieces for node in piece.nodes), tuple(ask for piece in pieces for ask in piece.asks)
    )


def _score(leaf: Leaf, nodes: Sequence[Node]) -> Quantity:
    amounts = [Cell(node.id) for node in nodes if not isinstance(node, Quantity)]
    return Quantity(leaf.id, leaf.id, verbatim(leaf.entry.name), total(*amounts))


def _totals(scheme: Scheme, run: Compilation) -> list[Node]:
    inner = [_inner(item, run.leaves) for top in scheme.items for item in inner_items(top)]
    unit_amounts = [Cell(node.id) for node in run.nodes if node.item == "" and not isinstance(node, Quantity)]
    whole = total(*(Cell(leaf.id) for leaf in run.leaves), *unit_amounts)
    return [*inner, Quantity(TOTAL, "", Text("总分", "total"), whole)]


def inner_items(item: ItemEntry) -> Iterator[ItemEntry]:
    """An item and those below it that have items of their own."""
    if item.items or item.tasks:
        yield item
        for child in item.items:
            yield from inner_items(child)


def _inner(item: ItemEntry, found: tuple[Leaf, ...]) -> Quantity:
    below = [Cell(leaf.id) for leaf in found if any(parent.id == item.id for parent in leaf.parents)]
    return Quantity(item.id, "", verbatim(item.name), total(*below))


def _item(
    leaf: Leaf, names: ItemNames, contributions: list[tuple[RuleEntry, Contribution]], nodes: Sequence[Node]
) -> Item:
    asks: dict[tuple[str, str], Ask] = {(ask.item, ask.name): ask for ask in names.asks}
    rows: dict[str, RowForm] = {}
    for _, contribution in contributions:
        asks |= {(ask.item, ask.name): ask for ask in contribution.asks}
        for form in contribution.rows:
            rows[form.table] = form.joined(rows.get(form.table))
    for form in _read_forms(leaf, nodes):
        rows[form.table] = form.joined(rows.get(form.table))
    entry = leaf.entry
    return Item(
        id=leaf.id,
        name=entry.name,
        points=leaf.points,
        parents=tuple(parent.id for parent in leaf.parents),
        assessors=leaf.assessors,
        method=leaf.method,
        content=entry.content,
        clause=leaf.clause,
        checkpoints=tuple(Checkpoint(point.id, point.text, point.number) for point in points_of(entry.checkpoints)),
        asks=tuple(asks.values()),
        rows=tuple(rows.values()),
        zero_report=leaf.zero_report,
        type=entry.type,
        extra=tuple((key, text) for key, text in (("number", entry.number), ("origin", entry.origin)) if text),
    )


def _read_forms(leaf: Leaf, nodes: Sequence[Node]) -> Iterator[RowForm]:
    """The rows that the item's formulas read, so that they may be recorded there."""
    for node in nodes:
        for part in (part for formula in node.formulas for part in walk(formula)):
            if isinstance(part, Each) and all(stands_at(address, (leaf.id,)) for address in part.items):
                asked = any(isinstance(inner, Field) and inner.name == "points" for inner in walk(part))
                yield RowForm(part.table, leaf.id, points_asked=asked)
