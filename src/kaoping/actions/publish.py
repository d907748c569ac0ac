"""Publishing a frozen run (印发), computed once more before; a correction is a new version beside the old."""

from __future__ import annotations

import unicodedata

from kaoping.actions.acting import acting, need_reason, refuse
from kaoping.actions.storing_results import first_difference
from kaoping.core.text import Text
from kaoping.records.access import permit
from kaoping.records.models import Assessment, Freeze, Person, Publication, ScoreRun
from kaoping.records.queries.runs import computed
from kaoping.schemes.assessment import Progress, no_progress
from kaoping.schemes.result import result_digest


def publish(
    by: Person,
    freeze: Freeze,
    document: str,
    *,
    public: bool = False,
    why: str = "",
    progress: Progress = no_progress,
) -> Publication:
    """The publication under a document's number; `public`: to be read without signing in.

    Raises:
        NotAllowed: unless by the office or the leading group, for a frozen result.
        Refused: without a number, or with that of an earlier version; for an older freeze; for a new version without a
            reason; where the result cannot be computed again.
    """
    run = freeze.run
    permit(by, "publish", run.assessment)
    # What a run has found never changes, so that it can be compared before anybody has to wait for this change.
    _reproduce(run, progress)
    with acting(by, "publish", run.assessment) as opened:
        _check(freeze, document)
        version = run.assessment.publications.count() + 1
        if version > 1:
            need_reason(why)
        made = Publication.objects.create(
            assessment=run.assessment,
            version=version,
            freeze=freeze,
            document=document.strip(),
            public=public,
            published_by=by,
            published_at=opened.at,
            why=why,
        )
        run.assessment.state, run.assessment.public = "published", public
        run.assessment.save(update_fields=["state", "public"])
        after = {"version": version, "document": made.document, "public": public, "digest": run.digest}
        opened.tell(str(run), "frozen", after, why)
    return made


def _check(freeze: Freeze, document: str) -> None:
    if Freeze.objects.filter(run__assessment=freeze.run.assessment).order_by("-pk").first() != freeze:
        raise refuse("not-the-last", _NOT_LAST, _THE_LAST)
    if not document.strip():
        raise refuse("document-needed", _NO_NUMBER, _GIVE_NUMBER)
    taken = taken_by(freeze.run.assessment, document)
    if taken is not None:
        raise refuse("document-taken", taken, _OWN_NUMBER)


def taken_by(assessment: Assessment, document: str) -> Text | None:
    """Which earlier version has a number already: a document is never corrected by itself."""
    same = (one for one in assessment.publications.all() if _bare(one.document) == _bare(document))
    found = next(same, None)
    return None if found is None else _TAKEN.with_values(document=found.document, version=found.version)


def _bare(document: str) -> str:
    """A number as it is compared: people write its brackets and digits in several ways."""
    plain = unicodedata.normalize("NFKC", "".join(document.split())).casefold()
    return plain.translate(str.maketrans("〔【[", "(((")).translate(str.maketrans("〕】]", ")))"))


def _reproduce(run: ScoreRun, progress: Progress) -> None:
    again = computed(run, progress)
    if result_digest(again) != run.digest or first_difference(run, again) is not None:
        raise refuse("not-reproduced", _OTHER_RESULT.with_values(run=run.number), _STOP)


_OTHER_RESULT = Text("第{run}次核算复算结果不一致。", "Run {run} computed again gives another result.")
_STOP = Text("请勿印发，并核验操作日志。", "Do not publish it, and verify the journal.")
_NOT_LAST = Text("这不是最近一次冻结的结果。", "This is not the result that was frozen last.")
_THE_LAST = Text("请印发最近一次冻结的结果。", "Publish the one frozen last.")
_NO_NUMBER = Text("没有填写文号。", "The document has no number.")
_TAKEN = Text(
    "文号“{document}”已用于第{version}版。",
    "The number “{document}” is that of version {version} already.",
)
_OWN_NUMBER = Text("更正要用新的文号印发。", "A correction is published under a number of its own.")
_GIVE_NUMBER = Text("请填写印发文件的文号。", "Give the number of the document.")
