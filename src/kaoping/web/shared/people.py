"""What the pages of units and those of people share: the tabs above both."""

from __future__ import annotations

from django.urls import reverse

from kaoping.core.text import Text
from kaoping.web.shared.frame import Link
from kaoping.web.shared.visit import Visit

TABS = {"units": Text("单位", "Units"), "people": Text("人员与任命", "People and their roles")}


def tabs(visited: Visit, current: str) -> tuple[Link, ...]:
    """The two parts of 单位与人员."""
    key = visited.assessment.pk
    return tuple(Link(visited.said(name), reverse(part, args=[key]), part == current) for part, name in TABS.items())
