"""Every mistake that an office can make in a facts file is named with its place and its remedy."""

from __future__ import annotations

import pytest

from kaoping.files.facts.tests.examples import EFFICIENCY, STATIONS, defects, sentence

STATIONS_MISTAKES = {
    "values: [{unit: zdq, item: t1, name: done, value: true}]": "values[0].unit：没有“zdq”这个单位。是不是“zdzq”？",
    "values: [{unit: zdzq, item: t11, name: done, value: true}]": "values[0].item：没有“t11”这一项。是不是“t1”？",
    "values: [{unit: zdzq, item: t1, name: target, value: 3}]": "“t1”不填“target”。这一项填：是否完成（done）。",
    "values: [{unit: zdzq, item: law, name: done, value: true}]": "“law”不填“done”。这一项不填数据，请删去。",
    "values: [{unit: zdzq, item: t1, name: done, value: 1}]": "values[0].value：“1”既不是“是”也不是“否”。",
    "values: [{unit: zdzq, item: t1, name: done}]": "values[0].value：缺少“数值”（value）。请补上。",
    "values: [{unit: zdzq, item: affairs.1.a, name: rate, value: 101}]": "达到的比率是 101，超出范围。允许范围：0 至 100。",
    "values: [{unit: zdzq, item: affairs.1.a, name: rate, value: NaN}]": "“NaN”不是可用的数。",
    "values: [{unit: zdzq, item: affairs.1.a, name: rate, value: 1e400}]": "“1e400”不是可用的数。请写出完整的十进制数，不用 e。",
    "values: [{unit: zdzq, item: affairs.1.a, name: rate, value: abc}]": "“abc”不是可用的数。",
    "values: [{unit: zdzq, item: affairs.1.a, name: rate, value: '1,200'}]": "“1,200”不是可用的数。请去掉逗号。",
    "values: [{unit: zdzq, item: affairs.1.a, name: rate, value: [1]}]": "此处应为一段文字或一个数。",
    "items: [{item: t3, type: wrong}]": "items[0].type：没有“wrong”这种任务类型。",
    "items: [{item: law, type: progress}]": "items[0].item：“law”不是本方案的年度任务。",
    "items: [{item: t3}]": "没有写明改什么。",
    "items: [{item: t3, points: 5}, {item: t3, points: 6}]": "items[1].item：“t3”写了两次，第一次在第 4 行。",
    "items: [{item: t3, points: -1}]": "items[0].points：分值不能是负数。",
    "items: [{item: t1, points: 10}, {item: t2, points: 91}]": "items[1].points：各任务分值合计 101，超过了 100。",
    "items: [{item: t3, type: composite, completion: composite}]": "items[0].completion：完成量不能按“composite”计。",
    "items: [{item: t3, completion: progress}]": "items[0].completion：只有由几部分组成的任务才写",
    "tasks: [{unit: zdzq, item: a, type: progress}, {unit: zdzq, item: a, type: progress}]": "tasks[1].item：“a”写了两次",
    "tasks: [{unit: nobody, item: a, type: progress}]": "tasks[0].unit：没有“nobody”这个单位。",
    "tasks: [{unit: zdzq, item: a}]": "tasks[0].type：缺少“任务类型”（type）。",
    "tasks: [{unit: zdzq, item: a, type: works}]": "tasks[0].type：没有“works”这种任务类型。可选：shortfall、progress",
    "tasks: [{unit: zdzq, item: law, type: progress}]": "tasks[0].item：“law”不能作任务编号。",
    "tasks: [{unit: zdzq, item: a.b, type: progress}]": "tasks[0].item：“a.b”不能作任务编号。",
    "tasks: [{unit: zdzq, item: a, type: progress, points: 101}]": "tasks[0].points：各任务分值合计 101，超过了 100。",
    "tasks: [{unit: zdzq, item: a, type: progress, completion: shortfall}]": "只有由几部分组成的任务才写",
    "findings: [{unit: zdzq, item: law, severity: minor, found_by: self}]": "“law”不登记问题。请写明具体考点：law.1.a、",
    "findings: [{unit: zdzq, item: bonus, severity: minor, found_by: self}]": "“bonus”不登记问题。可选：t1、",
    "findings: [{unit: zdzq, item: law.2, found_by: self}]": "findings[0].severity：缺少“严重程度”（severity）。",
    "findings: [{unit: zdzq, item: law.2, severity: bad, found_by: self}]": "严重程度不能是“bad”。可选：minor（一般）、",
    "findings: [{unit: zdzq, item: t1, severity: bad, found_by: self}]": "严重程度不能是“bad”。",
    "findings: [{unit: zdzq, item: t1}]": "findings[0].found_by：缺少“发现来源”（found_by）。",
    "findings: [{unit: zdzq, item: law.2, severity: minor, found_by: us}]": "发现来源不能是“us”。可选：self（单位自查）、",
    "findings: [{unit: zdzq, item: law.2, severity: grave, found_by: self}]": "“特别严重”要由考评人确定分值。允许范围：0.3 至 0.5。",
    "findings: [{unit: zdzq, item: law.2, severity: grave, points: 0.6, found_by: self}]": "“特别严重”的认定分值 0.6 超出范围。",
    "findings: [{unit: zdzq, item: law.2, severity: minor, points: 0.09, found_by: self}]": "允许范围：不小于 0.1、小于 0.2。",
    "findings: [{unit: zdzq, item: law.2, severity: minor, points: 0.2, found_by: self}]": "“一般”的认定分值 0.2 超出范围。",
    "findings: [{unit: zdzq, item: law.2, severity: minor, points: 0.15, found_by: self}]": "“一般”超过 0.1 分，须写明说明（note）。",
    "findings: [{unit: zdzq, item: law.2, severity: serious, points: 0.3, found_by: self}]": "允许范围：等于 0.2。",
    "findings: [{unit: zdzq, item: t1, points: 0.2, found_by: self}]": "这里的分值由条款确定，不另填分值。",
    "events: [{unit: zdzq, item: incidents, on: 2020-02-30}]": "events[0].on：“2020-02-30”不是日期。请写成 2020-08-01。",
    "events: [{unit: zdzq, item: incidents, points: 1}]": "events[0].points：这里的分值由条款确定",
    "events: [{unit: zdzq, item: law}]": "“law”不登记事件。可选：incidents。",
    "events: [{unit: zdzq}]": "events[0].item：缺少“指标”（item）。",
    "events: [{unit: zdzq, item: incidents, id: 1}, {unit: other, item: incidents, id: 1}]": "events[1].id：“1”写了两次",
    "claims: [{unit: zdzq, item: bonus, clause: bonus.key-work, points: 1.1}]": "的认定分值 1.1 超出范围。允许范围：0.1 至 1。",
    "claims: [{unit: zdzq, item: bonus, clause: bonus.keywork, points: 1}]": "是不是“bonus.key-work”？",
    "claims: [{unit: zdzq, item: bonus, clause: penalty.safety, points: 0.1}]": "条款不能是“penalty.safety”。",
    "claims: [{unit: zdzq, item: bonus, clause: bonus.key-work, points: -0.1}]": "超出范围",
    "claims: [{unit: zdzq, item: bonus, clause: bonus.key-work}]": "要由考评人确定分值。",
    "claims: [{unit: zdzq, item: bonus, points: 0.1}]": "claims[0].clause：缺少“条款”（clause）。",
    "vetoes: [{unit: zdzq, veto: v1, decision: 1号}]": "vetoes[0].veto：本方案没有一票否决。请删去。",
    "declared: [{unit: zdzq, item: t1, by: 市司法局}]": "“t1”不需要零报告。可选：law、affairs、budget、audit、incidents、penalty。",
    "declared: [{unit: zdzq, item: law}]": "declared[0].by：缺少“报告部门”（by）。",
    "declared: [{unit: zdzq, item: law, by: 甲局}, {unit: zdzq, item: law, by: 甲局}]": "“zdzq law 甲局”写了两次",
    "wat: 3": "wat：没有“wat”这个字段。",
    "events: [{unit: zdzq, item: incidents, wat: 3}]": "events[0].wat：没有“wat”这个字段。",
    "values: 3": "values：“values”应为列表。",
    "values: [3]": "values[0]：此处应为若干“字段: 值”。",
}
EFFICIENCY_MISTAKES = {
    "values: [{unit: dept-01, item: 9, name: online, value: 90%}]": "“90%”带百分号，而这里不是百分数。",
    "values: [{unit: dept-01, item: 1, name: given, value: 3.01}]": "评分是 3.01，超出范围。允许范围：0 至 3。",
    "values: [{unit: dept-01, item: 12, name: given, value: 3}]": "“12”不填“given”。这一项按评议（ratings）计分",
    "values: [{unit: dept-01, item: 1, name: given, value: 3}, {unit: dept-01, item: 1, name: score, value: 3}]":
        "“1”不填“given”。这一项填：其他系统得分（score）、其他系统满分（full）。",
    "values: [{unit: dept-01, item: 1, name: full, value: 0}, {unit: dept-01, item: 1, name: score, value: 3}]":
        "其他系统满分不能是 0",
    "ratings: [{unit: dept-01, item: 12, rater_group: npc, value: 101, raters: 1}]": "评议分 101 超出范围。允许范围：0 至 100。",
    "ratings: [{unit: dept-01, item: 12, rater_group: npc, value: 90}]": "ratings[0].raters：缺少“参评人数”（raters）。",
    "ratings: [{unit: dept-01, item: 12, rater_group: npc, value: 90, raters: 1.5}]": "“1.5”不是正整数。",
    "ratings: [{unit: dept-01, item: 12, rater_group: npc, value: 90, raters: 0}]": "“0”不是正整数。",
    "ratings: [{unit: dept-01, item: 12, rater_group: npc, value: 90, raters: 48, asked: 40}]":
        "ratings[0].asked：应评人数 40 少于参评人数 48。应评人数是请了多少人评议（发出多少份），请核对这两个数。",
    "ratings: [{unit: dept-01, item: 12, rater_group: npc, value: 90, raters: 1, asked: 1.5}]": "“1.5”不是正整数。",
    "ratings: [{unit: dept-01, item: 12, rater_group: npc, value: 90, raters: 1, asked: 0}]": "“0”不是正整数。",
    "ratings: [{unit: dept-01, item: 12, value: 90, raters: 1}]": "ratings[0].rater_group：缺少“评议主体”（rater_group）。",
    "ratings: [{unit: dept-01, item: 9, rater_group: npc, value: 90, raters: 1}]": "“9”不登记评议。",
    "vetoes: [{unit: dept-01, veto: v9, decision: 1号}]": "vetoes[0].veto：没有“v9”这种否决情形。可选：v1、",
    "vetoes: [{unit: dept-01, veto: v1}]": "vetoes[0].decision：缺少“决定文号”（decision）。",
    "vetoes: [{unit: dept-01, veto: v1, decision: 1号, effect: award}]": "的后果，不另选择。",
    "not_applicable: [{unit: dept-01, item: 9, name: leader}]": "not_applicable[0].why：缺少“不适用的理由”（why）。",
    "not_applicable: [{unit: dept-01, item: 9, name: boss, why: x}]": "“9”不填“boss”。可选：functional、",
    "not_applicable: [{unit: dept-01, item: 10, name: given, why: x}]": "“given”不能单独注明不适用。",
    "not_applicable: [{unit: dept-01, item: plan, why: x}]": "没有“plan”这一项，或它不单独计分。",
    "not_applicable: [{unit: dept-01, item: 9, why: x}, {unit: dept-01, item: 9, why: y}]": "“dept-01 9”写了两次",
    "not_applicable: [{unit: dept-01, item: 9, why: x}, {unit: dept-01, item: 9, name: online, why: y}]": "整项已注明不适用",
    "not_applicable: [" + ", ".join(
        f"{{unit: dept-01, item: 9, name: {source}, why: x}}"
        for source in ("functional", "online", "monitoring", "daily", "opinion", "democratic", "leader", "mutual")
    ) + "]": "not_applicable[7].name：“9”的每个数据都注明了不适用。",
    "not_applicable: [{unit: dept-01, item: 8, why: x}]\nvalues: [{unit: dept-01, item: 8, name: given, value: 1}]":
        "values[0].item：这里已注明对该单位不适用，却又填了数据。",
    "not_applicable: [{unit: dept-01, item: 9, name: leader, why: x}]\n"
    "values: [{unit: dept-01, item: 9, name: leader, value: 1}]":
        "values[0].value：这里已注明对该单位不适用，却又填了数据。",
    "tasks: [{unit: dept-01, item: a, type: progress}]": "本方案没有年度任务，单位不能另列任务。",
}  # fmt: skip


@pytest.mark.parametrize("rows", STATIONS_MISTAKES)
def test_a_mistake_in_the_facts_of_2020_is_named(rows: str) -> None:
    assert STATIONS_MISTAKES[rows] in sentence(rows)


@pytest.mark.parametrize("rows", EFFICIENCY_MISTAKES)
def test_a_mistake_in_the_facts_of_2009_is_named(rows: str) -> None:
    assert EFFICIENCY_MISTAKES[rows] in sentence(rows, EFFICIENCY)


@pytest.mark.parametrize(("type_", "name"), [("shortfall", "target"), ("progress", "planned")])
def test_a_target_or_plan_of_zero_is_refused(type_: str, name: str) -> None:
    rows = f"items: [{{item: t3, type: {type_}}}]\nvalues: [{{unit: zdzq, item: t3, name: {name}, value: 0}}]"
    assert "不能是 0：无法计算比例。" in sentence(rows)
    rows = rows.replace(f"type: {type_}", f"type: composite, completion: {type_}")
    assert "不能是 0：无法计算比例。" in sentence(rows)


def test_a_target_of_zero_is_allowed_where_less_is_better() -> None:
    value = "{unit: zdzq, item: t3, name: %s, value: %s}"
    given = ", ".join(value % pair for pair in (("target", 0), ("actual", 2), ("direction", "down")))
    assert not defects(f"items: [{{item: t3, type: shortfall}}]\nvalues: [{given}]")


def test_a_value_given_twice_names_where_it_was_first() -> None:
    rows = (
        "values:\n- {unit: zdzq, item: t1, name: done, value: true}\n- {unit: zdzq, item: t1, name: done, value: true}"
    )
    assert sentence(rows) == "第 6 行，values[1].value：“zdzq t1 done”写了两次，第一次在第 5 行。请只保留其中一个。"


def test_the_effect_of_a_veto_is_named_exactly_where_the_scheme_leaves_it_open() -> None:
    rows = "vetoes: [{unit: dept-01, veto: v1, decision: 1号%s}]"
    assert "缺少“后果”（effect）" in sentence(rows % "", EFFICIENCY, veto_effect="chosen")
    assert "可选：award、grade" in sentence(rows % ", effect: x", EFFICIENCY, veto_effect="chosen")
    assert not defects(rows % ", effect: grade", EFFICIENCY, veto_effect="chosen")


def test_a_grave_problem_needs_no_points_where_the_reading_gives_them() -> None:
    rows = "findings: [{unit: zdzq, item: law.2, severity: grave, found_by: self}]"
    assert not defects(rows, grave="0.3")


def test_a_unit_must_name_a_group_of_the_scheme() -> None:
    rows = "events: []"
    assert not defects(rows, STATIONS)
    for group, says in (("xx", "方案没有“xx”这一类别。可选：streets、departments。"), ("''", "缺少“类别”（group）。")):
        found = defects_of_units(f"[{{id: new-01, group: {group}}}]")
        assert says in found


def test_a_unit_listed_twice_is_refused() -> None:
    assert "units[1].id：“dept-01”写了两次" in defects_of_units("[{id: dept-01}, {id: dept-01}]")


def defects_of_units(units: str) -> str:
    """What is wrong with a file that has only units."""
    [defect] = defects("", EFFICIENCY, units=units)
    return defect.in_language("zh")


def test_the_format_and_the_scheme_must_be_named_and_right() -> None:
    found = [defect.in_language("zh") for defect in defects("", head="units: [{id: a}]\nformat: x\n")]
    assert found == [
        "数据.yaml，第 1 行：缺少“scheme”。请补上。",
        "数据.yaml，第 2 行，format：format 是“x”，应为“kaoping/facts/1”。请用本版本的数据文件或模板。",
    ]
    [other] = defects("", head="format: kaoping/facts/1\nscheme: other\nunits: [{id: a}]\n")
    assert "scheme 是“other”，应为“beijing-stations-2020”。" in other.in_language("zh")


@pytest.mark.parametrize("text", ["[]", "3", ""])
def test_a_file_that_holds_no_facts_is_refused_at_once(text: str) -> None:
    assert "这不是考评数据文件。" in defects("", head=text)[0].in_language("zh")


def test_a_refused_task_is_not_called_unknown_as_well() -> None:
    rows = "tasks: [{unit: zdzq, item: a, type: wrong}]\nvalues: [{unit: zdzq, item: a, name: planned, value: 1}]"
    assert [defect.code for defect in defects(rows)] == ["unknown-type"]


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file() -> None:
    rows = """claims: [{unit: zdzq, item: bonus, clause: wrong, points: 1}]
values: [{unit: zdq, item: t1, name: done, value: true}, {unit: zdzq, item: t1, name: done, value: maybe}]
events: [{unit: zdzq, item: incidents, on: never}]"""
    assert [(defect.line, defect.code) for defect in defects(rows)] == [
        (4, "bad-word"),
        (5, "unknown-unit"),
        (5, "not-yes-or-no"),
        (6, "bad-date"),
    ]


UNKNOWN_UNIT = {
    "values: [{unit: zdq, item: affairs.1.a, name: rate, value: 101}]": "out-of-range",
    "values: [{unit: zdq, item: t99, name: done, value: true}]": "unknown-item",
    "values: [{unit: zdq, item: law, name: done, value: true}]": "not-asked",
    "values: [{item: affairs.1.a, name: rate, value: abc}]": "bad-number",
    "findings: [{unit: zdq, item: law.9, severity: minor, found_by: self}]": "unknown-item",
    "findings: [{unit: zdq, item: law.2, severity: bad, found_by: self}]": "bad-word",
    "findings: [{unit: zdq, item: law.2, severity: grave, points: 0.6, found_by: self}]": "out-of-range",
    "findings: [{severity: grave, item: law.2, found_by: self}]": "points-needed",
    "events: [{unit: zdq, item: law}]": "unknown-item",
    "claims: [{unit: zdq, item: bonus, clause: bonus.key-work, points: 1.1}]": "out-of-range",
    "not_applicable: [{unit: zdq, item: law.9, why: 无}]": "unknown-item",
    "declared: [{unit: zdq, item: t1, by: 市司法局}]": "not-declarable",
    "tasks: [{unit: zdq, item: a, type: wrong}]": "unknown-type",
    "tasks: [{unit: zdq, item: a.b, type: progress}]": "bad-task-id",
}


@pytest.mark.parametrize("rows", UNKNOWN_UNIT)
def test_a_row_without_a_known_unit_is_checked_as_far_as_any_unit_could_write_it(rows: str) -> None:
    unit = "unknown-unit" if "unit:" in rows else "missing-field"
    assert sorted(defect.code for defect in defects(rows)) == sorted([unit, UNKNOWN_UNIT[rows]])


@pytest.mark.parametrize(
    "rows",
    [
        "values: [{unit: zdq, item: t1, name: target, value: 3}]",
        "values: [{unit: zdq, item: t1, name: done, value: 完成}]",
        "values: [{unit: zdq, item: own, name: planned, value: 50}]",
        "values: [{unit: zdq, item: t2, name: done, value: 是}]",
        "not_applicable: [{unit: zdq, item: own, why: 无}]",
        "findings: [{unit: zdq, item: own, found_by: self}]",
    ],
)
def test_what_some_unit_might_write_is_not_held_against_a_row_without_a_known_unit(rows: str) -> None:
    tasks = (
        "tasks: [{unit: other, item: t1, type: shortfall}, {unit: other, item: own, type: progress}]\n"
        if "own" in rows or "t1" in rows
        else "not_applicable: [{unit: other, item: t2, why: 无}]\n"
    )
    assert [defect.code for defect in defects(tasks + rows)] == ["unknown-unit"]


def test_rows_are_checked_where_no_unit_is_listed() -> None:
    rows = "findings: [{unit: zdzq, item: law.2, severity: bad, found_by: self}]"
    assert [defect.code for defect in defects(rows, units="[]")] == ["no-units", "unknown-unit", "bad-word"]


def test_thousands_of_mistakes_end_with_a_word_that_there_are_more() -> None:
    rows = "events: [" + "{unit: nobody, item: nothing}, " * 5000 + "]"
    found = defects(rows)
    assert len(found) == 201
    assert "没有列出" in found[-1].in_language("zh")


def test_every_sentence_is_complete_in_both_languages() -> None:
    for scheme, mistakes in ((STATIONS, STATIONS_MISTAKES), (EFFICIENCY, EFFICIENCY_MISTAKES)):
        for rows in mistakes:
            [defect] = defects(rows, scheme)
            assert defect.in_language("zh").endswith(("。", "？"))
            assert defect.in_language("en").endswith((".", "?"))
            assert "{" not in defect.says.in_language("en") + defect.remedy.in_language("en")
