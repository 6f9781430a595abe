"""The files that hold settings: written whole, also by two silits at once, and mended by the command that names the value."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from support.rights import without_the_rights_of_root

from silit.errors import ConfigurationError
from silit.settings import BY_NAME, Settings


def settings(folder: Path) -> Settings:
    return Settings(folder, {"SILIT_CONFIG_DIR": str(folder / "user")})


def test_a_value_that_cannot_be_is_told_with_its_file_and_can_be_mended(tmp_path: Path) -> None:
    file = tmp_path / "silit.toml"
    file.write_text('# mine\nstyle = "foo"\n')
    with pytest.raises(ConfigurationError) as refused:
        settings(tmp_path)["style"]
    assert refused.value.message == f"{file}: The setting `style` cannot be 'foo'."
    assert settings(tmp_path).write("style", "ama") == file
    assert file.read_text() == '# mine\nstyle = "ama"\n'


@pytest.mark.parametrize("name", ["pubmed_url", "crossref_url", "idconv_url", "doi_url"])
@pytest.mark.parametrize(
    "address",
    ["http://zoe:secret@host.example/", "https://secret@host.example", "http://zoe:sec/ret@host.example/",
     "ftp://zoe:secret@host.example/", "zoe:secret@host.example", "http:\\\\zoe:secret@host.example"],
)  # fmt: skip
def test_an_address_with_a_password_is_refused_wherever_it_stands_and_never_repeated(
    tmp_path: Path, name: str, address: str
) -> None:
    user = {"SILIT_CONFIG_DIR": str(tmp_path / "user")}
    file = tmp_path / "silit.toml"

    def refused(ask: Callable[[], object]) -> ConfigurationError:
        with pytest.raises(ConfigurationError) as caught:
            ask()
        said = caught.value.message + caught.value.hint
        assert not [word for word in ("zoe", "sec", "host.example") if word in said]
        return caught.value

    error = refused(lambda: settings(tmp_path).write(name, address))
    assert (error.message, error.hint, error.exit_code) == (
        f"The setting `{name}` must be an http or https address, not one with a user or password before an @.",
        f"For instance: {BY_NAME[name].default} (the setting's default).",
        4,
    )
    assert list(tmp_path.iterdir()) == []
    refused(lambda: Settings(tmp_path, {**user, BY_NAME[name].environment: address})[name])
    file.write_text(f"{name} = '{address}'\n")
    assert refused(lambda: settings(tmp_path)[name]).message.startswith(f"{file}: The setting")


def test_an_address_that_is_none_is_told_with_one_that_is(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError) as refused:
        settings(tmp_path).write("doi_url", "doi.org")
    assert refused.value.message == "The setting `doi_url` must be an http or https address, not 'doi.org'."
    assert refused.value.hint == "For instance: https://doi.org/ (the setting's default)."


def test_a_file_that_is_no_toml_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "silit.toml"
    file.write_text("style = \n")
    with pytest.raises(ConfigurationError, match="is not valid TOML"):
        settings(tmp_path).write("style", "ama")
    assert file.read_text() == "style = \n"


def test_writing_at_once_leaves_one_whole_file_and_nothing_else(tmp_path: Path) -> None:
    names = [f"name {number}" for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: settings(tmp_path).write("author_name", name), names))
    (file,) = (tmp_path / "user").iterdir()
    assert (file.name, settings(tmp_path)["author_name"] in names) == ("config.toml", True)
    assert file.stat().st_mode & 0o077 == 0


def test_a_link_goes_on_leading_to_its_file(tmp_path: Path) -> None:
    elsewhere = tmp_path / "dotfiles.toml"
    elsewhere.write_text("")
    (tmp_path / "silit.toml").symlink_to(elsewhere)
    settings(tmp_path).write("style", "apa")
    assert (tmp_path / "silit.toml").is_symlink()
    assert elsewhere.read_text() == 'style = "apa"\n'


def test_what_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(ConfigurationError, match="No space left on device"):
        settings(tmp_path).write("style", "apa")
    assert list(tmp_path.iterdir()) == []


def test_names_that_no_setting_has_are_told_once_with_their_file_and_the_nearest(tmp_path: Path) -> None:
    file = tmp_path / "silit.toml"
    file.write_text('stile = "ama"\nstyle = "apa"\n[silit]\nstyle = "ama"\n')
    told: list[str] = []
    found = Settings(tmp_path, {"SILIT_CONFIG_DIR": str(tmp_path)}, on_unknown=told.append)
    assert [found["style"], found["topic"], found["style"]] == ["apa", "si-joint", "apa"]
    found.write("style", "harvard")
    assert found["style"] == "harvard"
    assert told == [
        f"{file}: there is no setting called 'stile'. Did you mean style?",
        f"{file}: there is no setting called 'silit'. `silit config` lists them all.",
    ]


def a_pipe(path: Path) -> None:
    os.mkfifo(path)


def a_folder(path: Path) -> None:
    path.mkdir()


def endless(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("made", [a_pipe, a_folder, endless])
def test_what_is_no_file_is_neither_read_nor_written_over(
    made: Callable[[Path], None], tmp_path: Path
) -> None:
    file = tmp_path / "silit.toml"
    made(file)
    before = file.lstat()
    for work in (lambda: settings(tmp_path)["style"], lambda: settings(tmp_path).write("style", "ama")):
        with pytest.raises(ConfigurationError) as refused:
            work()
        assert refused.value.message == f"{file} cannot be read: it is no file."
        assert refused.value.hint == "Make it a text file that you may read, or remove it."
    assert (file.lstat().st_ino, file.lstat().st_mtime) == (before.st_ino, before.st_mtime)


@pytest.mark.parametrize("value", ['["ama"]', '{ name = "ama" }'])
def test_a_list_in_the_place_of_a_value_is_told_with_its_file(value: str, tmp_path: Path) -> None:
    file = tmp_path / "silit.toml"
    file.write_text(f"style = {value}\n")
    with pytest.raises(ConfigurationError) as refused:
        settings(tmp_path)["style"]
    assert refused.value.message == f"{file}: The setting `style` takes one value."


@pytest.mark.parametrize("value", ["[" * 5000 + "]" * 5000, "1" * 5000])
def test_a_value_that_nobody_can_read_is_no_toml(value: str, tmp_path: Path) -> None:
    (tmp_path / "silit.toml").write_text(f"a = {value}\n")
    with pytest.raises(ConfigurationError, match="is not valid TOML"):
        settings(tmp_path)["style"]


def test_a_value_too_deep_to_be_written_back_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "silit.toml"
    file.write_text(text := f"a = {'[' * 150}{']' * 150}\n")
    with pytest.raises(ConfigurationError, match="cannot be changed") as refused:
        settings(tmp_path).write("style", "ama")
    assert (refused.value.hint, file.read_text()) == ("Write `style` into it.", text)


def test_a_file_from_windows_is_read_and_keeps_its_lines_and_its_rights(tmp_path: Path) -> None:
    file = tmp_path / "silit.toml"
    file.write_bytes(b'\xef\xbb\xbf# mine\r\nstyle = "ama"\r\n')
    file.chmod(0o640)
    assert settings(tmp_path)["style"] == "ama"
    settings(tmp_path).write("style", "apa")
    assert file.read_bytes() == b'# mine\r\nstyle = "apa"\r\n'
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "silit.toml"
    file.write_text('style = "ama"\n')
    file.chmod(0o444)
    done = subprocess.run(
        [*without_the_rights_of_root(), sys.executable, "-m", "silit", "config", "style", "apa"],
        cwd=tmp_path,
        env={**os.environ, "SILIT_LIBRARY": str(tmp_path / "library.db"), "SILIT_CONFIG_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, file.read_text()) == (4, 'style = "ama"\n')
    assert f"{file} cannot be written: it is read-only." in done.stderr
