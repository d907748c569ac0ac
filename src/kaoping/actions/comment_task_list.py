"""A unit comments on the task list that it was sent."""

from __future__ import annotations

from kaoping.actions.acting import acting, need_reason
from kaoping.core.text import Text
from kaoping.records.access import units_of
from kaoping.records.models import Person, TaskList
from kaoping.records.refusals import NotAllowed, NotYours


def comment_task_list(by: Person, tasks: TaskList, comment: str) -> None:
    """Keeps the comment with the list; the office may then draft it anew.

    Raises:
        NotYours: for the list of another unit.
        NotAllowed: unless it was sent for comment.
        Refused: without words.
    """
    with acting(by, "comment_task_list", tasks.unit.assessment) as opened:
        tasks.refresh_from_db()
        if tasks.unit.code not in units_of(by, tasks.unit.assessment):
            raise NotYours
        if tasks.state != "sent":
            raise NotAllowed(_NOT_ASKED)
        need_reason(comment)
        before, tasks.comment = tasks.comment, comment.strip()
        tasks.commented_by, tasks.commented_at = by, opened.at
        tasks.save(update_fields=["comment", "commented_by", "commented_at"])
        opened.tell(str(tasks), before, tasks.comment)


_NOT_ASKED = Text("这份任务清单现在不征求意见。", "This task list is not out for comment.")
