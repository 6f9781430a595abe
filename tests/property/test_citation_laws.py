"""Laws of pasted references: any text is read, and what is written from a work agrees with it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from support.written_references import FIELDS, PRINTED, STYLES, with_wrong

from silit.formats.citation_text import read_citation
from silit.matching.citation_compare import compare
from silit.matching.citation_verdict import verdict
from silit.model.dates import PartialDate
from silit.model.names import Name
from silit.model.work import Work
from silit.services.pasted_list import refs_in

FAMILIES = st.sampled_from(
    [
        "Østgaard",
        "Laslett",
        "van der Wurff",
        "O’Neill",
        "García López",
        "Yılmaz",
        "de la Herverie",
        "Li",
        "Müller-Fox",
    ]
)
NAMES = st.builds(
    lambda family, given: Name(family, given, initials="".join(part[0] for part in given.split())),
    FAMILIES,
    st.sampled_from(["Hanne", "Mark A", "Ayşe", "Siobhán", "Jan Willem", "Zofia"]),
)
WORDS = st.sampled_from(
    "massage sacroiliac joint pain randomised L5-S1 women pelvic α-actinin in of the belts stability 2-year".split()
)
TITLES = st.builds(
    lambda words, tail: f"{' '.join(words).capitalize()}{tail}",
    st.lists(WORDS, min_size=6, max_size=14),
    st.sampled_from(["", ": a systematic review", "? A pilot study", ". Part 2: reliability"]),
)
JOURNALS = st.sampled_from(
    [
        ("Spine", "Spine"),
        ("Manual Therapy", "Man Ther"),
        ("The Journal of manual & manipulative therapy", "J Man Manip Ther"),
        ("European spine journal", "Eur Spine J"),
        ("BMC musculoskeletal disorders", "BMC Musculoskelet Disord"),
        ("PLoS ONE", "PLoS One"),
    ]
)
PAGES = st.one_of(
    st.integers(1, 1500).flatmap(
        lambda first: st.integers(first + 1, first + 40).map(lambda last: f"{first}-{last}")
    ),
    st.integers(1000, 99999).map(lambda number: f"e{number}"),
)
WORKS = st.builds(
    lambda authors, title, journal, year, volume, issue, page: Work(
        type="article-journal",
        title=title,
        container_title=journal[0],
        container_title_short=journal[1],
        author=tuple(authors),
        issued=PartialDate(year),
        volume=str(volume),
        issue=str(issue),
        page=page,
    ),
    st.lists(NAMES, min_size=1, max_size=9),
    TITLES,
    JOURNALS,
    st.integers(1950, 2026),
    st.integers(1, 400),
    st.integers(1, 30),
    PAGES,
)


@given(WORKS, st.sampled_from(sorted(STYLES)))
@settings(max_examples=200)
def test_a_reference_that_is_right_differs_in_nothing_and_is_sure(work: Work, style: str) -> None:
    text = STYLES[style](work)
    cited = read_citation(text)
    comparison = compare(cited, work)
    assert comparison.differences == (), text
    assert verdict(cited, work, comparison) == "sure", text


@given(WORKS, st.sampled_from(sorted(STYLES)), st.data())
@settings(max_examples=200)
def test_a_field_that_is_wrong_is_named(work: Work, style: str, data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(PRINTED.get(style, FIELDS)))
    wrong = with_wrong(work, field)
    assert wrong is not None
    text = STYLES[style](wrong)
    assert field in compare(read_citation(text), work).fields, text


@given(WORKS, WORKS, st.sampled_from(sorted(STYLES)))
@settings(max_examples=100)
def test_another_paper_is_never_sure(work: Work, other: Work, style: str) -> None:
    other = replace(other, title=f"Imaginary chemistry of marsupial moons: {other.title[::-1]}")
    cited = read_citation(STYLES[style](work))
    assert verdict(cited, other, compare(cited, other)) != "sure"


@given(st.text(max_size=300), WORKS)
@settings(max_examples=200)
def test_any_text_is_read_and_compared(text: str, work: Work) -> None:
    for ref in refs_in(text).refs:
        cited = read_citation(ref.text)
        assert 0 <= compare(cited, work).title <= 1


@given(WORKS, st.sampled_from(sorted(STYLES)), st.integers(0, 400), st.text(max_size=3))
@settings(max_examples=150)
def test_a_damaged_reference_is_read_and_compared(work: Work, style: str, place: int, noise: str) -> None:
    text = STYLES[style](work)
    damaged = text[:place] + noise + text[place + 2 :]
    assert 0 <= compare(read_citation(damaged), work).title <= 1
