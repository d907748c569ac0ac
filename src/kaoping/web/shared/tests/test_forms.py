"""Forms: what was typed stays, what is wrong is said at its field and above the form, the first has the focus."""

from __future__ import annotations

from django import forms

from kaoping.web.shared.tests.test_words import rendered

TEMPLATE = "{% form_errors form %}{% field form.name %}{% field form.points %}"


class Sample(forms.Form):
    """Two fields."""

    name = forms.CharField(label="名称", help_text="全称")
    points = forms.IntegerField(label="分值", error_messages={"invalid": "请写整数。"})


def test_a_refused_form_keeps_what_was_typed() -> None:
    found = rendered(TEMPLATE, form=Sample({"name": "示例单位", "points": "九"}))
    assert 'value="示例单位"' in found
    assert 'value="九"' in found


def test_the_first_wrong_field_has_the_focus_and_names_its_error() -> None:
    found = rendered(TEMPLATE, form=Sample({"name": "示例单位", "points": "九"}))
    assert found.count("autofocus") == 1
    field = found[found.index('name="points"') :].partition(">")[0]
    assert "autofocus" in field
    assert 'aria-describedby="id_points_error"' in field
    assert 'id="id_points_error"' in found


def test_every_error_stands_above_the_form_with_the_way_to_its_field() -> None:
    found = rendered(TEMPLATE, form=Sample({"name": "", "points": "九"}))
    assert '<a href="#id_name">名称</a>' in found
    assert '<a href="#id_points">分值</a>' in found
    assert found.count("autofocus") == 1


def test_a_form_that_nobody_has_sent_has_no_errors() -> None:
    found = rendered(TEMPLATE, form=Sample())
    assert "form-errors" not in found
    assert "autofocus" not in found
