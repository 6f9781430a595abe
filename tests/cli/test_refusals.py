"""What cannot be done is said in words, with what to do now, and ends with the code of its kind; nothing is lost."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.library_contents import dump
from support.local_corpus import make_corpus
from support.local_faults import status
from support.local_renderings import pubmed_set
from support.local_services import LocalServices
from support.rights import without_the_rights_of_root
from support.shell import SILIT, Said, Shell

CORPUS = make_corpus(shared=12, pubmed_only=4, crossref_only=4, noise=5)


@pytest.fixture
def services() -> Iterator[LocalServices]:
    with LocalServices(CORPUS) as running:
        yield running


@pytest.fixture
def online(starter: Shell, services: LocalServices) -> Shell:
    return Shell(starter.folder, services.environment)


def refused(done: Said, code: int, *said: str) -> None:
    assert done.code == code, done.err
    assert "Error: " in done.err
    assert "Traceback" not in done.err
    for text in said:
        assert text in done.err


# Words that silit does not know: the nearest are named.


@pytest.mark.parametrize(
    ("words", "code", "nearest"),
    [
        (["lst"], 2, "Did you mean list?"),
        (["help", "list"], 2, "silit COMMAND --help"),
        (["claim", "lst"], 2, "There is no command 'lst' in silit claim. Did you mean list?"),
        (["article", "chek"], 2, "There is no command 'chek' in silit article. Did you mean check?"),
        (["list", "--jsn"], 2, "Did you mean '--json'?"),
        (["export", "--format", "bibtx"], 2, "Did you mean bibtex or biblatex?"),
        (["import", "--format", "csljson", "x"], 2, "Did you mean csl-json"),
        (["footnotes", "laslett2005", "--to", "wordpres"], 2, "Did you mean wordpress?"),
        (["footnotes", "laslett2005", "--style", "vancuver"], 2, "Did you mean vancouver?"),
        (["fetch", "--source", "pubmd"], 2, "Did you mean pubmed?"),
        (["completion", "zhs"], 2, "Did you mean zsh?"),
        (["fetch", "--topic", "si-jiont"], 6, "Did you mean si-joint?"),
        (["search", "--topic", "si-jiont"], 6, "Did you mean si-joint?"),
        (["config", "emial"], 4, "Did you mean email?"),
        (["config", "emial", "me@example.org"], 4, "Did you mean email?"),
        (["show", "laslet2005"], 6, "Did you mean laslett2005?"),
        (["open", "laslet2005"], 6, "Did you mean laslett2005?"),
        (["edit", "laslet2005", "--set", "title=x"], 6, "Did you mean laslett2005?"),
        (["edit", "laslett2005", "--set", "titel=x"], 2, "Did you mean title"),
        (["note", "laslet2005"], 6, "Did you mean laslett2005?"),
        (["remove", "laslet2005"], 6, "Did you mean laslett2005?"),
        (["tag", "laslet2005", "--add", "x"], 6, "Did you mean laslett2005?"),
        (["footnotes", "laslet2005"], 6, "Did you mean laslett2005?"),
        (["export", "--key", "laslet2005"], 6, "Did you mean laslett2005?"),
        (["evidence", "rf-denervaton"], 6, "Did you mean rf-denervation?"),
        (["claim", "show", "rf-denervaton"], 6, "Did you mean rf-denervation?"),
        (["claim", "edit", "rf-denervaton", "x"], 6, "Did you mean rf-denervation?"),
        (["claim", "remove", "rf-denervaton"], 6, "Did you mean rf-denervation?"),
        (["export", "--claim", "rf-denervaton"], 6, "Did you mean rf-denervation?"),
        (["footnotes", "--claim", "rf-denervaton"], 6, "Did you mean rf-denervation?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_an_unknown_word_is_answered_with_the_nearest(
    words: list[str], code: int, nearest: str, reading: Shell
) -> None:
    done = reading.run(*words)
    refused(done, code, nearest)
    assert done.out == ""


def test_a_stance_toward_an_unknown_claim_gives_the_nearest_and_the_line_to_type(starter: Shell) -> None:
    before = dump(starter.folder / "library.db")
    done = starter.run("tag", "cohen2008", "--supports", "rf-denervaton")
    refused(done, 6, "Did you mean rf-denervation?", "silit claim add rf-denervaton ")
    assert dump(starter.folder / "library.db") == before


def test_a_tag_that_nothing_bears_is_searched_and_answered_with_nothing(reading: Shell) -> None:
    done = reading.run("list", "tag:diagnosys")
    assert (done.code, done.out) == (0, "")
    assert "Nothing in the library matches" in done.err


def test_a_missing_or_meaningless_argument_is_a_matter_of_usage(reading: Shell) -> None:
    for words in (
        ["show"], ["add"], ["tag", "cohen2008"], ["claim", "add"], ["footnotes"], ["list", "--limit", "0"],
        ["fetch", "--years", "2020-2010"], ["fetch", "--limit", "5", "--all"], ["note", "cohen2008", "x", "--edit"],
        ["edit", "cohen2008", "--set", "title"], ["claim", "edit", "rf-denervation"], ["add", " "],
        ["tag", "cohen2008", "--quote", "x"],
        ["tag", "cohen2008", "juch2017", "--supports", "rf-denervation", "--quote", "x"],
    ):  # fmt: skip
        refused(reading.run(*words), 2)


def test_a_global_option_after_the_command_is_told_its_place(reading: Shell) -> None:
    done = reading.run("list", "--no-color")
    refused(done, 2, "silit --no-color list")


# Queries.


@pytest.mark.parametrize("words", [[""], ["   "], ['""']])
def test_an_empty_query_lists_everything(words: list[str], reading: Shell) -> None:
    done = reading.run("list", *words)
    assert done.code == 0
    assert len(done.out.splitlines()) in (97, 0)  # an empty phrase holds no word


def test_an_unbalanced_quotation_mark_is_closed_at_the_end_and_said(reading: Shell) -> None:
    done = reading.run("list", '"sacroiliac joint')
    assert done.code == 0
    assert done.raw == reading.run("list", '"sacroiliac joint"').raw != b""
    assert "A quotation mark is not closed." in done.err


@pytest.mark.parametrize(
    "text", ["(", ")", "AND", "NOT OR", "*", "a*b", "^", "NEAR(", "-", "title:", "{", "\\", "'", '"']
)
def test_the_words_of_other_search_languages_are_no_error(text: str, reading: Shell) -> None:
    done = reading.run("list", "--", text)
    assert done.code == 0, done.err


# The library.


def test_reading_without_a_library_gives_the_lines_to_type(empty: Shell) -> None:
    for words in (
        ["list"],
        ["show", "x"],
        ["evidence"],
        ["claim", "list"],
        ["export"],
        ["log"],
        ["backup"],
        ["note", "x"],
    ):
        refused(empty.run(*words), 5, "There is no silit library in ", "silit init", "--library PATH")
    assert not (empty.folder / "library.db").exists()


def test_writing_without_a_library_makes_one_here_and_says_so(empty: Shell) -> None:
    done = empty.run("claim", "add", "belt", "A belt helps")
    assert done.code == 0
    assert f"Made a new library: {empty.folder / 'library.db'}" in done.err
    assert [claim["slug"] for claim in empty.run("claim", "list", "--json").json] == ["belt"]


def test_a_database_of_somebody_else_is_named_and_left_alone(empty: Shell) -> None:
    path = empty.folder / "library.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE song(name)")
    connection.close()
    before = path.read_bytes()
    for words in (["list"], ["claim", "add", "belt", "A belt helps"], ["init"], ["import", "x.xml"]):
        refused(empty.run(*words), 5, f"{path} is not a library of silit's; it was left alone.")
    bare = empty.run()
    assert (bare.code, "is not a library of silit's" in bare.err) == (0, True)
    assert path.read_bytes() == before


def test_a_text_file_called_library_db_is_left_alone(empty: Shell) -> None:
    path = empty.folder / "library.db"
    path.write_text("books I own", encoding="utf-8")
    refused(empty.run("list"), 5, "not a library of silit's")
    refused(empty.run("--library", "library.db", "list"), 5, "not a library of silit's")
    assert path.read_text(encoding="utf-8") == "books I own"


def test_a_library_of_a_newer_silit_is_left_alone(starter: Shell) -> None:
    path = starter.folder / "library.db"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = path.read_bytes()
    for words in (["list"], ["tag", "cohen2008", "--add", "x"], []):
        refused(starter.run(*words), 5, "newer silit", "Update silit")
    assert path.read_bytes() == before


def test_a_damaged_library_is_said_to_be_damaged(starter: Shell) -> None:
    path = starter.folder / "library.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
    for words in (["list"], ["list", "massage"], ["show", "cohen2008"], ["claim", "list"], [], ["evidence"], ["log"],
                  ["export"], ["tag", "cohen2008", "--add", "x"], ["open", "cohen2008", "--print"]):  # fmt: skip
        refused(starter.run(*words), 5, "is damaged or not a database", "backups")


def test_a_locked_library_can_be_read_and_says_who_waits_when_written(starter: Shell) -> None:
    connection = sqlite3.connect(starter.folder / "library.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("BEGIN IMMEDIATE")
    try:
        assert len(starter.run("list").out.splitlines()) == 97
        patient = (
            "import silit.library.connection as c; c.PATIENCE_SECONDS = 0.2; "
            "from silit.cli.main import main; import sys; sys.argv[0] = 'silit'; main()"
        )
        done = subprocess.run(
            [sys.executable, "-c", patient, "tag", "cohen2008", "--add", "x"],
            cwd=starter.folder, env=starter.environment, capture_output=True, check=False,
        )  # fmt: skip
        said = Said(done.returncode, done.stdout, done.stderr)
        refused(said, 5, "waiting for it …", "being written by another program")
    finally:
        connection.close()


def test_a_library_in_a_read_only_folder_can_be_read_and_refuses_to_be_written(starter: Shell) -> None:
    less = without_the_rights_of_root()
    path = starter.folder / "library.db"
    path.chmod(0o444)
    starter.folder.chmod(0o555)

    def run(*words: str) -> Said:
        done = subprocess.run(
            [*less, *SILIT, *words],
            cwd=starter.folder,
            env=starter.environment,
            capture_output=True,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    try:
        assert len(run("list").out.splitlines()) == 97
        refused(run("tag", "cohen2008", "--add", "x"), 5, "read-only")
        refused(run("export"), 5, "cannot be written")
        assert run("export", "-o", "-").out.startswith("@")
        refused(run("init", "elsewhere"), 5, "elsewhere")
    finally:
        starter.folder.chmod(0o755)


def test_a_library_that_may_not_be_read_says_so(starter: Shell) -> None:
    less = without_the_rights_of_root()
    (starter.folder / "library.db").chmod(0)
    done = subprocess.run(
        [*less, *SILIT, "--library", "library.db", "list"],
        cwd=starter.folder, env=starter.environment, capture_output=True, check=False,
    )  # fmt: skip
    refused(Said(done.returncode, done.stdout, done.stderr), 5, "library.db", "ermission")


# Sources.


def test_without_a_network_the_library_answers_and_the_code_is_seven(starter: Shell) -> None:
    done = starter.run("search", "massage", "--source", "pubmed")
    refused(done, 7, "PubMed")
    assert "majchrzycki2014" in done.out
    before = dump(starter.folder / "library.db")
    refused(starter.run("add", "19119403"), 7, "PubMed")
    assert dump(starter.folder / "library.db") == before


def test_a_wrong_key_is_a_matter_of_configuration_and_never_shown(online: Shell) -> None:
    key = "f" * 36
    done = online.run("-v", "fetch", "pain", "--source", "pubmed", NCBI_API_KEY=key)
    refused(done, 4, "ncbi_api_key")
    assert key not in done.err + done.out


def test_an_identifier_that_does_not_exist_is_not_found(online: Shell) -> None:
    for ref in ("99999999", "10.5555/nothing.here", "PMC1"):
        refused(online.run("add", ref), 6, ref)


def test_a_text_that_is_no_identifier_is_said_to_be_none(online: Shell) -> None:
    for ref in ("hello", "https://example.org/page", "123"):
        refused(online.run("add", ref), 6, ref)


def test_what_succeeded_is_stored_and_the_first_failure_gives_the_code(online: Shell) -> None:
    good = [paper for paper in CORPUS.papers if paper.pmid][:2]
    done = online.run("add", good[0].pmid, "99999999", "hello", good[1].pmid)
    refused(done, 6, "99999999", "hello")
    assert len(done.out.splitlines()) == 2
    for paper in good:
        assert online.run("show", paper.pmid).code == 0


def test_with_one_service_down_the_papers_of_the_other_are_kept(
    online: Shell, services: LocalServices
) -> None:
    done = online.run("fetch", "pain", SILIT_CROSSREF_URL="http://127.0.0.1:9/")
    refused(done, 7, "Crossref", "What came is stored.")
    kept = [paper.pmid for paper in CORPUS.papers if paper.pmid and "pain" in paper.words]
    assert kept
    assert all(online.run("show", pmid).code == 0 for pmid in kept[:3])


def test_a_service_that_answers_nonsense_is_unavailable(online: Shell, services: LocalServices) -> None:
    services.faults.always("crossref-search", status(404)) if hasattr(services.faults, "always") else None
    done = online.run("fetch", "pain", "--source", "crossref", SILIT_CROSSREF_URL=services.doi_url)
    assert done.code in (6, 7), done.err
    assert "Traceback" not in done.err


# Files.


def test_a_mistyped_file_makes_no_library(empty: Shell) -> None:
    done = empty.run("import", "nope.bib")
    assert (done.code, "There is no file nope.bib." in done.err) == (6, True)
    assert list(empty.folder.glob("library.db*")) == []


def test_one_unreadable_file_does_not_keep_the_others_out(starter: Shell) -> None:
    papers = list(CORPUS.papers[:3])
    (starter.folder / "good.xml").write_text(pubmed_set([p for p in papers if p.pmid]), encoding="utf-8")
    (starter.folder / "bad.xml").write_text("<html>no</html>", encoding="utf-8")
    done = starter.run("import", "missing.xml", "bad.xml", "good.xml")
    refused(done, 6, "missing.xml", "bad.xml")
    assert starter.run("show", next(p.pmid for p in papers if p.pmid)).code == 0


def test_a_folder_or_an_empty_file_is_no_file_of_papers(starter: Shell) -> None:
    (starter.folder / "empty.xml").write_bytes(b"")
    refused(starter.run("import", "empty.xml"), 8, "empty.xml")
    refused(starter.run("import", "home"), 8, "home")


def test_what_may_not_be_read_keeps_the_other_files_out_of_nothing(starter: Shell) -> None:
    less = without_the_rights_of_root()
    good, secret, folder = (starter.folder / name for name in ("good.ris", "secret.ris", "listed"))
    good.write_text("TY  - JOUR\nTI  - One\nPY  - 2001\nER  - \n", encoding="utf-8")
    secret.touch()
    secret.chmod(0)
    folder.mkdir()
    (folder / "a.ris").touch()
    folder.chmod(0o444)
    words = [*less, *SILIT, "import", "secret.ris", "listed", "good.ris"]
    done = subprocess.run(
        words, cwd=starter.folder, env=starter.environment, capture_output=True, check=False
    )
    folder.chmod(0o755)
    said = Said(done.returncode, done.stdout, done.stderr)
    refused(
        said, 8,
        "secret.ris cannot be read: Permission denied.\nName a file that you may read.",
        "The folder listed cannot be read",
    )  # fmt: skip
    assert said.out.startswith("1 paper added")


def test_an_empty_file_name_is_not_this_folder(starter: Shell) -> None:
    (starter.folder / "a.ris").write_text("TY  - JOUR\nTI  - One\nER  - \n", encoding="utf-8")
    refused(starter.run("import", ""), 2, "The name of the file is empty")


def test_a_read_only_bib_file_is_left_alone(starter: Shell) -> None:
    less = without_the_rights_of_root()
    path = starter.folder / "mine.bib"
    path.write_text("% mine\n", encoding="utf-8")
    path.chmod(0o444)
    for words in (["--into", "mine.bib"], ["-o", "mine.bib", "--force"]):
        done = subprocess.run(
            [*less, *SILIT, "export", *words],
            cwd=starter.folder, env=starter.environment, capture_output=True, check=False,
        )  # fmt: skip
        refused(Said(done.returncode, done.stdout, done.stderr), 2, "mine.bib is read-only", words[0])
        assert path.read_text(encoding="utf-8") == "% mine\n"


def test_a_bib_file_that_may_not_be_read_is_an_input_that_cannot_be_read(starter: Shell) -> None:
    less = without_the_rights_of_root()
    path = starter.folder / "secret.bib"
    path.touch()
    path.chmod(0)
    done = subprocess.run(
        [*less, *SILIT, "export", "--into", "secret.bib"],
        cwd=starter.folder, env=starter.environment, capture_output=True, check=False,
    )  # fmt: skip
    said = Said(done.returncode, done.stdout, done.stderr)
    refused(said, 8, "secret.bib cannot be read: Permission denied.\nName a .bib file that you may read")


def test_into_is_for_files_only(starter: Shell) -> None:
    refused(starter.run("export", "--into", "-"), 2, "-o -")
    assert not (starter.folder / "-").exists()


def test_a_file_name_that_is_no_utf8_is_read_and_told(starter: Shell) -> None:
    name = b"caf\xe9.xml"
    refused(starter.run("import", name), 6, "caf\ufffd.xml")
    paper = next(p for p in CORPUS.papers if p.pmid)
    path = Path(os.fsdecode(os.fsencode(starter.folder) + b"/" + name))
    path.write_text(pubmed_set([paper]), encoding="utf-8")
    done = starter.run("import", name)
    assert done.code == 0, done.err
    assert starter.run("show", paper.pmid).code == 0
    assert "Traceback" not in starter.run("log").err
    path.write_text("nothing", encoding="utf-8")
    done = starter.run("import", name, "--json")
    assert done.code == 8
    assert done.json["problems"]


def test_an_article_whose_name_is_no_utf8_is_no_fault_of_the_locale(starter: Shell) -> None:
    path = Path(os.fsdecode(os.fsencode(starter.folder) + b"/caf\xe9.md"))
    path.write_text("Massage helps [@cohen2008].\n", encoding="utf-8")
    done = starter.run("article", "check", b"caf\xe9.md")
    assert done.code in (1, 3)
    assert "locale" not in done.err and "fault of its own" not in done.err


def test_words_that_are_no_utf8_are_answered(starter: Shell) -> None:
    for words in (["list"], ["show"], ["evidence"], ["tag", "cohen2008", "--add"], ["note", "cohen2008"],
                  ["claim", "add", "belt"], ["fetch", "--topic"], ["export", "--claim"], ["tag", "cohen2008", "--supports"],
                  ["edit", "cohen2008", "--set"], ["config", "author_name"], ["--library"], ["import", "--format"],
                  ["footnotes"], ["remove"], ["open"], ["search", "--source"], []):  # fmt: skip
        done = starter.run(*words, b"caf\xe9")
        assert done.code in (0, 2, 4, 5, 6), (words, done.err)
        assert "Traceback" not in done.err
        assert "fault of its own" not in done.err


def test_export_and_footnotes_with_nothing_to_work_on_write_nothing(starter: Shell) -> None:
    starter.run("claim", "add", "belt", "A belt helps")
    refused(starter.run("export", "zzzzz"), 6, "nothing was written")
    refused(starter.run("export", "--claim", "belt"), 6, "silit tag KEY --supports belt")
    refused(starter.run("footnotes", "--claim", "belt"), 6, "silit tag KEY --supports belt")
    assert not (starter.folder / "exports").exists()
