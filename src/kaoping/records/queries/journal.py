"""The journal searched: by who, what, when and words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from kaoping.records.access import Lines


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
    for word in search.words.split():
        anywhere = Q()
        for place in places:
            anywhere |= Q(**{f"{place}__icontains": word})
        lines = lines.filter(anywhere)
    return lines


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
