"""Scoring runs (第N次核算) and what they found: amounts and ids; sentences are made when they are shown."""

from __future__ import annotations

from django.db import models

from kaoping.records.models.assessments import Assessment, SchemeVersion
from kaoping.records.models.facts import Fact
from kaoping.records.models.people import Person


class ScoreRun(models.Model):
    """A scoring of all units from the facts as of one journal entry; done, it never changes again.

    `readings` is the JSON of the choices as a result file prints them; `done_units` of `all_units` is the progress;
    `problems` says why a failed run failed.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="runs")
    number = models.PositiveIntegerField()
    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="runs")
    readings = models.TextField()
    require_declared = models.BooleanField(default=False)
    as_of = models.DateTimeField()
    as_of_entry = models.BigIntegerField()
    started_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=20,
        choices=[("computing", "核算中"), ("done", "完成"), ("failed", "未完成")],
        default="computing",
    )
    done_units = models.PositiveIntegerField(default=0)
    all_units = models.PositiveIntegerField(default=0)
    facts_digest = models.CharField(max_length=64, default="")
    scheme_digest = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, default="")
    finished_at = models.DateTimeField(null=True)
    problems = models.TextField(default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["assessment", "number"], name="one_run_of_a_number"),)

    def __str__(self) -> str:
        return f"第{self.number}次核算"


class UnitResult(models.Model):
    """A unit's result in a run. `score` is the printed score; `score_order` puts the scores of a run in order.

    `awards` (id → true, false, null), `vetoes` (ids), `missing` and `reasons` (codes) are JSON.
    """

    run = models.ForeignKey(ScoreRun, on_delete=models.PROTECT, related_name="results")
    place = models.PositiveIntegerField()
    unit = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    group = models.CharField(max_length=100)
    score = models.CharField(max_length=200, default="")
    score_order = models.BigIntegerField(null=True)
    complete = models.BooleanField()
    rank = models.PositiveIntegerField(null=True)
    tied = models.BooleanField()
    grade = models.CharField(max_length=100, default="")
    awards = models.TextField()
    vetoes = models.TextField()
    missing = models.TextField()
    reasons = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["run", "unit"], name="one_result_of_a_unit"),)
        indexes = (models.Index(fields=["run", "group", "rank"], name="result_in_rank"),)

    def __str__(self) -> str:
        return f"{self.name} {self.score}"


class ResultLine(models.Model):
    """One amount of a scorecard, exactly; `fact` is the row that it was counted for, where there is one."""

    result = models.ForeignKey(UnitResult, on_delete=models.PROTECT, related_name="lines")
    place = models.PositiveIntegerField()
    item = models.CharField(max_length=200)
    line = models.CharField(max_length=300)
    amount = models.CharField(max_length=200)
    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, null=True, related_name="lines")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["result", "place"], name="one_line_of_a_place"),)

    def __str__(self) -> str:
        return f"{self.line} {self.amount}"


class ReadingAnalysis(models.Model):
    """Which results of a run depend on which reading: `content` is JSON, `done` of `whole` trials is the progress."""

    run = models.OneToOneField(ScoreRun, on_delete=models.PROTECT, related_name="reading_analysis")
    state = models.CharField(
        max_length=20,
        choices=[("computing", "分析中"), ("done", "完成"), ("failed", "未完成")],
        default="computing",
    )
    done = models.PositiveIntegerField(default=0)
    whole = models.PositiveIntegerField(default=0)
    content = models.TextField(default="")

    def __str__(self) -> str:
        return f"{self.run} 口径影响"
