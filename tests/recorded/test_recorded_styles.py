"""Every recorded work has a sound reference in every style."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from silit.errors import UnreadableFormatError
from silit.formats import FILE_READERS
from silit.markup import to_text
from silit.model.integrity import assess
from silit.model.work import Work
from silit.styles import STYLES

RECORDED = Path(__file__).resolve().parents[2].parent / "shared" / "recorded"
# Doubled or lost punctuation: what a missing field leaves behind in a careless style.
UNSOUND = re.compile(r"(?<!\.)\.\.(?!\.)|,,| [.,;]|\(\)|\[\]|  |[:;,]\.|‘’|\( ")
_READERS = {".xml": "pubmed-xml", ".json": "crossref-json"}
_LARGEST = 3_000_000


def recorded_works() -> list[Work]:
    works = []
    for path in sorted(RECORDED.rglob("*")):
        if path.suffix not in _READERS or path.stat().st_size > _LARGEST:
            continue
        with path.open("rb") as stream:
            try:
                found = [result.value for result in FILE_READERS[_READERS[path.suffix]](stream)]
            except UnreadableFormatError:
                continue  # an answer that is no list of records
        works += [record.work for record in found if record]
    return works


def words_of(work: Work) -> str:
    names = "".join(name.literal + name.family + name.given for name in (*work.author, *work.editor))
    return " ".join((work.title, work.original_title, work.container_title, work.publisher, work.page, names))


@pytest.mark.skipif(not RECORDED.is_dir(), reason="needs the recorded answers beside the repository")
def test_no_field_that_a_work_lacks_leaves_punctuation_behind() -> None:
    works = recorded_works()
    assert len(works) > 500
    unsound = [
        (style, text)
        for work in works
        for style in STYLES
        if UNSOUND.search(text := to_text(STYLES[style](work, assess(work, [("pubmed", "2026-01-01")]))))
        and not UNSOUND.search(words_of(work))
    ]
    assert unsound == []
