"""A year from its set-up to its publication, by role, in a real browser, against a really served installation."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Browser

from kaoping.demonstration import demonstration_facts
from kaoping.files.template import write_template
from kaoping.schemes.read import read
from tests.journey.visitor import Visitor, returning, visitor
from tests.serving import kaoping, served

SCHEME, UNIT, ITEM = "chaoyang-2009-environment", "dept-02", "20"
YEAR = "/assessments/1"
# Whom the office appoints: user name, name, role, unit, body.
APPOINTED = (
    ("assessor", "法制办经办人", "assessor", "", "legal-affairs"),
    ("head", "单位负责人", "unit_head", UNIT, ""),
    ("bureau", "监察局经办人", "supervision", "", ""),
)


@pytest.mark.slow
def test_a_year_goes_from_set_up_to_publication_with_an_upheld_review(browser: Browser, tmp_path: Path) -> None:
    data, days = tmp_path / "data", tmp_path / "days"
    days.write_text("0", "ascii")
    later = os.pathsep.join([str(Path(__file__).parent / "later"), *sys.path])
    with served(data, also={"DAYS_LATER": str(days), "PYTHONPATH": later}) as (address, said):
        links = dict(re.findall(r"(\S+管理员)\s+(http\S+)", said))
        system, security, audit = (visitor(browser, links[one]) for one in ("系统管理员", "安全管理员", "审计管理员"))
        audit.takes_password()
        office = begin_the_year(browser, system, security).takes_password()
        choose_the_scheme(office)
        import_the_facts(office, tmp_path)
        people = appoint_everybody(browser, office, security)
        enter_what_is_missing(office, people["assessor"])
        compute_and_release(office)
        uphold_a_review(office, people["head"])
        people["bureau"].opens(f"{YEAR}/publication").follows("提出意见").chooses("others", "on").presses("提出意见")
        days.write_text("10", "ascii")
        tell_the_outcome(returning(browser, address, "office"))
        days.write_text("20", "ascii")
        publish(returning(browser, address, "office"))
        everybody = Visitor(browser.new_page(), address).opens("/published").reads("2009年度优化发展环境考评")
        everybody.page.locator("main li a").click()
        everybody.reads("示例〔2010〕1号", "示例单位01（街道）", "87.92").keeps("published", narrow=True)
        returning(browser, address, "audit").reads("印发", "复核决定").keeps("journal")
    assert "操作日志完好" in kaoping("verify", "--journal", "--data", str(data))


def begin_the_year(browser: Browser, system: Visitor, security: Visitor) -> Visitor:
    """The system administrator adds the office and the year; the security administrator appoints and hands a link."""
    system.opens("/people/new").fills(username="office", name="考核办经办人").presses("新建人员").keeps("accounts")
    system.opens("/assessments/new").fills(name="优化发展环境考评", year="2009").presses("新建考评")
    security.opens(f"{YEAR}/people/appoint").fills(username="office", name="考核办经办人", role="office").presses(
        "任命人员"
    )
    security.opens("/people").follows("考核办经办人").follows("发放登录链接").presses("发放登录链接")
    return visitor(browser, security.page.locator("#link").input_value())


def choose_the_scheme(office: Visitor) -> None:
    """The office adopts a built-in scheme, confirms one of its readings by itself and the others together."""
    office.opens(f"{YEAR}/scheme/adopt").fills(scheme=SCHEME).presses("采用方案")
    first = read(SCHEME).file.readings[0]
    office.opens(f"{YEAR}/scheme/readings/{first.id}").presses("确认口径").reads("确认待定的口径", "已确认口径")
    office.presses("确认所选的口径").reads("条口径。")
    office.opens(f"{YEAR}/scheme").reads("已确认").keeps("scheme", narrow=True)


def import_the_facts(office: Visitor, folder: Path) -> None:
    """The office imports the workbook of the year, in which one value is missing."""
    facts = demonstration_facts(SCHEME)
    known = {place: value for place, value in facts.values.items() if place != (UNIT, ITEM, "given")}
    write_template(read(SCHEME), folder / "facts.xlsx", replace(facts, values=known), sample=True)
    office.opens(f"{YEAR}/entry/import").attaches("file", folder / "facts.xlsx").presses("导入").reads("已导入")
    office.opens(f"{YEAR}/units").reads("示例单位01（街道）").keeps("units")


def appoint_everybody(browser: Browser, office: Visitor, security: Visitor) -> dict[str, Visitor]:
    """The office appoints; the security administrator hands everybody a link, from one workbook."""
    for username, name, role, unit, body in APPOINTED:
        office.opens(f"{YEAR}/people/appoint").fills(username=username, name=name, role=role, unit=unit, assessor=body)
        office.presses("任命人员")
    office.opens(f"{YEAR}/people").keeps("people")
    security.opens(f"{YEAR}/people/links").presses("发放登录链接").reads("离开本页以后不能再下载")
    with security.page.expect_download() as download:
        security.page.get_by_role("link", name="下载登录链接表").click()
    cells = [
        str(cell.value or "")
        for sheet in openpyxl.load_workbook(BytesIO(download.value.path().read_bytes()))
        for row in sheet.iter_rows()
        for cell in row
    ]
    links = [cell for cell in cells if "/sign-in/" in cell]
    known = {name: username for username, name, *_ in APPOINTED}
    people = [visitor(browser, link) for link in links]
    return {known[person.name()]: person for person in people}


def enter_what_is_missing(office: Visitor, assessor: Visitor) -> None:
    """The assessor sees what is owed and enters it; the office records what the other bodies have signed on paper."""
    office.opens(f"{YEAR}/settings").presses("开始填报").opens(f"{YEAR}/completeness").reads("法制办").keeps(
        "completeness"
    )
    assessor.opens("/").reads("打分").keeps("inbox", narrow=True)
    cell = f"cell:{UNIT}:{ITEM} given"
    assessor.opens(f"{YEAR}/entry").fills(**{cell: "1.5", f"{cell} reason": "一起行政复议被撤销"}).keeps("entry")
    assessor.saves("保存").reads("已保存", "1.50 分")
    office.opens(f"{YEAR}/settings").presses("结束填报").reads("没有报齐").presses("仍然结束填报").reads("阶段：核对")
    office.opens(f"{YEAR}/completeness").reads("报送进度").opens(f"{YEAR}/entry/countersigning")
    for box in office.page.locator("[name=joint]").all():
        box.check()
    office.fills(signature="示例会签单1号").presses("登记书面会签").reads("已登记")


def compute_and_release(office: Visitor) -> None:
    """The office has the run computed in the background, looks at the ranking and a card, and releases it."""
    office.opens(f"{YEAR}/runs").presses("开始核算").reads("下发核对").keeps("run")
    office.opens(f"{YEAR}/ranking").keeps("ranking", narrow=True).opens(
        f"{YEAR}/scorecards/{UNIT}?depth=working"
    ).keeps("scorecard", narrow=True)
    office.opens(f"{YEAR}/runs/1").follows("下发核对").presses("下发核对")


def uphold_a_review(office: Visitor, head: Visitor) -> None:
    """The head of the unit asks for a review; the office corrects the value, sees what it leads to, and decides."""
    head.opens(f"{YEAR}/scorecards/{UNIT}").reads("1.50")
    head.opens(f"{YEAR}/reviews/new").fills(item=ITEM, ground="该复议决定已由上级纠正，见附件。").presses("提出申请")
    office.opens(f"{YEAR}/reviews").keeps("reviews", narrow=True).opens(f"{YEAR}/reviews/1").chooses(
        "decision", "upheld"
    )
    office.page.locator("[name^=fact-][name$=-value]").fill("2")
    office.fills(reasons="复议决定已被纠正，依据成立。").presses("继续").keeps("review").presses("作出决定")
    office.opens(f"{YEAR}/runs").presses("开始核算").reads("第2次核算", "校验值")
    head.opens(f"{YEAR}/reviews/1").reads("予以更正")
    office.opens(f"{YEAR}/changes?run=2").keeps("changes")


def tell_the_outcome(office: Visitor) -> None:
    """After the time for objections the office releases the corrected result: nothing becomes final untold."""
    office.opens(f"{YEAR}/publication").reads("再次下发核对")
    office.opens(f"{YEAR}/runs/2").follows("下发核对").reads("告知复核结果").presses("下发核对")


def publish(office: Visitor) -> None:
    """After the time for objections the office makes the result final, and publishes it for everybody to read."""
    office.opens(f"{YEAR}/publication").keeps("publication").follows("冻结结果").presses("冻结结果")
    office.opens(f"{YEAR}/publication/publish").fills(document="示例〔2010〕1号")
    office.page.locator("[name=public]").check()
    office.presses("印发通报").reads("示例〔2010〕1号")
    office.opens(f"{YEAR}/awards").reads("先进单位").keeps("awards")
