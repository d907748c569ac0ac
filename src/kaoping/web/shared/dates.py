"""Dates and times as people write them: 2020年6月3日; times of Shanghai."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

from kaoping.core.days import day_text
from kaoping.core.text import Language


def day_said(day: date, language: Language) -> str:
    """2020年6月3日, 3 June 2020."""
    return day_text(day).in_language(language)


def moment_said(moment: datetime, language: Language) -> str:
    """2020年6月3日14:05, 3 June 2020, 14:05."""
    local = timezone.localtime(moment)
    comma = "" if language == "zh" else ", "
    return f"{day_said(local.date(), language)}{comma}{local:%H:%M}"
