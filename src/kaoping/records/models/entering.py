"""What goes with entering: reminders to those who owe something, and countersignatures (会签) of those who judge too."""

from __future__ import annotations

from django.db import models

from kaoping.records.models.assessments import Assessment
from kaoping.records.models.people import Person


class Reminder(models.Model):
    """A reminder (提醒) to a body that owes `owed` entries; it stands in the inbox of the body's people."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="reminders")
    body = models.CharField(max_length=100)
    owed = models.PositiveIntegerField()
    message = models.TextField(default="")
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.body} {self.sent_at:%Y-%m-%d}"


class Countersignature(models.Model):
    """A body's word on the values of an item that another body has entered, as of a line of the journal (`entry`).

    What is entered later is not covered. `signature` is what stands for it on paper: the number of minutes, of a scan.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="countersignatures")
    item = models.CharField(max_length=200)
    body = models.CharField(max_length=100)
    entry = models.BigIntegerField()
    agreed = models.BooleanField()
    note = models.TextField(default="")
    signature = models.CharField(max_length=200, default="")
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["assessment", "item", "body", "signed_at"], name="one_countersignature_of_a_moment"
            ),
        )

    def __str__(self) -> str:
        return f"{self.body} {self.item}"
