"""The leaves of a scheme's tree for one form: the scored items, what they inherit, the points they get."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from kaoping.core.facts import ItemChange, Task
from kaoping.core.line import NO_CLAUSE, Clause
from kaoping.core.rule import Point
from kaoping.schemes.form import Form
from kaoping.schemes.model import CheckpointEntry, ItemEntry, LimitEntry, RuleEntry, Scheme

_GOAL = re.compile(r"(?:^|\s)\d+[.．、]\s*")


@dataclass(frozen=True)
class Leaf:
    """A scored item with everything that its ancestors and its type give it.

    `points` contain `spread`, its part of the points of items that do not apply.
    """

    entry: ItemEntry
    points: Fraction | None
    parents: tuple[ItemEntry, ...] = ()
    rules: tuple[RuleEntry, ...] = ()
    limits: tuple[LimitEntry, ...] = ()
    completion: str = ""
    assessor_label: str = ""
    spread: Fraction = Fraction(0)

    @property
    def id(self) -> str:
        """The item's id."""
        return self.entry.id

    @property
    def opens(self) -> bool:
        """Whether the item begins with its points and loses from them."""
        return self.points is not None and self.entry.starts == "full"

    @property
    def assessors(self) -> tuple[str, ...]:
        """Who scores: the item's own assessors, or the nearest ancestor's."""
        if self.assessor_label:
            return (self.assessor_label,)
        return next((one.assessors for one in (self.entry, *reversed(self.parents)) if one.assessors), ())

    @property
    def method(self) -> str:
        """The checking method, likewise."""
        return next((one.method for one in (self.entry, *reversed(self.parents)) if one.method), "")

    @property
    def clause(self) -> Clause:
        """The clause for lines that name none."""
        own = self.entry.clause
        return own if own != NO_CLAUSE else Clause(self.entry.content or self.entry.name, self.entry.at)

    @property
    def zero_report(self) -> bool:
        """Whether assessors must declare the item checked."""
        return any(one.zero_report for one in (self.entry, *self.parents))


def leaves(scheme: Scheme, form: Form) -> tuple[Leaf, ...]:
    """The leaves in the scheme's order."""
    changes = {change.item: change for change in form.changes}
    found = tuple(leaf for item in scheme.items for leaf in _below(scheme, item, (), form, changes))
    return spread(found, form) if scheme.not_applicable == "spread" else found


def spread(leaves: tuple[Leaf, ...], form: Form) -> tuple[Leaf, ...]:
    """The leaves with the points of items that do not apply shared by the other items of the first-level item."""
    extra = dict.fromkeys((leaf.id for leaf in leaves), Fraction(0))
    for leaf in leaves:
        rest = siblings(leaf, leaves, form) if form.excused(leaf.id) is not None else ()
        for one in rest:
            extra[one.id] += (leaf.points or Fraction(0)) / len(rest)
    return tuple(
        replace(leaf, points=(leaf.points or 0) + extra[leaf.id], spread=extra[leaf.id]) if extra[leaf.id] else leaf
        for leaf in leaves
    )


def siblings(leaf: Leaf, leaves: tuple[Leaf, ...], form: Form) -> tuple[Leaf, ...]:
    """The other applying items with points within the first-level item; without any, of the whole scheme."""
    scored = [one for one in leaves if one.points and form.excused(one.id) is None and one.id != leaf.id]
    top = leaf.parents[0].id if leaf.parents else leaf.id
    return tuple([one for one in scored if one.parents and one.parents[0].id == top] or scored)


def _below(
    scheme: Scheme, item: ItemEntry, parents: tuple[ItemEntry, ...], form: Form, changes: Mapping[str, ItemChange]
) -> Iterator[Leaf]:
    if item.tasks:
        yield from _tasks(scheme, item, parents, form, changes)
    elif item.items:
        for child in item.items:
            yield from _below(scheme, child, (*parents, item), form, changes)
    else:
        change = changes.get(item.id)
        points = change.points if change and change.points is not None else item.points
        yield _leaf(scheme, _retyped(item, change), points, parents, change.completion if change else "")


def _leaf(
    scheme: Scheme, entry: ItemEntry, points: Fraction | None, parents: tuple[ItemEntry, ...], completion: str = ""
) -> Leaf:
    kind = scheme.task_types.get(entry.type)
    below = [parent.each for parent in reversed(parents)]
    rules = (*(kind.own_rules if kind else ()), *entry.own_rules, *(rule for one in below for rule in one.rules))
    limits = (*(kind.limits if kind else ()), *entry.limits, *(limit for one in below for limit in one.limits))
    return Leaf(entry, points, parents, rules, limits, completion)


def _retyped(item: ItemEntry, change: ItemChange | None) -> ItemEntry:
    return replace(item, type=change.type) if change and change.type else item


def _tasks(
    scheme: Scheme,
    holder: ItemEntry,
    parents: tuple[ItemEntry, ...],
    form: Form,
    changes: Mapping[str, ItemChange],
) -> Iterator[Leaf]:
    """The unit's own tasks, or the built-in ones; points that nobody set are shared equally."""
    inside = (*parents, holder)
    found = (
        [own_task(scheme, task, inside) for task in form.tasks]
        if form.tasks is not None
        else [leaf for child in holder.items for leaf in _below(scheme, child, inside, form, changes)]
    )
    shares = shared_points(holder, found)
    yield from (replace(leaf, points=shares[leaf.id]) for leaf in found)


def own_task(scheme: Scheme, task: Task, parents: tuple[ItemEntry, ...]) -> Leaf:
    """A task of the unit's own list as a leaf; its texts stand where the built-in tasks have theirs."""
    goal = task.text("goal")
    entry = ItemEntry(
        task.item,
        task.text("title") or task.item,
        type=task.type,
        content=goal,
        origin=task.text("source"),
        goals=tuple(part.strip() for part in _GOAL.split(goal) if part.strip()),
        clause=Clause(task.text("title") or task.item),
    )
    leaf = _leaf(scheme, entry, task.points, parents, task.completion)
    return replace(leaf, assessor_label=task.text("assessor"))


def shared_points(holder: ItemEntry, tasks: list[Leaf]) -> dict[str, Fraction]:
    """Every task's points: its own, those of the points table, or an equal share of what these leave of the base."""
    table = holder.share if isinstance(holder.share, Mapping) else {}
    fixed = {leaf.id: leaf.points if leaf.points is not None else table.get(leaf.id) for leaf in tasks}
    open_tasks = [item for item, points in fixed.items() if points is None]
    rest = (holder.points or Fraction(0)) - sum(
        (points for points in fixed.values() if points is not None), Fraction(0)
    )
    share = rest / len(open_tasks) if open_tasks else Fraction(0)
    return {item: share if points is None else points for item, points in fixed.items()}


def points_of(entries: tuple[CheckpointEntry, ...], above: str = "") -> Iterator[Point]:
    """The leaf checkpoints; each number begins with those above it, since there is an a. under 1. and under 3."""
    for entry in entries:
        number = above + entry.number
        if entry.checkpoints:
            yield from points_of(entry.checkpoints, number)
        else:
            yield Point(entry.id, entry.text, number, entry.measure)
