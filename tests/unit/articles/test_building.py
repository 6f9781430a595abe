"""From the bytes of a file and a library to a built article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from silit.articles.citations import find_citations
from silit.articles.read_document import read_document
from silit.errors import NotFoundError, SilitError, UnknownCitationError, UnreadableFormatError, UsageError
from silit.library import Action, Library
from silit.library.searches import SearchRun, add_search_run
from silit.library.works import all_keys
from silit.services.building import TARGETS, build_article, cited_works, footnotes_of_article
from silit.services.referencing import Look
from silit.services.starter import add_starter


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.create(tmp_path_factory.mktemp("built") / "library.db") as made:
        add_starter(made)
        yield made


def text_of(library: Library, article: str, to: str = "text", name: str = "post.md") -> str:
    return build_article(library, read_document(article.encode(), name), to).text


def test_a_pmid_and_a_doi_name_the_same_work_as_its_key(library: Library) -> None:
    written = "x [@laslett2005]. y [@pmid:16038856]. z [@doi:10.1016/j.math.2005.01.003]."
    built = build_article(library, read_document(written.encode(), "post.md"), "text")
    assert built.text.splitlines()[0] == "x.[1] y.[1] z.[1]"
    assert [entry.cite_key for entry in built.article.entries] == ["laslett2005"]


@pytest.mark.parametrize("to", TARGETS)
def test_old_numbers_beside_new_ones_are_told_once_with_the_first_line(library: Library, to: str) -> None:
    raw = b"x [@laslett2005].\n\nPain of the body1,3 is common. Rest helps nobody.[2]\n"
    told = [
        each
        for each in build_article(library, read_document(raw, "post.md"), to).problems
        if each.code == "bare-number"
    ]
    assert [(each.message, each.line, each.file) for each in told] == [
        ("2 old numbers stand in the text beside the new ones, and are published as before.", 3, "post.md")
    ]
    assert "silit article check post.md" in told[0].hint


def test_an_article_whose_citations_are_all_new_has_no_old_numbers(library: Library) -> None:
    raw = b"x [@laslett2005], in 2005, with 12 of 48 patients.\n"
    assert build_article(library, read_document(raw, "post.md"), "html").problems == ()


HEADED = [
    ("post.md", "x [@laslett2005].\n\n## References\n"),
    (
        "post.md",
        "x [@laslett2005].\r\n\r\n### Literature: ###\r\n\r\n<!-- silit:references -->\r\n\r\nBye.\r\n",
    ),
    ("post.md", "x [@laslett2005].\n\nSources\n-------\n\n"),
    ("post.md", "x [@laslett2005].\n\n## Works cited\n"),
    ("post.txt", "x [@laslett2005].\n\nBibliography\n"),
    ("post.txt", "x [@laslett2005].\n\nNotes and references\n"),
    ("post.html", "<body><p>x [@laslett2005].</p>\n<h3 class='a'><b>References</b></h3>\n</body></html>\n"),
    (
        "post.html",
        "<!-- wp:paragraph -->\n<p>x [@laslett2005].</p>\n<!-- /wp:paragraph -->\n\n"
        '<!-- wp:heading -->\n<h2 class="wp-block-heading">References</h2>\n<!-- /wp:heading -->\n',
    ),
]


HEADINGS = "References|Literature:|Sources|Bibliography|Works cited|Notes and references"


@pytest.mark.parametrize("to", ["html", "wordpress", "text"])
@pytest.mark.parametrize(("name", "article"), HEADED)
def test_the_authors_own_heading_of_the_list_is_the_only_one(
    library: Library, to: str, name: str, article: str
) -> None:
    text = text_of(library, article, to, name)
    shown = text.replace('aria-label="References"', "")
    assert len(re.findall(rf"(?m)>(?:{HEADINGS})<|^(?:{HEADINGS})\r?$", shown)) == 1
    assert "aria-labelledby" not in text
    assert ('aria-label="References"' in text) == (to != "text")


@pytest.mark.parametrize(
    "article",
    [
        "x [@laslett2005].\n\n## References\n\nSee below.\n",
        "x [@laslett2005].\n\n## References to God\n",
        "x [@laslett2005].\n\n    # References\n",
        "x [@laslett2005] and its\nreferences\n",
    ],
)
def test_any_other_end_gets_a_heading(library: Library, article: str) -> None:
    assert 'aria-labelledby="silit-post-refs"' in text_of(library, article, "html")


def test_all_unknown_keys_stop_the_build_at_once(library: Library) -> None:
    with pytest.raises(UnknownCitationError) as stopped:
        text_of(library, "x [@laslet2005; @pmid:1]\n\n[@doi:10.1000/none]")
    assert stopped.value.exit_code == 9
    for named in ("laslet2005 (line 1)", "pmid:1 (line 1)", "doi:10.1000/none (line 3)"):
        assert named in stopped.value.message
    assert "laslett2005" in stopped.value.hint


def test_all_keys_are_looked_up_with_one_query(library: Library) -> None:
    article = "x [@laslett2005; @cohen2008; @juch2017; @pmid:22994881; @pmid:19101212]"
    asked: list[str] = []
    library.connection.set_trace_callback(asked.append)
    text_of(library, article)
    library.connection.set_trace_callback(None)
    assert len([statement for statement in asked if "cite_key IN" in statement]) == 1
    assert len([statement for statement in asked if "FROM work WHERE id" in statement]) == 1
    assert len([statement for statement in asked if "FROM identifier" in statement]) == 1


def test_many_citations_ask_no_more_of_the_library_than_one(library: Library) -> None:
    def queries(article: str) -> int:
        asked: list[str] = []
        library.connection.set_trace_callback(asked.append)
        text_of(library, article)
        library.connection.set_trace_callback(None)
        return len(asked)

    keys = all_keys(library.connection)
    assert len(keys) > 40
    assert queries(" ".join(f"x [@{key}]." for key in keys)) == queries(f"x [@{keys[0]}].")


def test_the_same_text_and_library_give_the_same_bytes(library: Library) -> None:
    article = "x [@laslett2005]\n\n<!-- silit:evidence rf-denervation -->\n"
    for to in TARGETS:
        assert text_of(library, article, to) == text_of(library, article, to)


@pytest.mark.parametrize(
    ("name", "article", "names"),
    [
        ("my-post.md", "x", ("my-post.md", "my-post.excerpt.txt")),
        ("my post.final.txt", "x", ("my-post.md", "my-post.excerpt.txt")),
        ("x.md", "---\nslug: SI Joint/../a\n---\nx", ("SI-Joint-..-a.md", "SI-Joint-..-a.excerpt.txt")),
        ("x.md", "---\nslug: ../..\n---\nx", ("article.md", "article.excerpt.txt")),
    ],
)
def test_files_are_called_after_the_slug_and_stay_in_their_folder(
    library: Library, name: str, article: str, names: tuple[str, str]
) -> None:
    built = build_article(library, read_document(article.encode(), name), "markdown")
    assert (built.file_name, built.excerpt_name) == names
    assert Path(built.file_name).name == built.file_name


def test_the_byte_order_mark_stays_only_where_the_form_does(library: Library) -> None:
    raw = "\ufeffx [@laslett2005]".encode()
    assert build_article(library, read_document(raw, "post.md"), "markdown").text.startswith("\ufeffx")
    assert build_article(library, read_document(raw, "post.md"), "html").text.startswith("<p>x")


def test_an_article_that_cites_nothing_is_built_without_a_list(library: Library) -> None:
    built = build_article(library, read_document(b"Nothing here.\n", "post.txt"), "text")
    assert (built.text, [problem.code for problem in built.problems]) == ("Nothing here.\n", ["no-citations"])


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"to": "word"}, UsageError),
        ({"to": "text", "standalone": True}, UsageError),
        ({"to": "html", "core_footnotes": True}, UsageError),
        ({"to": "text", "look": Look("none")}, UsageError),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    library: Library, options: dict[str, object], error: type[SilitError]
) -> None:
    with pytest.raises(error):
        build_article(library, read_document(b"x [@laslett2005]", "post.md"), **options)  # type: ignore[arg-type]  # keywords of its own


@pytest.mark.parametrize(
    ("raw", "name", "error"),
    [
        (b"\x00\x01", "post.md", UnreadableFormatError),
        (b"\xff\xfe", "post.md", UnreadableFormatError),
        ("x ü".encode("latin-1"), "post.md", UnreadableFormatError),
        (b"x [@laslett2005]\n\n```\ncode", "post.md", UnreadableFormatError),
        (b"> ~~~\n> code", "post.md", UnreadableFormatError),
        (b"x\n\n<!-- silit:evidence no-such-claim -->", "post.md", NotFoundError),
        (b"<p>x [@laslett2005]</p>", "post.html", UsageError),
    ],
)
def test_what_cannot_be_built_is_said_clearly(
    library: Library, raw: bytes, name: str, error: type[SilitError]
) -> None:
    with pytest.raises(error) as stopped:
        build_article(library, read_document(raw, name), "markdown")
    assert name in stopped.value.message or "no-such-claim" in stopped.value.message
    assert stopped.value.hint


@pytest.mark.parametrize(
    "closed", ["```\ncode\n```", "~~~~\n```\n~~~~\n\n", "> ```\n> code\n> ```", "    ```", "`x` ```"]
)
def test_a_closed_code_block_at_the_end_is_no_fault(library: Library, closed: str) -> None:
    assert text_of(library, f"x [@laslett2005]\n\n{closed}", "markdown").startswith("x[^laslett2005]")


def test_what_wordpress_would_take_away_is_named(library: Library) -> None:
    built = build_article(
        library, read_document(b"x\n\n<script>1</script>\n\n<style>a</style>\n", "post.md"), "wordpress"
    )
    assert [problem.code for problem in built.problems] == ["no-citations", "wordpress-strips"]
    assert "<script>, <style>" in built.problems[1].message


def test_the_numbers_of_the_author_are_kept(library: Library) -> None:
    raw = b"x [@laslett2005]. y [@cohen2008]."
    kept = build_article(
        library, read_document(raw, "post.md"), "html", keep={"laslett2005": 6, "cohen2008": 3}
    ).text
    assert '<li id="silit-post-ref-3" value="3">' in kept
    assert kept.index('value="3"') < kept.index('value="6"')
    codes = [
        one.code
        for one in build_article(
            library, read_document(raw, "post.md"), "markdown", keep={"laslett2005": 6}
        ).problems
    ]
    assert codes == ["footnote-numbers"]


def test_the_block_alone_has_the_numbers_of_the_article_and_leads_nowhere_back(library: Library) -> None:
    raw = b"x [@cohen2008]. y [@laslett2005; @cohen2008]."
    block = footnotes_of_article(library, read_document(raw, "post.md"), "html")
    assert block.index("Cohen SP") < block.index("Laslett M")
    assert "doc-backlink" not in block
    assert 'id="silit-post-ref-1"' in block
    with pytest.raises(NotFoundError):
        footnotes_of_article(library, read_document(b"Nothing.", "post.md"), "html")


def test_works_are_found_under_the_keys_as_written(library: Library) -> None:
    document = read_document(b"x [@laslett2005; @pmid:16038856; @nobody2000]", "post.md")
    works = cited_works(library, find_citations(document))
    assert {key: entry.cite_key for key, entry in works.items()} == {
        "laslett2005": "laslett2005",
        "pmid:16038856": "laslett2005",
    }


def test_a_slug_that_no_file_can_have_is_told_with_what_it_became(library: Library) -> None:
    built = build_article(
        library, read_document(b"---\nslug: ../../evil\n---\nx [@laslett2005].\n", "post.md"), "html"
    )
    assert built.file_name == "evil.html"
    assert [(each.code, each.message) for each in built.problems] == [
        ("slug-changed", "The slug '../../evil' cannot name a file; the built ones are called evil.")
    ]


NOTE_WITHIN = "x[^a] and y [@laslett2005].\n\n[^a]: As in\n    a trial [@goode2008].\n"


@pytest.mark.parametrize(
    ("article", "told"),
    [
        ("x [@laslett2005].\n", []),
        (NOTE_WITHIN, [("footnote-in-note", 4)]),
        ("x [@laslett2005].\n\n## References\n\n<!-- silit:references -->\n", []),
        ("x [@laslett2005].\n\n<!-- silit:references -->\n\nBye.\n", [("footnote-place", 3)]),
    ],
)
def test_where_engines_of_markdown_differ_is_told(
    library: Library, article: str, told: list[tuple[str, int]]
) -> None:
    built = build_article(library, read_document(article.encode(), "post.md"), "markdown")
    assert [(each.code, each.line) for each in built.problems] == told


def test_an_evidence_box_names_the_searches_that_filled_the_library(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library.db") as made:
        add_starter(made)
        text = "x [@cohen2008].\n\n<!-- silit:evidence rf-denervation -->\n"
        assert "searched for" not in text_of(made, text)
        with made.changing(Action("fetch", "")):
            for source, asked, at in (
                ("crossref", "massage", "2026-11-19T08:00:00Z"),
                ("pubmed", "massage AND " + "pain " * 40, "2026-11-20T08:00:00Z"),
            ):
                add_search_run(made.connection, SearchRun(source, "", asked, "", 9, 9, 9, at))
        shown = text_of(made, text)
    assert "searched for in PubMed and Crossref, last on 2026-11-20: massage AND pain" in shown
    assert "pain …; massage." in shown
