r"""Names in author and editor fields, parted and taken apart as BibTeX does (btxdoc, section 4)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from silit.formats.bibtex_name_reading import names_from, split_names
from silit.model.names import Name


def test_a_name_may_begin_with_a_backslash_after_the_word_and() -> None:
    latex = r"M{\"u}ller, J and \O{}sterberg, A and \v{S}koda, G and \'{E}mile, F and \AE{}sop, E"
    assert names_from(latex)[0] == (
        Name("Müller", "J"),
        Name("Østerberg", "A"),
        Name("Škoda", "G"),
        Name("Émile", "F"),
        Name("Æsop", "E"),
    )


@pytest.mark.parametrize(
    ("name", "read"),
    [
        (r"\'{E}ric Victor Hugo", Name("Hugo", "Éric Victor")),
        (r"Hans {\O}rsted Jensen", Name("Jensen", "Hans Ørsted")),
        (r"Hans {\o}rsted Jensen", Name("ørsted Jensen", "Hans")),
        (r"\L ukasz Kowalski", Name("Kowalski", "Łukasz")),
        (r"{\'A}ngel de la Vall{\'e}e", Name("de la Vallée", "Ángel")),
        (r"{\noopsort{a}}Smith, J", Name("Smith", "J")),
    ],
)
def test_an_accent_or_foreign_letter_is_large_or_small_as_it_is_printed(name: str, read: Name) -> None:
    assert names_from(name)[0] == (read,)


@pytest.mark.parametrize(
    ("latex", "names"),
    [
        ("{Simon and Schuster} and Doe, J", ["{Simon and Schuster}", "Doe, J"]),
        ("A\nAND\tB and {C}", ["A", "B", "{C}"]),
        ("{A} and and B and", ["{A}", "", "B", ""]),
        (r"Anders\and B and {A}nd\'erson and\'e, C", [r"Anders\and B", r"{A}nd\'erson and\'e, C"]),
        (r"A \{ and B and {C}", [r"A \{", "B", "{C}"]),
    ],
)
def test_the_word_and_parts_names_between_blanks_outside_of_braces(latex: str, names: list[str]) -> None:
    assert split_names(latex) == names


_PIECES = st.sampled_from(
    ["Sm", "ith", ", ", " ", "\n", r"\O", r"\'e", r"\v{S}", r"{\"u}", "{B and C}", r"\\", "{}", "~"]
)
_NAMES = st.lists(_PIECES, min_size=1, max_size=5).map("".join).map(str.strip).filter(bool)


@given(st.lists(_NAMES, min_size=1, max_size=5), st.sampled_from([" and ", "\nAND ", " \t And\n\n"]))
def test_names_joined_with_the_word_and_come_back(names: list[str], joint: str) -> None:
    assert split_names(joint.join(names)) == names
