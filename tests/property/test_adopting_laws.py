"""Laws of adopting: no character outside the markers changes, and a second run finds nothing more to do."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from silit.articles.adopt import adopt
from silit.articles.markers import find_markers
from silit.articles.read_document import read_document
from silit.articles.reference_list import find_reference_list

KEYS = {str(number): f"author{1990 + number}" for number in range(1, 4)}
FRAGMENTS = st.sampled_from(
    [
        "the body1,3.", " and hip2 ", "rest.4 Then", "[1, 5–7]", "(1,3)", "week3", "¹⁻³", "^2^", "SIJ3", "L5", "10.5",
        "\n", "\r\n", "\n\n", "\r", " ", "\t", "🦴", "é", "\u200b", "\xa0", "`code1`", "```\n", "**joint**2", "[l](u1)3",
        "<p>", "</p>", "<sup>1,3</sup>", "<sup>2", "</sup>", "<b>", "</b>", "&nbsp;", "&lt;", "<!-- c1 -->", "<!--",
        "<!-- wp:paragraph -->\n", "<!-- /wp:paragraph -->\n", '<a href="#fn2">2</a>', "[@a1, p. 3]", "[@?2]", "@b2",
        "doi:10.1000/x1", "PMID: 19119403", "https://x.org/a1,2", "a1@x.org", "[mfn]note 10.1000/y[/mfn]", "[^1]",
        "\n\nReferences\n\n", "\n1. Vleeming A. J Anat. 2012;221:537.\n", "2. Sturesson B. Spine 1989;14:162.\n",
        "\n[^1]: A note of 2012.\n", "\n# Title\n", "- item2\n", "> quoted3\n", "    indented1\n", "\\cite{a,b}", "word",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(FRAGMENTS, st.text(max_size=8)), max_size=25).map("".join)
NAMES = st.sampled_from(["a.txt", "a.md", "a.html", "a"])


def run(raw: bytes, name: str) -> tuple[bytes, int, str, str]:
    """The new bytes, how many markers changed, and the old and the new text without what was replaced."""
    document = read_document(raw, name)
    listed = find_reference_list(document)
    known = frozenset(map(int, KEYS))
    done = adopt(document, find_markers(document, known, listed), KEYS, references=listed)
    kept_old: list[str] = []
    kept_new: list[str] = []
    old_at = new_at = 0
    for each in done.replacements:
        gap = each.span.start - old_at
        kept_old.append(document.text[old_at : each.span.start])
        kept_new.append(done.text[new_at : new_at + gap])
        assert done.text.startswith(each.text, new_at + gap)
        old_at, new_at = each.span.end, new_at + gap + len(each.text)
    kept_old.append(document.text[old_at:])
    kept_new.append(done.text[new_at:])
    bom = b"\xef\xbb\xbf" if document.has_bom else b""
    return bom + done.text.encode(), len(done.replacements), "".join(kept_old), "".join(kept_new)


def encodable(text: str) -> bytes:
    return "".join(char for char in text if ord(char) >= 32 or char in "\t\r\n").encode("utf-8", "ignore")


@given(TEXTS, NAMES, st.booleans())
@settings(max_examples=300, deadline=None)
def test_no_character_outside_the_markers_changes(text: str, name: str, has_bom: bool) -> None:
    raw = (b"\xef\xbb\xbf" if has_bom else b"") + encodable(text)
    new, changes, kept_old, kept_new = run(raw, name)
    assert kept_new == kept_old
    if not changes:
        assert new == raw


@given(TEXTS, NAMES)
@example("doi:10.1000/x1PMID: 19119403", "a.txt")
@example("PMID: 19119403PMID: 19119403", "a.txt")
@example("https://x.org/a1,2[mfn]note 10.1000/y[/mfn]", "a.txt")
@settings(max_examples=300, deadline=None)
def test_a_second_run_changes_nothing(text: str, name: str) -> None:
    once, *_ = run(encodable(text), name)
    twice, changes, *_ = run(once, name)
    assert (twice, changes) == (once, 0)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_megabyte_keeps_all_its_other_bytes(name: str) -> None:
    line = "The body. Most of the load goes through the body1,3 and not through L5, ça va 🦴.\r\n\r\n"
    raw = (line * (1_000_000 // len(line))).encode()
    new, changes, kept_old, kept_new = run(raw, name)
    assert changes == 1_000_000 // len(line)
    assert kept_new == kept_old
    assert new == raw.replace(b"1,3", b"[@author1991; @author1993]")


PROSE = st.lists(st.sampled_from(
    [
        "The joint moves. ", "grade3 ", "(1,3) ", "the body1,3. ", "hip2, ", "PMID: 19119403 ", "week3 ", "SIJ2 ", "type2 ",
        "<sup>1</sup> ", "[mfn]A note of 10.1000/y.[/mfn] ", "(Cook et al., 2007) ", "\\cite{a} ", "It is so. ", "\n\n",
        "[@a2005] ", "<p>", "</p>\n",
    ]
), max_size=20).map("".join)  # fmt: skip


@given(PROSE, st.sampled_from(["a.txt", "a.html"]))
@settings(max_examples=200, deadline=None)
def test_what_is_left_is_known_again_by_its_place(text: str, name: str) -> None:
    document = read_document(text.encode(), name)
    done = adopt(document, find_markers(document), KEYS)
    after = find_markers(read_document(done.text.encode(), name))
    assert [marker.place for marker in after] == [marker.place for marker in done.left]
