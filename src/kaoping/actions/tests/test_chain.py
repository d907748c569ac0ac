"""Any sequence of actions leaves a journal that holds, and the past as it was."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kaoping.actions.close_entry import close_entry
from kaoping.actions.compute_run import compute_run
from kaoping.actions.confirm_reading import confirm_reading
from kaoping.actions.correct_fact import correct_fact
from kaoping.actions.decide_review import decide_review
from kaoping.actions.enter_row import enter_row
from kaoping.actions.enter_value import enter_value
from kaoping.actions.file_review import file_review
from kaoping.actions.freeze import freeze
from kaoping.actions.open_entry import open_entry
from kaoping.actions.publish import publish
from kaoping.actions.release_run import release_run
from kaoping.actions.reopen import reopen
from kaoping.actions.tests.year import Year, begun
from kaoping.actions.withdraw_fact import withdraw_fact
from kaoping.core.defect import Refused
from kaoping.records.canonical import parsed
from kaoping.records.journal import head_sequence, verify_journal
from kaoping.records.models import Fact, Freeze, Release, Review
from kaoping.records.options import Options
from kaoping.records.queries.facts import current
from kaoping.records.queries.runs import computed, latest
from kaoping.records.queries.what_if import Correction
from kaoping.records.refusals import Conflict, NotAllowed, NotYours
from kaoping.schemes.result import result_digest

STEPS = (
    "value", "stale value", "row", "correct", "withdraw", "reading", "run", "release", "file", "decide",
    "freeze", "publish", "reopen", "open", "close",
)  # fmt: skip


def step(year: Year, name: str, number: int) -> None:
    """One action; what it needs is taken from what is there."""
    facts = list(current(year.assessment).exclude(table="units"))
    fact = facts[number % len(facts)] if facts else None
    at = ("u-1", "done", "actual")
    run = latest(year.assessment)
    if name in ("value", "stale value"):
        known = current(year.assessment).filter(table="values", unit=at[0], item=at[1], name=at[2]).first()
        seen = (known.pk if known else None) if name == "value" else 10**9
        enter_value(year.office, year.assessment, at, str(number % 120), expected=seen, why="更正")
    elif name == "row":
        row = {"unit": "u-2", "item": "calls", "on": "2020-05-01", "id": f"e-{number}"}
        enter_row(year.office, year.assessment, "events", row)
    elif name == "reading":
        known_reading = year.version.confirmations.filter(superseded_by=None).first()
        choice = ("total", "item")[number % 2]
        expected = known_reading.pk if known_reading else None
        confirm_reading(year.office, year.version, "rounding", choice, expected=expected, why="纪要")
    elif name in ("correct", "withdraw"):
        change_of(year, name, fact, number)
    elif name == "run":
        compute_run(year.office, year.assessment)
    elif name in ("open", "close"):
        (open_entry if name == "open" else close_entry)(year.office, year.assessment)
    elif name == "reopen":
        reopen(year.leading_group, year.assessment, "更正")
    elif run is not None:
        procedure(year, name, fact, number)


def change_of(year: Year, name: str, fact: Fact | None, number: int) -> None:
    if fact is not None and name == "correct":
        changed = {"value": str(number % 90)} if fact.table == "values" else {"note": f"更正{number}"}
        correct_fact(year.office, fact, {**parsed(fact.content), **changed}, "更正")
    elif fact is not None:
        withdraw_fact(year.office, fact, "撤回")


def procedure(year: Year, name: str, fact: Fact | None, number: int) -> None:
    run = latest(year.assessment)
    release = Release.objects.order_by("-pk").first()
    review = Review.objects.order_by("-pk").first()
    frozen = Freeze.objects.order_by("-pk").first()
    if name == "release" and run:
        release_run(year.office, run)
    elif name == "file" and release:
        file_review(year.head, release, year.unit, ("done", "given", "calls")[number % 3], "理由")
    elif name == "decide" and review:
        decide_review(year.office, review, "决定", [Correction(fact, None)] if fact and number % 2 else [])
    elif name == "freeze" and run:
        freeze(year.office, run)
    elif name == "publish" and frozen:
        publish(year.leading_group, frozen, f"示例{number}号", why="更正")


def test_any_sequence_of_actions_leaves_a_journal_that_holds(database: object, tmp_path: Path) -> None:
    year = begun(tmp_path, options=Options(objection_days=1, require_declared=False))
    past = {head_sequence(): year.facts().digest}

    @settings(max_examples=20, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 999)), min_size=3, max_size=8))
    def run(steps: list[tuple[str, int]]) -> None:
        for name, number in steps:
            end = head_sequence()
            try:
                step(year, name, number)
            except (Refused, NotAllowed, NotYours, Conflict):
                assert head_sequence() == end
        assert verify_journal() is None

    run()
    assert all(year.facts(entry).digest == digest for entry, digest in past.items())
    for done in year.assessment.runs.filter(state="done"):
        assert result_digest(computed(done)) == done.digest
    assert head_sequence() > 40
