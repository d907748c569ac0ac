"""What stands between a run and its release, freeze or publication: everything at once, each with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kaoping.core.days import day_text
from kaoping.core.defect import Defect
from kaoping.core.text import Text
from kaoping.files.facts.asked import Asked
from kaoping.records import clock
from kaoping.records.canonical import parsed
from kaoping.records.models import Review, ScoreRun
from kaoping.records.queries import schemes
from kaoping.records.queries.countersigning import joints
from kaoping.records.queries.owing import unsaid
from kaoping.records.queries.releases import changed_units, last_release
from kaoping.records.queries.runs import changed_since, item_names, settled_of

SHOWN = 12
FEW = 3
OFFICE = Text("考核办", "The assessment office")


def before_release(run: ScoreRun) -> list[Defect]:
    """Why a run cannot be released to the units yet."""
    return [*_of_any_run(run), *_words(run), *_earlier(run)]


def before_freeze(run: ScoreRun) -> list[Defect]:
    """Why a run cannot be made final yet."""
    return [*_of_any_run(run), *_incomplete(run), *_untold(run), *_open_objections(run), *_open_reviews(run)]


def _of_any_run(run: ScoreRun) -> Iterator[Defect]:
    if run.state != "done":
        yield _defect("not-done", _NOT_DONE.with_values(run=run.number), _COMPUTE)
        return
    changed = [_CHANGED[what] for what in changed_since(run)]
    if changed:
        yield _defect("stale", _STALE.with_values(run=run.number, changed=changed), _COMPUTE)
    known = schemes.confirmations(run.version)
    for reading in settled_of(run).file.readings:
        if reading.id not in known:
            question = Text(reading.question, reading.english or reading.question)
            says = _UNCONFIRMED.with_values(reading=reading.id, question=question)
            yield _defect("unconfirmed-reading", says, _CONFIRM)


def _words(run: ScoreRun) -> Iterator[Defect]:
    """The zero reports and countersignatures that are lacking: body by body, item by item."""
    joint = {(one.item, one.body): one for one in joints(run.assessment)}
    names = {one.id: one.name for one in schemes.settled_now(run.assessment).scheme.assessors}
    for (name, item, body), owed in _by_body(unsaid(run.assessment)).items():
        who: object = names.get(body, body) if body else OFFICE
        about = {"who": who, "item": owed[0].title, "count": len(owed), "units": [*_named(owed)]}
        if name == "declared":
            yield _defect("undeclared", _UNDECLARED.with_values(**about), _DECLARE if body else _DECLARE_ONESELF)
        elif joint[item, body].objection is None:
            yield _defect("unsigned", _UNSIGNED.with_values(**about), _SIGN)
        else:
            about |= {"why": joint[item, body].objection}
            leader = names.get(joint[item, body].leader, joint[item, body].leader)
            yield _defect("objected", _OBJECTED.with_values(**about), _SETTLE.with_values(leader=leader))


def _by_body(owed: Iterable[Asked]) -> dict[tuple[str, str, str], list[Asked]]:
    found: dict[tuple[str, str, str], list[Asked]] = {}
    for one in owed:
        found.setdefault((one.name, one.item, one.bodies[0] if one.bodies else ""), []).append(one)
    return found


def _named(owed: Sequence[Asked]) -> Iterator[str]:
    """Some of the units."""
    yield from (one.unit.name or one.unit.id for one in owed[:FEW])
    if len(owed) > FEW:
        yield "…"


def incomplete_units(run: ScoreRun) -> list[str]:
    """The names of the counted units that have no score yet, since something is missing."""
    return [name for name, _ in _missing(run)]


def _incomplete(run: ScoreRun) -> Iterator[Defect]:
    lacking = incomplete_units(run)
    if lacking:
        remedy = _RESUME if run.assessment.state == "review" else _COMPLETE
        yield _defect("incomplete", _INCOMPLETE.with_values(count=len(lacking), units=lacking[:SHOWN]), remedy)


def _missing(run: ScoreRun) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """The counted units that are incomplete, and what they lack."""
    found = run.results.filter(complete=False).order_by("place").values_list("name", "missing", "reasons")
    for name, missing, reasons in found.iterator():
        if not any(code.startswith("not-counted-") for code in parsed(reasons)):
            yield name, parsed(missing)


def _earlier(run: ScoreRun) -> Iterator[Defect]:
    """What units have said about an earlier release is settled before they are told its outcome."""
    release = last_release(run.assessment)
    if release is not None and release.run != run:
        yield from _open_objections(run)
        yield from _open_reviews(run)


def _untold(run: ScoreRun) -> Iterator[Defect]:
    """Nothing becomes final that the units concerned have not been told."""
    release = last_release(run.assessment)
    if release is None:
        yield _defect("not-released", _NOT_RELEASED, _RELEASE)
    elif run.state == "done" and release.run.digest != run.digest:
        units = list(changed_units(release.run, run).values())
        numbers = {"run": run.number, "before": release.run.number}
        shown = [*units[:FEW], *["…"] * (len(units) > FEW)]
        yield _defect("untold", _UNTOLD.with_values(**numbers, count=len(units), units=shown), _TELL)


def _open_objections(run: ScoreRun) -> Iterator[Defect]:
    release = last_release(run.assessment)
    if release is not None and release.objections_until is not None and clock.today() <= release.objections_until:
        yield _defect("objections-open", _OBJECTIONS.with_values(until=day_text(release.objections_until)), _WAIT)


def _open_reviews(run: ScoreRun) -> Iterator[Defect]:
    reviews = Review.objects.filter(release__run__assessment=run.assessment).order_by("due", "pk")
    for review in reviews.select_related("unit", "release__run__version"):
        item = item_names(review.release.run).get(review.item, review.item)
        if review.state == "filed":
            says = _OPEN_REVIEW.with_values(unit=str(review.unit), item=item, due=day_text(review.due))
            yield _defect("open-review", says, _DECIDE)
        elif review.state == "upheld" and review.approval_due is not None:
            says = _UNAPPROVED.with_values(unit=str(review.unit), item=item)
            yield _defect("unapproved-correction", says, _APPROVE)


def _defect(code: str, says: Text, remedy: Text) -> Defect:
    return Defect(code, "", says, remedy)


_CHANGED = {
    "facts": Text("考评数据", "facts"),
    "scheme": Text("方案", "the scheme"),
    "readings": Text("计分口径", "readings"),
}
_NOT_DONE = Text("第{run}次核算没有完成。", "Run {run} is not done.")
_STALE = Text("第{run}次核算之后有变动：{changed}。", "Changed since run {run}: {changed}.")
_COMPUTE = Text("请重新核算。", "Please compute again.")
_UNCONFIRMED = Text("计分口径没有确认：{question}", "A reading is not confirmed: {question}")
_CONFIRM = Text("请由考核办确认。", "The assessment office confirms it.")
_UNDECLARED = Text(
    "{who}还没有对“{item}”提交零报告，缺 {count} 个单位：{units}。",
    "{who} has not declared “{item}” checked for {count} units: {units}.",
)
_DECLARE = Text(
    "请该部门在“零报告”页提交；已书面报告的，由考核办代为登记。",
    "That body declares it on the page for it; what it has declared on paper the office records.",
)
_DECLARE_ONESELF = Text("请核查后在“零报告”页提交。", "Check it and declare it on the page for it.")
_UNSIGNED = Text(
    "{who}还没有会签“{item}”，缺 {count} 个单位：{units}。",
    "{who} has not countersigned “{item}” for {count} units: {units}.",
)
_SIGN = Text(
    "请该部门在“会签”页会签；已在纸上会签的，由考核办登记文号。",
    "That body countersigns on the page for it; what it has signed on paper the office records with its number.",
)
_OBJECTED = Text("{who}不同意“{item}”的数据（{why}）。", "{who} does not agree to the values of “{item}” ({why}).")
_SETTLE = Text(
    "请{leader}与该部门核对，更正或者说明以后重新会签。",
    "{leader} looks at them with that body, corrects or explains them, and has them countersigned again.",
)
_INCOMPLETE = Text("{count} 个单位数据未齐：{units}。", "{count} units are incomplete: {units}.")
_COMPLETE = Text("请补齐数据，或注明不适用。", "Add what is missing, or mark it as not applicable.")
_RESUME = Text(
    "请考核办恢复填报，补齐数据或注明不适用，再核算、再次下发。",
    "The office resumes the entry; add what is missing or mark it as not applicable, score again and release again.",
)
_NOT_RELEASED = Text("结果还没有下发核对。", "The result has not been released to the units.")
_RELEASE = Text("请先下发核对。", "Release it first.")
_UNTOLD = Text(
    "第{run}次核算与已下发的第{before}次不同，{count} 个单位的结果有变化：{units}。",
    "Run {run} differs from run {before}, which was released; units whose result changes: {count} ({units}).",
)
_TELL = Text("请把这次核算再次下发核对，告知有关单位。", "Release this run, so that the units are told.")
_OBJECTIONS = Text("异议期到{until}为止。", "Objections may be raised until {until}.")
_WAIT = Text("请等异议期满。", "Wait until that time is over.")
_OPEN_REVIEW = Text(
    "“{unit}”对“{item}”的复核尚未决定，期限为{due}（含当日）。",
    "The review of “{item}” for “{unit}” is not decided; it is due by {due}, that day included.",
)
_DECIDE = Text("请先作出复核决定。", "Decide it first.")
_UNAPPROVED = Text("“{unit}”对“{item}”的更正尚未批准。", "The correction of “{item}” for “{unit}” is not approved yet.")
_APPROVE = Text("请先报请批准。", "Have it approved first.")
