"""Evidence (佐证材料): files kept under the hash of their content, and the facts and reviews that they belong to."""

from __future__ import annotations

from django.db import models

from kaoping.records.models.facts import Fact
from kaoping.records.models.people import Person
from kaoping.records.models.procedure import Review


class Evidence(models.Model):
    """A file; `media_type` is what its content says, whatever its name says."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class FactEvidence(models.Model):
    """A file that belongs to a fact, under the name that it had there."""

    fact = models.ForeignKey(Fact, on_delete=models.PROTECT, related_name="evidence")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="facts")
    name = models.CharField(max_length=200)
    attached_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    attached_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["fact", "evidence"], name="one_file_per_fact_once"),)

    def __str__(self) -> str:
        return f"{self.fact_id} {self.name}"


class ReviewEvidence(models.Model):
    """A file that a unit has handed in with its request for a review."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="evidence")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="reviews")
    name = models.CharField(max_length=200)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["review", "evidence"], name="one_file_per_review_once"),)

    def __str__(self) -> str:
        return f"{self.review_id} {self.name}"
