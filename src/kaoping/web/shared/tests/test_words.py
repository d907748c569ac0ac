"""Words and numbers in templates."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.template import Context, Template

from kaoping.core.defect import Defect
from kaoping.core.text import Text


def rendered(template: str, **context: object) -> str:
    """A template's text."""
    return Template(template).render(Context(context))


def test_a_sentence_takes_the_language_of_the_page_and_chinese_where_none_is_known() -> None:
    template = '{% say "共 {count} 行" "Rows: {count}" count=5 %}'
    assert rendered(template, language="en") == "Rows: 5"
    assert rendered(template) == "共 5 行"


def test_values_in_a_sentence_are_escaped_and_its_own_words_are_not() -> None:
    found = rendered('{% say "“{words}”&nbsp;" "x" words=words %}', words="<b>")
    assert found == "“&lt;b&gt;”&nbsp;"


def test_words_that_the_code_says_are_escaped() -> None:
    assert rendered("{% show text %}", text=Text("<甲>", "<a>"), language="en") == "&lt;a&gt;"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        (Fraction("-0.2"), "−0.20"),
        (Fraction(10, 3), "10/3 (≈3.3333)"),
        (Fraction("0.125"), "0.125"),
        (Fraction(0), "0.00"),
        (None, "—"),
    ],
)
def test_amounts_have_the_schemes_decimals_and_a_true_minus_sign(number: Fraction | None, shown: str) -> None:
    assert rendered("{{ number|amount:2 }}", number=number) == shown


def test_defects_are_listed_with_errors_first() -> None:
    warning = Defect("w", "", Text("提醒一句", "A warning"), Text("看看", "Look"), severity="warning")
    error = Defect("e", "表.xlsx", Text("写错了", "Wrong"), Text("改正", "Mend it"), line=3)
    found = rendered("{% defect_list defects %}", defects=[warning, error])
    assert found.index("写错了") < found.index("提醒一句")
    assert "表.xlsx，第 3 行" in found
