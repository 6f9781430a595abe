"""Into whatever .bib file silit writes: no byte outside of its entries changes, and a second time none at all."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from support.outgoing import LINES, WORKS

from silit.formats import biblatex, bibtex
from silit.formats.bibtex_entries import Spelling
from silit.formats.bibtex_spans import read_spans
from silit.formats.bibtex_splicing import splice
from silit.model.entries import Entry

# What people's files are made of, whole and broken.
PARTS = st.sampled_from(
    [
        "% a note\n",
        "Just text, mail me@example.org\n",
        "@string{jmt = {Manual Therapy}}\n",
        '@preamble{"\\newcommand{\\x}{y}"}\n',
        "@comment{jabref-meta: x {y};}\n",
        "@Article{own2001, title = {Own} # \" work\", journal = jmt, year = 2001}\n",
        "@article(round1999,\r\n  title={In round brackets},\r\n)\r\n",
        "@book{broken, title = {never closed\n",
        "@book{comma title = {no comma}}\n",
        "@misc{key0}\n",
        "@misc{key1, title = {}, note = {mine}, }\n",
        "% @misc{key2, title={out}}\n",
        "@misc{key1, % a, {b}\n title = {}, % c\n % note = {x},\n}\n",
        "@misc{key0 % a } and, so on\r\n}\r\n",
        "}{}\"\n",
        "@@{\n",
        "\ufeff",
        "\n\n\t ",
    ]
) | LINES  # fmt: skip
ENTRIES = st.lists(WORKS, max_size=3).map(
    lambda works: [
        Entry(f"key{number}", work, tags=("a, b", "c"), notes=("one\n\nx = 1", "two\nlines"))
        for number, work in enumerate(works)
    ]
)
SPELLINGS = st.sampled_from([bibtex.SPELLING, biblatex.SPELLING])


def outside(text: str, own: set[str]) -> str:
    """The text without silit's entries."""
    out, place = "", 0
    for span in read_spans(text).entries:
        if span.key in own:
            out += text[place : span.start]
            place = span.end
    return out + text[place:]


@settings(max_examples=40, deadline=None)
@given(parts=st.lists(PARTS, max_size=6).map("".join), entries=ENTRIES, spelling=SPELLINGS)
def test_nothing_outside_of_silits_entries_changes(
    parts: str, entries: list[Entry], spelling: Spelling
) -> None:
    done = splice(parts, entries, spelling)
    touched = {f"key{number}" for number in range(3)} - set(done.left)
    before, after = outside(parts, touched), outside(done.text, touched)
    assert after.startswith(before)
    assert not after[len(before) :].strip("\r\n")
    assert sorted([*done.added, *done.updated, *done.unchanged, *done.left]) == [e.cite_key for e in entries]


@settings(max_examples=40, deadline=None)
@given(parts=st.lists(PARTS, max_size=6).map("".join), entries=ENTRIES, spelling=SPELLINGS)
def test_a_second_time_changes_nothing(parts: str, entries: list[Entry], spelling: Spelling) -> None:
    once = splice(parts, entries, spelling)
    again = splice(once.text, entries, spelling)
    assert (again.text, again.added, again.updated) == (once.text, [], [])


@settings(max_examples=15, deadline=None)
@given(entries=ENTRIES, spelling=SPELLINGS)
def test_what_is_written_is_found_again(entries: list[Entry], spelling: Spelling) -> None:
    first = splice("", entries, spelling).text
    found = read_spans(first)
    assert ([span.key for span in found.entries], found.broken) == ([e.cite_key for e in entries], [])
