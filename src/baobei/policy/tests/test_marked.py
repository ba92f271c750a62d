"""YAML 1.2: words stay words, and every value knows its line."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baobei.policy import marked


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on", "on"),
        ("off", "off"),
        ("yes", "yes"),
        ("No", "No"),
        ("y", "y"),
        ("12:30", "12:30"),
        ("2023-05-01", "2023-05-01"),
        ("1_000", "1_000"),
        ("<<", "<<"),
        ("013", 13),
        ("0o17", 15),
        ("0x1F", 31),
        ("-7", -7),
        ("1e3", 1000.0),
        (".5", 0.5),
        ("-.inf", -math.inf),
        ("true", True),
        ("FALSE", False),
        ("~", None),
        ("", None),
        ("'7'", "7"),
        ('"true"', "true"),
        ("!!str 7", 7),
        ("!!python/object:os.system [x]", ["x"]),
    ],
)
def test_the_core_schema_decides_what_a_plain_word_means(text, value):
    assert marked.read(f"key: {text}").data == {"key": value}


def test_every_value_knows_its_line_and_keys_that_stand_twice_are_told():
    read = marked.read("a: 1\nb:\n  - x\n  - c: 2\n    d: 3\na: 2\n")
    assert read.lines["b", 0] == 3
    assert read.lines["b", 1, "d"] == 5
    assert read.twice == [("a",)]
    assert read.data["a"] == 2


@pytest.mark.parametrize(
    "text", ["[", "a: b: c", "- a\nb", "\t- a", "*nothing", "a: [1\n", "? [x]\n: 1", "\0", "--- 1\n--- 2", "&a [*a]"]
)
def test_what_is_no_yaml_says_where(text):
    with pytest.raises(marked.NotYaml) as fault:
        marked.read(text)
    assert fault.value.line >= 1
    assert fault.value.problem


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 50_000, "x: &a [1]\ny: [" + "*a," * 300_000 + "]"])
def test_what_is_too_deep_or_too_large_is_refused(text):
    with pytest.raises(marked.NotYaml):
        marked.read(text)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        marked.read(text)
    except marked.NotYaml as fault:
        assert fault.line >= 1
