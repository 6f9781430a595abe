"""`--into`: the file of somebody's, its bytes, and what stops the command."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.works import LASLETT_2005

from silit.errors import UnreadableFormatError, UsageError
from silit.model.dates import PartialDate
from silit.model.entries import Entry
from silit.model.names import Name
from silit.model.work import Work
from silit.services.export_into import Updated, export_into
from silit.services.selecting import Selection
from silit.services.written_files import LIST_NAME, write_export, write_over

MUELLER = Entry(
    "müller2005",
    Work(type="book", title="Rücken", author=(Name(family="Müller", given="A"),)),
    notes=("Secret.",),
)


def into(path: Path, *entries: Entry, format_name: str = "", with_notes: bool = False) -> Updated:
    return export_into(
        path,
        Selection(entries, "references"),
        exports=path.parent / "exports",
        format_name=format_name,
        with_notes=with_notes,
    )


def test_a_file_that_is_not_there_is_made_and_stays_the_second_time(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    assert into(path, Entry("laslett2005", LASLETT_2005)).added == ("laslett2005",)
    before = path.read_bytes(), path.stat().st_mtime_ns
    done = into(path, Entry("laslett2005", LASLETT_2005))
    assert (done.added, done.updated, done.unchanged) == ((), (), ("laslett2005",))
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


@pytest.mark.parametrize(
    ("encoding", "mark", "key"),
    [("utf-8", b"", "müller2005"), ("utf-8", b"\xef\xbb\xbf", "müller2005"), ("utf-16-le", b"\xff\xfe", "müller2005"),
     ("latin-1", b"", "muller2005"), ("cp1252", b"", "muller2005")],
)  # fmt: skip
def test_a_file_keeps_its_encoding(tmp_path: Path, encoding: str, mark: bytes, key: str) -> None:
    path = tmp_path / "refs.bib"
    own = "@book{own,\r\n title = {Für – sich}\r\n}\r\n".replace("–", "–" if encoding != "latin-1" else "-")
    path.write_bytes(mark + own.encode(encoding))
    assert into(path, MUELLER).added == ("müller2005",)
    text = path.read_bytes().removeprefix(mark).decode(encoding)
    assert text.startswith(own + f"\r\n@book{{{key},\r\n\tauthor = {{M")
    # What has no sign of its own in an old encoding is a command of LaTeX's.
    assert ("Rücken" in text) == (key == "müller2005")
    assert path.read_bytes().startswith(mark)
    before = path.read_bytes()
    assert into(path, MUELLER).unchanged == ("müller2005",)
    assert path.read_bytes() == before


@pytest.mark.parametrize("told", ["{2020-03-05}", "{5 March 2020}", '"2020-03-05T09:15:22Z"'])
def test_a_day_of_access_stays_as_a_person_wrote_it_and_is_added_where_none_stands(
    tmp_path: Path, told: str
) -> None:
    page = Work("webpage", title="Belts", url="https://example.org/", accessed=PartialDate(2020, 3, 5))
    path = tmp_path / "refs.bib"
    text = (
        f"@online{{belts,\n\ttitle = {{Belts}},\n\turl = {{https://example.org/}},\n\turldate = {told}\n}}\n"
    )
    path.write_text(text)
    assert into(path, Entry("belts", page)).unchanged == ("belts",)
    assert path.read_text() == text
    path.write_text(text.replace(f",\n\turldate = {told}", ""))
    assert into(path, Entry("belts", page)).updated == ("belts",)
    assert "\turldate = {2020-03-05}\n" in path.read_text()


def test_notes_stay_at_home_unless_they_are_asked_for(tmp_path: Path) -> None:
    into(tmp_path / "a.bib", MUELLER)
    into(tmp_path / "b.bib", MUELLER, with_notes=True, format_name="biblatex")
    assert "Secret" not in (tmp_path / "a.bib").read_text(encoding="utf-8")
    assert "annotation = {Secret.}" in (tmp_path / "b.bib").read_text(encoding="utf-8")


def test_what_is_no_bib_file_is_refused_and_left_alone(tmp_path: Path) -> None:
    binary, half = tmp_path / "a.bib", tmp_path / "b.bib"
    binary.write_bytes(b"\x00\x01")
    half.write_bytes(b"\xff\xfe\x00")
    for path in (binary, half):
        before = path.read_bytes()
        with pytest.raises(UnreadableFormatError):
            into(path, MUELLER)
        assert path.read_bytes() == before
    article = tmp_path / "post.md"
    article.write_text("Write to me@example.org: it helps [@a2001].\n")
    with pytest.raises(UnreadableFormatError, match="no BibTeX entry"):
        into(article, MUELLER)
    assert article.read_text() == "Write to me@example.org: it helps [@a2001].\n"
    with pytest.raises(UsageError):
        into(tmp_path, MUELLER)
    with pytest.raises(UsageError, match="csl-json"):
        into(tmp_path / "c.bib", MUELLER, format_name="csl-json")


def test_what_is_left_alone_is_told_with_its_place_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_text("% mine\n@book{laslett2005, title = {Another}}\n")
    done = into(path, Entry("laslett2005", LASLETT_2005))
    assert [problem.as_json() for problem in done.problems] == [
        {
            "code": "key-of-another-work",
            "message": "laslett2005 stands for another work in the file; it was left alone.",
            "hint": "Give that entry another key, in what cites it too, and run this again.",
            "file": "refs.bib",
            "line": 2,
            "key": "laslett2005",
        }
    ]
    # What a paper of the library lacks is no fault of the file's.
    [lacking] = into(tmp_path / "new.bib", Entry("a", Work(type="article-journal", title="T"))).problems[:1]
    assert (lacking.file, lacking.line, lacking.key) == ("", None, "a")


@pytest.mark.skipif(os.name != "posix", reason="names may be of other lengths here")
def test_a_file_that_cannot_be_read_is_refused_as_any_other_input(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    for path in (tmp_path / ("x" * 300), tmp_path / "file" / "refs.bib"):
        with pytest.raises(UnreadableFormatError, match="cannot be read") as refused:
            into(path, MUELLER)
        assert refused.value.hint == "Name a .bib file that you may read with --into."


def test_a_file_that_was_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    path.write_bytes(b"newer")
    for before in (b"older", None):
        with pytest.raises(UsageError, match="changed while"):
            write_over(path, b"silit's", before=before, exports=tmp_path / "exports")
    assert path.read_bytes() == b"newer"
    assert [each.name for each in tmp_path.iterdir()] == ["refs.bib"]


@pytest.mark.skipif(os.name != "posix", reason="links and modes are another thing here")
def test_a_link_goes_on_being_one_and_the_mode_stays(tmp_path: Path) -> None:
    real, link = tmp_path / "real.bib", tmp_path / "refs.bib"
    real.write_text("% mine\n")
    real.chmod(0o640)
    link.symlink_to(real)
    into(link, MUELLER)
    assert link.is_symlink()
    assert (real.read_text(encoding="utf-8")[:7], real.stat().st_mode & 0o777) == ("% mine\n", 0o640)


def test_a_file_that_was_silits_own_stays_it(tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    path = write_export(exports, "references.bib", "")
    export_into(path, Selection((MUELLER,), "references"), exports=exports)
    assert LIST_NAME in {each.name for each in exports.iterdir()}
    assert write_export(exports, "references.bib", "again").read_text() == "again"


@pytest.mark.parametrize(
    ("name", "kind", "hint"),
    [
        ("t.ris", "ris", "To write ris: silit export --format ris -o "),
        ("T.RIS", "ris", "To write ris: silit export --format ris -o "),
        ("t.json", "csl-json", "To write csl-json: silit export --format csl-json -o "),
        ("t.csv", "csv", "To write csv: silit export --format csv -o "),
        ("t.nbib", "nbib", "Name a .bib file with --into."),
        ("t.xml", "pubmed-xml", "Name a .bib file with --into."),
    ],
)
def test_a_file_that_is_by_its_name_of_another_format_is_left_alone(
    tmp_path: Path, name: str, kind: str, hint: str
) -> None:
    with pytest.raises(UsageError) as refused:
        into(tmp_path / name, MUELLER)
    assert (
        refused.value.message
        == f"--into keeps a .bib file, and {tmp_path / name} is by its name {kind}; it was left alone."
    )
    assert refused.value.hint.startswith(hint)
    assert list(tmp_path.iterdir()) == []
