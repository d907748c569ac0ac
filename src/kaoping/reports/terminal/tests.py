"""What the terminal shows: within its width, plain when piped, with every reason an office asks for."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from kaoping.core.defect import Defect
from kaoping.core.text import LANGUAGES, Language, Text
from kaoping.reports.terminal import print_defects, print_ranking, print_scheme, print_scorecard
from kaoping.reports.terminal.wrapping import wrapped
from kaoping.reports.tests.examples import EFFICIENCY, ENVIRONMENT, STATIONS, example
from kaoping.schemes.assessment import Assessment
from kaoping.schemes.read import read

GROUPS = {"streets": 5, "departments": 8}


def piped(show: Callable[[Console], None], width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width)
    show(console)
    return _text(console)


def _text(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def everything(assessment: Assessment, language: Language, console: Console) -> None:
    print_ranking(assessment, language, console)
    print_scheme(assessment.settled, language, console)
    for card in assessment.cards[:3]:
        print_scorecard(assessment, card.unit.id, None, language, console)
        print_scorecard(assessment, card.unit.id, card.items[-1].item.id, language, console)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", [STATIONS, EFFICIENCY, ENVIRONMENT])
@pytest.mark.parametrize("width", [80, 120])
def test_no_line_is_wider_than_the_terminal(scheme: str, language: Language, width: int) -> None:
    assessment = example(scheme, GROUPS, seed=4, missing=0.01)
    text = piped(lambda console: everything(assessment, language, console), width)
    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_what_is_piped_has_no_colour_codes_no_drawn_lines_and_minus_signs_of_a_keyboard() -> None:
    text = piped(lambda console: everything(example(STATIONS, {"stations": 3}), "zh", console))
    assert "-0." in text
    assert not set(text) & {"\x1b", "─", "−"}


def test_a_terminal_gets_true_minus_signs() -> None:
    console = Console(file=io.StringIO(), width=80, force_terminal=True, color_system=None)
    everything(example(STATIONS, {"stations": 3}), "zh", console)
    assert {"─", "−"} <= set(_text(console))


@given(st.text(alphabet="考评，。“”（）abc 12－.、", max_size=120), st.integers(8, 40))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


def test_punctuation_starts_no_line_and_an_opening_quote_ends_none() -> None:
    lines = wrapped("依据“考评方案”，扣分不足零点二分的，按零点二分计。", 8)
    assert not [line for line in lines if line[0] in "，。”" or line[-1] == "“"]
    assert len(lines) > 4


def test_the_line_of_the_quota_stands_under_the_last_unit_chosen_with_its_arithmetic() -> None:
    text = piped(lambda console: print_ranking(example(EFFICIENCY, GROUPS), "zh", console))
    lines = text.splitlines()
    cuts = [place for place, line in enumerate(lines) if "先进单位：本组应评" in line and line.startswith("--")]
    assert len(cuts) == 2
    assert "8 个单位，20% 为 1.6 个，四舍五入取 2 个" in lines[cuts[1]]
    assert "  是" in lines[cuts[1] - 1]


def test_an_incomplete_unit_is_said_to_be_so_with_who_owes_what() -> None:
    assessment = example(EFFICIENCY, GROUPS, missing=0.02)
    text = piped(lambda console: print_ranking(assessment, "zh", console), 120)
    waiting = [card for card in assessment.cards if not card.complete]
    assert waiting
    assert text.count("数据未齐 · 缺") == len(waiting)
    assert "检查组提供" in text or "牵头" in text or "提供：" in text
    assert "暂不评定" in text


def test_a_scorecard_shows_formula_values_and_result_of_every_line() -> None:
    assessment = example(STATIONS, {"stations": 3}, seed=2)
    card = assessment.cards[0]
    text = piped(lambda console: print_scorecard(assessment, card.unit.id, None, "zh", console), 200)
    lines = [entry for item in card.items for entry in item.entries if not entry.line.endswith(".points")]
    assert lines
    assert text.count("算式 ") == text.count("代入 ") == len(lines)
    assert all(entry.says.in_language("zh").split("\n")[0] in text for entry in lines)


def test_one_item_alone_is_shown_in_full_and_without_the_total() -> None:
    assessment = example(EFFICIENCY, GROUPS)
    text = piped(lambda console: print_scorecard(assessment, "streets-01", "9", "zh", console), 200)
    assert "本项得分" in text
    assert "总分" not in text
    assert assessment.card("streets-01").item("9").item.clause.quote in text.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize(("language", "heading"), [("zh", "条文理解"), ("en", "Readings in force")])
def test_a_scheme_is_shown_with_its_readings_and_what_was_chosen_anew(language: Language, heading: str) -> None:
    settled = read(STATIONS, {"minimum": "total"})
    text = piped(lambda console: print_scheme(settled, language, console), 160)
    assert heading in text
    assert text.count("（本次改选）" if language == "zh" else "(chosen for this run)") == 1
    assert "law.1.a" in text


def test_defects_come_with_their_place_and_remedy_errors_first() -> None:
    minor = Defect("b", "x.yaml", Text("乙。", "B."), Text("改乙。", "Mend b."), line=3, severity="warning")
    grave = Defect("a", "x.yaml", Text("甲。", "A."), Text("改甲。", "Mend a."), line=7, clause="原文")
    lines = piped(lambda console: print_defects([minor, grave], "zh", console)).splitlines()
    assert lines == [
        "[错误] x.yaml，第 7 行：甲。",
        "    改甲。",
        "    条文：原文",
        "[提醒] x.yaml，第 3 行：乙。",
        "    改乙。",
        "共 1 处错误、1 处提醒。",
    ]
