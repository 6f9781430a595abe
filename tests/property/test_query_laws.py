"""Laws of what a search means, for anything that anybody types."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from support.outgoing import LINES, WORKS

from silit.model.work import Work
from silit.services.query_tree import fits, parse_search, plain_words

WORDS = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzäøé0123456789-'", min_size=1, max_size=8), min_size=1, max_size=6
)
PIECES = st.lists(
    st.sampled_from(
        'AND OR NOT ( ) " [ti] [tiab] [dp] [au] [la] [Mesh] pain massag* “ ” * [ ] joint 2010:2020 :'.split()
    )
    | st.text(max_size=4),
    max_size=14,
).map(" ".join)


@given(PIECES | LINES, WORKS)
def test_anything_typed_means_something(query: str, work: Work) -> None:
    group = parse_search(query)
    assert fits(group, work) in (True, False)
    words = plain_words(group)
    assert not set(words) & set('()[]"“”*')
    assert not {"AND", "OR", "NOT"} & set(words.split())
    assert words == " ".join(words.split())


@given(PIECES | LINES)
def test_plain_words_are_plain(query: str) -> None:
    words = plain_words(parse_search(query))
    assert plain_words(parse_search(words)) == words


@given(WORDS)
def test_words_without_syntax_stay_as_typed(words: list[str]) -> None:
    assert plain_words(parse_search(" ".join(words))) == " ".join(words)


@given(WORDS, st.sampled_from(["dp", "la", "pt", "doi", "sb"]))
def test_what_stands_in_fields_of_pubmeds_own_is_not_asked_of_crossref(words: list[str], tag: str) -> None:
    assert plain_words(parse_search(f"massage AND {words[0]}[{tag}]")) == "massage"


@given(WORDS, WORKS)
def test_a_search_and_its_opposite_never_both_hold(words: list[str], work: Work) -> None:
    query = " ".join(words)
    if any(char.isalnum() for char in query):
        assert fits(parse_search(f"({query})"), work) != fits(parse_search(f"NOT ({query})"), work)
