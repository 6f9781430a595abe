"""The paths that occur in PubMed XML, held against the table that says what becomes of them, and the page made of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

from support.pubmed_path_table import LAYOUT, MATH, TABLE

PAGE = Path(__file__).resolve().parents[2] / "docs" / "pubmed-xml.md"

_EXACT = {row.path for row in TABLE if not row.path.endswith("/**")}
_BELOW = tuple(row.path.removesuffix("/**") for row in TABLE if row.path.endswith("/**"))


def is_known(path: str) -> bool:
    """Whether the table says what becomes of the path."""
    return path in _EXACT or any(path == top or path.startswith(top + "/") for top in _BELOW)


def paths_in(data: bytes) -> Counter[str]:
    """Every element and attribute path of the records in a PubMed XML file, with how often it occurs."""
    found: Counter[str] = Counter()
    for element in ElementTree.fromstring(data).iter():
        if element.tag in ("PubmedArticle", "PubmedBookArticle", "DeleteCitation"):
            found.update(_paths(element, element.tag))
    return found


def unknown_in(files: Iterable[bytes]) -> list[str]:
    """The paths in the files that the table does not know, each once, sorted."""
    found: set[str] = set()
    for data in files:
        found.update(paths_in(data))
    return sorted(path for path in found if not is_known(path))


def page() -> str:
    """The table as a page of documentation."""
    lines = [
        "# What silit keeps of PubMed XML",
        "",
        "Made by `python tests/recorded/pubmed_xml_paths.py --write` from the table in `tests/support/pubmed_path_table.py`;",
        "a test holds that both agree, another that every path in recorded answers of PubMed is listed.",
        "The raw record is kept whole in any case. `/**` stands for everything below.",
        "",
        "| path | goes to | rule, or reason for leaving it out |",
        "|---|---|---|",
    ]
    for row in TABLE:
        shown = row.path.replace(MATH, "mml:")
        goes_to = f"`{row.field}`" if row.field else "·" if row.how == LAYOUT else "left out"
        lines.append(f"| `{shown}` | {goes_to} | {row.how} |")
    return "\n".join(lines) + "\n"


def _paths(element: ElementTree.Element, path: str) -> Iterator[str]:
    yield path
    for name in element.attrib:
        yield f"{path}/@{name}"
    for part in element:
        yield from _paths(part, f"{path}/{part.tag}")
