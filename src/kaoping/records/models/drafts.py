"""Draft totals (试算总分): what every unit would have if nothing more were entered."""

from __future__ import annotations

from django.db import models

from kaoping.records.models.assessments import Assessment


class DraftTotal(models.Model):
    """A unit's total as the facts stand; kept with every change, so that nobody waits for a run.

    `score` is exact, empty while something is missing; `score_order` is its whole part in billionths, by which the
    database can sort. `entry` is the last line of the journal that it was computed with, `basis` the scheme and the
    readings; `stale` says that other units' facts count too and were changed since.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="drafts")
    unit = models.CharField(max_length=100)
    group = models.CharField(max_length=100)
    score = models.CharField(max_length=200, default="")
    score_order = models.BigIntegerField(null=True)
    missing = models.PositiveIntegerField(default=0)
    compares = models.BooleanField(default=False)
    entry = models.BigIntegerField()
    basis = models.CharField(max_length=64)
    stale = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["assessment", "unit"], name="one_draft_of_a_unit"),)
        indexes = (models.Index(fields=["assessment", "group", "score_order"], name="draft_in_order"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.score}"
