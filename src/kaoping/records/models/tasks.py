"""Task lists (任务清单) of units: drafted, sent for comment, countersigned, issued; amended by a later version."""

from __future__ import annotations

from django.db import models

from kaoping.records.models.assessments import UnitEntry
from kaoping.records.models.evidence import Evidence
from kaoping.records.models.people import Person


class TaskList(models.Model):
    """A version of a unit's own tasks; `rows` is JSON, each as the table `tasks` of a facts file has it.

    Once issued it never changes; its tasks are facts then. `signature` is what stands for the countersignature of
    the unit where that was given on paper: the number of minutes, or the name of the signed scan.
    """

    unit = models.ForeignKey(UnitEntry, on_delete=models.PROTECT, related_name="task_lists")
    version = models.PositiveIntegerField()
    state = models.CharField(
        max_length=20,
        choices=[("draft", "草拟"), ("sent", "征求意见"), ("countersigned", "已会签"), ("issued", "已下达")],
        default="draft",
    )
    rows = models.TextField()
    why = models.TextField(default="")
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    comment = models.TextField(default="")
    commented_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    commented_at = models.DateTimeField(null=True)
    countersigned_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    countersigned_at = models.DateTimeField(null=True)
    signature = models.CharField(max_length=200, default="")
    issued_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["unit", "version"], name="one_task_list_of_a_version"),)

    def __str__(self) -> str:
        return f"{self.unit} 任务清单第{self.version}版"


class TaskListScan(models.Model):
    """A signed scan that stands for the countersignature of a list."""

    tasks = models.OneToOneField(TaskList, on_delete=models.PROTECT, related_name="scan")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="task_lists")
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name
