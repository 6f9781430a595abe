"""ISBNs and ISSNs in one field, as reference managers and databases list them."""

from __future__ import annotations

import pytest

from silit.formats.listed_numbers import listed_numbers
from silit.model.check_digits import normalise_isbn, normalise_issn


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (["03064530 (ISSN)"], ("0306-4530",)),
        (["1895-5770 1895-5770"], ("1895-5770",)),
        (["1356-689X, 1532-2769; 0140-6736", "1356–689x"], ("1356-689X", "1532-2769", "0140-6736")),
        (["1356-689X/1532-2769"], ("1356-689X", "1532-2769")),
        (["1356-6890", "none", ""], ()),
    ],
)
def test_every_valid_issn_is_found_once(texts: list[str], numbers: tuple[str, ...]) -> None:
    assert listed_numbers(texts, normalise_issn) == numbers


@pytest.mark.parametrize(
    "text", ["978 0 443 06963 5", "978-0-443-06963-5 (hardback)", "0443069638", "ISBN 9780443069635"]
)
def test_an_isbn_with_blanks_or_words_is_one_number(text: str) -> None:
    assert listed_numbers([text], normalise_isbn) == ("9780443069635",)
