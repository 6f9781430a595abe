"""Posts out of the export of a WordPress site."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from support.rights import without_the_rights_of_root

from silit.articles.read_document import read_document
from silit.articles.wordpress_export import ExportedPost, exported_posts, is_wordpress_export
from silit.errors import NotFoundError, UnreadableFormatError, UsageError
from silit.services.article_file import read_article_file
from silit.services.taking_posts import Taken, posts_of_export, take_post

EXPORT = Path(__file__).resolve().parents[2] / "golden" / "adopt" / "wordpress-export.xml"
RAW = EXPORT.read_bytes()
BELTS = """<!-- wp:paragraph -->
<p>A belt presses the pelvis together<sup data-fn="c0ffee01" class="fn"><a href="#c0ffee01" id="c0ffee01-link">1</a></sup> &amp; more. Write ]]> for an end.</p>
<!-- /wp:paragraph -->

<!-- wp:footnotes /-->"""
NOTES = '[{"content":"Soisson O, et al. PMID: 25677576","id":"c0ffee01"}]'


def posts(raw: bytes) -> list[ExportedPost]:
    return list(exported_posts(io.BytesIO(raw), "site.xml"))


def test_the_posts_of_an_export_come_with_their_own_content_and_notes() -> None:
    assert posts_of_export(EXPORT) == [
        ExportedPost("12", "belts-and-hips", "Belts & hips", "post", "publish", "2025-03-01", BELTS, NOTES),
        ExportedPost(
            "14",
            "not-yet-résumé",
            "Not yet: résumé",
            "post",
            "draft",
            "2026-02-03",
            "It should be evident6.\n\nSitting is worse.",
            "",
        ),
    ]


def test_a_post_is_written_byte_for_byte_with_its_footnotes_beside_it(tmp_path: Path) -> None:
    taken = take_post(EXPORT, "belts-and-hips", tmp_path)
    article, footnotes = tmp_path / "belts-and-hips.wordpress.txt", tmp_path / "belts-and-hips.footnotes.json"
    assert taken == Taken(article, footnotes)
    assert article.read_bytes().decode() == BELTS
    assert json.loads(footnotes.read_bytes()) == json.loads(NOTES)
    assert take_post(EXPORT, "12", tmp_path) == taken
    assert read_article_file(article).document.format == "wordpress"
    assert take_post(EXPORT, "14", tmp_path) == Taken(tmp_path / "not-yet-résumé.wordpress.txt", None)


def test_a_file_that_is_there_with_other_words_is_left_alone(tmp_path: Path) -> None:
    mine = tmp_path / "belts-and-hips.footnotes.json"
    mine.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="left alone"):
        take_post(EXPORT, "12", tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [mine.name]
    assert mine.read_text(encoding="utf-8") == "mine"


def test_a_file_that_may_not_be_read_and_a_folder_that_may_not_be_written_to_are_told_with_what_to_do(
    tmp_path: Path,
) -> None:
    export = tmp_path / "site.xml"
    export.write_bytes(RAW)
    hidden = tmp_path / "hidden"
    hidden.mkdir()
    (hidden / "belts-and-hips.wordpress.txt").write_text("mine", encoding="utf-8")
    (hidden / "belts-and-hips.wordpress.txt").chmod(0)
    closed = tmp_path / "closed"
    closed.mkdir()
    closed.chmod(0o500)
    asked = [
        *without_the_rights_of_root(),
        sys.executable,
        "-m",
        "silit",
        "article",
        "take",
        str(export),
        "12",
    ]
    said = [
        (done.returncode, done.stderr)
        for folder in (hidden, closed)
        for done in [subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=False)]
    ]
    assert said == [
        (
            2,
            "Error: belts-and-hips.wordpress.txt is there already and cannot be read: Permission denied; it was left "
            "alone.\nMove it away, or take the post in another folder.\n",
        ),
        (
            5,
            "Error: belts-and-hips.wordpress.txt cannot be written: Permission denied.\n"
            "Run this in another folder; name the export with its path.\n",
        ),
    ]
    assert [file.name for file in hidden.iterdir()] == ["belts-and-hips.wordpress.txt"]


@pytest.mark.parametrize("letter", ["a", "п"])
def test_a_name_too_long_for_a_file_is_cut_at_a_whole_letter(letter: str, tmp_path: Path) -> None:
    export = tmp_path / "long.xml"
    export.write_bytes(RAW.replace(b"belts-and-hips", f"x{letter * 400}".encode()))
    taken = take_post(export, "12", tmp_path)
    kept = (199 if letter == "a" else 99) * letter
    assert taken.article.name == f"x{kept}.wordpress.txt"
    assert taken.article.is_file()


def test_what_is_there_already_is_not_written_again(tmp_path: Path) -> None:
    taken = take_post(EXPORT, "12", tmp_path)
    before = taken.article.stat()
    assert take_post(EXPORT, "12", tmp_path) == taken
    assert taken.article.stat() == before


def test_an_unknown_post_is_answered_with_the_nearest_and_a_name_of_two_with_their_numbers(
    tmp_path: Path,
) -> None:
    with pytest.raises(NotFoundError) as refused:
        take_post(EXPORT, "belts-and-hip", tmp_path)
    assert refused.value.hint == "Did you mean belts-and-hips?"
    twice = tmp_path / "twice.xml"
    twice.write_bytes(
        RAW.replace(b"<wp:post_name></wp:post_name>", b"<wp:post_name>belts-and-hips</wp:post_name>")
    )
    with pytest.raises(UsageError) as refused_too:
        take_post(twice, "belts-and-hips", tmp_path)
    assert refused_too.value.hint == "Take one by its number: 12, 14"
    with pytest.raises(NotFoundError, match="no file"):
        posts_of_export(tmp_path / "none.xml")


def test_an_export_is_no_article_and_the_line_to_type_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFormatError) as refused:
        read_document(RAW, "my site.xml")
    assert refused.value.hint == "Take the post out of it: silit article take 'my site.xml'"
    big = tmp_path / "big.xml"
    big.write_bytes(RAW + b" " * (21 * 1024 * 1024))
    with pytest.raises(UnreadableFormatError, match="export of a WordPress site"):
        read_article_file(big)


def test_control_characters_and_older_versions_are_read() -> None:
    dirty = RAW.replace(b"A belt presses", b"A \x01belt\x0b presses")
    assert [post.content for post in posts(dirty)] == [post.content for post in posts(RAW)]
    older = RAW.replace(b"/export/1.2/", b"/export/1.0/")
    assert posts(older) == posts(RAW)
    assert posts(b"\xef\xbb\xbf" + RAW) == posts(RAW)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "no export"),
        (b"<html><body>x</body></html>", "no export"),
        (b'<rss version="2.0"><channel/></rss>', "no export"),
        (RAW.replace(b"<rss", b'<!DOCTYPE rss [<!ENTITY a "b">]><rss', 1), "no export"),
        (RAW[: len(RAW) // 2], "broken at line"),
        (RAW.replace(b"</title>", b"", 1), "broken at line"),
    ],
)
def test_what_is_no_whole_export_is_refused(raw: bytes, says: str) -> None:
    with pytest.raises(UnreadableFormatError, match=says):
        posts(raw)


@pytest.mark.parametrize(
    "text", ["A post about https://wordpress.org/export/ files.", "<rss> is a tag", " " * 9000]
)
def test_a_text_about_exports_is_none(text: str) -> None:
    assert not is_wordpress_export(text.encode())
