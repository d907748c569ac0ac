"""Text files as nodes: what is kept exactly, and one refusal per mistake."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kaoping.core.defect import Defect, Refused
from kaoping.core.text import LANGUAGES
from kaoping.schemes.nodes import Node, read_json, read_text_file, read_yaml, text_file, yaml_text
from kaoping.schemes.nodes.node import MOST_DEFECTS
from kaoping.schemes.nodes.sentences import SENTENCES

Reader = Callable[[str, str], Node]


def plain(node: Node) -> object:
    """The values alone, without their places."""
    if isinstance(node.value, tuple):
        return [plain(part) for part in node.value]
    if isinstance(node.value, dict):
        return {key: plain(part) for key, part in node.value.items()}
    return node.value


def defects(read: Reader, text: str) -> list[Defect]:
    with pytest.raises(Refused) as refused:
        read(text, "数据")
    for defect in refused.value.defects:
        for language in LANGUAGES:
            assert not re.search(r"\{\w+\}", defect.in_language(language))
    return refused.value.defects


def codes(read: Reader, text: str) -> list[str]:
    return [defect.code for defect in defects(read, text)]


def at(node: Node, *steps: str | int) -> Node:
    for step in steps:
        assert isinstance(node.value, (dict, tuple))
        node = node.value[step]  # type: ignore[index]  # a test knows which of the two it walks into
    return node


def test_yaml_words_and_numbers_stay_the_text_that_was_written() -> None:
    document = read_yaml("a: 0.40\nb: 01\nc: on\nd: true\ne: 1e400\nf: 2020-08-01\ng: 'null'\nh: 1_000\n", "f")
    expected = {"a": "0.40", "b": "01", "c": "on", "d": "true", "e": "1e400", "f": "2020-08-01", "g": "null"}
    assert plain(document) == {**expected, "h": "1_000"}


def test_yaml_says_none_where_nothing_is_written() -> None:
    assert plain(read_yaml("a:\nb: ~\nc: null\nd: ''\n", "f")) == {"a": None, "b": None, "c": None, "d": ""}
    assert read_yaml("# 只有说明\n", "f") == Node(None, "f", 1, "", 1)


def test_json_numbers_are_text_and_true_is_not_the_word_true() -> None:
    document = read_json('[0.40, 1e400, -0, 12, "12", true, "true", false, null]', "f")
    assert plain(document) == ["0.40", "1e400", "-0", "12", "12", True, "true", False, None]


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_yaml, "units:\n  - id: a\n    name:\n      甲\n  - id: b\n"),
        (read_json, '{"units": [\n{"id": "a", "name":\n\n"甲"},\n{"id": "b"}]}'),
    ],
)
def test_every_value_knows_its_line_its_key_and_its_field(read: Reader, text: str) -> None:
    document = read(text, "文件")
    name = at(document, "units", 0, "name")
    assert (name.value, name.line, name.key_line) == ("甲", 4, 3) if read is read_yaml else ("甲", 4, 2)
    assert (name.path, name.file) == ("units[0].name", "文件")
    assert at(document, "units", 1, "id").path == "units[1].id"
    assert at(document, "units", 1, "id").line == 5


def test_yaml_without_its_c_library_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: [1, 'x']\nb:\n  - c: |\n      甲\n      乙\n"
    quick = read_yaml(text, "f")
    monkeypatch.setattr(yaml_text, "_LOADER", yaml.SafeLoader)
    assert read_yaml(text, "f") == quick


YAML_MISTAKES = {
    "a: 1\nb: 2\na: 3": ("duplicate-key", 3),
    "a: !!python/object/apply:os.system [x]": ("yaml-tag", 1),
    "a: !own x": ("yaml-tag", 1),
    "a: &x 1": ("yaml-alias", 1),
    "a: 1\n? [b]\n: 3": ("yaml-key", 2),
    "a: 1\n~: 3": ("yaml-key", 2),
    "--- \na: 1\n--- \nb: 2": ("yaml-documents", 3),
    'a: "\\x07"': ("control-character", 1),
    "a: 1\nb: \x07": ("control-character", 2),
    "a: \u2028b": ("control-character", 1),
    "a: \ud800": ("half-character", 1),
    "[" * 65: ("too-deep", 1),
    "a:\n\t- b": ("yaml-tab", 2),
    "a: @b": ("yaml-sign", 1),
    "a: b: c": ("yaml-colon", 1),
    "a：1\nb: 2": ("yaml-colon", 2),
    "a: [1, 2\nb: 3": ("yaml-bracket", 1),
    "a: 1\nb: 'x\nc: 2": ("yaml-quotation", 2),
    'a: "C:\\Windows"': ("yaml-escape", 1),
    "a:\n  - b\n c: d": ("yaml-indentation", 3),
    "a: ]": ("yaml-unreadable", 1),
    "a:\n  b: 1\n  c\nd: 2": ("yaml-no-colon", 3),
}


@pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader])
@pytest.mark.parametrize("text", YAML_MISTAKES)
def test_each_yaml_mistake_is_named_with_its_line(text: str, loader: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_text, "_LOADER", loader)
    [defect] = defects(read_yaml, text)
    assert (defect.code, defect.line) == YAML_MISTAKES[text]


JSON_MISTAKES = {
    " \n": ("json-empty", 2),
    '{"a": [1,\n{"b": 2': ("json-unfinished", 2),
    "{}\n{}": ("json-after-end", 2),
    '{"a": 1} // x': ("json-comment", 1),
    '{"a": 1,\n# x\n"b": 2}': ("json-comment", 2),
    '{"a": 1,\n}': ("json-trailing-comma", 2),
    "[1,\n2,\n]": ("json-trailing-comma", 3),
    '[{"a": 1}\n{"a": 2}]': ("json-missing-comma", 2),
    '{"a" 1}': ("json-missing-colon", 1),
    '{"a"： 1}': ("json-full-width", 1),
    "{'a': 1}": ("json-single-quotes", 1),
    "{a: 1}": ("json-key", 1),
    "[True]": ("json-word", 1),
    "[nullx]": ("json-word", 1),
    '{"a": NaN}': ("json-not-a-number", 1),
    "[-Infinity]": ("json-not-a-number", 1),
    "[01]": ("json-number", 1),
    "[１]": ("json-number", 1),
    '{"a":\n"x\ny"}': ("json-open-text", 2),
    '["C:\\Users"]': ("json-escape", 1),
    "[1,,2]": ("json-unreadable", 1),
    '{"a": 1, "b": 2,\n"a": {}}': ("duplicate-key", 2),
    '["\\ud800"]': ("half-character", 1),
    '["\\u0000"]': ("control-character", 1),
    '{"\\u0007": 1}': ("control-character", 1),
    "[\x00]": ("control-character", 1),
    "[" * 65: ("too-deep", 1),
    '{"a":' * 65: ("too-deep", 1),
}


@pytest.mark.parametrize("text", JSON_MISTAKES)
def test_each_json_mistake_is_named_with_its_line(text: str) -> None:
    [defect] = defects(read_json, text)
    assert (defect.code, defect.line) == JSON_MISTAKES[text]


def test_mistakes_that_do_not_end_reading_are_all_reported_at_once() -> None:
    assert codes(read_json, '{"a": NaN, "b": "\\u0001", "a": [}') == [
        "json-not-a-number",
        "control-character",
        "json-unreadable",
    ]
    assert codes(read_yaml, "a: !x 1\nb: *y\na: 2\nc: [1") == [
        "yaml-tag",
        "yaml-alias",
        "duplicate-key",
        "yaml-bracket",
    ]


def test_a_duplicate_key_names_both_lines_in_both_languages() -> None:
    [defect] = defects(read_json, '{"points": 1,\n"points": 2}')
    assert defect.in_language("zh") == "数据，第 2 行，points：“points”写了两次，第一次在第 1 行。请只保留其中一个。"
    assert defect.in_language("en").startswith("数据, line 2, points: “points” is written twice, first on line 1.")


def test_an_alias_bomb_is_refused_and_never_expanded() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=False))
    started = time.monotonic()
    assert set(codes(read_yaml, bomb)) == {"yaml-alias"}
    assert len(codes(read_yaml, "a: [" + "*x, " * 100_000 + "1]")) == MOST_DEFECTS
    assert time.monotonic() - started < 10


def test_very_deep_nesting_is_refused_at_once() -> None:
    started = time.monotonic()
    for text in ("[" * 1_000_000, '{"a":' * 200_000):
        assert codes(read_json, text) == ["too-deep"]
        assert codes(read_yaml, text) == ["too-deep"]
    assert codes(read_yaml, "- " * 100_000) == ["too-deep"]
    assert time.monotonic() - started < 10


def test_nesting_up_to_the_limit_is_read() -> None:
    for read in (read_json, read_yaml):
        assert plain(read("[" * 64 + "]" * 64, "f")) is not None


def test_a_file_that_is_too_large_says_how_large_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_text, "LARGEST_YAML", 1_000_000)
    [defect] = defects(read_yaml, "#" * 2_500_000)
    assert "3 MB" in defect.in_language("zh")
    assert "1 MB" in defect.in_language("zh")
    monkeypatch.setattr(text_file, "LARGEST_FILE", 1_000_000)
    path = tmp_path / "大.json"
    path.write_bytes(b" " * 2_500_000)
    with pytest.raises(Refused, match="3 MB"):
        read_text_file(path)


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "数据.yaml"
    path.write_bytes("\ufeffa: 1\r\nb: 考评\r\n".encode())
    assert read_text_file(path) == "a: 1\nb: 考评\n"
    assert plain(read_json("\ufeff{}", "f")) == {}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_another_encoding_is_refused_with_the_way_to_utf_8(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "数据.json"
    path.write_bytes('{"a": 1,\n"name": "考评"}'.encode(encoding))
    with pytest.raises(Refused) as refused:
        read_text_file(path)
    [defect] = refused.value.defects
    assert defect.line == (2 if encoding == "gb18030" else 1)
    assert "记事本" in defect.in_language("zh")
    assert "UTF-8" in defect.in_language("en")


def test_a_missing_file_and_a_folder_are_defects_too(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no such file"):
        read_text_file(tmp_path / "没有.json")
    with pytest.raises(Refused, match="cannot be opened"):
        read_text_file(tmp_path)


def test_a_facts_file_of_usual_size_is_read_at_once() -> None:
    row = '{"unit": "u1", "item": "t3", "name": "target", "value": "100"}'
    text = '{"values": [' + ",\n".join([row] * 50_000) + "]}"
    started = time.monotonic()
    document = read_json(text, "f")
    assert time.monotonic() - started < 10
    assert at(document, "values", 49_999, "value").line == 50_000


def test_every_sentence_says_something_in_both_languages() -> None:
    for says, remedy in SENTENCES.values():
        assert says.zh.endswith("。")
        assert remedy.zh.endswith("。")
        assert says.en.endswith(".")
        assert remedy.en.endswith((".", "]", "'"))


_words = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), max_size=8)
_values = st.recursive(_words, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_words, inner, max_size=3))


@given(_values, st.sampled_from([None, 1]))
def test_what_json_writes_is_read_back_with_all_its_text(value: object, indent: int | None) -> None:
    for ascii_only in (True, False):
        assert plain(read_json(json.dumps(value, indent=indent, ensure_ascii=ascii_only), "f")) == value


@given(st.text('{}[]",:\\u0 \n1eaN-', max_size=12))
def test_what_the_strict_standard_refuses_is_refused_here_too(text: str) -> None:
    try:
        json.loads(text, parse_constant=lambda word: int("no"))
        strict = True
    except (ValueError, RecursionError):
        strict = False
    try:
        read_json(text, "f")
        accepted = True
    except Refused as refused:
        accepted = False
        if {"duplicate-key", "control-character", "half-character"} & {defect.code for defect in refused.defects}:
            return
    assert accepted == strict
