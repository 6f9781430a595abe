"""Where JSON breaks: the place that is told is the one in the whole text, however it is laid out and comes in."""

from __future__ import annotations

import io
import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from silit.errors import UnreadableFormatError
from silit.formats.json_files import read_values

TEXTS = st.text(alphabet='aé\n\t"\\{[,:😀', max_size=8)
VALUES = st.recursive(
    st.none() | st.integers(-5, 5) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(TEXTS, VALUES, min_size=1, max_size=4)


class InPieces(io.BytesIO):
    """A file that hands out `size` bytes at a time."""

    size = 1

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(self.size)


@given(
    OBJECTS,
    st.sampled_from(["", "\n", " \r\n\n  "]),
    st.sampled_from([None, 1, "\t"]),
    st.data(),
)
def test_the_place_that_is_told_is_that_of_the_whole_text(
    value: dict[str, object], before: str, indent: int | str | None, data: st.DataObject
) -> None:
    text = before + json.dumps(value, ensure_ascii=False, indent=indent)
    start = len(before)
    at = data.draw(st.integers(start + 1, len(text) - 1), label="place")
    broken = text[:at] + data.draw(st.sampled_from(["", "}", '"', ",", "x", "\\", "\n"])) + text[at + 1 :]
    broken = broken[: data.draw(st.sampled_from([len(broken), at]))]
    try:
        json.JSONDecoder(strict=False).raw_decode(broken, start)
    except json.JSONDecodeError as error:
        expected = f"Line {error.lineno}, column {error.colno} is no JSON: "
    else:
        assume(False)
    assume("\n{" not in broken)  # there a value of its own may begin
    stream = InPieces(broken.encode())
    stream.size = data.draw(st.sampled_from([1, 3, 1 << 20]))
    with pytest.raises(UnreadableFormatError) as refused:
        list(read_values(stream))
    assert refused.value.message.startswith(expected)
