"""A review of an item that rests on ratings adds a batch that was overlooked."""

from __future__ import annotations

import re

import pytest

from kaoping.actions.file_review import file_review
from kaoping.actions.tests.year import WEDNESDAY, Year, on, rated_on_wednesday
from kaoping.records.canonical import parsed
from kaoping.records.models import Release, Review
from kaoping.records.queries.facts import current
from kaoping.records.queries.what_if import facts_at
from tests.databases import Prepared
from tests.visiting import asking, at


@pytest.fixture
def rated(prepared: Prepared, monkeypatch: pytest.MonkeyPatch) -> Year:
    """The same with two items that rest on ratings."""
    on(monkeypatch, WEDNESDAY)
    return prepared(rated_on_wednesday)


def about(year: Year, item: str, **more: object) -> tuple[str, dict[str, object]]:
    """The address of a new review of an item, and its form as the office sees it."""
    review = file_review(year.head, Release.objects.get(), year.unit, item, "漏计一批问卷")
    facts = facts_at(year.assessment, "u-1", item)
    shown = {f"fact-{one.pk}-{key}": value for one in facts for key, value in parsed(one.content).items()}
    seen = ",".join(str(one.pk) for one in facts)
    return at(year, "review", review.pk), {**shown, "seen": seen, "reasons": "核对问卷，确有漏计。", **more}


def test_an_upheld_review_adds_a_batch_of_ratings_of_a_group_that_it_names(rated: Year) -> None:
    batch = {"add-number": "90", "add-rater_group": "商户", "add-raters": "12", "add-asked": "10", "add-note": "第二批"}
    address, typed = about(rated, "survey", decision="upheld", add="ratings|survey|rater_group|", **batch)
    ask = asking(rated.office)
    refused = ask.post(address, typed)
    assert refused.status_code == 422
    assert "应评人数 10 少于参评人数 12。" in refused.text
    assert 'value="商户"' in refused.text
    lacking = ask.post(address, {**typed, "add-raters": "", "add-on": ""})
    assert (lacking.status_code, list(lacking.context["form"].errors)) == (422, ["add-raters"])
    typed["add-asked"] = "15"
    looked = ask.post(address, typed)
    assert "得分由 101.50 变为 102.00" in looked.text
    assert current(rated.assessment).filter(table="ratings", unit="u-1", item="survey").count() == 1
    answer = ask.post(address, {**typed, "looked_at": looked.context["form"].written()}, follow=True)
    assert "补登：" in answer.text
    added = current(rated.assessment).filter(table="ratings", unit="u-1", item="survey").last()
    assert added is not None
    assert parsed(added.content) == {
        "id": f"review-{Review.objects.get().pk}",
        "unit": "u-1",
        "item": "survey",
        "rater_group": "商户",
        "value": "90",
        "raters": "12",
        "asked": "15",
        "note": "第二批",
    }


def test_where_the_scheme_names_the_groups_of_raters_one_is_chosen(rated: Year) -> None:
    batch = {"add-number": "90", "add-raters": "40"}
    address, typed = about(rated, "experts", decision="upheld", add="ratings|experts|rater_group|专家", **batch)
    ask = asking(rated.office)
    text = ask.get(address).text
    assert re.search(r'<label for="id_add-number">评议分 <span class="quiet">（补登时须填）', text)
    assert re.search(r'<label for="id_add-raters">[^<]+<span class="quiet">（补登时须填）', text)
    assert re.search(r'<label for="id_add-note">[^<]+<span class="quiet">（可不填）', text)
    assert "评议 · 专家评议 · 代表" in text
    assert 'name="add-rater_group"' not in text
    assert "得分由 101.50 变为 101.65" in ask.post(address, typed).text  # 5 × 0.6 × (85 − 80) %


def test_points_that_an_assessor_has_given_are_not_replaced_by_ratings(rated: Year) -> None:
    address, _ = about(rated, "given")
    assert "ratings|given" not in asking(rated.office).get(address).text
