"""The places, numbers and people of Zotero's own RIS test files are those that Zotero reads, for every type."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from silit.formats.ris import read_file
from silit.model.work import Work

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "recorded" / "bibliographies" / "zotero_ris"

pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason="the recorded answers (../shared/recorded) are not beside this repository"
)

# Field of a work -> Zotero's fields that mean it.
PLACES = {
    "container_title": (
        "publicationTitle bookTitle blogTitle websiteTitle dictionaryTitle encyclopediaTitle proceedingsTitle code committee"
        " reporter"
    ).split(),
    "collection_title": ["series", "seriesTitle", "legislativeBody"],
    "event_title": ["conferenceName"],
    "number": (
        "reportNumber patentNumber billNumber documentNumber publicLawNumber docketNumber identifier".split()
    ),
}
# Where silit reads otherwise, and why: (case, reference type, Zotero's field or role).
OTHERWISE = {
    # The abbreviation (J2), which Zotero takes where it stands behind the full name (T2).
    *(
        (3, kind, name)
        for kind, name in (("BLOG", "blogTitle"), ("WEB", "websiteTitle"), ("CHAP", "bookTitle"))
    ),
    *((3, kind, name) for kind, name in (("DICT", "dictionaryTitle"), ("ENCYC", "encyclopediaTitle"))),
    # Without a title of proceedings (C3), T2 is it: so other programs write, and a style needs one.
    (3, "CPAPER", "conferenceName"),
    # Who issued a rule is no reporter.
    (3, "LEGAL", "reporter"),
    # In words of Reference Manager, in a note or in the field of a place.
    *((5, kind, name) for kind, name in (("BILL", "code"), ("CHAP", "series"), ("CONF", "proceedingsTitle"))),
    (5, "JOUR", "editor"),
    # The second author of a blog, and of a book without another editor, edits it.
    *((3, kind, "editor") for kind in ("BLOG", "CLSWK")),
    # The name of a file.
    (3, "EQUA", "editor"),
    # The fourth author is a translator in books; elsewhere a producer, a department, or anybody.
    *((3, kind, "translator") for kind in ("CTLG", "GEN", "GRANT", "MUSIC", "PAMP", "RPRT")),
}


def pairs() -> Iterator[tuple[int, str, Work, dict[str, Any]]]:
    """Number of the case, reference type, silit's work and Zotero's item."""
    for case in json.loads((CASES / "expected_items.json").read_text()):
        with (CASES / f"case{case['case']:02d}.ris").open("rb") as stream:
            results = list(read_file(stream))
        for result, item in zip(results, case["items"], strict=True):
            if result.value:
                reference_type = result.value.raw.split(b"\n")[0].decode().split("-")[1].strip()
                yield case["case"], reference_type, result.value.work, item


def differences() -> Iterator[tuple[int, str, str]]:
    for number, reference_type, work, item in pairs():
        for field, names in PLACES.items():
            for name in names:
                if item.get(name) and item[name] != getattr(work, field):
                    yield number, reference_type, name
        for role in ("editor", "translator"):
            named = [one.get("lastName") for one in item["creators"] if one["creatorType"] == role]
            if named != [one.full_family or one.literal for one in getattr(work, role)]:
                yield number, reference_type, role


def test_silit_reads_what_zotero_reads_but_for_what_is_named_here() -> None:
    assert sorted(set(differences())) == sorted(OTHERWISE)
