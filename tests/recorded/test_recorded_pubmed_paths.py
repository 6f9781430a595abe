"""The table of PubMed's paths holds for real records, where they are at hand."""

from __future__ import annotations

from collections import defaultdict
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pytest
from support.pubmed_path_table import TABLE
from support.pubmed_paths import unknown_in

from silit.errors import UnreadableFormatError
from silit.formats.pubmed_xml import read_file, read_record

RECORDED = Path(__file__).resolve().parents[2].parent / "shared" / "recorded" / "pubmed"
pytestmark = pytest.mark.skipif(
    not RECORDED.is_dir(), reason=f"recorded answers are not here: {RECORDED.name}"
)

# Texts of which at least one changes what any stored element says.
TRIALS = (
    "1987", "7", "Zx", "10.1000/zz", "N", "0000-0002-1825-0097", "NCT01681004", "1356-689X", "PMC99", "Mar", "ISRCTN",
    "ger", "Spring", "doi", "D016454", "Electronic", "pubmed", "pii", "editors", "Y", "ORCID", "E99",
)  # fmt: skip


def files() -> list[bytes]:
    """Every recorded file that holds records."""
    found = [path.read_bytes() for path in sorted(RECORDED.rglob("*.xml"))]
    return [data for data in found if b"<PubmedArticle>" in data]


def test_every_recorded_path_is_stored_or_left_out_for_a_reason() -> None:
    assert unknown_in(files()) == []


def test_the_table_of_paths_says_what_the_reader_does() -> None:
    """Changing what is left out changes no work; changing what is stored changes one, for some text at some place."""
    stored = {row.path for row in TABLE if row.field and not row.how.startswith("only holds")}
    left_out = {row.path for row in TABLE if not row.field and not row.path.endswith("/**")}
    several = places()
    wrong = [
        path
        for path, occurrences in several.items()
        if path in left_out and any(changes(*place, text) for place in occurrences[:2] for text in TRIALS[:4])
    ]
    assert wrong == []
    unmoved = [
        path
        for path, occurrences in several.items()
        if path in stored and not any(changes(*place, text) for place in occurrences for text in TRIALS)
    ]
    assert unmoved == []
    assert len(stored & several.keys()) > 70
    assert len(left_out & several.keys()) > 30


def places() -> dict[str, list[tuple[bytes, int, str]]]:
    """path -> (record, position of the element, attribute or ""): a few of each path that holds text.

    Each record comes a second time without what is read first, so that what stands in for it shows.
    """
    found: dict[str, list[tuple[bytes, int, str]]] = defaultdict(list)
    kept = [result.value.raw for data in files() for result in read_file(BytesIO(data)) if result.value]
    for whole in kept:
        for raw in (whole, without_preferred(whole)) if len(whole) < 30_000 else ():
            root = ElementTree.fromstring(raw)
            for index, (path, element) in enumerate(walk(root, root.tag)):
                for name in ("", *element.attrib):
                    key = f"{path}/@{name}" if name else path
                    if len(found[key]) < 30 and (name or (element.text or "").strip()):
                        found[key].append((raw, index, name))
    return {path: occurrences for path, occurrences in found.items() if occurrences}


def without_preferred(raw: bytes) -> bytes:
    """The record without its dates, pages, abbreviations and identifiers of first choice, and without forenames."""
    preferred = {"PubDate", "ArticleDate", "MedlinePgn", "MedlineTA", "Title", "ArticleIdList", "ForeName"}
    root = ElementTree.fromstring(raw)
    for parent in root.iter():
        parent.attrib.pop("Label", None)
        for part in [part for part in parent if part.tag in preferred]:
            parent.remove(part)
    return ElementTree.tostring(root)


def walk(element: ElementTree.Element, path: str) -> list[tuple[str, ElementTree.Element]]:
    return [(path, element), *(pair for part in element for pair in walk(part, f"{path}/{part.tag}"))]


def changes(raw: bytes, place: int, name: str, text: str) -> bool:
    """Whether another text at that place makes another work."""
    root = ElementTree.fromstring(raw)
    element = list(root.iter())[place]
    if name:
        element.set(name, text)
    else:
        element.text = text
    try:
        return read_record(ElementTree.tostring(root)).value != read_record(raw).value
    except UnreadableFormatError:
        return True
