"""Reminding bodies (提醒) of what they still owe; the reminder stands in the inbox of their people."""

from __future__ import annotations

from collections.abc import Sequence

from kaoping.actions.acting import acting, refuse
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.models import Assessment, Person, Reminder
from kaoping.records.queries.owing import everything_asked


def remind(by: Person, assessment: Assessment, bodies: Sequence[str], message: str = "") -> int:
    """How many bodies were reminded: those that owe something and were not reminded today.

    Raises:
        NotAllowed: unless by the office, before the release.
        Refused: where nobody of them owes anything.
    """
    owing: dict[str, int] = {}
    for one in everything_asked(assessment):
        if one.owed and one.bodies:
            owing[one.bodies[0]] = owing.get(one.bodies[0], 0) + 1
    wanted = [body for body in dict.fromkeys(bodies) if owing.get(body)]
    with acting(by, "remind", assessment) as opened:
        if not wanted:
            raise refuse("nothing-owed", _NOTHING, _CHOOSE)
        sent = assessment.reminders.filter(body__in=wanted).values_list("body", "sent_at")
        today = {body for body, at in sent if clock.day_of(at) == clock.today()}
        fresh = [body for body in wanted if body not in today]
        if not fresh:
            opened.leave()
            return 0
        for body in fresh:
            Reminder.objects.create(
                assessment=assessment, body=body, owed=owing[body], message=message, sent_by=by, sent_at=opened.at
            )
        opened.tell("、".join(fresh), None, {body: owing[body] for body in fresh}, message)
    return len(fresh)


_NOTHING = Text("没有选择部门，或者所选的部门没有缺报的项目。", "No body was chosen, or none of them owes anything.")
_CHOOSE = Text("请选择尚有缺项的部门。", "Choose bodies that still owe something.")
