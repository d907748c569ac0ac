"""The assessments' pages: who sees which, what a new year takes over, what is refused."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kaoping.actions.create_assessment import create_assessment
from kaoping.actions.set_active import set_active
from kaoping.actions.set_options import set_options
from kaoping.actions.tests.year import SMALL, Year, person
from kaoping.records.access import roles_of
from kaoping.records.models import Assessment, JournalEntry
from kaoping.records.options import Options
from tests.visiting import asking

BUILT_IN = "beijing-stations-2020"


def following(year: Year) -> str:
    return reverse("next-year", args=[year.assessment.pk])


def given(old: Year, **more: object) -> dict[str, object]:
    return {"name": "示例考评", "year": 2021, "copied_from": old.assessment.pk, **more}


def test_everybody_sees_their_own_and_two_administrators_all(year: Year) -> None:
    create_assessment(person("system"), 2019, "别的考评")
    address = reverse("assessments")
    assert "别的考评" not in asking(year.office).get(address).text
    assert following(year) in asking(year.office).get(address).text
    assert following(year) not in asking(year.head).get(address).text
    assert "共 2 行" in asking(person("system")).get(address).text
    security = asking(person("security")).get(address).text
    assert reverse("people", args=[year.assessment.pk]) in security
    assert "还没有考评。" in asking(person("audit")).get(address).text


def test_a_new_year_takes_over_all_but_facts_and_what_only_the_security_administrator_gives(year: Year) -> None:
    set_options(year.office, year.assessment, Options(objection_days=15))
    assessor = year.join("assessor", "assessor", assessor="audit")
    gone = year.join("gone", "inspector")
    set_active(person("system"), gone, "调离", active=False)
    answer = asking(year.office).post(following(year), given(year), follow=True)
    assert "沿用 3 个单位、2 项任命" in answer.text
    made = Assessment.objects.get(year=2021)
    assert Options(objection_days=15).text == made.options
    assert [unit.code for unit in made.units.order_by("code")] == ["u-1", "u-2", "u-3"]
    assert roles_of(year.head, made) == {"unit_head"}
    assert roles_of(assessor, made) == {"assessor"}
    assert made.appointments.get(person=year.head).unit == made.units.get(code="u-1")
    assert roles_of(year.office, made) == {"office"}
    assert not roles_of(year.leading_group, made)
    assert not made.appointments.filter(person=gone).exists()
    assert set(made.facts.values_list("table", flat=True)) == {"units"}
    assert JournalEntry.objects.latest("sequence").action == "create_assessment"


def test_the_form_of_a_new_year_proposes_the_year_after(year: Year) -> None:
    text = asking(year.office).get(following(year)).text
    assert 'value="2021"' in text
    assert 'value="示例考评"' in text


def test_a_new_year_may_have_another_scheme_if_the_units_fit_it(year: Year) -> None:
    refused = asking(year.office).post(following(year), given(year, scheme="chaoyang-2009-efficiency"))
    assert refused.status_code == 422
    assert "没有“all”这一类别" in refused.text
    assert not Assessment.objects.filter(year=2021).exists()
    file = SimpleUploadedFile("方案.yaml", SMALL.replace("示例方案", "新方案").encode())
    assert asking(year.office).post(following(year), given(year, scheme="upload", file=file)).status_code == 302
    assert Assessment.objects.get(year=2021).schemes.get().text.count("新方案") == 1


def test_the_system_administrator_creates_one_from_a_built_in_scheme(year: Year) -> None:
    wanted = {"name": "站区考评", "year": 2021, "scheme": BUILT_IN}
    answer = asking(person("system")).post(reverse("new-assessment"), wanted, follow=True)
    assert "请安全管理员任命考核办。" in answer.text
    assert Assessment.objects.get(name="站区考评").schemes.get().scheme == BUILT_IN


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "请填写。"),
        ({"year": 20}, "不能小于 1990。"),
        ({"year": 2020}, "2020年度已有“示例考评”。"),
        ({"scheme": "upload"}, "请选择方案文件。"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_created(year: Year, wrong: dict[str, object], says: str) -> None:
    answer = asking(year.office).post(following(year), given(year, **wrong))
    assert answer.status_code == 422
    assert says in answer.text
    assert Assessment.objects.count() == 1


def test_a_bad_scheme_is_refused_with_its_lines(year: Year) -> None:
    file = SimpleUploadedFile("方案.yaml", SMALL.replace("kind: shortfall", "kind: guesswork").encode())
    answer = asking(year.office).post(following(year), given(year, scheme="upload", file=file))
    assert answer.status_code == 422
    line = SMALL.split("\n").index(next(one for one in SMALL.split("\n") if "shortfall" in one)) + 1
    assert f"方案.yaml，第 {line} 行" in answer.text
    assert not Assessment.objects.filter(year=2021).exists()


def test_nobody_else_begins_a_year(year: Year) -> None:
    for stranger in (year.head, year.leading_group, person("security"), person("audit"), person("system")):
        assert asking(stranger).post(following(year), given(year)).status_code == 404
    assert asking(year.office).post(reverse("new-assessment"), given(year)).status_code == 404
    assert Assessment.objects.count() == 1


def test_the_list_asks_the_database_as_often_for_many_as_for_few(year: Year) -> None:
    ask, counts = asking(person("system")), []
    ask.get(reverse("assessments"))
    for more in (0, 8):
        for number in range(more):
            create_assessment(person("system"), 2030 + number, "示例", copied_from=year.assessment)
        with CaptureQueriesContext(connection) as asked:
            assert ask.get(reverse("assessments")).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
