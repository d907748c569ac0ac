"""What `bench.pages` measures, inside an installation."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.test import Client, override_settings
from django.urls import path, reverse

from kaoping.actions.adopt_scheme import adopt_scheme, built_in_scheme
from kaoping.actions.background import compute_in_background
from kaoping.actions.import_facts import import_facts
from kaoping.actions.open_entry import open_entry
from kaoping.actions.tests.year import founded
from kaoping.actions.worker import work
from kaoping.demonstration import demonstration_facts
from kaoping.files.facts import plain_facts
from kaoping.records import clock
from kaoping.records.models import Assessment, Fact, Person, ResultLine, UnitResult
from kaoping.schemes.compile import compile_scheme
from kaoping.schemes.read import read
from kaoping.web.pages.entry.in_place import ASKED_BY
from kaoping.web.shared.memory import settle
from kaoping.web.shared.ready import make_ready
from kaoping.web.urls import urlpatterns

SCHEME = "chaoyang-2009-efficiency"
UNITS, REQUESTS, ROWS, SAVES = 3000, 300, 100, 200
PLAIN = """<!doctype html><title>ranking</title><table><thead><tr>
<th>rank</th><th>unit</th><th>score</th><th>grade</th></tr></thead><tbody>
{% for row in rows %}<tr><td>{{ row.rank }}</td><td>{{ row.name }}</td>
<td>{{ row.score }}</td><td>{{ row.grade }}</td></tr>
{% endfor %}</tbody></table>"""
GROUP = "departments"


@login_required
def plain(request: HttpRequest) -> HttpResponse:
    """The same rows of the same table, as one would write it first."""
    rows = UnitResult.objects.filter(group=GROUP).order_by("rank", "place")[:ROWS]
    return HttpResponse(engines["django"].from_string(PLAIN).render({"rows": rows}, request))


urlpatterns = [*urlpatterns, path("plain", plain)]


def measure() -> None:
    """Prints the seconds of a run, and the 50th and 99th of a hundred requests for both pages, asked for in turn."""
    call_command("migrate", verbosity=0)
    assessment, office, _ = founded()
    adopt_scheme(office, assessment, built_in_scheme(SCHEME))
    import_facts(office, assessment, _facts())
    gc.disable()  # as the worker does
    run = compute_in_background(office, assessment)
    begin = clock.now()
    work()
    gc.enable()
    run.refresh_from_db()
    assert run.finished_at is not None
    seconds = (run.finished_at - begin).total_seconds()
    lines = ResultLine.objects.filter(result__run=run).count()
    print(f"a run of {run.done_units} units, {lines} lines, computed and stored: {seconds:.1f} s ({run.state})")
    del run
    settle()  # as a server does when it has started
    make_ready()  # as a server does once a run is done
    _compare(office, f"{reverse('ranking', args=[assessment.pk])}?group={GROUP}")
    open_entry(office, assessment)
    _save(office, assessment)


def _facts() -> Path:
    """The demonstration year, its units repeated under other names until there are enough."""
    once: dict[str, Any] = plain_facts(demonstration_facts(SCHEME), read(SCHEME))
    times = -(-UNITS // len(once["units"]))
    many = {name: [] if isinstance(rows, list) else rows for name, rows in once.items()}
    for number in range(times):
        for name, rows in once.items():
            if isinstance(rows, list):
                many[name] += [_renamed(name, row, number) for row in rows]
    target = Path(settings.DATA) / "facts.json"
    target.write_text(json.dumps(many, ensure_ascii=False), "utf-8")
    return target


def _renamed(table: str, row: dict[str, Any], number: int) -> dict[str, Any]:
    if number == 0:
        return row
    key = "id" if table == "units" else "unit"
    more = {"name": f"{row['name']}{number}"} if table == "units" else {}
    return {**row, key: f"{row[key]}-{number}", **more}


def _compare(office: Person, address: str) -> None:
    with override_settings(ROOT_URLCONF="bench.pages_within", ALLOWED_HOSTS=["testserver"]):
        client = Client()
        client.force_login(office)
        pages: dict[str, Callable[[], Any]] = {
            "ranking": lambda: client.get(address),
            "plain template": lambda: client.get("/plain"),
        }
        for ask in pages.values():
            assert ask().content.count(b"<tr") > ROWS
        times: dict[str, list[float]] = {name: [] for name in pages}
        for _ in range(REQUESTS):
            for name, ask in pages.items():
                begin = time.perf_counter()
                ask()
                times[name].append((time.perf_counter() - begin) * 1000)
    for name, found in times.items():
        print(f"{name}, {ROWS} rows: median {_part(found, 50):.1f} ms, p99 {_part(found, 99):.1f} ms")
    ours, theirs = times.values()
    medians, slowest = (_part(ours, part) / _part(theirs, part) for part in (50, 99))
    print(f"ratio of the medians {medians:.2f}, of p99 {slowest:.2f}")


def _save(office: Person, assessment: Assessment) -> None:
    """One value after another, each saved and then read on the page with its item, the new total and the rank."""
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        client = Client()
        client.force_login(office)
        given = assessment.facts.filter(table="values", name="given", superseded_by=None).order_by("place")
        # Of all keys some: thousands of facts in this process, which no server keeps, would be searched for garbage.
        keys = list(given.values_list("pk", flat=True))
        facts = given.in_bulk(keys[:: max(1, len(keys) // SAVES)][: SAVES + 1]).values()
        times = [_saved(client, assessment, fact) for fact in facts][1:]
    print(
        f"a value saved and shown with its new total and rank among {assessment.units.count()} units: "
        f"median {_part(times, 50):.1f} ms, p99 {_part(times, 99):.1f} ms"
    )


def _saved(client: Client, assessment: Assessment, fact: Fact) -> float:
    cell = f"cell:{fact.unit}:{fact.item} {fact.name}"
    sent = {cell: "0.5", f"{cell} reason": "示例", f"version:{cell.removeprefix('cell:')}": str(fact.pk)}
    page = f"{reverse('entry', args=[assessment.pk])}?part={_part_of(fact.item)}"
    begin = time.perf_counter()
    shown = client.post(page, sent, headers={ASKED_BY: "1"}).text
    seconds = time.perf_counter() - begin
    assert "试算总分" in shown
    return seconds * 1000


@cache
def _part_of(item: str) -> str:
    found = compile_scheme(read(SCHEME).scheme).item[item]
    return found.parents[0] if found.parents else found.id


def _part(found: list[float], hundredth: int) -> float:
    return sorted(found)[len(found) * hundredth // 100 - 1]
