"""A stored run as pages show it: computed once per process, and told in one line."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache

from django.http import HttpRequest

from kaoping.core.text import Language, Text
from kaoping.records.access import run_for, runs_for
from kaoping.records.clock import today
from kaoping.records.models import Publication, Release, ScoreRun
from kaoping.records.queries.releases import NO_REVIEWS, last_release, may_object
from kaoping.records.queries.runs import computed
from kaoping.schemes.assessment import Assessment as Scored
from kaoping.schemes.assessment import Progress
from kaoping.web.shared.dates import day_said, moment_said
from kaoping.web.shared.later import Later
from kaoping.web.shared.parts import State, Tone
from kaoping.web.shared.visit import Visit

# A run never changes once it is done, so what is computed of it can be kept; an office looks at one or two.
KEPT = 4

RUN = Text("第{number}次核算，数据截至{moment}。", "Scoring run {number}, facts as of {moment}. ")
TRIAL = Text("核对无误以后，下发各单位核对。", "When it is right, release it to the units.")
AGAIN = Text(
    "结果与已下发的不同，再次下发核对、告知有关单位以后才能冻结。",
    "It differs from what was released: release it, so that the units are told, before it becomes final.",
)
UNCHANGED = Text("结果与已下发的相同。", "The result is the one that was released.")
OBJECTIONS = Text(
    "已下发核对，截至{day}（含当日）可以申请复核。",
    "Released to the units; they may ask for a review until {day}, that day included.",
)
PASSED = Text("已下发核对，异议期已满（截至{day}）。", "Released to the units; the time for objections ended on {day}.")
RELEASED = Text("已下发核对。", "Released to the units.")
AS_BEFORE = Text("已下发核对。{why}", "Released to the units. {why}")
FROZEN = Text("结果已冻结，待印发。", "The result is final and waits to be published.")
PUBLISHED = Text("已印发（{document}）。", "Published ({document}).")


STATES: Mapping[str, tuple[Text, Tone]] = {
    "computing": (Text("核算中", "computing"), "action"),
    "failed": (Text("未完成", "failed"), "lost"),
    "done": (Text("试算", "trial"), ""),
    "released": (Text("已下发核对", "released"), "due"),
    "frozen": (Text("已冻结", "frozen"), "done"),
    "published": (Text("已印发", "published"), "done"),
}


def stage_of(run: ScoreRun) -> str:
    """How far a run has come: computing, failed, done, released, frozen, published."""
    freeze = getattr(run, "freeze", None)
    if freeze is not None:
        return "published" if hasattr(freeze, "publication") else "frozen"
    return "released" if hasattr(run, "release") else run.state


def state_of(run: ScoreRun, language: Language) -> State:
    """The same as a mark."""
    word, tone = STATES[stage_of(run)]
    return State(word.in_language(language), tone)


def shown_run(visited: Visit, request: HttpRequest) -> ScoreRun | None:
    """The run that the address names, otherwise the newest that is done and open to the person.

    Raises:
        NotYours: where the address names one that is not.
    """
    number = request.GET.get("run", "")
    if number.isascii() and number.isdigit():
        return run_for(visited.person, visited.assessment, int(number[:9]))
    return runs_for(visited.person, visited.assessment).filter(state="done").first()


def scored(run: ScoreRun) -> Scored:
    """What a run that is done found, with all that explains it.

    Raises:
        NotReady: where it is still being computed in this process.
    """
    return _kept(run.pk, run.digest).found()


@lru_cache(KEPT)
def _kept(key: int, digest: str) -> Later[Scored]:
    return Later(lambda progress: _computed(key, digest, progress))


def _computed(key: int, digest: str, progress: Progress) -> Scored:
    run = ScoreRun.objects.select_related("assessment", "version").get(pk=key, digest=digest)
    with _unsearched():
        return computed(run, progress)


@contextmanager
def _unsearched() -> Iterator[None]:
    """What is computed holds no cycles and is kept: searched for garbage, it would keep every later request waiting."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def run_said(run: ScoreRun, language: Language, units: Collection[str] = ()) -> str:
    """Which run this is and what comes next; for readers who belong to units, what comes next for these."""
    moment = moment_said(run.as_of, language)
    return RUN.with_values(number=run.number, moment=moment).in_language(language) + _next(run, language, units)


def _next(run: ScoreRun, language: Language, units: Collection[str]) -> str:
    publication = Publication.objects.filter(freeze__run=run).first()
    release = Release.objects.filter(run=run).first()
    if publication:
        return PUBLISHED.with_values(document=publication.document).in_language(language)
    if hasattr(run, "freeze"):
        return FROZEN.in_language(language)
    if release and release.objections_until:
        day = day_said(release.objections_until, language)
        open_still = today() <= release.objections_until
        if open_still and units and not any(may_object(release, unit) for unit in units):
            return AS_BEFORE.with_values(why=NO_REVIEWS).in_language(language)
        says = OBJECTIONS if open_still else PASSED
        return says.with_values(day=day).in_language(language)
    return (RELEASED if release else _not_released(run)).in_language(language)


def _not_released(run: ScoreRun) -> Text:
    before = last_release(run.assessment)
    if before is None or run.state != "done":
        return TRIAL
    return AGAIN if before.run.digest != run.digest else UNCHANGED
