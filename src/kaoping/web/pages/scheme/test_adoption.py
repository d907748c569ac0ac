"""Adopting and replacing a scheme on the page: defects with their lines, effective days, versions that stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kaoping.actions.adopt_scheme import SchemeText, adopt_scheme
from kaoping.actions.compute_run import compute_run
from kaoping.actions.tests.year import SMALL, Year, confirm_all, founded
from kaoping.records.clock import today
from kaoping.records.models import Assessment
from kaoping.records.queries.runs import computed
from kaoping.records.queries.schemes import in_force
from kaoping.schemes.result import result_digest

AMENDED = SMALL.replace("title: 示例方案", "title: 修订方案")


def at(year: Year, place: str = "adopt-scheme", *names: object) -> str:
    return reverse(place, args=[year.assessment.pk, *names])


def upload(text: str, **more: object) -> dict[str, object]:
    file = SimpleUploadedFile("修订方案.yaml", text.encode())
    return {"scheme": "upload", "file": file, "why": "修订文件 1号", **more}


def test_an_amendment_takes_effect_on_its_day_and_the_old_one_stays(year: Year, ask: Client) -> None:
    tomorrow = today() + timedelta(days=1)
    answer = ask.post(at(year), upload(AMENDED, effective_from=str(tomorrow)), follow=True)
    assert "第2版方案已采用" in answer.text
    assert in_force(year.assessment).number == 1
    assert in_force(year.assessment, tomorrow).number == 2
    listed = ask.get(at(year, "scheme-versions")).text
    assert listed.index("尚未生效") < listed.index("现行")
    assert "修订方案" in ask.get(at(year, "scheme-version", 2)).text
    assert "修订方案" in ask.get(at(year, "scheme-file", 2, "yaml")).text
    assert "attachment" in ask.get(at(year, "scheme-file", 2, "yaml")).headers["Content-Disposition"]


def test_what_was_computed_by_the_old_scheme_is_computed_again_after_a_new_one(year: Year, ask: Client) -> None:
    confirm_all(year.office, year.version)
    run = compute_run(year.office, year.assessment)
    assert ask.post(at(year), upload(AMENDED.replace("points: 1}}", "points: 2}}"))).status_code == 302
    assert in_force(year.assessment).number == 2
    assert result_digest(computed(run)) == run.digest


def test_defects_are_shown_with_line_and_remedy_and_nothing_is_adopted(year: Year, ask: Client) -> None:
    wrong = AMENDED.replace("points: 60", "points: sixty").replace("kind: appraisal", "kind: guess")
    answer = ask.post(at(year), upload(wrong, effective_from="2030-05-01"))
    lines = [number for number, line in enumerate(wrong.split("\n"), 1) if "sixty" in line or "guess" in line]
    assert answer.status_code == 422
    assert all(f"修订方案.yaml，第 {line} 行" in answer.text for line in lines)
    assert "怎样改" in answer.text
    assert 'value="2030-05-01"' in answer.text
    assert year.assessment.schemes.count() == 1


def test_a_scheme_into_which_the_data_do_not_fit_is_refused(year: Year, ask: Client) -> None:
    without = "\n".join(line for line in AMENDED.split("\n") if "id: given" not in line).replace(
        "points: 60", "points: 90"
    )
    answer = ask.post(at(year), upload(without))
    assert answer.status_code == 422
    assert "given" in answer.text
    assert year.assessment.schemes.count() == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"why": ""}, "请填写。"),
        ({"file": ""}, "请选择方案文件。"),
        ({"file": b"\xff\xfe\x00"}, "x.yaml"),
    ],
)
def test_what_is_missing_or_unreadable_is_said(year: Year, ask: Client, given: dict[str, object], says: str) -> None:
    content = given.get("file")
    sent = {**given, "file": SimpleUploadedFile("x.yaml", content)} if isinstance(content, bytes) else given
    answer = ask.post(at(year), {**upload(AMENDED), **sent})
    assert answer.status_code == 422
    assert says in answer.text


def test_an_assessment_without_a_scheme_says_what_comes_first(db: None) -> None:
    assessment, office, _ = founded()
    client = Client()
    client.force_login(office)
    page = client.get(reverse("scheme", args=[assessment.pk]))
    assert page.status_code == 200
    assert "还没有采用方案" in page.text
    assert client.get(reverse("units", args=[assessment.pk])).status_code == 200
    answer = client.post(
        reverse("adopt-scheme", args=[assessment.pk]), {"scheme": "chaoyang-2009-environment"}, follow=True
    )
    assert "第1版方案已采用" in answer.text
    assert Assessment.objects.get().schemes.get().scheme == "chaoyang-2009-environment"


def test_a_unit_reads_the_versions_and_adopts_nothing(year: Year) -> None:
    client = Client()
    client.force_login(year.head)
    assert at(year) not in client.get(at(year, "scheme-versions")).text
    assert client.post(at(year), upload(AMENDED)).status_code == 403
    assert year.assessment.schemes.count() == 1


def test_the_list_of_versions_asks_as_often_for_many_as_for_few(year: Year, ask: Client) -> None:
    ask.get(at(year, "scheme-versions"))
    counts = []
    ask.get(at(year, "scheme-versions"))  # the first page of a session writes its time
    for more in (0, 6):
        for number in range(more):
            adopt_scheme(year.office, year.assessment, SchemeText(SMALL.replace("示例方案", f"方案{number}")))
        with CaptureQueriesContext(connection) as asked:
            assert ask.get(at(year, "scheme-versions")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
