"""Entering: what a body still owes, claims and vetoes to decide, task lists to agree to."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse

from kaoping.core.text import Text
from kaoping.files.facts.tables import TABLES
from kaoping.records.access import task_lists_for
from kaoping.records.queries.owing import owed_by
from kaoping.web.shared.visit import Visit
from kaoping.web.shared.waiting.model import Waiting

OWED = Text("{item}：还有 {count} 项没有填报", "{item}: still to be entered: {count}")
OTHERS = Text("其他指标还有 {count} 项没有填报", "Other items, still to be entered: {count}")
TO_DECIDE = Text("{table}：{count} 条待决定", "{table}: to be decided: {count}")
TASKS = Text("{unit}的任务清单，待会签", "The task list of {unit} waits for your signature")
ISSUE = Text("{unit}的任务清单已会签，待下达", "The task list of {unit} is signed and can be issued")
ENTER, DECIDE, LOOK = Text("去填报", "Enter it"), Text("作出决定", "Decide"), Text("查看", "Look at it")
MOST_ITEMS = 8


def entering(visited: Visit) -> Iterator[Waiting]:
    """What entering asks of the person."""
    if visited.assessment.state == "entry" and visited.may("enter_value"):
        yield from _owed(visited)
    for table, verb in (("claims", "decide_claim"), ("vetoes", "decide_veto")):
        if visited.may(verb):
            yield from _proposed(visited, table)
    yield from _task_lists(visited)


def _owed(visited: Visit) -> Iterator[Waiting]:
    """What the person's body owes, item by item."""
    counts: dict[str, tuple[Text, int]] = {}
    for one in owed_by(visited.person, visited.assessment):
        title, count = counts.get(one.item, (one.title, 0))
        counts[one.item] = (title, count + 1)
    href, step = reverse("entry", args=[visited.assessment.pk]), visited.said(ENTER)
    items = list(counts.items())
    for _, (title, count) in items[:MOST_ITEMS]:
        yield Waiting(visited.said(OWED, item=title, count=count), step, href)
    rest = sum(count for _, (_, count) in items[MOST_ITEMS:])
    if rest:
        yield Waiting(visited.said(OTHERS, count=rest), step, href)


def _proposed(visited: Visit, table: str) -> Iterator[Waiting]:
    count = visited.assessment.facts.filter(table=table, state="proposed", superseded_by=None).count()
    if count:
        says = visited.said(TO_DECIDE, table=TABLES[table].name, count=count)
        yield Waiting(says, visited.said(DECIDE), reverse("rows", args=[visited.assessment.pk, table]))


def _task_lists(visited: Visit) -> Iterator[Waiting]:
    ways = {"sent": ("countersign_task_list", TASKS), "countersigned": ("issue_task_list", ISSUE)}
    mine = {state: says for state, (verb, says) in ways.items() if visited.may(verb)}
    if "office" in visited.roles:
        mine.pop("sent", None)
    try:
        href = reverse("task-lists", args=[visited.assessment.pk]) if mine else ""
    except NoReverseMatch:
        return
    waiting = task_lists_for(visited.person, visited.assessment).filter(state__in=mine).select_related("unit")
    for one in waiting if mine else ():
        yield Waiting(visited.said(mine[one.state], unit=str(one.unit)), visited.said(LOOK), href)
