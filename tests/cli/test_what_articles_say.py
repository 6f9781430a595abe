"""What the commands for articles say to a person: plain, true, and with the next step."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.shell import Shell

POST = "It is felt in the gluteal regions of the body1,3.\n\nIt should be evident6. The state of health3.\n"
MAPS = ("--map", "1=vleeming2012", "--map", "3=goode2008")


@pytest.fixture
def post(starter: Shell) -> Path:
    """A post that has only numbers."""
    path = starter.folder / "post.txt"
    path.write_text(POST, encoding="utf-8")
    return path


@pytest.mark.usefixtures("post")
def test_a_number_that_the_post_does_not_have_is_named_with_its_option(starter: Shell) -> None:
    done = starter.run("article", "adopt", "post.txt", *MAPS, "--map", "9=goode2008", "--map", "x=goode2008")
    assert "post.txt has no 9: --map 9=goode2008 changes nothing." in done.err
    assert "post.txt has no x: --map x=goode2008 changes nothing." in done.err
    assert "has no 1" not in done.err and "has no 3" not in done.err


def test_an_open_place_is_named_by_a_second_run_and_can_be_filled(starter: Shell, post: Path) -> None:
    starter.run("article", "adopt", "post.txt", *MAPS, "--write")
    again = starter.run("article", "adopt", "post.txt")
    assert (again.code, again.out) == (3, "")
    assert starter.run("article", "adopt", "post.txt", "--json").code == 3
    assert starter.run("article", "check", "post.txt").code == 3
    assert "Without a paper still: [@?6]. To name them: --map 6=REF --write" in again.err
    filled = starter.run("article", "adopt", "post.txt", "--map", "6=hammer2013", "--write")
    assert (filled.code, "changes nothing" in filled.err) == (0, False)
    assert "evident[@hammer2013]." in post.read_text(encoding="utf-8")
    assert "No citation numbers found." in starter.run("article", "adopt", "post.txt").err


def test_open_places_beside_new_numbers_are_named_with_them_and_those_in_code_are_none(
    starter: Shell,
) -> None:
    text = "Old[@?12]. Older[@?2].\n\n    `[@?7]`\n"
    (starter.folder / "post.md").write_text(text + "\nIt should be evident6.\n", encoding="utf-8")
    done = starter.run("article", "adopt", "post.md", "--map", "6=hammer2013", "--map", "12=goode2008")
    assert (done.code, "Without a paper: 2. To name them: --map 2=REF" in done.err) == (3, True)
    long = "1" * 4500
    (starter.folder / "long.md").write_text(f"Long[@?{long}]. Short[@?9].\n", encoding="utf-8")
    said = starter.run("article", "adopt", "long.md")
    assert (said.code, f"Without a paper still: [@?9], [@?{long}]." in said.err) == (3, True)
    (starter.folder / "code.md").write_text("Write `[@?7]` for it.\n", encoding="utf-8")
    code = starter.run("article", "adopt", "code.md")
    assert (code.code, code.err) == (0, "No citation numbers found.\n")


@pytest.mark.usefixtures("post")
def test_what_is_said_to_be_no_citation_is_confirmed(starter: Shell) -> None:
    done = starter.run("article", "adopt", "post.txt", "--no-citation", "1:46")
    assert "Remembered as no citation; --ask-again brings it back." in done.err


def test_the_line_to_type_holds_the_name_of_a_file_with_a_blank_in_quotes(starter: Shell) -> None:
    (starter.folder / "my post.md").write_text("It should be evident6.\n", encoding="utf-8")
    done = starter.run("article", "adopt", "my post.md", "--no-citation", "9:9")
    assert (done.code, done.err.splitlines()) == (
        2,
        [
            "Error: Nothing in line 9, column 9 of my post.md looks like a citation.",
            "silit article adopt 'my post.md' shows where they stand.",
        ],
    )


def test_a_page_of_its_own_is_not_to_be_pasted_into_a_block(starter: Shell) -> None:
    (starter.folder / "post.md").write_text("It hurts [@laslett2005].\n", encoding="utf-8")
    page = starter.run("article", "build", "post.md", "--to", "html", "--standalone")
    assert "Next: open it in a browser" in page.err and "block" not in page.err
    assert "Custom HTML block" in starter.run("article", "build", "post.md", "--to", "html").err


def test_findings_are_broken_between_words_in_a_narrow_terminal(starter: Shell) -> None:
    (starter.folder / "post.md").write_text("It hurts [@laslett2005].\n\nLeave a Reply\n", encoding="utf-8")
    _, shown = starter.in_terminal("-q", "article", "check", "post.md", columns=40)
    assert [line for line in shown.replace("\r", "").splitlines() if len(line) > 40] == []


def test_the_parts_of_a_copied_page_are_one_note_of_a_build(starter: Shell) -> None:
    text = "It hurts [@laslett2005].\n\nShare this:\n\nLeave a Reply\n"
    (starter.folder / "post.md").write_text(text, encoding="utf-8")
    built = starter.run("article", "build", "post.md", "--to", "html")
    assert (
        "note: post.md:3: 2 lines look like parts of the web page, not of the post: 3, 5. "
        "Take them out if they were copied along; silit article check post.md shows each.\n"
    ) in built.err
    assert starter.run("article", "check", "post.md").out.count("looks like a part of the web page") == 2


def test_check_gives_one_line_to_ask_about_all_papers(starter: Shell) -> None:
    (starter.folder / "post.md").write_text("It hurts [@goode2008; @vleeming2012].\n", encoding="utf-8")
    checked = starter.run("article", "check", "post.md")
    assert "    To ask PubMed and Crossref: silit add 19119382\n" in checked.out
    assert "Whether all of them still stand: silit add 19119382 22994881\n" in checked.err


def test_check_names_the_unknown_claim_of_an_evidence_box(starter: Shell) -> None:
    (starter.folder / "post.md").write_text(
        "It hurts.\n\n<!-- silit:evidence massage-lpb -->\n", encoding="utf-8"
    )
    checked = starter.run("article", "check", "post.md")
    assert checked.code == 3
    assert checked.out == "post.md:3: There is no claim called massage-lpb.\n    Did you mean massage-lbp?\n"


@pytest.mark.parametrize(
    ("heading", "advice"),
    [("", "Build HTML"), ("## References\n\n", "Take the heading over them out, or build HTML")],
)
def test_a_heading_is_to_be_taken_out_only_where_there_is_one(
    starter: Shell, heading: str, advice: str
) -> None:
    text = f"It hurts [@goode2008].\n\n{heading}<!-- silit:references -->\n\nAfter.\n"
    (starter.folder / "post.md").write_text(text, encoding="utf-8")
    built = starter.run("article", "build", "post.md", "--to", "markdown", "-o", "-")
    assert f"in the file. {advice}, which keeps their place: --to html.\n" in built.err


def test_the_references_alone_keep_the_numbers_of_the_post(starter: Shell, post: Path) -> None:
    starter.run("article", "adopt", "post.txt", *MAPS, "--map", "6=hammer2013", "--write")
    block = ("footnotes", "--article", "post.txt", "--to", "text")
    kept = starter.run(*block, "--keep-numbers").out.splitlines()
    assert [line.split(".")[0] for line in kept] == ["1", "3", "6"]
    assert [line.split(".")[0] for line in starter.run(*block).out.splitlines()] == ["1", "2", "3"]
    alone = starter.run("footnotes", "hammer2013", "--keep-numbers")
    assert (alone.code, "Name it: --article FILE --keep-numbers" in alone.err) == (2, True)


EXPORT = """<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<wp:wxr_version>1.2</wp:wxr_version>
<item><title>The joint</title><content:encoded>Note.</content:encoded><wp:post_id>42</wp:post_id>
<wp:post_name>the-joint</wp:post_name><wp:status>draft</wp:status><wp:post_type>post</wp:post_type>
<wp:postmeta><wp:meta_key>footnotes</wp:meta_key><wp:meta_value>[{"id":"a","content":"b"}]</wp:meta_value></wp:postmeta>
</item></channel></rss>
"""


def test_taking_a_post_names_both_files_and_listing_says_how_to_take_one(starter: Shell) -> None:
    (starter.folder / "site.xml").write_text(EXPORT, encoding="utf-8")
    listed = starter.run("article", "take", "site.xml")
    assert listed.out == "the-joint (42, draft)  The joint\n"
    assert listed.err == "To write one to a file: silit article take site.xml NAME\n"
    taken = starter.run("article", "take", "site.xml", "the-joint")
    assert taken.err.startswith("Wrote the-joint.wordpress.txt and the-joint.footnotes.json\n")


def test_of_several_posts_those_are_taken_that_can_be_and_the_others_named(starter: Shell) -> None:
    (starter.folder / "site.xml").write_text(EXPORT, encoding="utf-8")
    done = starter.run("article", "take", "site.xml", "the-joiny", "42", "--json")
    assert done.code == 6
    assert done.json == [{"file": "the-joint.wordpress.txt", "footnotes": "the-joint.footnotes.json"}]
    assert done.err.endswith(
        "Error: There is no post called the-joiny in site.xml.\nDid you mean the-joint?\n"
    )
    gone = starter.run("article", "take", "gone.xml", "1", "2")
    assert (gone.code, gone.err) == (6, "Error: There is no file gone.xml.\nCheck its name and folder.\n")


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        (
            "Massage for the joint\n\nIt hurts [@goode2008].\n",
            "<h1>Massage for the joint</h1>\n<p>It hurts",
        ),
        ("It is a joint.\n\nIt hurts [@goode2008].\n", "<h1>Post</h1>\n<p>It is a joint.</p>"),
        ("Only this [@goode2008]\n", "<h1>Post</h1>\n<p>Only this"),
    ],
)
def test_the_first_line_of_a_text_is_the_heading_of_its_page(starter: Shell, text: str, heading: str) -> None:
    (starter.folder / "post.txt").write_text(text, encoding="utf-8")
    page = starter.run("article", "build", "post.txt", "--to", "html", "--standalone", "-o", "-").out
    assert page.count("<h1>") == 1
    assert f"<main>\n{heading}" in page


def test_what_a_person_mapped_is_shown_as_a_citation(starter: Shell) -> None:
    (starter.folder / "grade.txt").write_text(
        "Grade3 sprains heal. So it is[mfn]A talk.[/mfn].\n", encoding="utf-8"
    )
    asked = starter.run("article", "adopt", "grade.txt").out
    assert "grade.txt:1:6: ask: left as it is\n" in asked
    assert "grade.txt:1:30: cite: left as it is until its paper is known\n" in asked
    mapped = starter.run("article", "adopt", "grade.txt", "--map", "3=goode2008").out
    assert "grade.txt:1:6: cite: [@goode2008]\n" in mapped
