"""The files that hold settings: written whole, also by two silits at once, and mended by the command that names the value."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from silit.errors import ConfigurationError
from silit.settings import Settings


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
