"""A post from bare numbers to a published page, at the command line."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from support.rights import without_the_rights_of_root
from support.shell import SILIT, Shell

POST = "It is felt in the gluteal regions of the body1,3.\n\nIt should be evident6. The state of health3.\n"


@pytest.fixture
def post(starter: Shell) -> Path:
    """A post that has only numbers."""
    path = starter.folder / "post.txt"
    path.write_bytes(POST.encode())
    return path


def test_adopting_shows_each_number_and_changes_nothing_without_write(starter: Shell, post: Path) -> None:
    done = starter.run("article", "adopt", "post.txt")
    assert done.code == 3
    assert [line for line in done.out.splitlines() if line.startswith("post.txt")] == [
        "post.txt:1:46: cite: [@?1; @?3]",
        "post.txt:3:21: cite: [@?6]",
        "post.txt:3:43: cite: [@?3]",
    ]
    assert "--map 1=REF --map 3=REF --map 6=REF" in done.err
    assert post.read_bytes() == POST.encode()


def test_a_post_goes_from_numbers_to_a_page_that_keeps_them(starter: Shell, post: Path) -> None:
    maps = ["--map", "1=vleeming2012", "--map", "3=goode2008"]
    assert starter.run("article", "adopt", "post.txt", *maps, "--write").code == 3
    assert post.read_text(encoding="utf-8") == (
        "It is felt in the gluteal regions of the body[@vleeming2012; @goode2008].\n\n"
        "It should be evident[@?6]. The state of health[@goode2008].\n"
    )
    assert (starter.folder / "post.txt.bak").read_bytes() == POST.encode()
    assert starter.run("article", "adopt", "post.txt", "--map", "6=hammer2013", "--write").code == 0
    plain = starter.run("article", "build", "post.txt", "--to", "text", "-o", "-")
    assert "body.[1,2]" in plain.out and "evident.[3]" in plain.out
    built = starter.run("article", "build", "post.txt", "--to", "text", "--keep-numbers", "-o", "-")
    assert built.code == 0
    body, references = built.out.split("References")
    assert "body.[1,3]" in body and "evident.[6]" in body and "health.[3]" in body
    assert [line.split(".")[0] for line in references.strip().splitlines()] == ["1", "3", "6"]


def test_adopting_again_finds_nothing(starter: Shell, post: Path) -> None:
    maps = ["--map", "1=vleeming2012", "--map", "3=goode2008", "--map", "6=hammer2013"]
    assert starter.run("article", "adopt", "post.txt", *maps, "--write").code == 0
    before = post.read_bytes()
    again = starter.run("article", "adopt", "post.txt", "--json")
    document = json.loads(again.out)
    assert (again.code, document["markers"]) == (0, [])
    assert [citation["keys"] for citation in document["citations"]] == [
        ["vleeming2012", "goode2008"],
        ["hammer2013"],
        ["goode2008"],
    ]
    assert post.read_bytes() == before


def test_the_json_of_adopt_has_the_promised_names(starter: Shell, post: Path) -> None:
    document = json.loads(starter.run("article", "adopt", "post.txt", "--json").out)
    assert set(document) == {"file", "markers", "citations", "references"}
    first = document["markers"][0]
    wanted = {"line", "column", "anchor", "kind", "numbers", "refs", "verdict", "reason", "context"}
    assert wanted <= set(first)
    assert (first["line"], first["anchor"], first["kind"], first["numbers"], first["verdict"]) == (
        1,
        "body",
        "number",
        [1, 3],
        "cite",
    )


def test_a_number_mapped_to_nothing_known_changes_nothing(starter: Shell, post: Path) -> None:
    done = starter.run("article", "adopt", "post.txt", "--map", "1=nobody1999", "--write")
    assert done.code == 6
    assert post.read_bytes() == POST.encode()


def test_a_number_can_be_mapped_to_a_whole_reference(starter: Shell, post: Path) -> None:
    reference = (
        "1=Goode A, Hegedus EJ, Sizer P, et al. Three-dimensional movements of the sacroiliac joint: a systematic review of "
        "the literature and assessment of clinical utility. J Man Manip Ther. 2008;16(1):25-38."
    )
    done = starter.run("article", "adopt", "post.txt", "--map", reference, "--json")
    assert done.code == 3, done.err
    assert done.json["markers"][0]["citation"] == "[@goode2008; @?3]"


def test_building_writes_into_exports_and_says_the_next_step(starter: Shell) -> None:
    (starter.folder / "post.md").write_text("It hurts where you press [@laslett2005].\n", encoding="utf-8")
    done = starter.run("article", "build", "post.md", "--to", "wordpress")
    assert done.code == 0
    assert "paste it as plain text" in done.err
    text = (starter.folder / "exports" / "post.wordpress.txt").read_text(encoding="utf-8")
    assert text.startswith("<!-- wp:paragraph -->\n<p>It hurts where you press.<sup")
    assert (starter.folder / "exports" / "post.excerpt.txt").read_text(
        encoding="utf-8"
    ) == "It hurts where you press.\n"
    (starter.folder / "exports" / "post.wordpress.txt").write_text("mine", encoding="utf-8")
    assert starter.run("article", "build", "post.md", "--to", "wordpress").code == 2
    assert (starter.folder / "exports" / "post.wordpress.txt").read_text(encoding="utf-8") == "mine"


def test_an_unknown_key_stops_the_build_with_9_and_nothing_is_written(starter: Shell) -> None:
    (starter.folder / "post.md").write_text("One [@laslet2005].\n", encoding="utf-8")
    done = starter.run("article", "build", "post.md", "--to", "html")
    assert (done.code, "laslett2005" in done.err) == (9, True)
    assert not (starter.folder / "exports" / "post.html").exists()


def test_a_paper_names_the_posts_that_cite_it(starter: Shell) -> None:
    (starter.folder / "post.md").write_text("It hurts [@laslett2005].\n", encoding="utf-8")
    starter.run("article", "build", "post.md", "--to", "html")
    assert starter.run("cited", "laslett2005").out == "laslett2005\tpost.md\t\n"
    assert "cited in     post.md" in starter.run("show", "laslett2005").out.splitlines()
    assert starter.run("article", "list", "--keys").out == "laslett2005\n"
    assert json.loads(starter.run("article", "list", "--keys", "--json").out) == ["laslett2005"]
    (document,) = json.loads(starter.run("article", "list", "--json").out)
    assert (document["file"], document["slug"]) == ("post.md", "post")
    assert document["citations"] == [{"key": "laslett2005", "number": None, "uses": 1}]


def test_no_keys_of_articles_are_no_line(starter: Shell) -> None:
    assert starter.run("article", "list", "--keys").out == ""


def test_the_references_of_an_article_come_alone_as_footnotes_or_bibtex(starter: Shell) -> None:
    (starter.folder / "post.md").write_text("One [@goode2008]. Two [@laslett2005].\n", encoding="utf-8")
    block = starter.run("footnotes", "--article", "post.md", "--to", "text")
    assert [line[:8] for line in block.out.splitlines()] == ["1. Goode", "2. Lasle"]
    assert starter.run("export", "--article", "post.md").code == 0
    text = (starter.folder / "exports" / "post.bib").read_text(encoding="utf-8")
    assert "@article{goode2008," in text and "@article{laslett2005," in text and text.count("@") == 2


def test_no_slug_leads_out_of_the_folder_for_exports(starter: Shell) -> None:
    (starter.folder / "post.md").write_text(
        "---\nslug: ../../evil\n---\nOne [@goode2008].\n", encoding="utf-8"
    )
    assert starter.run("export", "--article", "post.md").code == 0
    assert starter.run("article", "build", "post.md", "--to", "text").code == 0
    assert {"evil.bib", "evil.txt"} <= {path.name for path in (starter.folder / "exports").iterdir()}
    assert list(starter.folder.glob("evil*")) + list(starter.folder.parent.glob("evil*")) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"\x00\x01\x02binary", 8), (b"caf\xe9 evident6.\n", 8), (b"```\nopen fence [@laslett2005]\n", 8)],
    ids=["binary", "not UTF-8", "an unclosed fence"],
)
def test_what_is_no_article_is_refused_and_left_alone(starter: Shell, content: bytes, code: int) -> None:
    path = starter.folder / "post.md"
    path.write_bytes(content)
    done = starter.run("article", "build", "post.md", "--to", "html")
    assert done.code == code, done.err
    assert "Traceback" not in done.err
    assert path.read_bytes() == content


def test_what_a_checked_post_cites_is_remembered_unless_it_is_only_to_be_read(starter: Shell) -> None:
    (starter.folder / "post.md").write_text("It hurts [@laslett2005].\n", encoding="utf-8")
    before = (starter.folder / "library.db").read_bytes()
    starter.run("article", "check", "post.md", "--no-remember")
    assert (starter.folder / "library.db").read_bytes() == before
    assert starter.run("cited", "laslett2005").out == ""
    starter.run("article", "check", "post.md")
    assert starter.run("cited", "laslett2005").out == "laslett2005\tpost.md\t\n"


def test_a_library_that_cannot_be_written_serves_and_says_that_it_does_not_remember(starter: Shell) -> None:
    (starter.folder / "post.md").write_text(
        "It hurts [@laslett2005]. Rest does not help6.\n", encoding="utf-8"
    )
    (starter.folder / "library.db").chmod(0o444)
    with_rights = without_the_rights_of_root()

    def run(*words: str) -> tuple[int, str]:
        done = subprocess.run(
            [*with_rights, *SILIT, *words],
            cwd=starter.folder,
            env=starter.environment,
            capture_output=True,
            check=False,
        )
        return done.returncode, done.stderr.decode()

    forgets = "note: The library does not remember what post.md cites."
    code, said = run("article", "build", "post.md", "--to", "text")
    assert (code, forgets in said) == (0, True)
    assert (starter.folder / "exports" / "post.txt").is_file()
    code, said = run("article", "check", "post.md")
    assert (code, forgets in said) == (3, True)
    code, said = run("article", "adopt", "post.md", "--map", "6=goode2008", "--write")
    assert (code, forgets in said) == (0, True)
    assert "help[@goode2008]." in (starter.folder / "post.md").read_text(encoding="utf-8")
