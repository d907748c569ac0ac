"""The newest runs are computed before anybody asks, and each of them once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import sleep

import pytest

from kaoping.actions.compute_run import compute_run
from kaoping.actions.tests.year import begun, confirm_all
from kaoping.records.models import ScoreRun
from kaoping.records.queries import runs as queries
from kaoping.schemes.assessment import Assessment
from kaoping.web.shared import runs
from kaoping.web.shared.ready import make_ready


def test_the_newest_run_is_there_before_its_page_is_opened(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computations: list[int] = []
    computed = queries.computed

    def counted(run: ScoreRun) -> Assessment:
        computations.append(run.number)
        return computed(run)

    monkeypatch.setattr(runs, "computed", counted)
    year = begun(tmp_path)
    confirm_all(year.office, year.version)
    compute_run(year.office, year.assessment)
    newest = compute_run(year.office, year.assessment)
    make_ready()
    assert computations == [2]
    assert runs.scored(newest).card("u-1").complete
    make_ready()
    assert computations == [2]


def test_two_who_open_a_run_at_once_wait_for_one_computation(monkeypatch: pytest.MonkeyPatch) -> None:
    computations: list[int] = []

    def slowly(key: int, digest: str) -> object:
        computations.append(key)
        sleep(0.2)
        return digest

    monkeypatch.setattr(runs, "_computed", slowly)
    with ThreadPoolExecutor(3) as readers:
        found = list(readers.map(runs.scored, [ScoreRun(pk=-1, digest="one run")] * 3))
    assert [str(one) for one in found] == ["one run"] * 3
    assert computations == [-1]
