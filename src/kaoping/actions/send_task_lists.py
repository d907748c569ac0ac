"""Sending all drafted task lists to their units for comment, as one change."""

from __future__ import annotations

from kaoping.actions.acting import acting
from kaoping.records.models import Assessment, Person, TaskList
from kaoping.records.queries.tasks import newest_of_all


def send_task_lists(by: Person, assessment: Assessment) -> list[TaskList]:
    """The lists that were drafts and are with their units now.

    Raises:
        NotAllowed: unless by the office, before the release.
    """
    with acting(by, "send_task_lists", assessment) as opened:
        drafts = [one for one in newest_of_all(assessment).values() if one.state == "draft"]
        if not drafts:
            opened.leave()
            return []
        TaskList.objects.filter(pk__in=[one.pk for one in drafts]).update(state="sent")
        opened.tell(f"{len(drafts)} 份任务清单", "draft", {"state": "sent", "lists": [str(one) for one in drafts]})
    return drafts
