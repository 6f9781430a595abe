"""JSON files of every shape."""

from __future__ import annotations

import gzip
import io
import json

import pytest

from silit.errors import UnreadableFormatError
from silit.formats.json_files import read_values


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
