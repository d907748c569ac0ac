"""The scheme in force, the readings confirmed, and both together as the settled scheme that scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from kaoping.core.defect import Defect, Refused
from kaoping.core.facts import digest_of
from kaoping.core.text import Text
from kaoping.records import clock
from kaoping.records.canonical import canonical, parsed
from kaoping.records.models import Assessment, ReadingConfirmation, SchemeVersion
from kaoping.records.queries.nodes import node_of
from kaoping.schemes.nodes import Node
from kaoping.schemes.read import SchemeFile, Settled, scheme_of_text, settle
from kaoping.schemes.readings import Choices, chosen

# How many schemes, and choices of readings, stay read in one process; a real installation has two or three.
KEPT = 16


def in_force(assessment: Assessment, on: date | None = None) -> SchemeVersion:
    """The scheme in force on a day: of those effective by then, the newest.

    Raises:
        Refused: where there is none.
    """
    effective = assessment.schemes.filter(effective_from__lte=on or clock.today())
    found = effective.order_by("-effective_from", "-number").first()
    if found is None:
        raise Refused([Defect("no-scheme", "", _NO_SCHEME, _ADOPT_ONE)])
    return found


def confirmations(version: SchemeVersion) -> dict[str, ReadingConfirmation]:
    """The confirmation that counts, by reading."""
    return {one.reading: one for one in version.confirmations.filter(superseded_by=None).select_related("confirmed_by")}


def confirmed(version: SchemeVersion, at: datetime | None = None) -> dict[str, object]:
    """The readings confirmed by now, or by a moment, as a result file prints them.

    That is an alternative's id, or the given number or table.
    """
    if at is None:
        known = confirmations(version)
    else:
        earlier = version.confirmations.filter(confirmed_at__lte=at).order_by("confirmed_at", "pk")
        known = {one.reading: one for one in earlier}
    return {name: parsed(one.value) if one.value else one.alternative for name, one in known.items()}


def scheme_file(version: SchemeVersion) -> SchemeFile:
    """The scheme file of a version."""
    return _file(version.text, version.scheme, version.source)


def settled(version: SchemeVersion, readings: Mapping[str, object]) -> Settled:
    """A version under some readings as a result file prints them; those not named are as by default.

    Raises:
        Refused: where the version has no such reading or alternative.
    """
    choices = _chosen(scheme_file(version), readings)
    whole = canonical({name: choice.written for name, choice in choices.items()})
    return _settled(version.text, version.scheme, version.source, whole)


def settled_now(assessment: Assessment) -> Settled:
    """The scheme in force today under the readings confirmed so far.

    Raises:
        Refused: where there is no scheme.
    """
    version = in_force(assessment)
    return settled(version, confirmed(version))


@dataclass(frozen=True)
class Basis:
    """The scheme in force under the readings confirmed so far, and a digest that tells it from any other."""

    settled: Settled
    digest: str


def basis_now(assessment: Assessment) -> Basis:
    """What totals are computed by today.

    Raises:
        Refused: where there is no scheme.
    """
    version = in_force(assessment)
    readings = confirmed(version)
    return Basis(settled(version, readings), digest_of([version.pk, readings]))


@lru_cache(KEPT)
def _file(text: str, shown: str, source: str) -> SchemeFile:
    return scheme_of_text(text, shown, source)


@lru_cache(KEPT)
def _settled(text: str, shown: str, source: str, readings: str) -> Settled:
    file = _file(text, shown, source)
    return settle(file, _chosen(file, parsed(readings)))


def _chosen(file: SchemeFile, readings: Mapping[str, object]) -> Choices:
    choices, defects = chosen(file.readings, wanted(readings))
    if defects:
        raise Refused(defects)
    return choices


def wanted(readings: Mapping[str, object]) -> dict[str, str | Node]:
    """Readings as a result file prints them, as they are chosen among: tables as nodes."""
    return {name: node_of(one, name) if isinstance(one, dict) else str(one) for name, one in readings.items()}


_NO_SCHEME = Text("还没有采用考评方案。", "No scheme has been adopted.")
_ADOPT_ONE = Text("请先选用内置方案，或上传方案文件。", "Choose a built-in scheme or upload a scheme file first.")
