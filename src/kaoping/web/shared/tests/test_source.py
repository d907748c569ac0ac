"""The original text: a clause is highlighted where it stands, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kaoping.core.line import Clause
from kaoping.reports.explanation import source_lines
from kaoping.schemes.assessment import Assessment
from kaoping.schemes.read import built_in, read
from kaoping.web.shared.source import Passage, clause_id, clauses_of, passage

SOURCE = (
    "总则",
    "",
    "任务\t扣分不足0.2分的，按0.2分计。",
    "其他",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "",
    "附件",
    "第一部\n",
    "分内容",
    "末行",
)


def shown(clause: Clause) -> Passage:
    """The passage of a clause in the sample."""
    return passage(SOURCE, clause, "文件", "/scheme")


def marked(found: Passage) -> list[str]:
    """The highlighted pieces."""
    return [piece.text for stretch in found.stretches for line in stretch for piece in line.pieces if piece.marked]


def test_the_words_of_a_clause_are_highlighted_in_their_line() -> None:
    found = shown(Clause("扣分不足0.2分的，按0.2分计", "3"))
    assert marked(found) == ["扣分不足0.2分的，按0.2分计"]
    assert [line.number for line in found.stretches[0] if line.named] == [3]


def test_a_clause_that_runs_over_lines_is_highlighted_in_all_of_them() -> None:
    assert marked(shown(Clause("第一部分内容", "15-16"))) == ["第一部", "分内容"]


def test_lines_far_apart_stand_in_stretches_of_their_own() -> None:
    assert [[line.number for line in stretch] for stretch in shown(Clause("无", "3, 17")).stretches] == [
        [1, 3, 4],
        [15, 16, 17],
    ]


def test_words_that_the_lines_do_not_hold_highlight_the_whole_lines() -> None:
    assert marked(shown(Clause("别的话", "4"))) == ["其他"]


def test_a_place_beyond_the_document_shows_nothing() -> None:
    assert shown(Clause("别的话", "400")).stretches == ()


def test_the_name_of_a_clause_depends_on_its_words_and_its_place() -> None:
    assert len({clause_id(Clause(*one)) for one in (("甲", "1"), ("甲", "2"), ("乙", "1"))}) == 3


@pytest.mark.parametrize("scheme", built_in())
def test_every_clause_of_a_built_in_scheme_is_found_in_its_place(
    scheme: str, demonstration_year: Callable[[str], Assessment]
) -> None:
    settled = read(scheme)
    for clause in clauses_of(settled, demonstration_year(scheme).programs.values()).values():
        if clause.at and clause.quote:
            found = passage(settled.file.source, clause, "", "")
            named = {line.number for stretch in found.stretches for line in stretch if line.named}
            assert named == set(source_lines(clause.at))
            assert "".join(clause.quote.split()) in "".join("".join(marked(found)).split()), clause
