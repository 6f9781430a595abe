"""What silit writes for the user never costs him a file, and is whole or not there."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from support.library_contents import is_sound
from support.small_records import make_library, pubmed, store

from silit.errors import LibraryError, UsageError
from silit.services.written_files import LIST_NAME, write_export, write_named, write_output, write_over

posix = pytest.mark.skipif(os.name != "posix", reason="links, pipes and modes are another thing here")


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())


def test_a_file_of_silits_own_is_written_again(tmp_path: Path) -> None:
    for text in ("first", "second", "second", "third — ü"):
        assert write_export(tmp_path / "exports", "references.bib", text).read_text(encoding="utf-8") == text
    assert names(tmp_path / "exports") == [LIST_NAME, "references.bib"]


def test_a_file_that_was_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_text("mine")
    with pytest.raises(UsageError, match="left alone") as stopped:
        write_export(tmp_path, "references.bib", "silit's")
    assert "--force" in stopped.value.hint
    assert (tmp_path / "references.bib").read_text() == "mine"
    assert names(tmp_path) == ["references.bib"]


def test_a_file_that_was_changed_since_is_left_alone_and_forced_it_is_not(tmp_path: Path) -> None:
    path = write_export(tmp_path, "references.bib", "silit's")
    path.write_text("silit's, and mine")
    with pytest.raises(UsageError, match="was changed since"):
        write_export(tmp_path, "references.bib", "silit's again")
    assert path.read_text() == "silit's, and mine"
    assert (
        write_export(tmp_path, "references.bib", "silit's again", force=True).read_text() == "silit's again"
    )
    assert write_export(tmp_path, "references.bib", "once more").read_text() == "once more"


@pytest.mark.parametrize("listed", ["", "no json", "[]", '{"references.bib": 7}', '"text"'])
def test_without_a_sound_list_every_file_is_the_users(tmp_path: Path, listed: str) -> None:
    path = write_export(tmp_path, "references.bib", "silit's")
    (tmp_path / LIST_NAME).write_text(listed)
    with pytest.raises(UsageError):
        write_export(tmp_path, "references.bib", "other")
    assert path.read_text() == "silit's"
    write_export(tmp_path, "new.bib", "new")
    assert write_export(tmp_path, "references.bib", "silit's").read_text() == "silit's"


def test_two_exports_are_both_remembered(tmp_path: Path) -> None:
    for text in ("1", "2"):
        for name in ("a.bib", "b.bib"):
            write_export(tmp_path, name, text)
    assert (tmp_path / "a.bib").read_text() == (tmp_path / "b.bib").read_text() == "2"


@pytest.mark.parametrize(
    "write", [write_named, lambda path, text: write_export(path.parent, path.name, text)]
)
def test_a_folder_is_said_to_be_one(tmp_path: Path, write: object) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(UsageError, match="is a folder"):
        write(tmp_path / "out", "text")  # type: ignore[operator]  # either function
    assert names(tmp_path) == ["out"]


def test_a_file_named_by_the_user_is_written_with_the_folders_above_it(tmp_path: Path) -> None:
    path = write_named(tmp_path / "a" / "b" / "out.md", "text — ü")
    assert path.read_bytes() == "text — ü".encode()
    write_named(path, "again")
    assert path.read_text() == "again"
    assert names(path.parent) == ["out.md"]


def test_a_file_named_with_o_that_is_there_is_left_alone_unless_forced(tmp_path: Path) -> None:
    path, exports = tmp_path / "out.md", tmp_path / "exports"
    assert write_output(path, "text", exports=exports).read_text() == "text"
    assert write_output(path, "text", exports=exports).read_text() == "text"
    with pytest.raises(UsageError, match="left alone") as stopped:
        write_output(path, "other", exports=exports)
    assert "--force" in stopped.value.hint
    assert path.read_text() == "text"
    assert write_output(path, "other", exports=exports, force=True).read_text() == "other"
    path.write_text("")
    assert write_output(path, "third", exports=exports).read_text() == "third"
    assert names(tmp_path) == ["out.md"]


@pytest.mark.parametrize("force", [False, True])
def test_an_article_is_never_overwritten_with_what_is_made_from_it(tmp_path: Path, force: bool) -> None:
    article = tmp_path / "post.md"
    article.write_text("mine")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match="is the article itself"):
        write_output(
            tmp_path / "folder" / ".." / "post.md", "text", exports=tmp_path, force=force, source=article
        )
    assert article.read_text() == "mine"


def test_in_the_exports_folder_the_list_counts_for_a_named_file_too(tmp_path: Path) -> None:
    write_export(tmp_path, "a.bib", "1")
    assert write_output(tmp_path / "a.bib", "2", exports=tmp_path).read_text() == "2"
    assert write_export(tmp_path, "a.bib", "3").read_text() == "3"
    (tmp_path / "b.bib").write_text("mine")
    with pytest.raises(UsageError, match="was not written by silit"):
        write_output(tmp_path / "b.bib", "2", exports=tmp_path)
    assert (tmp_path / "b.bib").read_text() == "mine"


@posix
def test_a_link_goes_on_being_one_and_a_mode_stays(tmp_path: Path) -> None:
    real = tmp_path / "real.md"
    real.write_text("before")
    real.chmod(0o640)
    link = tmp_path / "link.md"
    link.symlink_to(real)
    write_named(link, "after")
    assert link.is_symlink()
    assert real.read_text() == "after"
    assert real.stat().st_mode & 0o777 == 0o640


@posix
def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text()))
    reader.start()
    write_named(pipe, "text")
    reader.join(timeout=10)
    assert read == ["text"]
    assert pipe.is_fifo()


@posix
def test_a_standard_output_that_is_a_pipe_takes_the_text(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from silit.services.written_files import write_output; "
    code += "write_output(Path('/dev/stdout'), 'text', exports=Path(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout == "text"


@posix
def test_the_null_device_stays_a_device() -> None:
    write_named(Path(os.devnull), "text")
    write_output(Path(os.devnull), "text", exports=Path("exports"))
    assert Path(os.devnull).is_char_device()


@pytest.mark.parametrize("ending", ["", "-wal", "-shm", "-journal"])
def test_a_library_is_never_overwritten_nor_what_sqlite_keeps_beside_it(tmp_path: Path, ending: str) -> None:
    with make_library(tmp_path) as library:
        store(library, [pubmed("1")])  # still in the write-ahead log
        target = tmp_path / f"library.db{ending}"
        with pytest.raises(UsageError, match="is a library of silit's"):
            write_named(target, "text")
        with pytest.raises(UsageError, match="is a library of silit's"):
            write_export(tmp_path, target.name, "text", force=True)
    assert is_sound(tmp_path / "library.db")


@posix
@pytest.mark.parametrize("how", ["symlink_to", "hardlink_to"])
def test_nor_is_it_through_a_link(tmp_path: Path, how: str) -> None:
    with make_library(tmp_path) as library:
        store(library, [pubmed("1")])
        link = tmp_path / "out.bib"
        getattr(link, how)(tmp_path / "library.db")
        with pytest.raises(UsageError, match="is a library of silit's"):
            write_named(link, "text")
    assert is_sound(tmp_path / "library.db")


def test_nor_is_a_backup(tmp_path: Path) -> None:
    with make_library(tmp_path) as library:
        store(library, [pubmed("1")])
    shutil.copy(tmp_path / "library.db", tmp_path / "copy.bib")
    with pytest.raises(UsageError, match="is a library of silit's"):
        write_named(tmp_path / "copy.bib", "text")


def test_where_nothing_can_be_written_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(LibraryError, match="cannot be written") as stopped:
        write_named(tmp_path / "file" / "out.md", "text")
    assert stopped.value.hint
    assert (tmp_path / "file").read_text() == "mine"


@posix
@pytest.mark.parametrize("force", [False, True])
def test_a_name_that_is_too_long_for_a_file_is_refused_with_a_shorter_one_as_the_way_out(
    tmp_path: Path, force: bool
) -> None:
    name, exports = "x" * 300, tmp_path / "exports"
    writes: list[Callable[[], Path]] = [
        lambda: write_export(exports, name, "text", force=force),
        lambda: write_output(exports / name, "text", exports=exports, force=force),
        lambda: write_output(tmp_path / name, "text", exports=exports, force=force, source=tmp_path / "a.md"),
        lambda: write_output(tmp_path / name / "a.bib", "text", exports=exports, force=force),
        lambda: write_named(tmp_path / name, "text"),
    ]
    for write in writes:
        with pytest.raises(LibraryError, match="cannot be written: File name too long") as stopped:
            write()
        assert stopped.value.hint == "Give it a shorter name with -o FILE."
    with pytest.raises(LibraryError, match="cannot be written: File name too long") as stopped:
        write_over(tmp_path / name, b"text", before=None, exports=exports)
    assert stopped.value.hint == "Give it a shorter name with --into FILE."
    assert [path for path in tmp_path.rglob("*") if not path.is_dir()] == []


KILLED = """
import os, sys
from pathlib import Path
from silit.services import written_files
replace = Path.replace
Path.replace = lambda self, target: os._exit(9)
written_files.write_named(Path(sys.argv[1]), "new" * 100_000)
"""


def test_a_kill_in_the_middle_leaves_the_old_file_and_the_next_write_clears_up(tmp_path: Path) -> None:
    path = tmp_path / "out.md"
    path.write_text("old")
    done = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False, timeout=60)
    assert done.returncode == 9
    assert path.read_text() == "old"
    assert len(names(tmp_path)) == 2
    write_named(path, "new")
    assert names(tmp_path) == ["out.md"]


@posix
def test_a_name_that_is_not_utf8_is_known_again(tmp_path: Path) -> None:
    name = os.fsdecode(b"caf\xe9.bib")
    for text in ("first", "second"):
        assert write_export(tmp_path / "exports", name, text).read_text() == text


@posix
def test_links_in_a_circle_are_told_and_stay(tmp_path: Path) -> None:
    link = tmp_path / "a.bib"
    link.symlink_to("a.bib")
    for path in (link, link / "b.bib"):
        with pytest.raises(LibraryError, match=r"leads back to itself|cannot be written"):
            write_output(path, "silit's", exports=tmp_path / "exports", force=True)
    assert link.is_symlink()


def test_a_file_in_the_place_of_the_folder_is_told_as_that(tmp_path: Path) -> None:
    exports = tmp_path / "exports"
    exports.write_text("mine")
    with pytest.raises(LibraryError, match="is no folder"):
        write_export(exports, "references.bib", "silit's")
    assert exports.read_text() == "mine"


@posix
def test_an_exports_folder_that_leads_nowhere_keeps_no_other_file_from_being_written(tmp_path: Path) -> None:
    (tmp_path / "exports").symlink_to("exports")
    path = write_output(tmp_path / "a.bib", "silit's", exports=tmp_path / "exports")
    assert path.read_text() == "silit's"
