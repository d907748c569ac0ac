"""The time: one place to ask, so that tests can answer."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def now() -> datetime:
    """This moment, in UTC."""
    return timezone.now()


def today() -> date:
    """The date in Shanghai."""
    return timezone.localdate(now())


def day_of(moment: datetime) -> date:
    """The date in Shanghai of a moment."""
    return timezone.localdate(moment)


def end_of(day: date) -> datetime:
    """The last moment of a day in Shanghai."""
    following = datetime.combine(day + timedelta(days=1), time.min, timezone.get_default_timezone())
    return following - timedelta(microseconds=1)
