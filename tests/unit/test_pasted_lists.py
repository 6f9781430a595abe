"""A pasted text as REFs: which lines belong together."""

from __future__ import annotations

import io

import pytest

from silit.errors import UnreadableFormatError
from silit.formats.text_files import LONGEST_LINE
from silit.services.pasted_list import pasted_text, refs_in

BELTS = "Østgaard H, Laslett M. Belts for joints: a trial. Pain. 2011;3(1):4-9."
WALKS = "van der Wurff P. Walking with pelvic pain. Spine. 2001;2:33-40."
WHO = "World Health Organization. Guideline for low back pain. Geneva: WHO; 2023."


def texts(text: str) -> list[str]:
    return [ref.text for ref in refs_in(text).refs]


def test_lines_of_identifiers_stay_lines() -> None:
    text = "19119403\n10.1016/j.math.2005.01.003\n\nPMC2582421\nnonsense\nhttps://pubmed.ncbi.nlm.nih.gov/22994881/\n"
    assert [(ref.line, ref.text) for ref in refs_in(text).refs] == [
        (1, "19119403"),
        (2, "10.1016/j.math.2005.01.003"),
        (4, "PMC2582421"),
        (5, "nonsense"),
        (6, "https://pubmed.ncbi.nlm.nih.gov/22994881/"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{BELTS}\n{WALKS}\n{WHO}\n",
        f"1. {BELTS}\n2. {WALKS}\n3. {WHO}\n",
        f"[1] {BELTS}\r\n[2] {WALKS}\r\n[3] {WHO}\r\n",
        f"1) {BELTS}\n\n2) {WALKS}\n\n3) {WHO}",
        f"- {BELTS}\n- {WALKS}\n- {WHO}\n",
        f"• {BELTS}\n• {WALKS}\n• {WHO}\n",
        f"{BELTS}\n\n{WALKS}\n\n{WHO}\n",
        f"\n\n  {BELTS}\n{WALKS}\n\n\n{WHO}",
        f"1. {BELTS.replace(' a trial', chr(10) + 'a trial')}\n2. {WALKS}\n3. {WHO.replace(' Geneva', chr(10) + '   Geneva')}",
        f"{BELTS.replace(' a trial', chr(10) + 'a trial').replace(' 2011', chr(10) + '2011')}\n{WALKS}\n{WHO}",
        f"Massage helps, as was shown in 2011.\nMore text.\n\n## References\n\n1. {BELTS}\n2. {WALKS}\n3. {WHO}\n",
    ],
)
def test_a_list_is_read_however_it_is_wrapped_and_numbered(text: str) -> None:
    assert texts(text) == [BELTS, WALKS, WHO]


def test_of_an_article_only_the_list_is_read_and_its_heading_is_named() -> None:
    text = f"A study of 2011 says so.\n\nReferences\n\n{BELTS}\n"
    assert refs_in(text).heading == "References"
    assert [(ref.line, ref.text) for ref in refs_in(text).refs] == [(5, BELTS)]


def test_an_entry_begins_at_the_line_of_its_number() -> None:
    text = f"1. {BELTS.replace(' a trial', chr(10) + 'a trial')}\n\n2. {WALKS}"
    assert [ref.line for ref in refs_in(text).refs] == [1, 4]


def test_a_page_at_the_start_of_a_wrapped_line_is_no_number() -> None:
    wrapped = BELTS.replace("4-9.", "4-\n97. doi:10.5555/belts")
    assert texts(f"1. {wrapped}\n2. {WALKS}") == [BELTS.replace("4-9.", "4- 97. doi:10.5555/belts"), WALKS]


def test_a_list_may_have_gaps_and_more_than_a_thousand_entries() -> None:
    assert texts(f"3. {BELTS}\n7. {WALKS}") == [BELTS, WALKS]
    long = [WALKS.replace("Walking", f"Walking {number}") for number in range(1, 1201)]
    assert texts("".join(f"{number}. {entry}\n" for number, entry in enumerate(long, start=1))) == long


def test_what_stands_twice_is_one_ref() -> None:
    assert texts(f"{BELTS}\n\n{BELTS}\n19119403\n19119403") == [BELTS, "19119403"]


def test_a_doi_on_a_line_of_its_own_behind_a_numbered_entry_is_its_end() -> None:
    assert texts(f"1. {BELTS}\n   https://doi.org/10.5555/belts\n2. {WALKS}") == [
        f"{BELTS} https://doi.org/10.5555/belts",
        WALKS,
    ]


@pytest.mark.parametrize("text", ["", "\n\n", " \t\n", "\x00\x01\x02"])
def test_where_there_is_nothing_there_are_no_refs(text: str) -> None:
    assert texts(text) == []


def test_what_a_terminal_would_obey_is_gone() -> None:
    assert texts("massage\x1b[31m and\x07 belts") == ["massage [31m and belts"]


@pytest.mark.parametrize(
    ("body", "message", "hint"),
    [
        (
            b"19119403\n" + b"x" * (LONGEST_LINE + 1),
            "A line of the list is longer than 8 million characters: it is no reference.",
            "Give each reference a line of its own, of up to 6,000 characters.",
        ),
        (
            b"%PDF-1.7\n",
            "The list is not text.",
            "Save it as plain text, and give that: silit add - < list.txt",
        ),
    ],
    ids=["one line", "no text"],
)
def test_what_is_no_list_is_told_with_the_reason(body: bytes, message: str, hint: str) -> None:
    with pytest.raises(UnreadableFormatError) as refused:
        pasted_text(io.BytesIO(body))
    assert (refused.value.message, refused.value.hint) == (message, hint)


def listed(text: str) -> list[tuple[int, str]]:
    return [(ref.line, ref.text) for ref in refs_in(text).refs]


@pytest.mark.parametrize("numbers", [("1. ", "2. ", "3. "), ("", "", ""), ("[1] ", "[2] ", "[3] ")])
def test_lines_that_are_no_reference_are_refs_of_their_own(numbers: tuple[str, str, str]) -> None:
    one, two, three = numbers
    text = (
        f"My reading list:\n{one}{BELTS}\n19119403\n{two}{WALKS}\nThese two I liked best so far.\nGreat paper!\n"
        f"{three}{WHO}\n"
    )
    assert listed(text) == [
        (1, "My reading list:"),
        (2, BELTS),
        (3, "19119403"),
        (4, WALKS),
        (5, "These two I liked best so far."),
        (6, "Great paper!"),
        (7, WHO),
    ]


def test_each_line_is_answered_for() -> None:
    text = f"# from Zotero\n1. {BELTS}\n// to read\n2. {WALKS}\n3. {BELTS}\n"
    pasted = refs_in(text)
    assert [(ref.line, ref.text) for ref in pasted.refs] == [(2, BELTS), (4, WALKS)]
    assert [(one.line, one.text) for one in pasted.comments] == [(1, "# from Zotero"), (3, "// to read")]
    assert [(one.line, one.text) for one in pasted.repeated] == [(5, BELTS)]


@pytest.mark.parametrize("number", ["1. ", ""])
def test_an_identifier_on_the_line_behind_a_reference_may_be_its_own_or_not(number: str) -> None:
    [ref] = refs_in(f"{number}{BELTS}\nhttps://doi.org/10.5555/belts\n").refs
    assert ref.text == f"{BELTS} https://doi.org/10.5555/belts"
    assert ref.apart is not None
    assert [(part.line, part.text) for part in ref.apart] == [
        (1, BELTS),
        (2, "https://doi.org/10.5555/belts"),
    ]


def test_a_second_identifier_of_its_kind_is_never_that_of_the_reference() -> None:
    whole = f"{BELTS} doi:10.5555/belts"
    assert listed(f"1. {whole}\n10.5555/other\n2. {WALKS}") == [(1, whole), (2, "10.5555/other"), (3, WALKS)]


@pytest.mark.parametrize(
    "wrapped",
    [
        "Østgaard H, Laslett M. (2011).\nBelts for joints: a trial. Pain, 3(1),\n4-9.",
        "Østgaard, H., & Laslett, M. (2011).\nBelts for joints and for other parts of women and\nmen: a trial. Pain, 3(1), 4-9.",
        "Østgaard H, Laslett M,\nSato K. Belts for joints: a trial. Pain. 2011;3(1):4-9.",
        "Østgaard H, Laslett M.\nBelts for joints: a trial.\nPain. 2011;3(1):4-9.\n[PubMed] [Google Scholar]",
        "Østgaard H, Laslett M. Belts for joints: a trial. Pain. 2011;3(1):4-9. PMID:\n90000001",
        "Østgaard H, Laslett M. Belts for joints: a trial. Pain. 2011;3(1):4-9.\nEpub 2010 Dec 3.",
        "Østgaard H, Laslett M. Belts for joints: a trial. Pain. 2011\nMar;3(1):4-9.",
        "Østgaard H, Laslett M. Belts for joints: a trial. Pain. 2011;3(1):4-9. Available from:\nhttps://example.org/x",
    ],
)
@pytest.mark.parametrize("number", ["1. ", ""])
def test_a_reference_stays_whole_wherever_it_is_wrapped(number: str, wrapped: str) -> None:
    assert texts(f"{number}{wrapped}\n{'2. ' if number else ''}{WALKS}") == [" ".join(wrapped.split()), WALKS]


def test_a_reference_without_a_date_does_not_take_in_the_next() -> None:
    early = "Sackett DL. (in press). Evidence for joints. BMJ."
    assert texts(f"{early}\n{BELTS}\n{WALKS}") == [early, BELTS, WALKS]


def test_a_list_in_html_is_parted_by_its_tags() -> None:
    text = (
        f'<!-- wp:list --><section class="refs"><h2>References</h2>\n<ol><li id="a" value="1">{BELTS}</li><li>{WALKS}</li>\n'
        f"<li><p>{WHO}</p></li></ol></section>"
    )
    assert refs_in(text).heading == "References"
    assert listed(text) == [(2, BELTS), (2, WALKS), (3, WHO)]
