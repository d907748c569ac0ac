"""Bodies, items, checkpoints, tasks and readings in the journal: by name and id, and found by either."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kaoping.actions.compute_run import compute_run
from kaoping.actions.enter_value import enter_value
from kaoping.actions.tests.year import Year, begun, confirm_all, person
from kaoping.core.text import Text
from kaoping.records.models import JournalEntry
from kaoping.records.queries.journal_names import Names, _places
from kaoping.schemes.model import Alternative, Reading
from kaoping.schemes.read import read
from kaoping.web.pages.journal.changes import changes
from kaoping.web.pages.journal.naming import Naming
from tests.databases import Prepared
from tests.visiting import asking

NAMES = Names(
    units={"u-1": "示例单位1"},
    bodies={"audit": Text("审计局", "Audit Bureau")},
    places={"law.1.b": Text("依法行政培训", "Training"), "veto-1": Text("重大事故", "Grave accident")},
    types={"shortfall": Text("指数数值类", "figures")},
    readings={
        "ties": Reading(
            "ties", "并列怎么办？", "all", (Alternative("all", "都算", "all of them"),), english="What of ties?"
        )
    },
    tasks={("u-1", "t1"): "完成年度绿化"},
    values={("law.1.b", "given"): Text("评分", "score"), ("", "target"): Text("目标值", "target")},
    groups={"streets": Text("街道", "streets")},
    schemes={"chaoyang-2009-environment": Text("环境建设考评方案", "environment")},
    files={"ab" * 32: "证明.pdf"},
)


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A small year in which somebody scores for a body, and a value was corrected."""
    return prepared(corrected)


def corrected(folder: Path) -> Year:
    year = begun(folder)
    year.join("clerk", "assessor", assessor="audit")
    fact = year.value("u-1", "given", "given")
    enter_value(year.office, year.assessment, ("u-1", "given", "given"), "21.7", expected=fact.pk, why="材料不全")
    return year


def own(year: Year) -> str:
    return reverse("journal", args=[year.assessment.pk])


def table(client: Client, address: str, words: str = "") -> str:
    return client.get(address, {"q": words}).text.partition("<table")[2]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ('{"assessor":"audit"}', "考评主体：审计局（audit）"),
        ('{"type":"shortfall"}', "类型：指数数值类（shortfall）"),
        ('{"body":"audit"}', "部门：审计局（audit）"),
        ('{"item":"law.1.b"}', "指标或任务：依法行政培训（law.1.b）"),
        ('[{"item":"t1","unit":"u-1"}]', "新增：指标或任务：完成年度绿化（t1），单位：示例单位1（u-1）"),
        ('[{"item":"t1","unit":"u-2"}]', "新增：指标或任务：t1，单位：u-2"),
        ('{"readings":{"ties":"all"}}', "并列怎么办？（ties）：都算（all）"),
        ('{"readings":{"gone":"x"}}', "gone：x"),
        ('{"line":"law.1.b.appraisal"}', "所指的行：依法行政培训（law.1.b.appraisal）"),
        ('{"username":"viewer"}', "用户名：viewer"),
        ('{"group":"streets"}', "类别：街道（streets）"),
        ('{"scheme":"chaoyang-2009-environment 第1版"}', "方案：环境建设考评方案 第1版"),
        (
            '[{"item":"law.1.b","name":"given","unit":"u-1","value":"5.9"}]',
            "新增：指标或任务：依法行政培训（law.1.b），单位：示例单位1（u-1），评分：5.9",
        ),
        (
            '[{"item":"t1","name":"target","unit":"u-1","value":"5"}]',
            "新增：指标或任务：完成年度绿化（t1），单位：示例单位1（u-1），目标值：5",
        ),
        (f'{{"evidence":["{"ab" * 32}"]}}', f"佐证材料：证明.pdf（{'ab' * 32}）"),
    ],
)
def test_ids_stand_behind_the_names_that_offices_use(told: str, says: str) -> None:
    (one,) = changes("null", told, "zh", NAMES)
    assert one.says == says


@pytest.mark.parametrize(
    ("action", "subject", "says"),
    [
        ("propose_veto", "一票否决 · 北苑街道 · veto-1 · r-416181548741", "一票否决 · 北苑街道 · 重大事故（veto-1）"),
        (
            "enter_value",
            "数据 · 北苑街道 · law.1.b 依法行政培训 · given",
            "数据 · 北苑街道 · law.1.b 依法行政培训 · 评分",
        ),
        ("decide_review", "临江街道 law.1.b 复核", "临江街道 · 依法行政培训（law.1.b） · 复核"),
        (
            "open_entry",
            "2026年度考评 chaoyang-2009-environment 第1版",
            "2026年度考评 · 环境建设考评方案 第1版",
        ),
        ("set_options", "甲 · 乙 复核", "甲 · 乙 复核"),
    ],
)
def test_subjects_name_what_they_are_about(action: str, subject: str, says: str) -> None:
    assert Naming(NAMES, "zh").subject({"action": action, "subject": subject}) == says


def test_a_correction_is_told_by_the_name_of_its_value_alone() -> None:
    row = '{"item":"law.1.b","name":"given","unit":"u-1","value":"4.9"}'
    (one,) = changes(row, row.replace("4.9", "5.9"), "zh", NAMES)
    assert one.says == "评分：4.9 → 5.9"
    (one,) = changes(f"[[{row},{row.replace('4.9', '5.9')}]]", '{"late_because":""}', "zh", NAMES, "decide_review")
    assert one.says == "评分：4.9 → 5.9"
    (one,) = changes(f"[{row}]", f"[{row.replace('4.9', '5.9')}]", "zh", NAMES, "save_values")
    assert one.says == "示例单位1（u-1） · 依法行政培训（law.1.b） · 评分：4.9 → 5.9"


def test_who_reads_english_gets_the_english_names() -> None:
    (one,) = changes("null", '{"readings":{"ties":"all"}}', "en", NAMES)
    assert one.says == "What of ties?（ties）: all of them（all）"
    naming = Naming(NAMES, "en")
    assert naming.body("audit") == "Audit Bureau（audit）"
    assert naming.place("veto-1", "u-1") == "Grave accident（veto-1）"


def test_items_checkpoints_and_vetoes_of_a_scheme_are_known() -> None:
    names = dict(_places(read("beijing-stations-2020").scheme))
    assert "依法行政培训完成情况" in names["law.1.b"].zh
    assert names["law"].zh == "依法行政"


def test_bodies_are_named_and_found_by_name_and_by_id(year: Year) -> None:
    client, address = asking(year.office), own(year)
    for words in ("审计局", "audit"):
        assert "考评主体：审计局（audit）" in table(client, address, words)
    assert "审计局（audit）" not in table(client, address, "司法局")
    line = JournalEntry.objects.filter(action="appoint").latest("sequence")
    assert "审计局（audit）" in client.get(f"{address}/{line.sequence}").text
    book = openpyxl.load_workbook(BytesIO(client.get(address, {"export": "xlsx"}).content))
    assert any("审计局（audit）" in str(cell) for row in book.worksheets[0].values for cell in row)


def test_items_are_named_and_found_by_name_and_by_id(year: Year) -> None:
    client, address = asking(year.office), own(year)
    (line,) = JournalEntry.objects.filter(action="enter_value")
    for words in ("评分 21.7", "given 21.7"):
        assert f'/{line.sequence}"' in table(client, address, words)
    assert f'/{line.sequence}"' not in table(client, address, "投诉 21.7")


def test_readings_of_a_run_stand_with_their_questions_and_what_was_chosen(year: Year) -> None:
    confirm_all(year.office, year.version)
    compute_run(year.office, year.assessment)
    shown = table(asking(year.office), own(year), "总分取整")
    assert "每项取整，还是总分取整？（rounding）：总分（total）" in shown


def test_reminders_name_the_bodies() -> None:
    line = {"action": "remind", "subject": "audit、law"}
    assert Naming(NAMES, "zh").subject(line) == "审计局（audit）、law"
    (one,) = changes("null", '{"audit":3}', "zh", NAMES, "remind")
    assert one.says == "审计局（audit）：3"


def test_the_audit_administrator_reads_names_and_no_more_than_before(year: Year) -> None:
    audit, whole = asking(person("audit")), reverse("whole-journal")
    assert "审计局（audit）" in table(audit, whole, "审计局")
    (line,) = JournalEntry.objects.filter(action="enter_value")
    text = audit.get(f"{whole}/{line.sequence}").text
    assert "21.7" not in text
    assert f'/{line.sequence}"' not in table(audit, whole, "21.7")


def test_names_cost_as_many_queries_for_many_lines_as_for_few(year: Year) -> None:
    client, counts = asking(year.office), []
    client.get(own(year))
    for more in (1, 10):
        for number in range(more):
            fact = year.value("u-2", "given", "given")
            place = ("u-2", "given", "given")
            enter_value(year.office, year.assessment, place, f"2{more % 7}.{number}", expected=fact.pk, why="核对")
        with CaptureQueriesContext(connection) as asked:
            assert "given 评分" in client.get(own(year)).text
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 14
