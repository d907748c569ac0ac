"""A frozen run comes out again: in another process, on the other database, from nothing but its scheme and facts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kaoping.actions.adopt_scheme import SchemeText, adopt_scheme
from kaoping.actions.compute_run import compute_run
from kaoping.actions.confirm_reading import confirm_reading
from kaoping.actions.enter_value import enter_value
from kaoping.actions.freeze import freeze
from kaoping.actions.import_facts import import_facts
from kaoping.actions.release_run import release_run
from kaoping.actions.reopen import reopen
from kaoping.actions.tests.year import SMALL, begun, confirm_all, founded, written
from kaoping.actions.withdraw_fact import withdraw_fact
from kaoping.files.facts import plain_facts
from kaoping.records.canonical import parsed
from kaoping.records.models import ScoreRun
from kaoping.records.options import Options
from kaoping.records.queries.facts import current
from kaoping.records.queries.runs import facts_of_run, settled_of
from tests.databases import Databases


@dataclass(frozen=True)
class Frozen:
    """What a run was frozen from, and what it found."""

    number: int
    digest: str
    facts: dict[str, Any]
    readings: dict[str, Any]


def frozen_and_corrected(folder: Path) -> list[Frozen]:
    """A year frozen with a history of corrections and a reading that is not the default; reopened, frozen again."""
    year = begun(folder, options=Options(objection_days=0, require_declared=False))
    confirm_all(year.office, year.version)
    seen = year.version.confirmations.get()
    confirm_reading(year.office, year.version, "rounding", "item", expected=seen.pk, why="会议纪要")
    fact = year.value("u-1", "done", "actual")
    enter_value(year.office, year.assessment, ("u-1", "done", "actual"), "66.666", expected=fact.pk, why="更正")
    first = compute_run(year.office, year.assessment)
    release_run(year.office, first)
    freeze(year.office, first)
    reopen(year.leading_group, year.assessment, "来信反映计数有误")
    call = current(year.assessment).filter(table="events", unit="u-1").first()
    assert call is not None
    withdraw_fact(year.office, call, "重复登记")
    second = compute_run(year.office, year.assessment)
    release_run(year.office, second)
    freeze(year.office, second)
    return [_frozen(run) for run in (first, second)]


def _frozen(run: ScoreRun) -> Frozen:
    return Frozen(run.number, run.digest, plain_facts(facts_of_run(run), settled_of(run)), parsed(run.readings))


def _ran(code: str, *arguments: str) -> str:
    """What another process prints."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)  # noqa: S603  # ours
    return done.stdout


RECOMPUTE = "import django; django.setup(); from kaoping.actions.tests.recomputing import main; main()"


def test_another_process_computes_every_frozen_run_to_the_same_digest(databases: Databases, tmp_path: Path) -> None:
    with databases("sqlite") as settings:
        made = frozen_and_corrected(tmp_path)
        assert made[0].digest != made[1].digest
        found = json.loads(_ran(RECOMPUTE, json.dumps(settings)))
        assert found == [[one.number, one.digest, None] for one in made]


def test_scheme_and_facts_alone_give_the_digest_without_any_database(databases: Databases, tmp_path: Path) -> None:
    with databases("sqlite"):
        made = frozen_and_corrected(tmp_path)
    scheme = tmp_path / "scheme.yaml"
    scheme.write_text(SMALL, "utf-8")
    for one in made:
        facts = written(tmp_path, one.facts, f"facts-{one.number}.json")
        chosen = [part for name, value in one.readings.items() for part in ("--reading", f"{name}={value}")]
        score = ("score", str(scheme), str(facts), "--json", *chosen)
        printed = _ran("from kaoping.cli.main import run; run()", *score)
        assert json.loads(printed)["digest"] == one.digest


@pytest.mark.slow
@pytest.mark.parametrize(("here", "there"), [("sqlite", "postgresql"), ("postgresql", "sqlite")])
def test_the_other_database_gives_the_same_digest(databases: Databases, tmp_path: Path, here: str, there: str) -> None:
    with databases(here):
        made = frozen_and_corrected(tmp_path)
    for one in made:
        with databases(there):
            assessment, office, _ = founded()
            version = adopt_scheme(office, assessment, SchemeText(SMALL))
            import_facts(office, assessment, written(tmp_path, one.facts, "again.json"))
            for name, value in one.readings.items():
                confirm_reading(office, version, name, value)
            assert compute_run(office, assessment).digest == one.digest


def test_what_counts_in_a_frozen_run_is_only_what_was_known_then(databases: Databases, tmp_path: Path) -> None:
    with databases("sqlite"):
        first, second = frozen_and_corrected(tmp_path)
    events = [[row for row in one.facts["events"] if row["unit"] == "u-1"] for one in (first, second)]
    assert [len(rows) for rows in events] == [2, 1]
