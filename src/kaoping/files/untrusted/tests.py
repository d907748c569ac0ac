"""What the number of a cell says, checked without a workbook around it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kaoping.files.untrusted.shown import moment, number, percentage, shown_as
from kaoping.files.untrusted.text import plain


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("0.1", "0.1"),
        ("0.30000000000000004", "0.3"),
        ("1.1000000000000001", "1.1"),
        ("100.50", "100.5"),
        ("-0", "0"),
        ("+7", "7"),
        ("1E-3", "0.001"),
        ("1.0000000000000001E-2", "0.01"),
        ("1e22", "10000000000000000000000"),
        ("123456789012345678", "123456789012346000"),
        ("0.000012345", "0.000012345"),
        ("1E+100", "1E+100"),
    ],
)
def test_a_stored_number_becomes_the_decimal_that_excel_shows(stored: str, text: str) -> None:
    assert number(stored) == text


@pytest.mark.parametrize("stored", ["NaN", "INF", "1e4000", "１", "1,000", "0x10", "1 2", "--1", ".", "1" * 41])
def test_what_is_no_number_is_not_taken_for_one(stored: str) -> None:
    assert number(stored) is None


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=5))
def test_a_typed_number_survives_the_binary_storage_of_spreadsheets(typed: Decimal) -> None:
    for stored in (f"{float(typed):.17g}", repr(float(typed)), f"{float(typed):.16G}"):
        assert Decimal(number(stored) or "nothing") == typed


@pytest.mark.parametrize(
    ("identifier", "code", "shown"),
    [
        ("0", "", "number"),
        ("2", "", "number"),
        ("9", "", "percent"),
        ("10", "", "percent"),
        ("14", "", "date"),
        ("31", "", "date"),
        ("57", "", "date"),
        ("46", "", "number"),
        ("164", 'yyyy"年"m"月"d"日"', "date"),
        ("164", "[$-804]aaaa;@", "date"),
        ("164", "h:mm", "date"),
        ("164", "[h]:mm:ss", "number"),
        ("164", "0.0%", "percent"),
        ("164", '0.0"%"', "number"),
        ("164", "0.00_);[Red](0.00)", "number"),
        ("164", '0.0"days"', "number"),
        ("164", r"0\d", "number"),
        ("164", "0.00E+00", "number"),
        ("164", "General", "number"),
        ("164", 'G/通用格式"分"', "number"),
        ("164", "@", "number"),
    ],
)
def test_a_format_shows_a_number_a_percentage_or_a_date(identifier: str, code: str, shown: str) -> None:
    assert shown_as(identifier, code) == shown


def test_a_percentage_is_what_the_clerk_sees() -> None:
    assert [percentage(stored) for stored in ("0.9", "0.28999999999999998", "-0.075", "1", "1.005", "x")] == [
        "90%",
        "29%",
        "-7.5%",
        "100%",
        "100.5%",
        None,
    ]


@pytest.mark.parametrize(
    ("stored", "from_1904", "text"),
    [
        ("44044", False, "2020-08-01"),
        ("44044.395833333336", False, "2020-08-01T09:30:00"),
        ("0.395833333333333", False, "09:30:00"),
        ("44044.999999999", False, "2020-08-02"),
        ("1", False, "1900-01-01"),
        ("59", False, "1900-02-28"),
        ("60", False, None),
        ("61", False, "1900-03-01"),
        ("42582", True, "2020-08-01"),
        ("60", True, "1904-03-01"),
        ("0", False, None),
        ("-1", False, None),
        ("1e15", False, None),
    ],
)
def test_a_date_is_the_day_that_excel_shows(stored: str, from_1904: bool, text: str | None) -> None:
    assert moment(stored, from_1904=from_1904) == text


def test_escaped_characters_and_line_ends_of_excel_are_understood() -> None:
    assert plain("第一行_x000D_\n第二行") == "第一行\n第二行"
    assert plain("_x005F_x0007_") == "_x0007_"
    assert plain("a_xyz_") == "a_xyz_"
