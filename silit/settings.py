"""Every setting in one table, and where its value comes from.

Order: command-line option, environment, `silit.toml` beside the library, the user's own configuration, default.
E-mail addresses and keys are kept in the user's configuration only: `silit.toml` travels with the library.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from silit.errors import ConfigurationError, did_you_mean

LIBRARY_FILE = "silit.toml"
Home = Literal["user", "library"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. `home` is the file that `silit config NAME VALUE` writes; `secret` values are never printed whole;
    `choices` are all the values that it takes, where they are few."""

    name: str
    environment: str
    default: str
    description: str
    home: Home = "user"
    secret: bool = False
    choices: tuple[str, ...] = ()


SETTINGS = (
    Setting(
        "email",
        "SILIT_EMAIL",
        "",
        "your address, sent to PubMed and Crossref so that they can reach you",
        secret=True,
    ),
    Setting(
        "ncbi_api_key",
        "NCBI_API_KEY",
        "",
        "your own NCBI key: ten requests a second in place of three",
        secret=True,
    ),
    Setting("author_name", "SILIT_AUTHOR_NAME", "", "who judges, written beside each stance"),
    Setting(
        "topic",
        "SILIT_TOPIC",
        "si-joint",
        "the topic that `silit fetch` runs without a query",
        home="library",
    ),
    Setting(
        "cite_key",
        "SILIT_CITE_KEY",
        "{author}{year}",
        "how the cite keys of new papers are made",
        home="library",
    ),
    Setting(
        "style",
        "SILIT_STYLE",
        "vancouver",
        "how references look where no --style is given: vancouver, ama, apa, harvard",
        home="library",
        choices=("vancouver", "ama", "apa", "harvard"),
    ),
    Setting(
        "pubmed_url", "SILIT_PUBMED_URL", "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/", "the E-utilities"
    ),
    Setting("crossref_url", "SILIT_CROSSREF_URL", "https://api.crossref.org/", "the Crossref REST API"),
    Setting(
        "idconv_url",
        "SILIT_IDCONV_URL",
        "https://pmc.ncbi.nlm.nih.gov/tools/idconv/api/v1/articles/",
        "PMC's converter of identifiers",
    ),
    Setting("doi_url", "SILIT_DOI_URL", "https://doi.org/", "the DOI resolver"),
)
BY_NAME: Mapping[str, Setting] = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True, slots=True)
class Value:
    """A setting's value and where it was found: `environment NAME`, a file's path, or `default`."""

    setting: Setting
    value: str
    origin: str

    @property
    def shown(self) -> str:
        """The value for a screen; a secret keeps only enough to recognise it."""
        if self.setting.secret and self.value:
            return self.value[:2] + "…" if "@" not in self.value else re.sub(r"^(.).*@", r"\1…@", self.value)
        return self.value


class Settings:
    """The settings of one run. Files are read on first use; `folder` is the library's. `on_unknown` is told once of each
    name in a file that no setting has."""

    def __init__(
        self,
        folder: Path | None = None,
        environment: Mapping[str, str] | None = None,
        *,
        on_unknown: Callable[[str], None] = lambda _: None,
    ) -> None:
        self.folder = folder
        self._environment = os.environ if environment is None else environment
        self._on_unknown = on_unknown
        self._files: dict[Path, Mapping[str, object]] = {}

    def __getitem__(self, name: str) -> str:
        """The value of the setting `name`; ConfigurationError when there is none of that name."""
        return self.find(name).value

    def find(self, name: str) -> Value:
        """The value of `name` with its origin."""
        setting = _setting(name)
        from_environment = self._environment.get(setting.environment, "").strip()
        if from_environment:
            return Value(setting, _checked(setting, from_environment), f"environment {setting.environment}")
        for path in (self.library_file, self.user_file):
            if path is not None and name in self._read(path):
                return Value(setting, _checked_in(path, setting, self._read(path)[name]), str(path))
        return Value(setting, setting.default, "default")

    @property
    def user_file(self) -> Path:
        """The user's own configuration file, which need not exist."""
        override = self._environment.get("SILIT_CONFIG_DIR", "")
        return (Path(override) if override else _user_folder()) / "config.toml"

    @property
    def library_file(self) -> Path | None:
        """`silit.toml` beside the library, when there is a library."""
        return self.folder / LIBRARY_FILE if self.folder else None

    def write(self, name: str, value: str) -> Path:
        """Keeps `value` in the file that `name` lives in, leaving the rest of that file alone; returns its path."""
        setting = _setting(name)
        _checked(setting, value)
        if not _is_text(value):
            raise ConfigurationError(f"The setting `{name}` takes UTF-8 text without control characters.")
        path = self.user_file
        if setting.home == "library" and self.library_file is not None:
            path = self.library_file
        there = self._read(path)  # what is not TOML is named, not written over
        _write(path, name, value)
        self._files[path] = {**there, name: value}
        return path

    def _read(self, path: Path) -> Mapping[str, object]:
        if path not in self._files:
            self._files[path] = _read_toml(path)
            for name in self._files[path]:
                if name not in BY_NAME:
                    self._on_unknown(f"{path}: there is no setting called {name!r}. {_nearest(name)}")
        return self._files[path]


def _setting(name: str) -> Setting:
    setting = BY_NAME.get(name)
    if setting is None:
        raise ConfigurationError(f"There is no setting called {name!r}.", hint=_nearest(name))
    return setting


def _nearest(name: str) -> str:
    return did_you_mean(name, BY_NAME) or "`silit config` lists them all."


def _user_folder() -> Path:
    import platformdirs  # only needed where the environment names no folder

    return Path(platformdirs.user_config_dir("silit", appauthor=False))


def _read_toml(path: Path) -> Mapping[str, object]:
    try:
        text = _text(path)
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{path} cannot be read: {_reason(error)}.",
            hint="Make it a text file that you may read, or remove it.",
        ) from error
    import tomllib  # most runs have no file to read

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise ConfigurationError(
            f"{path} is not valid TOML: {error}.", hint="Mend that line, or remove it."
        ) from error


def _text(path: Path) -> str:
    """What the file holds. A pipe or a device would be waited for, or never end."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(0, "it is no file")
    return path.read_bytes().decode("utf-8-sig")


def _write(path: Path, name: str, value: str) -> None:
    import tomlkit  # only a changed setting needs a TOML writer

    try:
        document = tomlkit.parse(_text(path)) if path.exists() else tomlkit.document()
        document[name] = value
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path.resolve(), tomlkit.dumps(document))  # a link goes on leading to its file
    except OSError as error:
        raise ConfigurationError(
            f"{path} cannot be written: {_reason(error)}.",
            hint=f"Set it for a while in the environment: {BY_NAME[name].environment}=…",
        ) from error
    except (ValueError, RecursionError) as error:  # tomlkit and tomllib differ in what they take
        raise ConfigurationError(
            f"{path} cannot be changed: {error}.", hint=f"Write `{name}` into it."
        ) from error


def _replace(path: Path, text: str) -> None:
    """Puts `text` in the place of the file at once; two silits do not get in each other's way."""
    if path.exists() and not os.access(path, os.W_OK):
        raise OSError(0, "it is read-only")
    from tempfile import NamedTemporaryFile  # only a changed setting is written

    with NamedTemporaryFile("wb", dir=path.parent, prefix=path.name, delete=False) as file:
        temporary = Path(file.name)
        try:
            file.write(text.encode())
            file.close()
            if path.exists():
                temporary.chmod(stat.S_IMODE(path.stat().st_mode))
            temporary.replace(path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise


def _checked_in(path: Path, setting: Setting, value: object) -> str:
    """The value; ConfigurationError says in which file it stands."""
    if isinstance(value, dict | list):
        raise ConfigurationError(
            f"{path}: The setting `{setting.name}` takes one value.",
            hint=f'For instance: {setting.name} = "…"',
        )
    try:
        return _checked(setting, str(value))
    except ConfigurationError as error:
        raise ConfigurationError(f"{path}: {error.message}", hint=error.hint) from error


def _checked(setting: Setting, value: str) -> str:
    if setting.choices and value not in setting.choices:
        raise ConfigurationError(
            f"The setting `{setting.name}` cannot be {value!r}.",
            hint=did_you_mean(value, setting.choices) or f"Known: {', '.join(setting.choices)}.",
        )
    if setting.name == "email" and value and not re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+", value):
        raise ConfigurationError(
            "The setting `email` does not hold an e-mail address.",
            hint="Set it with `silit config email YOUR@ADDRESS`; it is sent to PubMed and Crossref only.",
        )
    if setting.name.endswith("_url"):
        if "@" in value or not re.fullmatch(r"https?://[^/\s]+(/\S*)?", value):
            # RFC 3986, 3.2.1: it may be a password, which is neither kept nor repeated.
            got = "one with a user or password before an @" if "@" in value else repr(value)
            raise ConfigurationError(
                f"The setting `{setting.name}` must be an http or https address, not {got}.",
                hint=f"For instance: {setting.default} (the setting's default).",
            )
        return value if value.endswith("/") else value + "/"
    if setting.name == "ncbi_api_key" and value and not re.fullmatch(r"[0-9A-Za-z]{8,64}", value):
        raise ConfigurationError(
            "The setting `ncbi_api_key` does not look like an NCBI key: letters and digits only."
        )
    return value


def _is_text(value: str) -> bool:
    """No halves of characters, which come from a command line that is not UTF-8, and nothing a terminal would obey."""
    return not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", value)


def _reason(error: Exception) -> str:
    return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
