"""From the release to the publication and a correction beside it; who sees the opinions; what everybody may read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse

from kaoping.actions.compute_run import compute_run
from kaoping.actions.publish import publish
from kaoping.actions.release_run import release_run
from kaoping.actions.tests.year import WEDNESDAY, Year, begun, confirm_all, on, released_on_wednesday
from kaoping.core.defect import Refused
from kaoping.records.models import Freeze, Opinion, Publication
from tests.databases import Prepared
from tests.visiting import asking, at

LATER = date(2021, 3, 1)


@pytest.fixture
def year(prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> Year:
    """A year released on a Wednesday; the first unit is proposed for the award."""
    on(monkeypatch, WEDNESDAY)
    return prepared(released_on_wednesday)


def published(year: Year, monkeypatch: pytest.MonkeyPatch, *, public: bool) -> None:
    on(monkeypatch, LATER)
    ask = asking(year.office)
    ask.post(at(year, "freeze"))
    ask.post(at(year, "publish"), {"document": "示例〔2021〕1号", **({"public": "on"} if public else {})})
    assert Publication.objects.get().public is public


def test_while_objections_are_open_the_page_says_what_is_to_be_done_before_the_freeze(year: Year) -> None:
    ask = asking(year.office)
    assert "异议期到2021年1月18日为止" in ask.get(at(year, "publication")).text
    assert ask.get(at(year, "freeze")).status_code == 422
    assert ask.post(at(year, "freeze")).status_code == 422
    assert not Freeze.objects.exists()


OBJECTION = {"run": 1, "word advanced u-1": "no", "says advanced u-1": "信访问题未结"}


def test_a_body_gives_its_opinion_once_and_an_objection_has_a_reason(year: Year) -> None:
    bureau, address = asking(year.join("bureau", "supervision")), at(year, "opinions")
    assert address in bureau.get(at(year, "publication")).text
    assert bureau.post(address, {"run": 1}).status_code == 422
    assert bureau.post(address, {"run": 1, "word advanced u-1": "no"}).status_code == 422
    assert "信访问题未结" in bureau.post(address, OBJECTION, follow=True).text
    assert address not in bureau.get(at(year, "publication")).text
    assert "本部门都已提出意见" in bureau.get(address).text
    assert bureau.post(address, OBJECTION).status_code == 302
    assert bureau.post(address, {"run": 1, "word advanced u-1": "yes"}).status_code == 422
    assert Opinion.objects.count() == 1


def test_all_others_are_agreed_to_in_one_step_and_no_typed_reason_becomes_agreement(year: Year) -> None:
    bureau, address = asking(year.join("bureau", "supervision")), at(year, "opinions")
    sent = {"run": 1, "others": "on", "says advanced u-1": "有信访问题"}
    refused = bureau.post(address, sent)
    assert refused.status_code == 422
    assert "有信访问题</textarea>" in refused.text
    assert not Opinion.objects.exists()
    assert "已记录 1 项意见" in bureau.post(address, {"run": 1, "others": "on"}, follow=True).text
    assert Opinion.objects.get().agrees


def test_opinions_on_a_list_that_is_not_the_newest_are_not_taken(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, LATER)
    bureau = asking(year.join("bureau", "supervision"))
    release_run(year.office, compute_run(year.office, year.assessment))
    refused = bureau.post(at(year, "opinions"), OBJECTION)
    assert refused.status_code == 409
    assert "信访问题未结</textarea>" in refused.text
    assert not Opinion.objects.exists()


def test_what_a_body_said_about_an_earlier_run_stays_readable_and_does_not_count_for_the_new_one(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, LATER)
    bureau = asking(year.join("bureau", "supervision"))
    bureau.post(at(year, "opinions"), OBJECTION)
    release_run(year.office, compute_run(year.office, year.assessment))
    text = asking(year.office).get(at(year, "publication")).text
    assert "尚未提出" in text
    assert "对第1次核算：监察局：不同意，信访问题未结" in text
    assert "信访问题未结" not in asking(year.head).get(at(year, "publication")).text
    assert "本部门待提意见：1 项" in bureau.get(at(year, "publication")).text


def test_the_unit_sees_that_it_is_proposed_and_not_what_others_say(year: Year) -> None:
    bureau = asking(year.join("bureau", "supervision"))
    bureau.post(at(year, "opinions"), OBJECTION)
    text = asking(year.head).get(at(year, "publication")).text
    assert "示例单位1" in text
    assert "信访问题未结" not in text
    assert "信访问题未结" in asking(year.leading_group).get(at(year, "publication")).text


def test_it_is_frozen_and_published_step_by_step(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    on(monkeypatch, LATER)
    ask = asking(year.office)
    assert at(year, "freeze") in ask.get(at(year, "publication")).text
    assert "按第1次核算确定" in ask.get(at(year, "freeze")).text
    assert "结果已冻结" in ask.post(at(year, "freeze"), follow=True).text
    assert ask.post(at(year, "publish"), {"document": " "}).status_code == 422
    answer = ask.post(at(year, "publish"), {"document": "示例〔2021〕1号"}, follow=True)
    assert "已印发（示例〔2021〕1号）" in answer.text
    assert Publication.objects.get().document == "示例〔2021〕1号"


def test_a_correction_is_a_new_version_beside_the_old(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    published(year, monkeypatch, public=True)
    group, office = asking(year.leading_group), asking(year.office)
    assert office.post(at(year, "reopen"), {"reason": "更正"}).status_code == 403
    assert group.post(at(year, "reopen"), {"reason": ""}).status_code == 422
    assert "已回到核对阶段" in group.post(at(year, "reopen"), {"reason": "来信反映计数有误"}, follow=True).text
    says = "领导小组示例于2021年3月1日重新打开，理由：来信反映计数有误。接下来：更正数据、重新核算、再次下发、冻结"
    assert all(says in office.get(at(year, place)).text for place in ("inbox", "publication"))
    assert "来信反映计数有误" not in asking(year.head).get(at(year, "publication")).text
    assert "结果正在更正" in asking(year.head).get(at(year, "publication")).text
    release_run(year.office, compute_run(year.office, year.assessment))
    on(monkeypatch, date(2021, 4, 1))
    office.post(at(year, "freeze"))
    assert office.post(at(year, "publish"), {"document": "示例〔2021〕2号"}).status_code == 422
    answer = office.post(at(year, "publish"), {"document": "示例〔2021〕2号", "why": "计数更正"}, follow=True)
    assert all(says in answer.text for says in ("示例〔2021〕1号", "示例〔2021〕2号", "计数更正"))


@pytest.mark.parametrize("same", ["示例〔2021〕1号", " 示例[2021]1号 "])
def test_a_correction_is_never_published_under_a_number_that_was_published_before(
    year: Year, monkeypatch: pytest.MonkeyPatch, same: str
) -> None:
    published(year, monkeypatch, public=True)
    asking(year.leading_group).post(at(year, "reopen"), {"reason": "来信反映计数有误"})
    release_run(year.office, compute_run(year.office, year.assessment))
    office = asking(year.office)
    office.post(at(year, "freeze"))
    refused = office.post(at(year, "publish"), {"document": same, "why": "计数更正"})
    assert refused.status_code == 422
    assert "文号“示例〔2021〕1号”已用于第1版。请填写这次印发的文号。" in refused.text
    with pytest.raises(Refused):
        publish(year.office, Freeze.objects.get(run__number=2), same, why="计数更正")
    assert Publication.objects.count() == 1


def test_what_is_public_is_read_without_signing_in_and_nothing_else(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    published(year, monkeypatch, public=True)
    nobody = asking(None)
    listed = nobody.get(reverse("published")).text
    assert at(year, "published-result") in listed
    text = nobody.get(at(year, "published-result")).text
    assert text.index("示例单位1") < text.index("示例单位3") < text.index("示例单位2")
    assert "89.50" in text
    assert "2020-03-01" not in text
    assert nobody.get(at(year, "ranking")).status_code == 302
    assert nobody.get(at(year, "published-result") + "?version=2").status_code == 404


@pytest.mark.parametrize("public", [True, False])
def test_the_public_reads_that_a_result_was_corrected_and_by_which(
    year: Year, monkeypatch: pytest.MonkeyPatch, *, public: bool
) -> None:
    published(year, monkeypatch, public=True)
    office, first = asking(year.office), at(year, "published-result") + "?version=1"
    assert "更正" not in asking(None).get(first).text
    asking(year.leading_group).post(at(year, "reopen"), {"reason": "来信反映计数有误"})
    release_run(year.office, compute_run(year.office, year.assessment))
    office.post(at(year, "freeze"))
    form = office.get(at(year, "publish")).text
    assert 'name="public" id="id_public" checked' in form.replace(' aria-describedby="id_public_helptext"', "")
    assert "示例〔2021〕1号已公开。不勾选的，公众只能看到示例〔2021〕1号" in form
    given = {"document": "示例〔2021〕2号", "why": "计数更正", **({"public": "on"} if public else {})}
    office.post(at(year, "publish"), given)
    for page in (asking(None).get(first).text, asking(None).get(reverse("published")).text):
        assert "已由示例〔2021〕2号更正" in page
        assert (f'href="{at(year, "published-result")}?version=2">已由' in page) is public
    assert "已由" not in asking(None).get(at(year, "published-result") + "?version=2").text


def test_what_is_not_public_is_not_there_for_everybody(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = asking(None)
    assert nobody.get(at(year, "published-result")).status_code == 404
    published(year, monkeypatch, public=False)
    assert nobody.get(at(year, "published-result")).status_code == 404
    assert "还没有公开的结果" in nobody.get(reverse("published")).text


def test_every_unit_finds_the_reason_why_it_is_chosen_or_not(year: Year) -> None:
    text = asking(year.office).get(at(year, "awards")).text
    assert "入选 1 个" in text
    rows = text.split("<tbody>")[1].split("</tr>")
    assert ["示例单位1" in rows[0], "拟表彰" in rows[0], "示例单位3" in rows[1], "不入选" in rows[1]] == [True] * 4


def test_a_unit_sees_awards_only_once_released(db: None, tmp_path: Path) -> None:
    made = begun(tmp_path)
    confirm_all(made.office, made.version)
    compute_run(made.office, made.assessment)
    assert "核算完成并向您开放以后" in asking(made.head).get(at(made, "awards")).text


def test_whoever_makes_the_result_final_reads_which_bodies_have_not_spoken(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, LATER)
    office = asking(year.office)
    assert "拟表彰 1 项没有征求过有关部门意见" in office.get(at(year, "freeze")).text
    bureau = asking(year.join("bureau", "supervision"))
    year.join("staff", "personnel")
    says = "拟表彰 1 项，{}对其中 1 项还没有提出意见。".format
    assert all(says(body) in office.get(at(year, "freeze")).text for body in ("监察局", "人事部门"))
    office.post(at(year, "freeze"))
    bureau.post(at(year, "opinions"), {"run": 1, "others": "on"})
    text = office.get(at(year, "publish")).text
    assert says("人事部门") in text
    assert says("监察局") not in text


def test_whoever_makes_the_result_final_reads_every_objection_with_its_reason(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    on(monkeypatch, LATER)
    asking(year.join("bureau", "supervision")).post(at(year, "opinions"), OBJECTION)
    office, says = asking(year.office), "监察局不同意示例单位1列入先进单位：信访问题未结"
    assert says in office.get(at(year, "freeze")).text
    office.post(at(year, "freeze"))
    assert says in office.get(at(year, "publish")).text


def test_once_published_nothing_is_proposed_any_more(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    office = asking(year.office)
    before = office.get(at(year, "publication")).text
    assert all(says in before for says in ("拟表彰名单", "尚未提出"))
    published(year, monkeypatch, public=False)
    after = office.get(at(year, "publication")).text
    assert "<h2>表彰名单</h2>" in after
    assert "没有提出" in after
    assert not any(says in after + office.get(at(year, "awards")).text for says in ("拟表彰", "尚未提出"))
    assert "已表彰" in office.get(at(year, "awards")).text


def test_after_its_last_day_the_time_for_objections_is_over(year: Year, monkeypatch: pytest.MonkeyPatch) -> None:
    head = asking(year.head)
    assert "已下发核对，截至2021年1月18日（含当日）可以申请复核。" in head.get(at(year, "publication")).text
    on(monkeypatch, date(2021, 1, 19))
    assert "已下发核对，异议期已满（截至2021年1月18日）。" in head.get(at(year, "publication")).text
    assert "截至2021年1月18日，已满" in head.get(at(year, "reviews")).text
