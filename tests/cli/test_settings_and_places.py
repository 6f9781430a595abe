"""Which setting wins and where it came from; which library is used."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from support.shell import Shell


def origin(shell: Shell, name: str, **environment: str) -> tuple[str, str]:
    (found,) = shell.run("config", name, "--json", **environment).json
    return found["value"], found["origin"]


def test_environment_beats_silit_toml_beats_the_user_beats_the_default(starter: Shell) -> None:
    assert origin(starter, "topic") == ("si-joint", "default")
    user = Path(starter.environment["SILIT_CONFIG_DIR"]) / "config.toml"
    user.parent.mkdir(parents=True)
    user.write_text('topic = "from-the-user"\n', encoding="utf-8")
    assert origin(starter, "topic") == ("from-the-user", str(user))
    beside = starter.folder / "silit.toml"
    beside.write_text('topic = "from-the-library"\n', encoding="utf-8")
    assert origin(starter, "topic") == ("from-the-library", str(beside))
    assert origin(starter, "topic", SILIT_TOPIC="from-here") == ("from-here", "environment SILIT_TOPIC")


def test_an_option_beats_them_all(starter: Shell) -> None:
    done = starter.run("fetch", "--topic", "nearest-wins", SILIT_TOPIC="loses")
    assert done.code == 6
    assert "'nearest-wins'" in done.err
    assert "'loses'" in starter.run("fetch", SILIT_TOPIC="loses").err


def test_a_setting_is_kept_where_it_belongs_and_found_again(starter: Shell) -> None:
    user = Path(starter.environment["SILIT_CONFIG_DIR"]) / "config.toml"
    assert starter.run("config", "author_name", "Åse").err == f"Kept author_name in {user}\n"
    assert (
        starter.run("config", "topic", "si-joint").err == f"Kept topic in {starter.folder / 'silit.toml'}\n"
    )
    assert starter.run("config", "author_name").out == "Åse\n"
    assert starter.run("config", "email", "me@example.org").code == 0
    assert "email" not in (starter.folder / "silit.toml").read_text(encoding="utf-8")


def test_the_user_folder_follows_xdg(starter: Shell) -> None:
    place = starter.folder / "xdg"
    environment = {**starter.environment, "XDG_CONFIG_HOME": str(place)}
    environment.pop("SILIT_CONFIG_DIR")
    shell = Shell(starter.folder)
    shell.environment = environment
    if os.name == "posix" and os.uname().sysname == "Linux":
        assert (
            shell.run("config", "author_name", "Åse").err
            == f"Kept author_name in {place / 'silit' / 'config.toml'}\n"
        )


def test_secrets_are_never_shown_whole(starter: Shell) -> None:
    key = "0123456789abcdef0123456789abcdef0123"
    secrets = {"NCBI_API_KEY": key, "SILIT_EMAIL": "hidden.person@example.org"}
    for words in (
        ["config"], ["config", "--json"], ["config", "email"], ["config", "ncbi_api_key"], ["-v", "config"],
        ["-v", "search", "x", "--source", "pubmed"], ["-v", "fetch", "--limit", "1", "--source", "crossref"],
    ):  # fmt: skip
        done = starter.run(*words, **secrets)
        assert key not in done.out + done.err
        assert "hidden.person" not in done.out + done.err
    for name, value in (("ncbi_api_key", key), ("email", "hidden.person@example.org")):
        done = starter.run("config", name, value)
        assert (done.code, value in done.out + done.err) == (0, False)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("email", "nobody"), ("ncbi_api_key", "secret key!"), ("pubmed_url", "ftp://x"),
        ("pubmed_url", "http://x y/"), ("author_name", "\x1b[31m"), ("author_name", "\x9b31m"), ("author_name", "\u202eevil"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_is_refused_and_a_secret_one_not_repeated(
    name: str, value: str, starter: Shell
) -> None:
    done = starter.run("config", name, value)
    assert done.code == 4
    assert f"`{name}`" in done.err
    assert name == "pubmed_url" or value not in done.err


def test_an_empty_name_is_no_setting(starter: Shell) -> None:
    for words in (["", ""], ["", "x"], [""]):
        done = starter.run("config", *words)
        assert (done.code, done.out, done.err.splitlines()[0]) == (
            4,
            "",
            "Error: There is no setting called ''.",
        )


def test_a_broken_settings_file_is_named_with_its_line(starter: Shell) -> None:
    (starter.folder / "silit.toml").write_text('topic = "x\n', encoding="utf-8")
    done = starter.run("config")
    assert done.code == 4
    assert str(starter.folder / "silit.toml") in done.err
    assert "line 1" in done.err
    assert starter.run("list", "massage").code == 0


def test_a_name_that_no_setting_has_is_said_and_stops_nothing(starter: Shell) -> None:
    file = starter.folder / "silit.toml"
    file.write_text('stile = "ama"\n"\\u001b[31m" = 1\n', encoding="utf-8")
    done = starter.run("footnotes", "laslett2005", "--to", "text")
    assert (done.code, done.out) == (0, starter.run("-q", "footnotes", "laslett2005", "--to", "text").out)
    assert done.err.splitlines()[:2] == [
        f"note: {file}: there is no setting called 'stile'. Did you mean style?",
        f"note: {file}: there is no setting called '\\x1b[31m'. `silit config` lists them all.",
    ]
    everything = starter.run("config")
    assert (everything.code, everything.err.count("'stile'")) == (0, 1)


def test_a_broken_pattern_of_keys_is_told_with_its_place_and_makes_no_library(empty: Shell) -> None:
    (empty.folder / "a.ris").write_text("TY  - JOUR\nTI  - One\nER  - \n", encoding="utf-8")
    empty.environment["SILIT_CITE_KEY"] = "{autor}"
    done = empty.run("import", "a.ris")
    assert (done.code, "environment SILIT_CITE_KEY" in done.err) == (4, True)
    assert not (empty.folder / "library.db").exists()


def test_a_preview_says_that_papers_called_alike_get_letters(starter: Shell) -> None:
    for pattern, said in (("{author}_{year}", True), ("{author}_{year}_{title:9}", False)):
        done = starter.run("config", "cite_key", pattern, "--preview")
        assert ("called alike get letters" in done.err, "Nothing was changed" in done.err) == (said, True)


def test_renaming_without_a_library_keeps_no_pattern(empty: Shell) -> None:
    assert empty.run("config", "cite_key", "{author}_{year}", "--rekey").code == 5
    assert empty.run("config", "cite_key").out == "{author}{year}\n"


# The library.


def test_the_nearest_library_above_is_used(starter: Shell) -> None:
    deep = starter.folder / "posts" / "2025"
    deep.mkdir(parents=True)
    assert len(starter.run("list", cwd=deep).out.splitlines()) == 97
    nearer = starter.folder / "posts"
    starter.run("init", cwd=nearer)
    assert starter.run("list", cwd=deep).out == ""


def test_a_file_of_somebody_else_on_the_way_is_passed_by(starter: Shell) -> None:
    inner = starter.folder / "inner"
    inner.mkdir()
    (inner / "library.db").write_text("songs", encoding="utf-8")
    assert len(starter.run("list", cwd=inner).out.splitlines()) == 97
    assert (inner / "library.db").read_text(encoding="utf-8") == "songs"


def test_a_library_above_the_home_folder_is_not_looked_for(starter: Shell) -> None:
    home = starter.folder / "home"
    assert starter.run("list", cwd=home).code == 5
    (home / "posts").mkdir()
    assert starter.run("list", cwd=home / "posts").code == 5
    shutil.copy(starter.folder / "library.db", home / "library.db")
    assert starter.run("list", cwd=home / "posts").code == 0


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can give a file away")
def test_a_library_of_another_user_is_not_used_unless_named(starter: Shell) -> None:
    os.chown(starter.folder / "library.db", 12345, 12345)
    done = starter.run("list")
    assert done.code == 5
    assert str(starter.folder / "library.db") in done.err
    assert starter.run("--library", "library.db", "list").code == 0


def test_the_option_beats_the_environment_beats_the_folder(starter: Shell) -> None:
    other, third = starter.folder / "other" / "library.db", starter.folder / "third.db"
    assert starter.run("init", "other").code == 0
    assert starter.run("--library", "third.db", "claim", "add", "belt", "A belt helps").code == 0
    assert third.exists()
    assert starter.run("list", SILIT_LIBRARY=str(other)).out == ""
    named = starter.run("--library", "third.db", "claim", "list", "--json", SILIT_LIBRARY=str(other)).json
    assert [claim["slug"] for claim in named] == ["belt"]
    assert starter.run("claim", "list", "--json", SILIT_LIBRARY=str(other)).json == []


def test_a_named_folder_stands_for_the_library_in_it(starter: Shell) -> None:
    elsewhere = starter.folder / "home"
    assert len(starter.run("--library", str(starter.folder), "list", cwd=elsewhere).out.splitlines()) == 97


def test_a_named_library_that_is_not_there_is_an_error_for_reading(starter: Shell) -> None:
    for words in (["list"], [], ["search", "x"]):
        done = starter.run("--library", "nowhere.db", *words)
        assert done.code == 5
        assert "There is no library at nowhere.db." in done.err
    assert not (starter.folder / "nowhere.db").exists()


def test_init_where_a_library_is_says_so_and_leaves_it(starter: Shell) -> None:
    before = starter.run("list", "--json").raw
    done = starter.run("init")
    assert done.code == 0
    assert "There is a library already: " in done.err
    assert starter.run("list", "--json").raw == before
