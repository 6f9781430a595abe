"""The laws of folding: it settles at once, and case and composition do not matter to it."""

from __future__ import annotations

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from silit.model.folding import fold


@given(st.text())
@example("ŉ")
@example("ΐ")
def test_folding_what_is_folded_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_composed_and_decomposed_text_fold_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(alphabet=st.characters(max_codepoint=0x24F)))
def test_the_case_of_latin_letters_does_not_matter(text: str) -> None:
    assert fold(text.lower()) == fold(text)
