"""The command line as offices and other tools use it: outputs, refusals, exit statuses, both languages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kaoping.cli.main import COMMANDS, main
from kaoping.schemes.read import built_in

CASES = Path(__file__).parent / "cases"

ONE_UNIT = {
    "format": "kaoping/facts/1",
    "scheme": "beijing-stations-2020",
    "units": [{"id": "u", "name": "示例单位", "group": "stations"}],
    "tasks": [{"unit": "u", "item": "a", "type": "shortfall"}, {"unit": "u", "item": "b", "type": "pass_or_fail"}],
    "values": [
        {"unit": "u", "item": "a", "name": "target", "value": "100"},
        {"unit": "u", "item": "a", "name": "actual", "value": "90"},
        {"unit": "u", "item": "b", "name": "done", "value": True},
    ],
    "findings": [{"unit": "u", "item": "law.1.a", "severity": "serious", "found_by": "assessor"}],
}


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.json"
    path.write_text(json.dumps(ONE_UNIT, ensure_ascii=False), encoding="utf-8")
    return path


def changed(path: Path, **changes: object) -> Path:
    path.write_text(json.dumps({**ONE_UNIT, **changes}, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_score_comes_as_a_table_as_json_on_standard_output_and_as_a_file(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["score", "beijing-stations-2020", str(facts)]) == 0
    assert "94.60" in capsys.readouterr().out
    assert main(["score", "beijing-stations-2020", str(facts), "--json", "-o", str(tmp_path / "r.json")]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed == json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert printed["format"] == "kaoping/result/1"
    assert (printed["units"][0]["score"], printed["units"][0]["rank"]) == ("94.60", 1)


def test_the_digest_is_the_same_in_both_languages_and_under_another_hash_seed(
    facts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    digests = set()
    for language in ("zh", "en"):
        main(["score", "beijing-stations-2020", str(facts), "--json", "--lang", language])
        digests.add(json.loads(capsys.readouterr().out)["digest"])
    for seed in ("0", "1234"):
        command = [sys.executable, "-c", "from kaoping.cli.main import run; run()", "score", "beijing-stations-2020"]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        found = subprocess.run([*command, str(facts), "--json"], capture_output=True, check=True, env=environment)
        digests.add(json.loads(found.stdout)["digest"])
    assert len(digests) == 1


def test_the_digest_does_not_depend_on_the_order_of_anything_in_the_facts(
    facts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["score", "beijing-stations-2020", str(facts), "--json"])
    straight = json.loads(capsys.readouterr().out)
    turned = {name: list(reversed(rows)) for name, rows in ONE_UNIT.items() if isinstance(rows, list)}
    main(["score", "beijing-stations-2020", str(changed(facts, **turned)), "--json"])
    reversed_facts = json.loads(capsys.readouterr().out)
    assert (straight["digest"], straight["facts_digest"]) == (reversed_facts["digest"], reversed_facts["facts_digest"])


def test_a_result_verifies_and_a_changed_number_is_named(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    result = tmp_path / "r.json"
    main(["score", "beijing-stations-2020", str(facts), "-o", str(result), "--reading", "base=120"])
    assert main(["verify", str(result), "--facts", str(facts)]) == 0
    assert "一致" in capsys.readouterr().out
    content = json.loads(result.read_text("utf-8"))
    content["units"][0]["items"][0]["lines"][1]["points"] = "-4"
    result.write_text(json.dumps(content), encoding="utf-8")
    assert main(["verify", str(result), "--facts", str(facts)]) == 1
    assert "units[u].items[a].lines[2].points 在结果里是 -4，复算得 -6" in capsys.readouterr().err


def test_a_result_with_a_points_table_verifies_without_the_table_file(facts: Path, tmp_path: Path) -> None:
    table = tmp_path / "points.yaml"
    table.write_text("a: 30\nb: 70\n", encoding="utf-8")
    result = tmp_path / "r.json"
    scheme = ["beijing-stations-2020", str(facts)]
    assert main(["score", *scheme, "-o", str(result), "--reading", f"task-points=@{table}"]) == 0
    assert json.loads(result.read_text("utf-8"))["readings"]["task-points"] == {"a": "30", "b": "70"}
    table.unlink()
    assert main(["verify", str(result), "--facts", str(facts)]) == 0


def test_every_line_is_explained(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "beijing-stations-2020", str(facts), "--unit", "示例单位", "--item", "a", "--json"]) == 0
    explained = json.loads(capsys.readouterr().out)
    text = json.dumps(explained, ensure_ascii=False)
    for part in ("按未完成比例扣分", "目标值", "100 − 90", "-5"):
        assert part in text


def test_incomplete_facts_are_no_error_and_say_who_owes_what(facts: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed(facts, values=ONE_UNIT["values"][:2])
    assert main(["score", "beijing-stations-2020", str(facts), "--json"]) == 0
    unit = json.loads(capsys.readouterr().out)["units"][0]
    assert (unit["complete"], unit["score"], unit["rank"]) == (False, None, None)
    assert unit["missing"] == [{"unit": "u", "item": "b", "name": "done", "owed_by": []}]


def test_undeclared_items_are_missing_where_declarations_are_required(
    facts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["score", "beijing-stations-2020", str(facts), "--json", "--require-declared"])
    unit = json.loads(capsys.readouterr().out)["units"][0]
    missing = [(one["item"], one["name"]) for one in unit["missing"]]
    assert {("law", "declared"), ("penalty", "declared")} <= set(missing)
    assert unit["score"] is None


def test_bad_facts_are_refused_with_every_defect_and_nothing_is_written(
    facts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    finding = {"unit": "v", "item": "law.9", "severity": "grave", "found_by": "assessor"}
    changed(facts, findings=[finding], colour="red")
    out = tmp_path / "r.json"
    assert main(["score", "beijing-stations-2020", str(facts), "-o", str(out)]) == 1
    said = capsys.readouterr().err
    assert all(word in said for word in ("colour", "“v”", "facts.json", "第 1 行"))
    assert not out.exists()


def test_an_unknown_reading_unit_item_or_scheme_is_refused_with_what_there_is(
    facts: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    scheme = ["beijing-stations-2020", str(facts)]
    for arguments, word in (
        (["score", *scheme, "--reading", "minimun=total"], "minimum"),
        (["score", *scheme, "--reading", "minimum=sometimes"], "before-surcharge"),
        (["explain", *scheme, "--unit", "w"], "u"),
        (["explain", *scheme, "--unit", "u", "--item", "zz"], "law"),
        (["score", "no-such-scheme", str(facts)], "beijing-stations-2020"),
    ):
        assert main(arguments) == 1
        assert word in capsys.readouterr().err


def test_a_scheme_with_errors_is_refused_and_scores_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad = Path(__file__).parent / "bad-schemes" / "item-5-misplaced.yaml"
    assert main(["facts", "template", str(bad), "-o", str(tmp_path / "t.xlsx")]) == 1
    assert "工作方案" in capsys.readouterr().err
    assert not (tmp_path / "t.xlsx").exists()


def test_a_wrong_command_line_is_told_in_the_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scor"]) == 2
    assert "没有命令 scor" in capsys.readouterr().err
    assert main(["--lang", "en", "score"]) == 2
    assert capsys.readouterr().err.startswith("SCHEME is missing.")
    assert main(["score", "a", "b", "--colour"]) == 2
    assert main(["score", "beijing-stations-2020", "facts.json", "-o", "result.txt"]) == 2
    assert main(["score", "beijing-stations-2020", "facts.json", "--reading", "base"]) == 2


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_in_both_languages(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    chinese = capsys.readouterr().out
    assert main([command, "--help", "--lang=en"]) == 0
    english = capsys.readouterr().out
    assert "用法：" in chinese
    assert not any("一" <= character <= "鿿" for character in english.replace("zh 中文", "").replace("模板", ""))


def test_help_imports_no_command_and_no_library_of_one() -> None:
    code = "import sys; from kaoping.cli.main import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    loaded = set(found.stderr.split())
    assert not loaded & {"numpy", "openpyxl", "xlsxwriter", "yaml", "rich", "kaoping.schemes.read", "kaoping.cli.score"}


def test_the_built_in_schemes_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["scheme", "list", "--json"]) == 0
    assert [row["id"] for row in json.loads(capsys.readouterr().out)] == list(built_in())


@pytest.mark.parametrize("case", sorted(CASES.glob("*.facts.json")), ids=lambda path: path.name.split(".")[0])
def test_cases_computed_elsewhere_in_exact_fractions_come_out_the_same(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = json.loads(case.with_name(case.name.replace(".facts.", ".expected.")).read_text("utf-8"))
    readings = [part for name, value in expected["readings"].items() for part in ("--reading", f"{name}={value}")]
    scheme = json.loads(case.read_text("utf-8"))["scheme"]
    assert main(["score", scheme, str(case), "--json", *readings]) == 0
    found = {unit["unit"]: unit for unit in json.loads(capsys.readouterr().out)["units"]}
    for unit, wanted in expected["units"].items():
        assert_unit(found[unit], wanted)


def assert_unit(found: dict[str, Any], wanted: dict[str, Any]) -> None:
    for name, value in wanted.items():
        if name == "lines":
            lines = {item["item"]: [line["points"] for line in item["lines"]] for item in found["items"]}
            assert {item: lines[item] for item in value} == value
        elif name == "missing":
            assert [[one["item"], one["name"]] for one in found["missing"]] == value
        else:
            assert found[name] == value
