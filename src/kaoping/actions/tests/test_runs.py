"""Runs: what is stored is what the core found, never changes, and comes out again anywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import pytest
from django.db import DatabaseError, connection

from kaoping.actions.adopt_scheme import SchemeText, adopt_scheme, built_in_scheme
from kaoping.actions.compute_run import compute_run
from kaoping.actions.enter_value import enter_value
from kaoping.actions.finish_run import finish_run
from kaoping.actions.import_facts import import_facts
from kaoping.actions.start_run import start_run
from kaoping.actions.storing_results import first_difference
from kaoping.actions.tests.year import SMALL, Year, begun, founded, small_facts, with_demonstration, written
from kaoping.core.defect import Refused
from kaoping.files.facts import plain_facts
from kaoping.records import clock
from kaoping.records.journal import verify_journal
from kaoping.records.models import JournalEntry, ResultLine, ScoreRun, UnitResult
from kaoping.records.queries.runs import changed_since, computed, facts_of_run, lines, results, settled_of
from kaoping.schemes.result import printed, result_digest
from tests.databases import Databases, tamper


def test_what_is_stored_is_what_was_computed(year: Year) -> None:
    run = compute_run(year.office, year.assessment)
    scored = computed(run)
    assert (run.done_units, run.all_units, run.facts_digest) == (3, 3, scored.facts.digest)
    for result in results(run):
        card, outcome = scored.card(result.unit), scored.outcome(result.unit)
        assert (result.score, result.rank, result.tied) == (printed(card), outcome.rank, outcome.tied)
        assert json.loads(result.awards) == outcome.awards
        assert sum(Fraction(line.amount) for line in lines(result)) == Fraction(result.score)


def test_a_line_leads_to_the_fact_it_was_counted_for(db: None, tmp_path: Path) -> None:
    twice = {"unit": "u-2", "item": "calls", "on": "2020-06-01"}
    year = begun(tmp_path, small_facts(events=[twice, {**twice, "note": "另一件"}, twice]))
    run = compute_run(year.office, year.assessment)
    counted = [line.fact for line in lines(run.results.get(unit="u-2")) if line.amount == "-1"]
    assert set(counted) == set(year.assessment.facts.filter(table="events"))
    assert len(counted) == 3


def test_scores_that_only_fractions_can_say_are_kept_and_ordered_exactly(db: None, tmp_path: Path) -> None:
    exact = SMALL.replace("{at: {by_reading: rounding, total: total, item: item}, digits: 2}", "{digits: 10}")
    content = small_facts(events=[])
    for row, value in zip([one for one in content["values"] if one["name"] == "target"], "371", strict=True):
        row["value"] = value
    for row in [one for one in content["values"] if one["name"] == "actual"]:
        row["value"] = "1"
    assessment, office, _ = founded()
    adopt_scheme(office, assessment, SchemeText(exact.split("readings:")[0] + "items:" + exact.split("items:")[1]))
    import_facts(office, assessment, written(tmp_path, content))
    run = compute_run(office, assessment)
    assert [line.amount for line in lines(run.results.get(unit="u-1"))][:2] == ["60", "-40"]
    assert "-360/7" in [line.amount for line in lines(run.results.get(unit="u-2"))]
    by_order = [one.unit for one in run.results.order_by("-score_order")]
    assert by_order == ["u-3", "u-1", "u-2"]


def test_a_run_never_changes_once_it_is_done(year: Year) -> None:
    run = compute_run(year.office, year.assessment)
    for statement in (
        "UPDATE records_scorerun SET digest = 'x'",
        "DELETE FROM records_scorerun",
        "UPDATE records_unitresult SET rank = 1",
        "UPDATE records_resultline SET amount = '100'",
        "DELETE FROM records_resultline",
    ):
        with pytest.raises(DatabaseError, match="only new rows"), connection.cursor() as cursor:
            cursor.execute(statement)
    run.refresh_from_db()
    assert result_digest(computed(run)) == run.digest


def test_a_run_that_cannot_be_computed_says_why_and_the_next_one_can(year: Year) -> None:
    started = start_run(year.office, year.assessment)
    ScoreRun.objects.filter(pk=started.pk).update(readings='{"rounding":"unknown"}')
    started.refresh_from_db()
    failed = finish_run(started)
    assert failed.state == "failed"
    assert "unknown" in failed.problems
    assert compute_run(year.office, year.assessment).number == 2


def test_a_run_started_earlier_has_the_facts_of_its_beginning(year: Year) -> None:
    seen = year.value("u-1", "done", "actual")
    started = start_run(year.office, year.assessment)
    enter_value(year.office, year.assessment, ("u-1", "done", "actual"), "10", expected=seen.pk, why="更正")
    run = finish_run(started)
    assert run.results.get(unit="u-1").score == "89.50"
    assert list(changed_since(run)) == ["facts"]


def test_an_amended_scheme_counts_from_its_day_and_old_runs_stay_as_they_were(year: Year) -> None:
    run = compute_run(year.office, year.assessment)
    amended = SMALL.replace("points: 1}", "points: 2}")
    version = adopt_scheme(year.office, year.assessment, SchemeText(amended), clock.today())
    assert (version.number, list(changed_since(run))) == (2, ["scheme"])
    second = compute_run(year.office, year.assessment)
    assert second.results.get(unit="u-1").score == "87.50"
    assert result_digest(computed(run)) == run.digest


def test_a_scheme_that_the_facts_do_not_fit_is_not_adopted(year: Year) -> None:
    with pytest.raises(Refused):
        adopt_scheme(year.office, year.assessment, SchemeText(SMALL.replace("id: calls", "id: letters")))
    assert year.assessment.schemes.get() == year.version


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE records_unitresult SET score = '99.99' WHERE unit = 'u-2'",
        "UPDATE records_resultline SET amount = '0' WHERE amount = '-18'",
        "DELETE FROM records_resultline WHERE amount = '-18'",
    ],
)
def test_a_kept_result_that_somebody_changed_is_found(year: Year, change: str) -> None:
    run = compute_run(year.office, year.assessment)
    assert first_difference(run, computed(run)) is None
    tamper(change)
    assert first_difference(run, computed(run)) == "u-2"


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE records_fact SET content = replace(content, '70', '90') WHERE content LIKE '%\"70\"%'",
        "DELETE FROM records_fact WHERE content LIKE '%\"70\"%'",
        "UPDATE records_fact SET entry = entry + 1000 WHERE content LIKE '%\"70\"%'",
    ],
)
def test_a_fact_that_somebody_changed_breaks_the_journal_where_it_was_written(year: Year, change: str) -> None:
    tamper(change)
    broken = verify_journal()
    assert broken is not None
    assert JournalEntry.objects.get(sequence=broken.sequence).action == "import_facts"
    assert year.assessment.facts.exists()


@pytest.mark.slow
def test_a_run_comes_out_the_same_in_another_process_and_on_the_other_database(
    databases: Databases, tmp_path: Path
) -> None:
    scheme = "beijing-stations-2020"
    with databases("sqlite"):
        assessment, office = with_demonstration(tmp_path, scheme)
        run = compute_run(office, assessment)
        settled = settled_of(run)
        content, digest, readings = plain_facts(facts_of_run(run), settled), run.digest, settled.choices
    path = written(tmp_path, content, "dump.json")
    chosen = [part for name, choice in readings.items() for part in ("--reading", f"{name}={choice.written}")]
    command = [sys.executable, "-c", "from kaoping.cli.main import run; run()", "score", scheme, str(path), "--json"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(  # noqa: S603  # our own program
        [*command, *chosen], capture_output=True, text=True, check=True, env=environment
    )
    assert json.loads(done.stdout)["digest"] == digest
    with databases("postgresql"):
        assessment, office, _ = founded()
        adopt_scheme(office, assessment, built_in_scheme(scheme))
        import_facts(office, assessment, path)
        assert compute_run(office, assessment).digest == digest
        assert UnitResult.objects.count() == 10
        assert ResultLine.objects.exists()
