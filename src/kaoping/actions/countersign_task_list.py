"""Countersigning a task list: by the unit's head, or by the office on the strength of a signed paper."""

from __future__ import annotations

from kaoping.actions.acting import acting, refuse
from kaoping.actions.attach_evidence import kept
from kaoping.core.text import Text
from kaoping.records.access import roles_of, units_of
from kaoping.records.models import Person, TaskList, TaskListScan
from kaoping.records.refusals import NotAllowed, NotYours


def countersign_task_list(
    by: Person, tasks: TaskList, signature: str = "", scan: bytes = b"", scan_name: str = ""
) -> None:
    """Agrees to the list as it was sent; `signature` names the paper where the office notes it, `scan` is its picture.

    Raises:
        NotYours: for the list of another unit.
        NotAllowed: unless it was sent.
        Refused: where the office names no paper and has no scan; where the scan is no file of a known kind.
    """
    assessment = tasks.unit.assessment
    with acting(by, "countersign_task_list", assessment) as opened:
        tasks.refresh_from_db()
        office = "office" in roles_of(by, assessment)
        if not office and tasks.unit.code not in units_of(by, assessment):
            raise NotYours
        if tasks.state != "sent":
            raise NotAllowed(_NOT_SENT)
        if office and not signature.strip() and not scan:
            raise refuse("signature-needed", _NO_PAPER, _NAME_IT)
        paper = signature.strip()
        after = {"state": "countersigned", "signature": paper}
        if office and scan:
            file, shown = kept(opened, by, scan, scan_name)
            TaskListScan.objects.create(tasks=tasks, evidence=file, name=shown)
            paper = paper or shown
            after |= {"signature": paper, "sha256": file.sha256}
        tasks.state, tasks.signature = "countersigned", paper
        tasks.countersigned_by, tasks.countersigned_at = by, opened.at
        tasks.save(update_fields=["state", "signature", "countersigned_by", "countersigned_at"])
        opened.tell(str(tasks), "sent", after)


_NOT_SENT = Text("这份任务清单没有待会签。", "This task list does not wait for a countersignature.")
_NO_PAPER = Text("没有写明会签文件，也没有附扫描件。", "Neither is the signed paper named, nor a scan of it given.")
_NAME_IT = Text("请填写会议纪要文号，或附上签字扫描件。", "Give the number of the minutes, or the signed scan.")
