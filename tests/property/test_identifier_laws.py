"""Laws of identifiers: normal forms stay, links lead back, nothing typed raises."""

from __future__ import annotations

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from silit.model.identifiers import (
    doi_url,
    find_identifiers,
    normalise_doi,
    normalise_isbn,
    normalise_issn,
    normalise_orcid,
    parse_identifier,
)

SUFFIXES = st.text(
    alphabet=st.one_of(
        st.sampled_from("aZ09./()<>;:#?%&_-[]{}\\$'\"éß"), st.characters(exclude_categories=["Cs"])
    ),
    min_size=1,
    max_size=30,
)
DOIS = st.builds("10.{}/{}".format, st.integers(1000, 999_999_999), SUFFIXES)
# A busy machine is no failure.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@UNHURRIED
@given(DOIS)
@example("10.1002/(SICI)1097(1998)17:15<1661::AID-SIM968>3.0.CO;2-#")
def test_a_normal_doi_stays_and_its_link_leads_back_to_it(text: str) -> None:
    doi = normalise_doi(text)
    if doi:
        assert normalise_doi(doi_url(doi)) == doi


@UNHURRIED
@given(st.text() | DOIS)
def test_any_text_is_read_without_an_error(text: str) -> None:
    parse_identifier(text)
    for normalise in (normalise_doi, normalise_isbn, normalise_issn, normalise_orcid):
        normal = normalise(text)
        assert normalise(normal) == normal or normalise is normalise_doi
    assert len(set(find_identifiers(text))) == len(find_identifiers(text))


@UNHURRIED
@given(st.integers(0, 999_999_999).map("{:09d}".format))
def test_both_forms_of_an_isbn_become_the_same(stem: str) -> None:
    check = -sum(int(digit) * (10 - index) for index, digit in enumerate(stem)) % 11
    isbn10 = stem + "0123456789X"[check]
    isbn13 = normalise_isbn(isbn10)
    assert len(isbn13) == 13
    assert normalise_isbn(isbn13) == isbn13
