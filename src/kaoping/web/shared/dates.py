"""Dates and times as people write them: 2020年6月3日; times of Shanghai."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from kaoping.core.text import Language

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_said(day: date, language: Language) -> str:
    """2020年6月3日, 3 June 2020."""
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def moment_said(moment: datetime, language: Language) -> str:
    """2020年6月3日14:05, 3 June 2020, 14:05."""
    local = timezone.localtime(moment)
    comma = "" if language == "zh" else ", "
    return f"{day_said(local.date(), language)}{comma}{local:%H:%M}"
