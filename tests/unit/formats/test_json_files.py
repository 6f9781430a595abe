"""JSON files of every shape."""

from __future__ import annotations

import gzip
import io
import json

import pytest

from silit.errors import UnreadableFormatError
from silit.formats.json_files import read_values
from silit.formats.json_values import parse_json


class Dripping(io.BytesIO):
    """A file that hands out a few bytes at a time, as a pipe does."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(7)


def values(raw: bytes) -> list[object]:
    whole = [found.value for found in read_values(io.BytesIO(raw))]
    assert [found.value for found in read_values(Dripping(raw))] == whole
    return whole


def test_a_list_gives_its_elements() -> None:
    assert values(b' [ {"a": 1},\n {"b": [1, 2]} , 3 ] ') == [{"a": 1}, {"b": [1, 2]}, 3]
    assert values(b"[]") == []


def test_one_value_is_one_value_however_it_is_laid_out() -> None:
    assert values(b'\xef\xbb\xbf{\n  "a": "\xc3\xa9"\n}\n') == [{"a": "é"}]
    assert values(json.dumps({"a": "é"}).encode("utf-16")) == [{"a": "é"}]


def test_lines_are_values() -> None:
    assert values(b'{"a": 1}\n{"a": 2}\r\n\n{"a": 3}') == [{"a": 1}, {"a": 2}, {"a": 3}]


def test_gzip_is_unpacked() -> None:
    assert [found.value for found in read_values(io.BytesIO(gzip.compress(b'{"a": 1}\n{"a": 2}')))] == [
        {"a": 1},
        {"a": 2},
    ]


def test_a_long_file_is_read_whole() -> None:
    items = [{"n": n, "text": "é" * 500} for n in range(2000)]
    assert values(json.dumps(items).encode()) == items
    assert values("\n".join(json.dumps(item, ensure_ascii=False) for item in items).encode()) == items


def test_a_broken_line_is_a_problem_in_its_place_and_the_others_are_read() -> None:
    found = list(read_values(io.BytesIO(b'{"a": 1}\n{"a": \n{"a": 3}\nnonsense\n{"a": 5}\n')))
    assert [(one.value, one.line, one.problem and one.problem.code) for one in found] == [
        ({"a": 1}, 1, None),
        (None, 2, "broken-json"),
        ({"a": 3}, 3, None),
        (None, 4, "broken-json"),
        ({"a": 5}, 5, None),
    ]


def test_a_list_is_read_up_to_where_it_breaks() -> None:
    found = list(read_values(io.BytesIO(b'[{"a": 1},\n{"a": 2}, {"a"')))
    assert [(one.value, one.problem and one.problem.code) for one in found] == [
        ({"a": 1}, None),
        ({"a": 2}, None),
        (None, "broken-json"),
    ]


@pytest.mark.parametrize("raw", [b"", b"  \n", b"<html>", b"{", b"[{", b'{"a": }', b"[" * 100_000])
def test_what_is_no_json_at_all_is_an_unreadable_file(raw: bytes) -> None:
    with pytest.raises(UnreadableFormatError):
        list(read_values(io.BytesIO(raw)))


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'{"a": }', "Line 1, column 7 is no JSON: a value is missing."),
        (b'[{"a": "\xc3\xa9",\r\n "b": }]', "Line 2, column 7 is no JSON: a value is missing."),
        (b"{'a': 1}", "Line 1, column 2 is no JSON: a name in double quotes is missing."),
        (b'[{"a" 1}]', "Line 1, column 7 is no JSON: a colon is missing."),
        (b'[{"a": 1 "b": 2}]', "Line 1, column 10 is no JSON: a comma is missing."),
        (b'["\\q", 1, 2, 3, 4, 5, 6, 7]', "Line 1, column 3 is no JSON: what stands behind the backslash is no escape."),
        (b'["\\u12", 1, 2, 3, 4, 5, 6]', "Line 1, column 4 is no JSON: what stands behind \\u are not four hexadecimal digits."),
        (b'\n[{"a": "never', "Line 2, column 8 is no JSON: the text that begins here has no end."),
        (b"[{\n ", "Line 2, column 2 is no JSON: the file ends here, before the value does."),
        (b"nonsense", "Line 1, column 1 is no JSON: a value is missing."),
        (b"\n" + b'{"a":' * 100_000, "Line 2, column 1 is no JSON: the value is nested too deeply."),
        (b"[\n" + b" " * 300_000 + b'{"a": }]', "Line 2, column 300007 is no JSON: a value is missing."),
    ],
)  # fmt: skip
def test_what_is_no_json_is_told_with_its_place_and_what_to_do(raw: bytes, message: str) -> None:
    for stream in (io.BytesIO(raw), Dripping(raw)):
        with pytest.raises(UnreadableFormatError) as refused:
            list(read_values(stream))
        assert refused.value.message == message
        assert refused.value.hint == "Mend that place, or get the file again from the program that wrote it."


@pytest.mark.parametrize(
    "raw", [b"<html>\n<p>", b"\n @article{a, title={A}}", b"TY  - JOUR\n", b"\xff\xd8\xff"]
)
def test_what_does_not_begin_as_json_is_told_what_does(raw: bytes) -> None:
    for stream in (io.BytesIO(raw), Dripping(raw)):
        with pytest.raises(UnreadableFormatError) as refused:
            list(read_values(stream))
        assert (refused.value.message, refused.value.hint) == (
            "It is not JSON.",
            "JSON of papers begins with [ or {: CSL-JSON of a reference manager, or an answer of Crossref's.",
        )


def test_an_empty_file_is_told_so() -> None:
    with pytest.raises(UnreadableFormatError) as refused:
        list(read_values(io.BytesIO(b" \n")))
    assert (refused.value.message, refused.value.hint) == (
        "The file is empty.",
        "Get it again from the program that wrote it.",
    )


def problems(raw: bytes) -> list[tuple[int | None, str, str]]:
    found = [one.problem for one in read_values(io.BytesIO(raw)) if one.problem]
    return [(one.line, one.message, one.hint) for one in found]


def test_a_broken_part_is_told_with_its_place_and_what_to_do() -> None:
    mend = "Mend that place, or get the file again from the program that wrote it."
    assert problems(b'{"a": 1}\n{"a": 1, b}\n') == [
        (2, "Line 2, column 10 is no JSON: a name in double quotes is missing.", mend)
    ]
    assert problems(b'{"a": 1}\n{"a": \n{"a": 3}\nnonsense\n') == [
        (2, "What begins in line 2 is no JSON in line 4, column 1: a comma is missing.", mend),
        (4, "Line 4, column 1 is no JSON: a value is missing.", mend),
    ]
    assert problems(b'[{"a": 1},\n{"a":\n x}]') == [
        (
            3,
            "The list breaks off in line 3, column 2: a value is missing.",
            "What stands before was read; mend that place for the rest, or get the file again.",
        )
    ]


def test_line_breaks_within_a_text_are_read() -> None:
    assert values(b'[{"a": "one\n\ttwo"}]') == [{"a": "one\n\ttwo"}]


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'{"a":\n }', "Line 2, column 2 is no JSON: a value is missing."),
        (b'{"a":\n', "Line 2, column 1 is no JSON: the file ends here, before the value does."),
        (b"{} {}", "Line 1, column 4 is no JSON: something stands behind the end."),
        (b"[" * 100_000, "The JSON is nested too deeply to be read."),
        (b'{"a": "\xff"}', "This is no JSON: its text is not UTF-8."),
    ],
)
def test_a_kept_record_that_is_no_json_is_told_with_its_place(raw: bytes, message: str) -> None:
    with pytest.raises(UnreadableFormatError) as refused:
        parse_json(raw)
    assert refused.value.message == message


def test_numbers_without_a_meaning_do_no_harm() -> None:
    assert values(b'{"a": NaN, "b": ' + b"9" * 5000 + b"}") == [{"a": None, "b": "9" * 5000}]


@pytest.mark.parametrize("unit", [b"{},", b"1,", b"null,\n", b'"a",'])
@pytest.mark.parametrize("head", [b"[", b'[{"title": "A paper"},'])
def test_a_list_that_goes_on_with_nothing_is_refused_early(head: bytes, unit: bytes) -> None:
    found = read_values(io.BytesIO(head + unit * 20_000))
    with pytest.raises(UnreadableFormatError, match="10,000 values on end"):
        list(found)


def test_gaps_in_a_long_list_are_no_reason_to_refuse_it() -> None:
    items: list[object] = ([None] * 9_000 + [{"title": "A paper"}]) * 3
    assert values(json.dumps(items).encode()) == items


def test_a_value_of_very_many_parts_is_refused_before_it_fills_the_memory() -> None:
    raw = b'{"message": {"items": [' + b"{}," * 3_000_000
    with pytest.raises(UnreadableFormatError, match="more than 1,048,576 parts"):
        list(read_values(io.BytesIO(raw)))
