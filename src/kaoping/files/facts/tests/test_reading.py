"""What a facts file says is what the facts hold, whatever the format, the order and the way of writing."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from kaoping.core.defect import Refused
from kaoping.core.facts import ItemChange, Row, Task, Unit
from kaoping.core.missing import Gap
from kaoping.files.facts import read_facts, undeclared
from kaoping.files.facts.tests.examples import EFFICIENCY, STATIONS, defects, facts, settled

WHOLE_YEAR = {
    "format": "kaoping/facts/1",
    "scheme": STATIONS,
    "units": [{"id": "zdzq", "group": "stations"}, {"id": "other", "name": "示例单位", "group": "stations"}],
    "items": [{"item": "t3", "type": "shortfall", "points": "20"}, {"item": "t2", "points": 5}],
    "tasks": [
        {"unit": "other", "item": "a1", "type": "composite", "completion": "progress", "points": "15", "title": "任务甲"},
        {"unit": "other", "item": "a2", "type": "pass_or_fail", "goal": "1. 建成。2. 运行。"},
    ],
    "values": [
        {"unit": "zdzq", "item": "t3", "name": "target", "value": "100", "evidence": "统计表"},
        {"unit": "zdzq", "item": "t3", "name": "actual", "value": 99},
        {"unit": "zdzq", "item": "t1", "name": "done", "value": True},
        {"unit": "other", "item": "a1", "name": "planned", "value": "80"},
        {"unit": "other", "item": "affairs.1.a", "name": "rate", "value": "94.50"},
    ],
    "findings": [
        {"unit": "zdzq", "item": "law.1.a", "severity": "grave", "points": "0.4", "found_by": "assessor",
         "on": "2020-08-01"},
        {"unit": "zdzq", "item": "t1", "found_by": "self", "matter": "甲"},
    ],
    "events": [{"unit": "zdzq", "item": "incidents", "on": "2020-09-01", "note": "媒体曝光", "matter": "甲"}],
    "claims": [{"unit": "other", "item": "bonus", "clause": "bonus.key-work", "points": "0.8", "id": "1"}],
    "not_applicable": [{"unit": "zdzq", "item": "t10", "why": "全年没有交办事项", "on": "2020-12-01"}],
    "declared": [{"unit": "zdzq", "item": "law", "by": "市司法局", "on": "2021-01-10"}],
}  # fmt: skip


def written(content: object, suffix: str, folder: Path) -> Path:
    """A file with that content."""
    path = folder / f"数据{suffix}"
    text = json.dumps(content) if suffix == ".json" else yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
    path.write_text(text, "utf-8")
    return path


def shuffled(content: object, seed: int) -> object:
    """The same rows and fields in another order; units and tasks keep theirs, for it has a meaning."""
    randomly = random.Random(seed)  # noqa: S311  # nothing secret
    if isinstance(content, dict):
        keys = randomly.sample(list(content), len(content))
        return {key: content[key] if key in ("units", "tasks") else shuffled(content[key], seed) for key in keys}
    if isinstance(content, list):
        return [shuffled(part, seed) for part in randomly.sample(content, len(content))]
    return content


def test_json_and_yaml_of_one_content_give_equal_facts(tmp_path: Path) -> None:
    one, other = (read_facts(written(WHOLE_YEAR, suffix, tmp_path), settled(STATIONS)) for suffix in (".json", ".yaml"))
    assert one == other
    assert one.digest == other.digest


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_and_fields_never_matters(tmp_path: Path, seed: int) -> None:
    first = read_facts(written(WHOLE_YEAR, ".json", tmp_path), settled(STATIONS))
    other = read_facts(written(shuffled(WHOLE_YEAR, seed), ".json", tmp_path), settled(STATIONS))
    assert other == first
    assert other.digest == first.digest


def test_every_table_reaches_the_facts(tmp_path: Path) -> None:
    found = read_facts(written(WHOLE_YEAR, ".json", tmp_path), settled(STATIONS))
    assert found.units == (Unit("zdzq", "重点站区管委会", "stations"), Unit("other", "示例单位", "stations"))
    assert found.changes == (ItemChange("t2", "", Fraction(5)), ItemChange("t3", "shortfall", Fraction(20)))
    assert found.tasks == {
        "other": (
            Task("a1", "composite", Fraction(15), "progress", (("title", "任务甲"),)),
            Task("a2", "pass_or_fail", None, "", (("goal", "1. 建成。2. 运行。"),)),
        )
    }
    assert found.values["zdzq", "t1", "done"] == 1
    assert found.values["other", "affairs.1.a", "rate"] == Fraction("94.5")
    assert [row.table for row in found.rows] == ["events", "findings", "findings", "claims"]
    assert found.rows[1] == Row(
        "findings",
        "zdzq",
        "law.1.a",
        (("severity", "grave"), ("points", Fraction("0.4")), ("found_by", "assessor"), ("on", "2020-08-01")),
    )
    assert found.not_applicable == {("zdzq", "t10", ""): "全年没有交办事项"}
    assert found.declared == (("zdzq", "law", "市司法局", "2021-01-10"),)
    assert found.remarks == {
        ("values", "zdzq", "t3", "target"): (("evidence", "统计表"),),
        ("not_applicable", "zdzq", "t10", ""): (("on", "2020-12-01"),),
    }


def test_a_remark_changes_the_digest_and_the_mark_of_a_sample_does_not() -> None:
    rows = "values: [{unit: zdzq, item: t1, name: done, value: true%s}]"
    plain, remarked = facts(rows % ""), facts(rows % ", note: 已验收")
    assert plain.digest != remarked.digest
    sample = facts(rows % "" + "\nsample: true")
    assert (sample.sample, sample.digest) == (True, plain.digest)


def test_null_and_empty_text_are_facts_that_nobody_gave() -> None:
    rows = "events: [{unit: zdzq, item: incidents, note: %s, on: null}]"
    assert facts(rows % "''") == facts(rows % "'  '") == facts(rows % "null")


@pytest.mark.parametrize("written_as", ["90", "９０", "90%", "９０％", " 90 ", "90.0", "+90"])
def test_a_percentage_may_be_written_in_every_unambiguous_way(written_as: str) -> None:
    rows = f"values: [{{unit: zdzq, item: affairs.1.a, name: rate, value: '{written_as}'}}]"
    assert facts(rows).values["zdzq", "affairs.1.a", "rate"] == 90


@pytest.mark.parametrize(
    "day", ["2020-08-01", "2020/8/1", "2020.8.1", "2020年8月1日", "２０２０-08-01", "2020-08-01T09:30:00"]
)
def test_a_day_may_be_written_in_every_unambiguous_way(day: str) -> None:
    [row] = facts(f"events: [{{unit: zdzq, item: incidents, on: '{day}'}}]").rows
    assert row.values["on"] == "2020-08-01"


@pytest.mark.parametrize(("word", "done"), [("true", 1), ("是", 1), ("已完成", 1), ("No", 0), ("否", 0), ("未完成", 0)])
def test_yes_and_no_may_be_written_in_words(word: str, done: int) -> None:
    assert facts(f"values: [{{unit: zdzq, item: t1, name: done, value: {word}}}]").values["zdzq", "t1", "done"] == done


def test_what_is_taken_but_looks_wrong_is_a_warning() -> None:
    rows = "values: [{unit: zdzq, item: affairs.1.%s, name: rate, value: '%s'}]"
    [small] = facts(rows % ("a", "0.9")).warnings
    assert (small.severity, small.code) == ("warning", "small-percentage")
    [zero] = facts(rows % ("a", "090")).warnings
    assert (zero.severity, zero.code) == ("warning", "leading-zero")
    [points] = facts("items: [" + ", ".join(f"{{item: t{task}, points: 9}}" for task in range(1, 11)) + "]").warnings
    assert points.code == "points-below-base"
    assert not facts(rows % ("a", "0.9%")).warnings


def test_any_number_of_warnings_keeps_nobody_from_scoring() -> None:
    units = ", ".join(f"{{id: u{number}}}" for number in range(300))
    rows = ", ".join(f"{{unit: u{number}, item: t1, name: planned, value: '0{number}'}}" for number in range(90))
    head = f"format: kaoping/facts/1\nscheme: {STATIONS}\nunits: [{units}]\nitems: [{{item: t1, type: progress}}]\n"
    more = ", ".join(f"{{unit: u{number}, item: affairs.1.a, name: rate, value: '0.5'}}" for number in range(300))
    found = facts(f"values: [{rows}, {more}]".replace("'00'", "'01'"), head=head)
    assert len(found.warnings) == 390


def test_both_languages_name_a_direction() -> None:
    rows = "items: [{item: t3, type: shortfall}]\nvalues: [{unit: zdzq, item: t3, name: direction, value: %s}]"
    assert (
        facts(rows % "down").values
        == facts(rows % "越低越好").values
        == facts(rows % "Less is better").values
        == {("zdzq", "t3", "direction"): "down"}
    )
    assert "可选：越高越好、越低越好。" in defects(rows % "across")[0].in_language("zh")


def test_a_finding_at_a_task_may_say_how_grave_it_is() -> None:
    [row] = facts("findings: [{unit: zdzq, item: t1, severity: grave, found_by: inspection}]").rows
    assert row.values["severity"] == "grave"


def test_a_rating_may_say_how_many_were_asked_and_without_it_is_what_it_was() -> None:
    rating = "ratings: [{unit: dept-01, item: 12, rater_group: npc, value: 82, raters: 48%s}]"
    without, empty, known = (facts(rating % asked, EFFICIENCY) for asked in ("", ", asked: ''", ", asked: 60"))
    assert without == empty
    assert without.digest == "8e5223081aa7dc7b63698bc71ba68c397716e6d5e437d6c8f42cb409b9bcb79d"
    assert known.rows[0].values["asked"] == 60
    assert known.digest != without.digest


def test_an_award_may_be_taken_from_ratings_or_from_another_system() -> None:
    assert facts("ratings: [{unit: dept-01, item: 1, rater_group: npc, value: 80, raters: 3}]", EFFICIENCY).rows
    value = "{unit: dept-01, item: 1, name: %s, value: %s}"
    given = ", ".join(value % pair for pair in (("score", 85), ("full", 100)))
    assert len(facts(f"values: [{given}]", EFFICIENCY).values) == 2


def test_a_unit_that_the_scheme_names_needs_nothing_but_its_id() -> None:
    assert facts("", EFFICIENCY).units[0] == Unit("dept-01", "区发展改革委", "departments")


def test_goals_are_answered_one_by_one_under_that_reading() -> None:
    rows = "values: [{unit: zdzq, item: t3, name: done.2, value: false}]"
    assert facts(rows, part_done="by-goal").values == {("zdzq", "t3", "done.2"): 0}
    assert "这一项填：是否完成（done）。" in defects(rows)[0].in_language("zh")


def test_what_nobody_declared_checked_is_missing() -> None:
    rows = "declared: [{unit: zdzq, item: law, by: 甲局}]\nnot_applicable: [{unit: other, item: incidents, why: x}]"
    assert undeclared(settled(STATIONS), facts(rows)) == (
        *(Gap("zdzq", item, "declared") for item in ("affairs", "budget", "audit", "incidents", "penalty")),
        *(Gap("other", item, "declared") for item in ("law", "affairs", "budget", "audit", "penalty")),
    )
    declared = facts("declared: [{unit: dept-01, item: v1, by: 监察局}]", EFFICIENCY)
    assert Gap("dept-01", "v1", "declared") not in undeclared(settled(EFFICIENCY), declared)
    assert Gap("dept-01", "v2", "declared") in undeclared(settled(EFFICIENCY), declared)


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"Use a \.json, \.yaml or \.xlsx file"):
        read_facts(tmp_path / "数据.csv", settled(STATIONS))
