"""The lines of any text file."""

from __future__ import annotations

import gzip
import io
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silit.errors import UnreadableFormatError
from silit.formats.text_files import LONGEST_LINE, GuessedLine, text_lines

TEXT = "% Größe\nTI  - Sacroiliac\n\nzuletzt λ"
LINES = ["% Größe", "TI  - Sacroiliac", "", "zuletzt λ"]


def lines(data: bytes) -> list[str]:
    return list(text_lines(io.BytesIO(data)))


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-32"),
        b"\0\0\xfe\xff" + TEXT.encode("utf-32-be"),
        gzip.compress(TEXT.encode()),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
        (TEXT + "\n").encode(),
    ],
    ids=[
        "utf-8",
        "marked",
        "utf-16",
        "le",
        "be",
        "be marked",
        "utf-32",
        "utf-32-be",
        "gzip",
        "dos",
        "mac",
        "end",
    ],
)
def test_a_text_has_the_same_lines_in_every_encoding_and_with_every_line_end(data: bytes) -> None:
    found = lines(data)
    assert found == LINES
    assert not any(isinstance(line, GuessedLine) for line in found)


def test_a_line_that_is_not_utf_8_is_read_as_windows_1252_and_can_be_told() -> None:
    found = lines("Müller “x”\n".encode("cp1252") + "Müller λ\n".encode())
    assert found == ["Müller “x”", "Müller λ"]
    assert [isinstance(line, GuessedLine) for line in found] == [True, False]


def test_an_empty_file_has_no_lines() -> None:
    assert lines(b"") == lines(b"\xef\xbb\xbf") == []


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7\n...", b"PK\x03\x04abc", b"TY  - JOUR\nTI  - \0\n", bytes(range(256)) * 20, b"\0" * 9000],
    ids=["pdf", "zip", "nul", "bytes", "zeros"],
)
def test_what_is_not_text_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFormatError, match="not text"):
        lines(data)


class Endless(io.RawIOBase):
    """A gigabyte of brackets that nobody has to store."""

    left = 1 << 30

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        given = b"{" * min(size, self.left)
        self.left -= len(given)
        return given


def test_a_gigabyte_without_a_line_end_is_refused_before_it_is_read() -> None:
    stream, start = Endless(), time.process_time()
    with pytest.raises(UnreadableFormatError, match="longer than 8 million"):
        list(text_lines(stream))  # type: ignore[arg-type]  # a stream that is only read
    assert stream.left > (1 << 30) - 2 * LONGEST_LINE
    assert time.process_time() - start < 5


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\r"), max_size=80))
def test_lines_part_at_line_ends_and_nowhere_else(text: str) -> None:
    plain = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    expected = plain.removesuffix("\n").split("\n") if plain else []
    assert lines(text.encode()) == expected
