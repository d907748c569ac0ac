"""The journal searched: by who, what, when and words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from kaoping.records.access import Lines
from kaoping.records.canonical import canonical
from kaoping.records.models import UnitEntry
from kaoping.records.queries.journal_names import told_with

# Of a word that so many units have in their names, none is looked for by its code.
MOST_UNITS = 50


@dataclass(frozen=True)
class Search:
    """What is looked for; empty is everything. `since` and `until` are days in Shanghai, both included."""

    words: str = ""
    who: str = ""
    action: str = ""
    since: date | None = None
    until: date | None = None


def found(lines: Lines, search: Search) -> Lines:
    """The lines that a search finds, of those that may be looked at; words are not sought in what is not shown."""
    if search.action:
        lines = lines.filter(action=search.action)
    if search.who:
        lines = lines.filter(who__icontains=search.who)
    if search.since:
        lines = lines.filter(at__gte=_midnight(search.since))
    if search.until:
        lines = lines.filter(at__lt=_midnight(search.until + timedelta(days=1)))
    places = ("who", "subject", "reason", "was", "became")
    words = search.words.split()
    assessments = set(lines.order_by().values_list("assessment_id", flat=True).distinct()) - {None} if words else set()
    for word in words:
        anywhere = Q()
        for place in places:
            anywhere |= Q(**{f"{place}__icontains": word})
        lines = lines.filter(anywhere | _about_units_named(word) | told_with(assessments, word))
    return lines


def _about_units_named(word: str) -> Q:
    """Lines that tell of a unit by its code, where the word is in its name."""
    named = UnitEntry.objects.filter(name__icontains=word).values_list("assessment", "code")[: MOST_UNITS + 1]
    about, known = Q(pk__in=[]), list(named)
    for assessment, code in known if len(known) <= MOST_UNITS else ():
        told = f'"unit":{canonical(code)}'
        about |= Q(assessment=assessment) & (Q(was__contains=told) | Q(became__contains=told))
    return about


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
