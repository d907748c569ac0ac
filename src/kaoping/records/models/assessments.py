"""An assessment of a year: its schemes, confirmed readings, units, the roles of people, its calendar."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kaoping.records.models.people import Person
from kaoping.records.roles import ROLES
from kaoping.records.states import STATES


class Assessment(models.Model):
    """An assessment (考评) of one year; `options` is JSON that `records.options` understands."""

    year = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    state = models.CharField(
        max_length=20, choices=[(state, says.zh) for state, says in STATES.items()], default="set_up"
    )
    options = models.TextField(default="{}")
    public = models.BooleanField(default=False)
    sample = models.BooleanField(default=False)
    copied_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="copies")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["year", "name"], name="one_assessment_of_a_name"),)

    def __str__(self) -> str:
        return f"{self.year}年度{self.name}"


class SchemeVersion(models.Model):
    """A scheme file as adopted, with the text it was made from; in force is the newest that is effective."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="schemes")
    number = models.PositiveIntegerField()
    scheme = models.CharField(max_length=100)
    text = models.TextField()
    source = models.TextField()
    digest = models.CharField(max_length=64)
    effective_from = models.DateField()
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["assessment", "number"], name="one_scheme_of_a_number"),)

    def __str__(self) -> str:
        return f"{self.scheme} 第{self.number}版"


class ReadingConfirmation(models.Model):
    """An office's answer to an open reading (确认口径); a later answer supersedes, nothing is overwritten.

    `value` is the JSON text of a number or a table where the alternative is open, otherwise empty.
    """

    version = models.ForeignKey(SchemeVersion, on_delete=models.PROTECT, related_name="confirmations")
    reading = models.CharField(max_length=100)
    alternative = models.CharField(max_length=100)
    value = models.TextField(default="")
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    reason = models.TextField(default="")
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["version", "reading"], condition=Q(supersedes=None), name="one_first_confirmation"
            ),
        )

    def __str__(self) -> str:
        return f"{self.reading} = {self.alternative}"


class UnitEntry(models.Model):
    """An assessed unit (被考评单位) as it is now; what it was called before is told by its facts."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="units")
    code = models.CharField(max_length=100)
    name = models.CharField(max_length=200)
    group = models.CharField(max_length=100, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["assessment", "code"], name="one_unit_of_a_code"),)

    def __str__(self) -> str:
        return self.name or self.code


class Appointment(models.Model):
    """A person's role, `since` a day and before the day `until`; of administrators in no assessment.

    `assessor` is the scheme's id or printed name of the body that the person scores for.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, null=True, related_name="appointments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="appointments")
    role = models.CharField(max_length=20, choices=[(role, says.zh) for role, says in ROLES.items()])
    unit = models.ForeignKey(UnitEntry, on_delete=models.PROTECT, null=True, related_name="appointments")
    assessor = models.CharField(max_length=100, default="")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="no_role_before_it_began"),
        )

    def __str__(self) -> str:
        return f"{self.person} {self.role}"


class CalendarDay(models.Model):
    """A day of a holiday, or a weekend on which there is work (调休)."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="calendar")
    day = models.DateField()
    working = models.BooleanField()
    name = models.CharField(max_length=100, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["assessment", "day"], name="one_entry_of_a_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
