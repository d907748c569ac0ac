"""Days as people write them: 2020年6月3日, 3 June 2020."""

from __future__ import annotations

from datetime import date

from kaoping.core.text import Text

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_text(day: date) -> Text:
    """A day in both languages."""
    return Text(f"{day.year}年{day.month}月{day.day}日", f"{day.day} {MONTHS[day.month - 1]} {day.year}")
