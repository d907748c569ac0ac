"""The journal's pages: who reads what of it, how it is searched, and that it shows when it was tampered with."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kaoping.actions.attach_evidence import attach_evidence
from kaoping.actions.compute_run import compute_run
from kaoping.actions.enter_value import enter_value
from kaoping.actions.save_values import Entered, save_values
from kaoping.actions.set_options import set_options
from kaoping.actions.tests.year import Year, begun, confirm_all, person
from kaoping.records.canonical import parsed
from kaoping.records.clock import today
from kaoping.records.journal import verify_journal
from kaoping.records.models import JournalEntry
from kaoping.records.options import Options
from kaoping.records.queries.schemes import scheme_file
from kaoping.web.pages.journal.changes import changes
from kaoping.web.pages.journal.labels import LABELS
from tests.databases import Prepared, tamper
from tests.visiting import asking


@pytest.fixture
def year(prepared: Prepared) -> Year:
    """A small year in which a score was corrected and the options were set."""
    return prepared(corrected)


def corrected(folder: Path) -> Year:
    year = begun(folder)
    fact = year.value("u-1", "given", "given")
    enter_value(year.office, year.assessment, ("u-1", "given", "given"), "21.7", expected=fact.pk, why="材料不全")
    set_options(year.office, year.assessment, Options(objection_days=15))
    return year


def own(year: Year) -> str:
    return reverse("journal", args=[year.assessment.pk])


def test_the_office_reads_before_and_after_and_why(year: Year) -> None:
    text = asking(year.office).get(own(year)).text
    assert "评分：27.5 → 21.7" in text
    assert "材料不全" in text
    assert "申请复核期限（工作日）：3 → 15" in text
    assert "新建人员" not in text.partition("<table")[2]


def test_the_audit_administrator_reads_everything_but_what_may_be_a_score(year: Year) -> None:
    ask = asking(person("audit"))
    text = ask.get(reverse("whole-journal")).text
    assert "新建人员" in text
    assert "申请复核期限（工作日）：3 → 15" in text
    assert "21.7" not in text
    assert "（可能含得分，不显示）" in text
    found = ask.get(reverse("whole-journal") + "?q=21.7").text
    assert "没有包含“21.7”的行。" in found
    line = JournalEntry.objects.get(action="enter_value")
    assert "21.7" not in ask.get(reverse("whole-journal-line", args=[line.sequence])).text
    book = openpyxl.load_workbook(BytesIO(ask.get(reverse("whole-journal") + "?export=xlsx").content))
    assert not [cell for row in book.worksheets[0].values for cell in row if "21.7" in str(cell)]


@pytest.mark.parametrize(
    ("asked", "lines"),
    [
        ({"verb": "set_options"}, 1),
        ({"q": "材料不全"}, 1),
        ({"q": "材料不全 27.5"}, 1),
        ({"q": "材料不全 没有"}, 0),
        ({"who": "office", "verb": "enter_value"}, 1),
        ({"who": "无此人"}, 0),
        ({"since": str(today()), "until": str(today()), "verb": "set_options"}, 1),
        ({"until": "2020-01-01"}, 0),
    ],
)
def test_the_journal_is_searched_by_person_verb_time_and_words(year: Year, asked: dict[str, str], lines: int) -> None:
    assert f"共 {lines} 行" in asking(year.office).get(own(year), asked).text or not lines
    rows = asking(year.office).get(own(year), asked).text.partition("<tbody>")[2].count("<tr")
    assert rows == lines


def test_every_line_that_is_found_goes_into_the_workbook(year: Year) -> None:
    answer = asking(year.office).get(own(year), {"q": "材料不全", "export": "xlsx"})
    rows = list(openpyxl.load_workbook(BytesIO(answer.content)).worksheets[0].values)[3:]
    assert len(rows) == 1
    assert "评分：27.5 → 21.7" in str(rows[0][5])


def test_the_chain_is_verified_when_asked_and_tampering_shows(year: Year) -> None:
    ask = asking(person("audit"))
    assert "日志完好" not in ask.get(reverse("whole-journal")).text
    assert f"第 1 至第 {JournalEntry.objects.count()} 条" in ask.get(reverse("whole-journal") + "?verify=1").text
    line = JournalEntry.objects.get(action="set_options")
    tamper(f"UPDATE records_journalentry SET why = '别的' WHERE sequence = {line.sequence}")  # noqa: S608  # a number
    assert f"第 {line.sequence} 条起不可信" in ask.get(reverse("whole-journal") + "?verify=1").text


def test_a_line_opens_with_its_hash(year: Year) -> None:
    line = JournalEntry.objects.get(action="set_options")
    text = asking(year.office).get(f"{own(year)}/{line.sequence}").text
    assert line.hash in text
    of_another = JournalEntry.objects.get(action="set_up_administrators")
    assert asking(year.office).get(f"{own(year)}/{of_another.sequence}").status_code == 404


def test_nobody_else_reads_it(year: Year) -> None:
    for stranger in (year.head, person("system"), person("security"), person("audit")):
        assert asking(stranger).get(own(year)).status_code == 404
    for stranger in (year.head, year.office, person("system"), person("security")):
        assert asking(stranger).get(reverse("whole-journal")).status_code == 404


def test_every_word_that_actions_tell_has_a_label(year: Year) -> None:
    confirm_all(year.office, year.version)
    told = [parsed(text) for pair in JournalEntry.objects.values_list("before", "after") for text in pair]
    keys = {key for one in told if isinstance(one, dict) for key in one}
    assert keys
    assert not keys - LABELS.keys()


def test_what_is_not_changed_is_not_listed_and_what_is_gone_is_said_to_be() -> None:
    (one,) = changes('{"name":"甲","group":"a"}', '{"name":"","group":"a"}', "zh")
    assert one.says == "名称：甲 → （空）"
    (gone,) = changes('{"unit":"u-1"}', "{}", "zh")
    assert gone.says == "单位：u-1 → （空）"


def test_of_lists_only_what_came_and_went_is_told() -> None:
    found = changes('[{"item":"t1"},{"item":"t2"}]', '[{"item":"t1"},{"item":"t3"}]', "zh")
    assert [one.says for one in found] == ["删去：指标或任务：t2", "新增：指标或任务：t3"]


def test_a_page_of_the_journal_asks_as_often_for_many_lines_as_for_few(year: Year) -> None:
    ask, counts = asking(year.office), []
    ask.get(own(year))
    for more in (0, 15):
        for number in range(more):
            set_options(year.office, year.assessment, Options(objection_days=number))
        with CaptureQueriesContext(connection) as asked:
            assert ask.get(own(year)).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12


def test_readings_and_runs_stand_in_the_journal_in_the_words_of_the_office(year: Year) -> None:
    confirm_all(year.office, year.version)
    compute_run(year.office, year.assessment)
    text = asking(year.office).get(own(year)).text
    reading = scheme_file(year.version).readings[0]
    assert f"口径：{reading.question}" in text
    assert "状态：核算中 → 完成" in text
    assert not [word for word in ("computing", "facts_digest", "as_of") if word in text]


def test_units_are_named_when_a_line_is_read_and_found_by_their_names(year: Year) -> None:
    ask, key = asking(year.office), year.assessment.pk
    fact, other = year.value("u-1", "given", "given"), year.value("u-2", "given", "given")
    line = JournalEntry.objects.get(sequence=fact.entry)
    assert '"unit":"u-1"' in line.after
    save_values(
        year.office, year.assessment, [Entered(("u-2", "given", "given"), "20", "材料不全", other.pk)], why="核对"
    )
    page = ask.get(own(year), {"q": "示例单位2"}).text.partition("<table")[2]
    assert "示例单位2（u-2）" in page
    assert "示例单位1（u-1）" not in page
    last = reverse("journal-line", args=[key, JournalEntry.objects.latest("sequence").sequence])
    assert "示例单位2（u-2）" in ask.get(last).text
    book = openpyxl.load_workbook(BytesIO(ask.get(own(year) + "?export=xlsx").content))
    assert any("示例单位2（u-2）" in str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row)
    assert verify_journal() is None


def test_digests_come_last_and_short_on_the_list_and_whole_on_their_own_page(year: Year) -> None:
    attach_evidence(year.office, year.value("u-1", "given", "given"), b"%PDF-1.7 example", "证明.pdf")
    line = JournalEntry.objects.get(action="adopt_scheme")
    digest = parsed(line.after)["digest"]
    page = asking(year.office).get(own(year)).text
    assert f"校验值：{digest[:8]}…" in page
    assert "文件：证明.pdf" in page
    assert digest not in page
    assert digest in asking(year.office).get(f"{own(year)}/{line.sequence}").text
    last = changes('{"digest":"a"}', '{"digest":"b","until":"2027"}', "zh")[-1]
    assert last.says == "校验值：a → b"


def test_a_file_is_told_with_the_unit_that_it_belongs_to(year: Year) -> None:
    attach_evidence(year.office, year.value("u-1", "given", "given"), b"%PDF-1.7 example", "证明.pdf")
    assert "数据 · 示例单位1（u-1） · 评分（given） 证明.pdf" in asking(year.office).get(own(year), {"q": "评分"}).text
