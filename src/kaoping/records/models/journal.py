"""The journal (操作日志): one line per change, each carrying the hash of the one before."""

from __future__ import annotations

from django.db import models

from kaoping.records.models.assessments import Assessment
from kaoping.records.models.people import Person


class JournalEntry(models.Model):
    """Who did what when, before → after, and why; nobody is the system itself.

    `before` and `after` are JSON. `facts` says how many facts the change has written, and `facts_digest` seals them.
    """

    sequence = models.BigIntegerField(unique=True)
    at = models.DateTimeField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    who = models.CharField(max_length=300)
    action = models.CharField(max_length=50)
    subject = models.TextField()
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, related_name="journal")
    before = models.TextField()
    after = models.TextField()
    why = models.TextField()
    facts = models.PositiveIntegerField()
    facts_digest = models.CharField(max_length=64)
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=["assessment", "sequence"], name="journal_of_an_assessment"),)

    def __str__(self) -> str:
        return f"{self.sequence} {self.who} {self.action} {self.subject}"


class JournalHead(models.Model):
    """The end of the chain, in one row; whoever changes anything holds it, so that changes come one after another."""

    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return str(self.sequence)
