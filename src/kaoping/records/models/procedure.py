"""Due process: release to units, reviews, opinions, freeze, publication."""

from __future__ import annotations

from django.db import models

from kaoping.records.models.assessments import Assessment, UnitEntry
from kaoping.records.models.people import Person
from kaoping.records.models.runs import ScoreRun


class Release(models.Model):
    """A run released to the units for checking (下发核对); objections until the end of a day, none without one."""

    run = models.OneToOneField(ScoreRun, on_delete=models.PROTECT, related_name="release")
    released_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    released_at = models.DateTimeField()
    objections_until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.run} 下发核对"


class Review(models.Model):
    """A unit's request to review one item (复核); `line` is empty where the whole item is meant.

    An upheld review may need approval (报请批准), `approval_due` by the end of a day. It is given (`approval` says by
    which paper) or refused (`refusal` says why), `answered_by` somebody.
    """

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="reviews")
    unit = models.ForeignKey(UnitEntry, on_delete=models.PROTECT, related_name="reviews")
    item = models.CharField(max_length=200)
    line = models.CharField(max_length=300, default="")
    ground = models.TextField()
    filed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    due = models.DateField()
    state = models.CharField(
        max_length=20,
        choices=[
            ("filed", "待复核"),
            ("upheld", "予以更正"),
            ("rejected", "维持原分"),
            ("approved", "更正已批准"),
            ("refused", "更正未获批准"),
        ],
        default="filed",
    )
    reasons = models.TextField(default="")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    late_because = models.TextField(default="")
    approval_due = models.DateField(null=True)
    approval = models.CharField(max_length=200, default="")
    refusal = models.TextField(default="")
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["release", "unit", "item"], name="one_review_of_an_item"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.item} 复核"


class Opinion(models.Model):
    """What another body says about a proposed award of a unit (征求意见)."""

    run = models.ForeignKey(ScoreRun, on_delete=models.PROTECT, related_name="opinions")
    unit = models.ForeignKey(UnitEntry, on_delete=models.PROTECT, related_name="opinions")
    award = models.CharField(max_length=100)
    agrees = models.BooleanField()
    says = models.TextField(default="")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20)
    given_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["run", "unit", "award", "role"], name="one_opinion_of_a_body"),)

    def __str__(self) -> str:
        return f"{self.unit} {self.award}"


class Freeze(models.Model):
    """A run made final (冻结): recomputed from scheme and facts it gives the same digest, always."""

    run = models.OneToOneField(ScoreRun, on_delete=models.PROTECT, related_name="freeze")
    frozen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.run} 冻结"


class Publication(models.Model):
    """A frozen run published (印发); a correction is a later version beside the old."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="publications")
    version = models.PositiveIntegerField()
    freeze = models.OneToOneField(Freeze, on_delete=models.PROTECT, related_name="publication")
    document = models.CharField(max_length=200)
    public = models.BooleanField()
    published_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    why = models.TextField(default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["assessment", "version"], name="one_publication_of_a_version"),)

    def __str__(self) -> str:
        return f"{self.assessment} {self.document}"
