"""Entering: what a body still owes, claims and vetoes to decide, task lists to agree to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from kaoping.core.text import Text
from kaoping.files.facts.tables import TABLES
from kaoping.records.access import task_lists_for, units_of
from kaoping.records.canonical import parsed
from kaoping.records.clock import day_of
from kaoping.records.queries.entry import self_scores
from kaoping.records.queries.owing import (
    WORDS,
    everything_asked,
    objections_to,
    owed_by,
    reminders_for,
    to_countersign,
)
from kaoping.records.queries.releases import last_release
from kaoping.records.queries.schemes import settled_now
from kaoping.records.queries.tasks import newest_of_all
from kaoping.web.shared.dates import day_said
from kaoping.web.shared.named import body_names
from kaoping.web.shared.visit import Visit
from kaoping.web.shared.waiting.model import Waiting

OWED = Text("{item}：还有 {count} 项没有填报", "{item}: still to be entered: {count}")
OTHERS = Text("其他指标还有 {count} 项没有填报", "Other items, still to be entered: {count}")
TO_HEAR, RECORD = (
    Text("{table}：{count} 条待申辩", "{table}: to be heard: {count}"),
    Text("记录申辩", "Record the hearing"),
)
TO_DECIDE = {
    "claims": Text("{table}：{count} 条待审定", "{table}: to be decided: {count}"),
    "vetoes": Text("{table}：{count} 条待决定", "{table}: to be decided: {count}"),
}
TASKS = Text("{unit}的任务清单，待会签", "The task list of {unit} waits for your signature")
TO_DO_WITH_LISTS = {
    "draft": (
        "send_task_lists",
        Text("{count} 份任务清单草稿，待发送征求意见", "Drafted task lists to be sent: {count}"),
    ),
    "countersigned": (
        "issue_task_lists",
        Text("{count} 份任务清单已会签，待下达", "Signed task lists to be issued: {count}"),
    ),
}
ENTER, DECIDE, LOOK = Text("去填报", "Enter it"), Text("作出决定", "Decide"), Text("查看", "Look at it")
REMINDED = Text(
    "考核办{day}提醒：还有 {count} 项没有报齐。{message}", "Reminder of {day}: still owed: {count}. {message}"
)
COUNTERSIGN, SIGN = (
    Text("{item}：{leader}已填报，待会签", "{item}: {leader} has entered it; countersign"),
    Text("会签", "Countersign"),
)
UNDECLARED, DECLARE = (
    Text("{item}：还有 {count} 个单位没有零报告", "{item}: still to be declared checked: {count}"),
    Text("去零报告", "Declare it"),
)
OBJECTED, CORRECT = (
    Text("{item}：{who}不同意您填报的数据：{why}", "{item}: {who} does not agree to what you entered: {why}"),
    Text("核对更正", "Look at it"),
)
HEARING, SPEAK = (
    Text("对本单位提出了一票否决，可以申辩", "A veto is proposed against your unit; you may answer it"),
    Text("申辩", "Answer it"),
)
OWN_SCORES, SCORE = (
    Text("本单位的自评还有 {count} 项没有填", "Of your unit's own scores, still to be entered: {count}"),
    Text("填写自评", "Score yourselves"),
)
MOST_ITEMS = 8


def entering(visited: Visit) -> Iterator[Waiting]:
    """What entering asks of the person."""
    if visited.assessment.state == "entry" and visited.may("enter_value"):
        yield from _reminders(visited)
        yield from _owed(visited)
        yield from _undeclared(visited)
    if visited.may("enter_value") or visited.may("countersign"):
        yield from _countersigning(visited)
    # What is missing of a result that is released is for the bodies to give; the unit's own word is past.
    if visited.may("score_oneself") and last_release(visited.assessment) is None:
        yield from _own_scores(visited)
    for table, verb in (("claims", "decide_claim"), ("vetoes", "decide_veto")):
        if visited.may(verb):
            yield from _proposed(visited, table)
    yield from _vetoes(visited)
    yield from _task_lists(visited)


def _owed(visited: Visit) -> Iterator[Waiting]:
    """What the person's body owes, item by item."""
    counts: dict[tuple[str, bool], tuple[Text, int]] = {}
    for one in owed_by(visited.person, visited.assessment):
        if one.name in WORDS:
            continue
        place = one.item, one.name == "ratings"
        title, count = counts.get(place, (one.title, 0))
        counts[place] = (title, count + 1)
    step, items = visited.said(ENTER), list(counts.items())
    for (item, rated), (title, count) in items[:MOST_ITEMS]:
        href = _way(visited, "ratings" if rated else "entry", item)
        yield Waiting(visited.said(OWED, item=title, count=count), step, href)
    rest = sum(count for _, (_, count) in items[MOST_ITEMS:])
    if rest:
        yield Waiting(visited.said(OTHERS, count=rest), step, reverse("entry", args=[visited.assessment.pk]))


def _way(visited: Visit, page: str, item: str) -> str:
    return f"{reverse(page, args=[visited.assessment.pk])}?{urlencode({'item': item})}"


def _own_scores(visited: Visit) -> Iterator[Waiting]:
    """What the unit has not said about itself yet."""
    units = units_of(visited.person, visited.assessment)
    said = self_scores(visited.assessment, units)
    asked = (one for one in everything_asked(visited.assessment) if one.unit.id in units)
    wanted = {(one.unit.id, one.item, one.name) for one in asked if one.ask and not one.ask.optional}
    count = len(wanted - said.keys())
    if count:
        href = reverse("entry", args=[visited.assessment.pk])
        yield Waiting(visited.said(OWN_SCORES, count=count), visited.said(SCORE), href)


def _undeclared(visited: Visit) -> Iterator[Waiting]:
    """The zero reports of the person's bodies, item by item."""
    owed = [one for one in owed_by(visited.person, visited.assessment) if one.name == "declared"]
    counts: dict[str, tuple[Text, int]] = {}
    for one in owed:
        counts[one.item] = (one.title, counts.get(one.item, (one.title, 0))[1] + 1)
    here, step = reverse("declarations", args=[visited.assessment.pk]), visited.said(DECLARE)
    for item, (title, count) in counts.items():
        yield Waiting(visited.said(UNDECLARED, item=title, count=count), step, f"{here}?{urlencode({'item': item})}")


def _reminders(visited: Visit) -> Iterator[Waiting]:
    """What the office has reminded the person's body of, while something of it is still owed."""
    for one in reminders_for(visited.person, visited.assessment):
        day = day_said(day_of(one.sent_at), visited.language)
        says = visited.said(REMINDED, day=day, count=one.owed, message=one.message).strip()
        yield Waiting(says, visited.said(ENTER), reverse("completeness", args=[visited.assessment.pk]))


def _countersigning(visited: Visit) -> Iterator[Waiting]:
    """Items that other bodies have entered and the person's body judges too; what others do not agree to."""
    href = reverse("countersigning", args=[visited.assessment.pk])
    names = body_names(settled_now(visited.assessment).scheme, visited.language)
    if visited.may("countersign"):
        for one in to_countersign(visited.person, visited.assessment):
            if one.open:
                says = visited.said(COUNTERSIGN, item=one.title, leader=names.get(one.leader, one.leader))
                yield Waiting(says, visited.said(SIGN), href)
    for one in objections_to(visited.person, visited.assessment):
        says = visited.said(OBJECTED, item=one.title, who=names.get(one.body, one.body), why=one.objection)
        yield Waiting(says, visited.said(CORRECT), reverse("entry", args=[visited.assessment.pk]))


def _vetoes(visited: Visit) -> Iterator[Waiting]:
    """Vetoes that are proposed against the own unit, to which it has not said anything yet."""
    units = units_of(visited.person, visited.assessment)
    if units and visited.may("record_hearing"):
        proposed = visited.assessment.facts.filter(table="vetoes", state="proposed", superseded_by=None)
        for fact in proposed.filter(unit__in=units):
            if not parsed(fact.content).get("hearing"):
                href = reverse("fact", args=[visited.assessment.pk, fact.pk])
                yield Waiting(visited.said(HEARING), visited.said(SPEAK), href)


def _proposed(visited: Visit, table: str) -> Iterator[Waiting]:
    found = visited.assessment.facts.filter(table=table, state="proposed", superseded_by=None)
    contents = list(found.values_list("content", flat=True))
    # A veto is decided once the unit has been heard.
    unheard = sum(not parsed(one).get("hearing") for one in contents) if table == "vetoes" else 0
    name, href = TABLES[table].name, reverse("rows", args=[visited.assessment.pk, table])
    if unheard:
        records = visited.may("record_hearing")
        says = visited.said(TO_HEAR, table=name, count=unheard)
        yield Waiting(says, visited.said(RECORD if records else LOOK), href, acts=records)
    if len(contents) > unheard:
        says = visited.said(TO_DECIDE[table], table=name, count=len(contents) - unheard)
        yield Waiting(says, visited.said(DECIDE), href)


def _task_lists(visited: Visit) -> Iterator[Waiting]:
    """What the office does with lists of many units in one go, and the list that a head countersigns."""
    try:
        href = reverse("task-lists", args=[visited.assessment.pk])
    except NoReverseMatch:
        return
    if "office" in visited.roles:
        states = Counter(one.state for one in newest_of_all(visited.assessment).values())
        for state, (verb, says) in TO_DO_WITH_LISTS.items():
            if states[state] and visited.may(verb):
                yield Waiting(visited.said(says, count=states[state]), visited.said(LOOK), href)
    elif visited.may("countersign_task_list"):
        sent = task_lists_for(visited.person, visited.assessment).filter(state="sent").select_related("unit")
        for one in sent:
            yield Waiting(visited.said(TASKS, unit=str(one.unit)), visited.said(LOOK), href)
