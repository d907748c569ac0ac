"""Facts (考评数据), one row each: nothing is overwritten, a later row supersedes an earlier one."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kaoping.records.models.assessments import Assessment
from kaoping.records.models.people import Person

# Of these a unit has one row per item and name; of the others (findings, ratings, …) as many as there are.
SINGLE_TABLES = ("units", "items", "tasks", "values", "not_applicable", "status", "declared")


class Fact(models.Model):
    """A row of `kaoping/facts/1` as canonical JSON.

    `supersedes` makes a chain without branches, whose last link counts: as it says when `confirmed`, not at all when
    `withdrawn`. What is `proposed` waits beside the chain. `entry` is the number of the journal entry of the change.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="facts")
    table = models.CharField(max_length=20)
    unit = models.CharField(max_length=100, default="")
    item = models.CharField(max_length=200, default="")
    name = models.CharField(max_length=200, default="")
    content = models.TextField()
    state = models.CharField(
        max_length=20,
        choices=[("proposed", "待确认"), ("confirmed", "已确认"), ("withdrawn", "已撤回")],
        default="confirmed",
    )
    place = models.BigIntegerField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    entry = models.BigIntegerField()
    valid_on = models.DateField(null=True)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    reason = models.TextField(default="")

    class Meta:
        indexes = (
            models.Index(fields=["assessment", "unit", "table"], name="fact_of_a_unit"),
            models.Index(fields=["entry"], name="fact_of_a_journal_entry"),
        )
        constraints = (
            models.UniqueConstraint(
                fields=["assessment", "table", "unit", "item", "name"],
                condition=Q(supersedes=None, table__in=SINGLE_TABLES) & ~Q(state="proposed"),
                name="one_first_row_of_a_fact",
            ),
        )

    def __str__(self) -> str:
        return self.content
