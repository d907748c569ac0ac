"""What facts say, in the words of their scheme."""

from __future__ import annotations

import pytest

from kaoping.core.program import Program
from kaoping.core.text import Text
from kaoping.records.canonical import canonical
from kaoping.records.models import Fact
from kaoping.schemes.compile import compile_scheme
from kaoping.schemes.read import read
from kaoping.web.shared.fact_words import says_of


@pytest.fixture(scope="module")
def program() -> Program:
    """The stations' scheme with the tasks that are printed."""
    return compile_scheme(read("beijing-stations-2020").scheme)


def fact(table: str, item: str, name: str = "", **content: str) -> Fact:
    """A row of facts that no database keeps."""
    return Fact(table=table, unit="zdzq", item=item, name=name, content=canonical(content))


def test_three_rates_of_one_item_say_of_which_checkpoint_they_are(program: Program) -> None:
    rates = [fact("values", f"affairs.1.{letter}", "rate", value=rate) for letter, rate in (("a", "97"), ("b", "89.5"))]
    assert [says_of(one, program, "zh") for one in rates] == [
        "1.a. 响应率达到95%：达到的比率 97%",
        "1.b. 解决率达到85%：达到的比率 89.5%",
    ]


def test_a_claim_names_its_clause_by_the_words_of_the_document(program: Program) -> None:
    claim = fact("claims", "bonus", clause="bonus.key-work", points="0.8", note="承担重点工作。")
    says = says_of(claim, program, "zh")
    assert "bonus.key-work" not in says
    assert "市委市政府重点工作较重且完成比较出色的" in says
    assert "。、" not in says
    assert says.endswith("说明 承担重点工作")


def test_a_task_names_its_type_as_the_scheme_does(program: Program) -> None:
    task = fact("tasks", "t1", type="shortfall", title="示例任务")
    assert "shortfall" in says_of(task, program, "zh")
    assert "任务类型 指数数值类" in says_of(task, program, "zh", {"shortfall": Text("指数数值类", "index")})


def test_a_finding_says_at_which_checkpoint_and_when(program: Program) -> None:
    found = fact("findings", "law.1.b", severity="minor", found_by="self", on="2020-05-18", note="2020-02-30")
    assert says_of(found, program, "zh") == (
        "1.b. 依法行政培训完成情况：问题 严重程度 一般、发现来源 单位自查、日期 2020年5月18日、说明 2020-02-30"
    )
