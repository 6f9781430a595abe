"""Adopting with a library: which paper a number is, what is written, what is remembered, and what stops it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.small_records import make_library, pubmed, store

from silit.errors import NotFoundError, UnreadableFormatError, UsageError
from silit.library import Library
from silit.model.identifiers import Identifier
from silit.services.adopt_options import read_footnotes_meta, read_known, read_maps, refs_to_add
from silit.services.adopting import AdoptionPlan, plan_adoption, remember_adoption, write_adoption
from silit.services.adoption_json import adoption_json
from silit.services.article_file import read_article_file
from silit.services.article_memory import (
    ask_again,
    kept_numbers,
    list_articles,
    remember_no_citations,
)
from silit.services.proposing import propose

POST = "Pain in the gluteal regions of the body1,3. It moves little.\n\nThat should be evident6.\n"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with make_library(tmp_path) as made:
        store(
            made,
            [
                pubmed(
                    "22994881",
                    doi="10.1111/j.1469-7580.2012.01564.x",
                    family="Vleeming",
                    year=2012,
                    title="The sacroiliac joint: an overview of its anatomy, function and potential clinical implications",
                    abstract="Pain may be felt in the gluteal region and the legs.",
                ),
                pubmed(
                    "2922636",
                    family="Sturesson",
                    year=1989,
                    title="Movements of the sacroiliac joints: a roentgen stereophotogrammetric analysis",
                    abstract="Rotation was small and movement could not be seen.",
                ),
                pubmed(
                    "18000000",
                    family="Cook",
                    year=2007,
                    title="Baking bread in a wood oven with rye and salt",
                ),
            ],
        )
        yield made


def plan(
    library: Library, folder: Path, text: str, *maps: str, name: str = "post.txt", known: str = ""
) -> AdoptionPlan:
    path = folder / name
    path.write_bytes(text.encode())
    numbers = read_known(known) if known else frozenset()
    return plan_adoption(library, read_article_file(path), read_maps(maps), numbers)


def test_numbers_become_the_papers_that_they_are_mapped_to_and_the_rest_open_places(
    library: Library, tmp_path: Path
) -> None:
    made = plan(library, tmp_path, POST, "1=vleeming2012", "3=PMID:2922636")
    assert made.adoption.text == POST.replace("body1,3", "body[@vleeming2012; @sturesson1989]").replace(
        "evident6", "evident[@?6]"
    )
    assert [marker.numbers for marker in made.unsettled] == [(6,)]


def test_nothing_is_written_before_it_is_asked_for_and_then_with_a_copy(
    library: Library, tmp_path: Path
) -> None:
    made = plan(library, tmp_path, POST, "1=vleeming2012", "3=sturesson1989")
    path = tmp_path / "post.txt"
    assert path.read_text(encoding="utf-8") == POST
    backup = write_adoption(made)
    remember_adoption(library, made)
    assert backup == tmp_path / "post.txt.bak"
    assert backup.read_text(encoding="utf-8") == POST
    assert path.read_text(encoding="utf-8") == made.adoption.text
    assert kept_numbers(library, path) == {"vleeming2012": 1, "sturesson1989": 3}
    again = plan_adoption(library, read_article_file(path))
    assert (again.markers, again.changes, again.unsettled) == ((), False, ())
    assert write_adoption(again) is None
    filled = plan_adoption(library, read_article_file(path), {"6": "cook2007"})
    assert filled.adoption.text.endswith("evident[@cook2007].\n")
    assert write_adoption(filled) == tmp_path / "post.txt.bak2"
    remember_adoption(library, filled)
    assert kept_numbers(library, path) == {"vleeming2012": 1, "sturesson1989": 3, "cook2007": 6}


def test_a_file_that_changed_meanwhile_is_left_alone(library: Library, tmp_path: Path) -> None:
    made = plan(library, tmp_path, POST, "1=vleeming2012")
    path = tmp_path / "post.txt"
    path.write_text("Something new.\n", encoding="utf-8")
    with pytest.raises(UsageError, match="was changed"):
        write_adoption(made)
    assert path.read_text(encoding="utf-8") == "Something new.\n"
    assert [file.name for file in tmp_path.glob("post*")] == ["post.txt"]
    assert list_articles(library) == []


def test_line_ends_the_mark_at_the_start_and_a_missing_line_end_stay(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "post.txt"
    path.write_bytes(b"\xef\xbb\xbfOf the body1.\r\nMore \xf0\x9f\xa6\xb4")
    write_adoption(plan_adoption(library, read_article_file(path), {"1": "cook2007"}))
    assert path.read_bytes() == b"\xef\xbb\xbfOf the body[@cook2007].\r\nMore \xf0\x9f\xa6\xb4"


LIST = """
References

1. Vleeming A, Schuenke MD. The sacroiliac joint: an overview of its anatomy, function and potential clinical implications. 2012;7:11-19.
2. Sturesson B. Movements of the sacroiliac joints. Spine.
3. Cook H. Bread. PMID: 18000000
4. New N. A paper that nobody has. 2020. doi:10.1000/new
5. Somebody said so.
"""


def test_entries_of_the_authors_list_are_matched_and_only_what_is_sure_is_used(
    library: Library, tmp_path: Path
) -> None:
    made = plan(library, tmp_path, f"Body1. Hips2. The core4. The back5.\n{LIST}")
    assert [(each.entry.number, each.match, each.verdict) for each in made.references] == [
        (1, "vleeming2012", "sure"),
        (2, "sturesson1989", "check"),
        (3, "cook2007", "sure"),
        (4, "doi:10.1000/new", "sure"),
        (5, "", "none"),
    ]
    assert made.to_add == (Identifier("doi", "10.1000/new"),)
    assert not made.adoption.list_removed
    assert "The core[@doi:10.1000/new]. The back[@?5]." in made.adoption.text


def test_the_list_goes_when_each_entry_has_its_paper(library: Library, tmp_path: Path) -> None:
    made = plan(library, tmp_path, f"The body1 and hips2,3.\n{LIST}", "2=sturesson1989", "5=2922636")
    assert made.adoption.list_removed
    assert made.adoption.text == "The body[@vleeming2012] and hips[@sturesson1989; @cook2007].\n\n"


def test_what_a_person_says_is_no_citation_stays_whatever_is_mapped(library: Library, tmp_path: Path) -> None:
    text = "A grade3 sprain, said Cook (3).\n"
    made = plan(library, tmp_path, text, "3=cook2007")
    assert made.adoption.text == "A grade[@cook2007] sprain, said Cook [@cook2007].\n"
    kept = plan_adoption(library, made.file, {"3": "cook2007"}, no_citations=[made.markers[0].place])
    assert kept.adoption.text == "A grade3 sprain, said Cook [@cook2007].\n"
    assert kept.unsettled == ()


def test_what_is_no_citation_is_known_again_although_the_text_around_it_was_adopted(
    library: Library, tmp_path: Path
) -> None:
    text = "It hurts in the body1, at grade3 and [2] worse. A grade3 sprain6.\n"
    made = plan(library, tmp_path, text, "1=cook2007", "2=cook2007", "6=sturesson1989")
    (position,) = [(1, text.index("3") + 1)]
    remember_no_citations(library, made.file.path, made.places_at([position]))
    again = plan_adoption(library, made.file, {"1": "cook2007", "2": "cook2007", "6": "sturesson1989"})
    write_adoption(again)
    last = plan_adoption(library, read_article_file(made.file.path))
    assert [(marker.numbers, marker.place) for marker in last.markers] == [
        ((3,), "grade and worse A grade 3")
    ]
    with pytest.raises(UsageError, match="line 1, column 2"):
        made.places_at([(1, 2)])
    ask_again(library, made.file.path)
    assert len(plan_adoption(library, read_article_file(made.file.path)).markers) == 2


NOTES = (
    "Bread helps[mfn]Cook H. Bread of rye.[/mfn]. Hips[mfn]Sturesson B. Movements of the sacroiliac joints: a roentgen "
    "stereophotogrammetric analysis. 1989;7:11-19.[/mfn]. Rest[mfn]I was there.[/mfn].\n"
)


def test_a_plugins_note_is_matched_by_its_words_or_named_by_them(library: Library, tmp_path: Path) -> None:
    made = plan(library, tmp_path, NOTES)
    assert "Hips[@sturesson1989]." in made.adoption.text
    bread, aside = made.names_without_paper()
    assert (bread[:-4], aside[:-4]) == ("note:cook-h-bread-of-rye-", "note:i-was-there-")
    named = plan(library, tmp_path, NOTES, f"{bread}=cook2007")
    assert named.adoption.text.startswith("Bread helps[@cook2007]. Hips[@sturesson1989].")
    assert [marker.note for marker in named.unsettled] == ["I was there."]
    remember_no_citations(library, named.file.path, [named.unsettled[0].place])
    assert plan(library, tmp_path, NOTES, f"{bread}=cook2007").unsettled == ()


BULLETS = """
References

- Cook H. Bread of rye. 2007.
- Sturesson B. Movements of the sacroiliac joints: a roentgen stereophotogrammetric analysis. 1989;7:11-19.
"""


def test_entries_without_numbers_are_named_by_their_position(library: Library, tmp_path: Path) -> None:
    text = f"Bread (Cook, 2007) and hips (Sturesson et al., 1989).\n{BULLETS}"
    made = plan(library, tmp_path, text)
    assert made.names_without_paper() == ("Cook, 2007", "entry:1")
    assert made.doubtful() == {"Sturesson et al., 1989": "sturesson1989"}
    named = plan(library, tmp_path, text, "entry:1=cook2007")
    assert named.doubtful() == {"Cook, 2007": "cook2007", "Sturesson et al., 1989": "sturesson1989"}
    # Nothing cites them yet: without its list the text would lose them.
    assert not named.adoption.list_removed
    maps = ("entry:1=cook2007", "Cook, 2007=cook2007", "Sturesson et al., 1989=sturesson1989")
    done = plan(library, tmp_path, text, *maps)
    assert done.adoption.text == "Bread [@cook2007] and hips [@sturesson1989].\n\n"


def test_entries_that_nothing_cites_are_told_when_they_go_with_the_list(
    library: Library, tmp_path: Path
) -> None:
    made = plan(library, tmp_path, f"The body1.\n{LIST}", "2=sturesson1989", "4=cook2007", "5=2922636")
    assert made.adoption.list_removed
    assert [entry.name for entry in made.adoption.uncited] == ["2", "3", "4", "5"]


def test_a_list_elsewhere_is_told_with_known_numbers(library: Library, tmp_path: Path) -> None:
    made = plan(library, tmp_path, "Of the body1. It moves9.\n", "1=cook2007", known="1-6")
    assert made.adoption.text == "Of the body[@cook2007]. It moves9.\n"
    assert [(marker.numbers, marker.reason) for marker in made.unsettled] == [
        ((9,), "9 is not among the known numbers")
    ]


def test_identifiers_in_the_text_become_the_keys_of_their_papers(library: Library, tmp_path: Path) -> None:
    text = "As said (PMID 22994881; doi:10.1111/j.1469-7580.2012.01564.x) and [PMID: 777777].\n"
    made = plan(library, tmp_path, text)
    assert made.adoption.text == "As said [@vleeming2012] and [@pmid:777777].\n"
    assert made.to_add == (Identifier("pmid", "777777"),)


def test_core_footnotes_are_known_by_their_texts(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "post.html"
    marker = '<sup data-fn="ab" class="fn"><a href="#ab" id="ab-link">1</a></sup>'
    path.write_text(f"<p>the body{marker}.</p>", encoding="utf-8")
    notes = read_footnotes_meta(
        '[{"id": "ab", "content": "Vleeming, <a href=\\"https://pubmed.ncbi.nlm.nih.gov/22994881/\\">2012</a>"}]'
    )
    made = plan_adoption(library, read_article_file(path), notes=notes)
    assert made.adoption.text == "<p>the body[@vleeming2012].</p>"


def test_the_five_works_that_fit_all_sentences_are_proposed_with_the_words_they_share(
    library: Library, tmp_path: Path
) -> None:
    made = plan(
        library,
        tmp_path,
        "Pain of the sacroiliac joints in the gluteal region1. Its movement is small rotation1.\n",
    )
    both = propose(library, "1", made.markers)
    assert [proposal.entry.cite_key for proposal in both] == ["sturesson1989"]
    assert both[0].shared == ("sacroiliac", "joints", "movement", "small", "rotation")
    assert propose(library, "7", made.markers) == ()


def test_the_answer_for_scripts_has_lines_columns_and_what_takes_the_place(
    library: Library, tmp_path: Path
) -> None:
    made = plan(library, tmp_path, f"Said [@cook2007, p. 2].\nThe body1, or (2).\n{LIST}", name="post.md")
    answer = adoption_json(made)
    assert answer["file"] == str(tmp_path / "post.md")
    assert answer["citations"] == [{"line": 1, "column": 6, "keys": ["cook2007"]}]
    assert answer["markers"] == [
        {
            "line": 2,
            "column": 9,
            "anchor": "body",
            "kind": "number",
            "numbers": [1],
            "refs": [],
            "verdict": "cite",
            "reason": "digits glued to a word",
            "context": "Said [@cook2007, p. 2]. The body1, or (2). …",
            "citation": "[@vleeming2012]",
            "name": "",
        },
        {
            "line": 2,
            "column": 15,
            "anchor": "()",
            "kind": "number",
            "numbers": [2],
            "refs": [],
            "verdict": "ask",
            "reason": "numbers in parentheses may be anything",
            "context": "Said [@cook2007, p. 2]. The body1, or (2). …",
            "citation": "",
            "name": "",
        },
    ]
    assert answer["references"][4] == {
        "number": 5,
        "text": "Somebody said so.",
        "match": None,
        "verdict": "none",
        "name": "5",
    }


@pytest.mark.parametrize("option", ["1", "=x", "1=", "0=x", "1=a 1=b", "1234=x"])
def test_a_map_that_says_nothing_clear_is_refused(option: str) -> None:
    with pytest.raises(UsageError):
        read_maps(option.split() if " " in option else [option])


@pytest.mark.parametrize("option", ["", "a", "3-1", "0-4"])
def test_known_numbers_must_be_numbers(option: str) -> None:
    with pytest.raises(UsageError):
        read_known(option)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "Line 1, column 1 is no JSON: the file ends here, before the value does."),
        ("{", "Line 1, column 2 is no JSON: the file ends here, before the value does."),
        ("7", "They are no list."),
        ('{"id": "a", "content": "b"}', "They are no list."),
        ("[1]", "Note 1 of the list has no id and content."),
        ('[{"id": "a", "content": ""}, {"id": "a"}]', "Note 2 of the list has no id and content."),
        (
            '[{"id": "a", "content": ' + "[" * 900 + "]" * 900 + "}]",
            "Note 1 of the list has no id and content.",
        ),
        ("[" * 100_000, "The JSON is nested too deeply to be read."),
    ],
    ids=["nothing", "broken", "number", "one note", "no note", "no content", "deep content", "brackets only"],
)
def test_footnotes_that_are_not_wordpresss_are_refused_with_the_reason(text: str, reason: str) -> None:
    with pytest.raises(UnreadableFormatError) as refused:
        read_footnotes_meta(text)
    assert refused.value.message == f"The footnotes are not what WordPress stores. {reason}"
    assert "`footnotes`" in refused.value.hint


def test_the_footnotes_of_a_post_come_by_their_ids() -> None:
    assert read_footnotes_meta('[{"id": "ab", "content": " one\\ud800 "}, {"id": 7, "content": ""}]') == {
        "ab": "one\ufffd",
        "7": "",
    }
    assert read_footnotes_meta("[]") == {}


def test_what_is_mapped_to_must_be_in_the_library_or_be_added_first(library: Library, tmp_path: Path) -> None:
    refs = ["cook2007", "vleming2012", "PMID:18000000", "777777", "https://doi.org/10.1000/new"]
    assert refs_to_add(library, refs) == ["777777", "https://doi.org/10.1000/new"]
    with pytest.raises(NotFoundError) as refused:
        plan(library, tmp_path, POST, "1=vleming2012")
    assert "vleeming2012" in refused.value.hint


def test_a_missing_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        read_article_file(tmp_path / "none.txt")
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(UnreadableFormatError, match="20 MB"):
        read_article_file(huge)


def test_an_entry_whose_identifier_is_that_of_another_paper_is_left_to_a_person(
    library: Library, tmp_path: Path
) -> None:
    text = "The body1.\n\nReferences\n\n1. Muster M, Beispiel B. Belts in pregnancy. Spine. 1999;24(3):11-19. PMID: 18000000\n2. Cook H. Baking bread in a wood oven with rye and salt. 2007. PMID: 18000000\n"
    made = plan(library, tmp_path, text)
    assert [(one.match, one.verdict) for one in made.references] == [
        ("cook2007", "check"),
        ("cook2007", "sure"),
    ]
    assert (made.adoption.list_removed, made.names_without_paper()) == (False, ("1",))
    assert made.adoption.text.startswith("The body[@?1].")
    assert plan(library, tmp_path, text, "1=cook2007").adoption.list_removed


def test_a_core_footnote_without_an_identifier_is_known_by_its_words(
    library: Library, tmp_path: Path
) -> None:
    path = tmp_path / "post.html"
    marker = '<sup data-fn="ab" class="fn"><a href="#ab" id="ab-link">1</a></sup>'
    path.write_text(f"<p>the body{marker}.</p>", encoding="utf-8")
    words = "Cook H. Baking bread in a wood oven with rye and salt. 2007;7:11-19."
    made = plan_adoption(library, read_article_file(path), notes={"ab": words})
    assert made.adoption.text == "<p>the body[@cook2007].</p>"
