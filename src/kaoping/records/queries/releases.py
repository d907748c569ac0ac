"""Releases (下发核对): the one that counts now, and whose result a later one has changed."""

from __future__ import annotations

from kaoping.core.text import Text
from kaoping.records.models import Assessment, Release, ScoreRun

TOLD = ("score", "rank", "tied", "grade", "awards", "vetoes", "complete")
NO_REVIEWS = Text(
    "这是再次下发，本单位的结果与上次下发的相比没有变化，不再申请复核。",
    "This is a later release; your result is the one released before, and no further review is asked for.",
)


def last_release(assessment: Assessment) -> Release | None:
    """The release that counts now."""
    found = Release.objects.filter(run__assessment=assessment).select_related("run__assessment")
    return found.order_by("-released_at", "-pk").first()


def changed_units(before: ScoreRun, after: ScoreRun) -> dict[str, str]:
    """The units whose result is another one, by code with their names."""
    told = {unit: found for unit, *found in before.results.values_list("unit", *TOLD)}
    rows = after.results.order_by("place").values_list("unit", "name", *TOLD)
    return {unit: name for unit, name, *found in rows.iterator() if told.get(unit) != found}


def may_object(release: Release, unit: str) -> bool:
    """Whether a unit may ask for reviews on a release: every unit on the first, on a later one whose result changed."""
    earlier = Release.objects.filter(run__assessment=release.run.assessment_id, pk__lt=release.pk)
    before = earlier.select_related("run").order_by("-pk").first()
    if before is None:
        return True
    first, now = (run.results.filter(unit=unit).values_list(*TOLD).first() for run in (before.run, release.run))
    return now is not None and now != first
