"""What takes long and was asked for by a person: an upload of thousands of rows, a publication of many units."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kaoping.records.models.assessments import Assessment
from kaoping.records.models.people import Person

UNDER_WAY = ("waiting", "working")


class Job(models.Model):
    """A job (后台办理) for the worker; `kind` is a key of the setting JOBS, `given` is JSON of what was typed.

    `file` is what was uploaded, kept until the job is over; `fingerprint` is the digest of all that was sent, so that
    a request that comes twice is one job. `step`, `says` and `problems` are JSON of texts in both languages; `entry`
    is the line of the journal that the job has led to.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="jobs")
    kind = models.CharField(max_length=40)
    given = models.TextField(default="{}")
    file = models.BinaryField(default=b"")
    file_name = models.CharField(max_length=255, default="")
    fingerprint = models.CharField(max_length=64)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="jobs")
    asked_at = models.DateTimeField()
    state = models.CharField(
        max_length=20,
        choices=[
            ("waiting", "等待办理"),
            ("working", "正在办理"),
            ("done", "已办完"),
            ("refused", "未办成"),
            ("failed", "中断"),
        ],
        default="waiting",
    )
    step = models.TextField(default="")
    done = models.PositiveIntegerField(default=0)
    whole = models.PositiveIntegerField(default=0)
    entry = models.BigIntegerField(null=True)
    says = models.TextField(default="")
    problems = models.TextField(default="[]")
    finished_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["assessment", "asked_by", "fingerprint"],
                condition=Q(state__in=UNDER_WAY),
                name="one_job_of_a_request",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}".strip()
