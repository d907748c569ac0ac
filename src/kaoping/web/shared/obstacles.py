"""What stands in the way of a step, as a list of things to do, each with the way to where it is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from kaoping.core.defect import Defect
from kaoping.core.text import Language
from kaoping.records.models import Assessment

# The place where something is done, by the code of what is not done yet.
WHERE: Mapping[str, str] = {
    "not-done": "runs",
    "stale": "runs",
    "not-released": "runs",
    "untold": "runs",
    "undeclared": "declarations",
    "unsigned": "countersigning",
    "objected": "countersigning",
    "incomplete": "completeness",
    "open-review": "reviews",
    "unapproved-correction": "reviews",
}


@dataclass(frozen=True)
class Obstacle:
    """What is not done yet, what to do, and where."""

    says: str
    remedy: str
    href: str


def obstacles_of(defects: Iterable[Defect], assessment: Assessment, language: Language) -> tuple[Obstacle, ...]:
    """The obstacles in the reader's language."""
    return tuple(
        Obstacle(one.says.in_language(language), one.remedy.in_language(language), _address(one, assessment))
        for one in defects
    )


def _address(defect: Defect, assessment: Assessment) -> str:
    try:
        if defect.code == "unconfirmed-reading":
            return reverse("reading", args=[assessment.pk, defect.says.values["reading"]])
        return reverse(WHERE[defect.code], args=[assessment.pk]) if defect.code in WHERE else ""
    except NoReverseMatch:
        return ""
