"""Sending a drafted task list to its unit for comment."""

from __future__ import annotations

from kaoping.actions.acting import acting
from kaoping.core.text import Text
from kaoping.records.models import Person, TaskList
from kaoping.records.refusals import NotAllowed


def send_task_list(by: Person, tasks: TaskList) -> None:
    """From here on the unit sees it.

    Raises:
        NotAllowed: unless by the office, for a draft.
    """
    with acting(by, "send_task_list", tasks.unit.assessment) as opened:
        tasks.refresh_from_db()
        if tasks.state != "draft":
            raise NotAllowed(_NO_DRAFT)
        tasks.state = "sent"
        tasks.save(update_fields=["state"])
        opened.tell(str(tasks), "draft", "sent")


_NO_DRAFT = Text("这份任务清单已经发出。", "This task list has been sent already.")
