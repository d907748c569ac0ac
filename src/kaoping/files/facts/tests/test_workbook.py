"""A workbook is read as people leave it: sorted, merged, blanked, in their own words; mistakes name sheet and cell."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import pytest

from kaoping.core.defect import Refused
from kaoping.core.facts import Facts, Row
from kaoping.core.text import LANGUAGES, Text
from kaoping.files.facts import facts_from_workbook
from kaoping.files.facts.tests.examples import EFFICIENCY, STATIONS, facts, settled
from kaoping.files.facts.vocabulary import by_name
from kaoping.files.workbook import Cell, Sheet, Workbook
from kaoping.files.workbook.workbook import Range

Rows = Sequence[Sequence[str]]

FINDING = ("单位＊", "考点或任务＊", "严重程度", "认定分值", "发现来源", "日期", "说明")
UNITS = [["单位编号＊", "单位名称", "类别"], ["zdzq", "重点站区管委会", "站区"], ["other", "示例单位", "站区"]]


def sheet(name: str, rows: Rows, merged: Sequence[Range] = ()) -> Sheet:
    """A sheet with these texts; empty ones are empty cells. A text that begins with # is an error."""
    cells = (
        tuple(
            Cell(text, row, column, "error" if text.startswith("#") else "text")
            for column, text in enumerate(texts, start=1)
            if text
        )
        for row, texts in enumerate(rows, start=1)
    )
    return Sheet(name, tuple(row for row in cells if row), tuple(merged))


def workbook(*sheets: Sheet, scheme: str = STATIONS, units: Rows = UNITS) -> Workbook:
    """A workbook of these sheets, the guide and the units before them."""
    guide = sheet("说明", [["考评数据"], ["格式", "kaoping/facts/1"], ["方案编号", scheme], ["示例数据", "否"]])
    return Workbook((guide, sheet("单位", units), *sheets))


def read(*sheets: Sheet, scheme: str = STATIONS, units: Rows = UNITS) -> Facts:
    return facts_from_workbook(workbook(*sheets, scheme=scheme, units=units), "表.xlsx", settled(scheme))


def mistakes(*sheets: Sheet, units: Rows = UNITS) -> list[str]:
    with pytest.raises(Refused) as refused:
        read(*sheets, units=units)
    return [defect.in_language("zh").removeprefix("表.xlsx，") for defect in refused.value.defects]


def test_words_that_people_see_mean_ids() -> None:
    found = read(
        sheet(
            "问题", [FINDING, ["示例单位", "law.1.a 办公会会前学法。", "特别严重", "0.4", "察访核验", "2020-08-01", ""]]
        )
    )
    assert found.rows == (
        Row(
            "findings",
            "other",
            "law.1.a",
            (("severity", "grave"), ("points", Fraction("0.4")), ("found_by", "inspection"), ("on", "2020-08-01")),
        ),
    )


@pytest.mark.parametrize("unit", ["other", "示例单位", " 示例单位　", "other 示例单位", "other 任何话"])
@pytest.mark.parametrize("place", ["law.2", "law.2 立法", " law.2 "])
def test_ids_names_and_stray_spaces_are_understood(unit: str, place: str) -> None:
    [row] = read(sheet("问题", [FINDING, [unit, place, "一般", "", "单位自查"]])).rows
    assert (row.unit, row.item) == ("other", "law.2")


def test_blank_rows_titles_own_columns_and_another_order_of_columns_do_no_harm() -> None:
    plain = read(sheet("事件", [["单位", "指标", "说明"], ["other", "incidents", "甲"], ["zdzq", "incidents", "乙"]]))
    moved = sheet(
        "事件",
        [["本年事件登记表"], [], ["序号", "备注", "指标＊", "单位*"], [], ["1", "乙", "incidents", "zdzq"], ["", " "],
         ["2", "甲", "incidents", "other"]],
    )  # fmt: skip
    assert read(moved) == plain
    assert len(plain.rows) == 2


def test_a_unit_merged_over_several_rows_counts_for_each() -> None:
    merged = sheet("事件", [["单位", "指标"], ["other", "incidents"], ["", "incidents"]], [Range(2, 1, 3, 1)])
    assert [row.unit for row in read(merged).rows] == ["other", "other"]


def test_a_grid_holds_a_value_in_every_cell_that_is_not_empty() -> None:
    grid = [
        ["数据"],
        ["指标", "affairs"],
        ["编号", "affairs.1.a rate", "affairs.1.b rate"],
        ["示例单位", "９５％", ""],
        ["zdzq", "", "85"],
    ]
    assert read(sheet("数据", grid)).values == {
        ("other", "affairs.1.a", "rate"): 95,
        ("zdzq", "affairs.1.b", "rate"): 85,
    }


def test_a_grid_of_tasks_names_the_task_in_every_row() -> None:
    tasks = sheet(
        "任务清单", [["单位", "任务编号", "任务类型", "年度任务"], ["示例单位", "a1", "指数数值类", "任务甲"]]
    )
    grid = [
        ["单位", "任务", "类型", "目标值"],
        ["编号", "item", "—", "target", "done"],
        ["示例单位", "a1 任务甲", "指数数值类", "10"],
        ["zdzq", "t1", "", "", "否"],
    ]
    found = read(tasks, sheet("任务数据", grid))
    assert found.values == {("other", "a1", "target"): 10, ("zdzq", "t1", "done"): 0}


def test_rows_that_were_only_prepared_are_empty() -> None:
    prepared = sheet(
        "零报告",
        [["单位", "指标", "报告部门", "日期"], ["zdzq", "law", "", ""], ["zdzq", "audit", "市审计局", "2021.1.5"]],
    )
    changes = sheet("指标调整", [["指标", "任务类型"], ["t1", ""], ["t2", "工程项目类"]])
    found = read(prepared, changes)
    assert found.declared == (("zdzq", "audit", "市审计局", "2021-01-05"),)
    assert [change.item for change in found.changes] == ["t2"]


def test_a_workbook_and_a_text_file_of_one_content_are_equal() -> None:
    written = facts("events: [{unit: other, item: incidents, on: 2020-09-01, note: =1+1}]\nsample: false", STATIONS)
    events = sheet("事件", [["单位", "指标", "日期", "说明"], ["other", "incidents", "2020/9/1", "=1+1"]])
    units = [UNITS[0], ["zdzq", "重点站区管委会", "stations"], ["other", "示例单位", "stations"]]
    found = read(events, units=units)
    assert (found, found.digest) == (written, written.digest)


MISTAKES = {
    "工作表“问题”B2：没有“law.9”这一项。": sheet("问题", [FINDING, ["zdzq", "law.9", "一般", "", "单位自查"]]),
    "工作表“问题”A2：没有“某单位”这个单位。": sheet("问题", [FINDING, ["某单位", "law.2", "一般", "", "单位自查"]]),
    "工作表“问题”D2：“特别严重”要由考评人确定分值。": sheet("问题", [FINDING, ["zdzq", "law.2", "特别严重", "", "单位自查"]]),
    "工作表“问题”C2：严重程度不能是“严重”。": sheet("问题", [FINDING, ["zdzq", "law.2", "严重", "", "单位自查"]]),
    "工作表“问题”G2：“一般”超过 0.1 分，须写明说明。": sheet("问题", [FINDING, ["zdzq", "law.2", "一般", "0.15", "单位自查"]]),
    "工作表“问题”F2：“昨天”不是日期。": sheet("问题", [FINDING, ["zdzq", "law.2", "一般", "", "单位自查", "昨天"]]),
    "工作表“问题”A2：缺少“单位”。": sheet("问题", [FINDING, ["", "law.2", "一般", "", "单位自查"]]),
    "工作表“问题”H2：这一列没有表头": sheet("问题", [FINDING, ["zdzq", "law.2", "一般", "", "单位自查", "", "", "多"]]),
    "工作表“问题”D2：单元格是错误值 #N/A。": sheet("问题", [FINDING, ["zdzq", "law.2", "一般", "#N/A", "单位自查"]]),
    "工作表“问题”第 1 行：缺少这些列：考点或任务。": sheet("问题", [["单位", "严重程度"], ["zdzq", "一般"]]),
    "工作表“问题”第 1 行：找不到表头。": sheet("问题", [["甲", "乙"], ["zdzq", "一般"]]),
    "工作表“事件”C1：不认识“金额”这一列。": sheet("事件", [["单位", "指标", "金额"], ["zdzq", "incidents", "3"]]),
    "工作表“事件”C1：“指标”写了两次，第一次在工作表“事件”B1。": sheet("事件", [["单位", "指标", "指标"]]),
    "工作表“问题2”：不认识工作表“问题2”。": sheet("问题2", [["单位"]]),
    "工作表“数据”B2：达到的比率是 101，超出范围。": sheet("数据", [["编号", "affairs.1.a rate"], ["zdzq", "101"]]),
    "工作表“数据”C2：这一列没有表头": sheet("数据", [["编号", "affairs.1.a rate"], ["zdzq", "90", "95"]]),
    "工作表“数据”A2：缺少“单位”。": sheet("数据", [["编号", "affairs.1.a rate"], ["", "90"]]),
    "工作表“数据”B1：没有“affairs.9”这一项。": sheet("数据", [["编号", "affairs.9 rate"], ["zdzq", "90"], ["other", "90"]]),
    "工作表“任务数据”D1：“t1”不填“target”。": sheet("任务数据", [["编号", "item", "done", "target"], ["zdzq", "t1", "", "9"]]),
}  # fmt: skip


@pytest.mark.parametrize("says", MISTAKES)
def test_a_mistake_in_a_workbook_names_sheet_and_cell(says: str) -> None:
    [found] = mistakes(MISTAKES[says])
    assert found.startswith(says)


def test_a_value_in_the_grid_and_among_the_rows_is_given_twice() -> None:
    grid = sheet("数据", [["编号", "affairs.1.a rate"], ["zdzq", "90"]])
    more = sheet("补充数据", [["单位", "指标", "数据名称", "数值"], ["zdzq", "affairs.1.a", "达到的比率", "90"]])
    assert mistakes(grid, more) == [
        "工作表“补充数据”D2：“zdzq affairs.1.a rate”写了两次，第一次在工作表“数据”B2。请只保留其中一个。"
    ]


def test_one_wrong_heading_is_one_mistake_however_many_rows_it_has() -> None:
    units = [UNITS[0], *([f"u{number}"] for number in range(500))]
    grid = sheet("数据", [["编号", "affairs.9 rate"], *([f"u{number}", "90"] for number in range(500))])
    [found] = mistakes(grid, units=units)
    assert found.startswith("工作表“数据”B1：没有“affairs.9”这一项。")


def test_a_unit_listed_twice_names_both_cells() -> None:
    assert mistakes(units=[*UNITS, ["zdzq", "又一个", ""]]) == [
        "工作表“单位”A4：“zdzq”写了两次，第一次在工作表“单位”A2。请只保留其中一个。"
    ]


def test_a_workbook_without_the_guide_is_not_guessed_at() -> None:
    with pytest.raises(Refused) as refused:
        facts_from_workbook(Workbook((sheet("单位", UNITS),)), "表.xlsx", settled(STATIONS))
    codes = [defect.code for defect in refused.value.defects]
    assert codes == ["missing-format", "missing-scheme"]


def test_mistakes_stand_in_the_order_of_the_sheets() -> None:
    events = sheet("事件", [["单位", "指标"], ["zdzq", "x"], ["nobody", "incidents"]])
    findings = sheet("问题", [FINDING, ["zdzq", "law.2", "一般", "", ""]])
    assert [text.split("：")[0] for text in mistakes(events, findings)] == [
        "工作表“事件”B2",
        "工作表“事件”A3",
        "工作表“问题”E2",
    ]


def test_groups_and_effects_may_be_named_in_words() -> None:
    units = [UNITS[0], ["jd-01", "示例街道", "街道办事处、地区办事处（乡政府）"]]
    vetoes = sheet("一票否决", [["单位", "否决情形", "决定文号"], ["示例街道", "v1 重点任务和民生措施未完成", "1号"]])
    found = read(vetoes, scheme=EFFICIENCY, units=units)
    assert found.units[0].group == "streets"
    assert [row.item for row in found.rows] == ["v1"]


ENGLISH_UNITS = [
    ["Unit id*", "Unit name", "Group"],
    ["zdzq", "重点站区管委会", "stations"],
    ["other", "示例单位", "stations"],
]


def english(*sheets: Sheet) -> Facts:
    """What an English workbook of these sheets says."""
    guide = sheet("Guide", [["Format", "kaoping/facts/1"], ["Scheme id", STATIONS], ["invented data", "no"]])
    return facts_from_workbook(
        Workbook((guide, sheet("Units", ENGLISH_UNITS), *sheets, sheet("Lists", [["Groups"]]))),
        "facts.xlsx",
        settled(STATIONS),
    )


def test_an_english_workbook_says_the_same_as_a_chinese_one() -> None:
    found = english(
        sheet("Changes of items", [["Item*", "Type of task", "Points"], ["t3", "Figure", "20"], ["t2", "", "", ""]]),
        sheet(
            "Task values",
            [["Unit*", "Task*", "Done", "Direction"], ["Ids", "item", "done", "direction"], ["other", "t1", "Yes"],
             ["other", "t3", "", "Less is better"]],
        ),
        sheet("Values", [["Ids", "affairs.1.a rate"], ["示例单位", "95%"]]),
        sheet(
            "findings",
            [["UNIT", "checkpoint or task *", "Severity", "points  decided", "Found by", "Remarks"],
             ["zdzq", "law.2", "Grave", "0.4", "the  assessor", "甲"]],
        ),
        sheet(
            "Claims",
            [["No.", "Unit", "Item", "Clause", "Points decided"], ["1", "zdzq", "bonus", "bonus.key-work", "1"]],
        ),
    )  # fmt: skip
    assert found == facts(
        "items: [{item: t3, type: shortfall, points: 20}]\n"
        "values: [{unit: other, item: t1, name: done, value: true},"
        " {unit: other, item: affairs.1.a, name: rate, value: 95},"
        " {unit: other, item: t3, name: direction, value: down}]\n"
        "findings: [{unit: zdzq, item: law.2, severity: grave, points: 0.4, found_by: assessor, note: 甲}]\n"
        "claims: [{unit: zdzq, item: bonus, clause: bonus.key-work, points: 1}]"
    )


def test_chinese_words_are_understood_in_an_english_workbook_and_the_other_way_round() -> None:
    finding = ["zdzq", "law.2", "特别严重", "0.4", "察访核验"]
    headings = ["Unit", "Checkpoint or task", "Severity", "Points decided", "Found by"]
    turned = ["zdzq", "law.2", "grave", "0.4", "inspection"]
    assert english(sheet("Findings", [headings, finding])).rows == read(sheet("问题", [FINDING, turned])).rows


def test_a_mistake_in_an_english_workbook_is_told_in_its_words() -> None:
    with pytest.raises(Refused) as refused:
        english(
            sheet("Finding", [["Unit"]]),
            sheet("Events", [["Unit", "Item", "Nota bene"], ["zdzq", "incidents", "3"]]),
            sheet("Claims", [["Unit", "Clause"], ["zdzq", "bonus.key-work"]]),
        )
    assert [defect.in_language("en").removeprefix("facts.xlsx, ") for defect in refused.value.defects] == [
        "sheet “Finding”: The sheet “Finding” is not known. Give it its name of the template, or delete it.",
        "sheet “Events”, cell C1: The column “Nota bene” is not known. Is “Note” meant?",
        "sheet “Claims”, row 1: These columns are missing: item. Add them as in the template.",
    ]


def test_a_name_that_could_mean_another_unit_is_shown_by_its_id() -> None:
    known = by_name({name: Text(text, text) for name, text in (("a", "b"), ("b", "甲"), ("c", "丙"), ("C2", "甲 乙"))})
    for language in LANGUAGES:
        shown = {name: known.show(name, language) for name in ("a", "b", "c", "C2", "unlisted")}
        assert shown == {"a": "a", "b": "甲", "c": "丙", "C2": "甲 乙", "unlisted": "unlisted"}
        assert [known.read(text) for text in shown.values()] == list(shown)
