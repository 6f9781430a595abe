"""Languages as files name them."""

from __future__ import annotations

import pytest

from silit.formats.language_tags import language_tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("EN_GB", "en-GB"),
        ("German", "de"),
        (" norwegian ", "no"),
        ("ger", "de"),
        ("deu", "de"),
        ("ENG-us", "en-US"),
        ("zh-Hant", "zh-Hant"),
        ("haw", "haw"),
        ("und", ""),
        ("Esperanto and others", ""),
        ("", ""),
    ],
)
def test_a_language_by_name_or_by_any_code_is_one_tag(text: str, tag: str) -> None:
    assert language_tag(text) == tag
