"""Real files, damaged in any way, through every reader: the right one and the wrong ones read them or refuse them in words.

`HYPOTHESIS_PROFILE=search` tries ten times as many.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from silit.errors import UnreadableFormatError
from silit.formats import FILE_READERS, RECORD_READERS
from silit.formats.detect import detect_in

RECORDED = Path(__file__).resolve().parents[2].parent / "shared" / "recorded"
# What a damaged file costs to read is its length's affair; the rest of a long one is more of the same.
LONGEST = 24_000
KINDS = {
    "PubMed's XML": sorted(RECORDED.glob("pubmed/**/*.xml")),
    "MEDLINE": sorted(path for path in RECORDED.glob("pubmed/nbib/*") if path.is_file()),
    "Crossref's answers": sorted(RECORDED.glob("crossref/**/*.json")),
    "BibTeX and BibLaTeX": sorted(RECORDED.glob("bibliographies/**/*.bib")),
    "RIS": sorted(RECORDED.glob("bibliographies/**/*.ris")),
    "tables": sorted(
        path for path in RECORDED.glob("bibliographies/**/*") if path.suffix in (".csv", ".tsv", ".tab")
    ),
    "lists as text": sorted(RECORDED.glob("bibliographies/**/*.txt")),
}
PIECES = st.binary(max_size=4) | st.sampled_from(
    [
        *(b"\n", b"\r\n", b"\x00", b'"', b"'", b",", b"{", b"}", b"[", b"]", b"<", b">", b"&", b"\\", b"@", b"#", b"%"),
        *(b"TY  - ", b"ER  - \n", b"PMID- 7\n", b"\n\n", b"\xff\xfe", b"\xef\xbb\xbf", b"\xc3", b"\xed\xa0\x80", b"\\ud800"),
        *(b"<!-- ", b"]]>", b"<![CDATA[", b"&#0;", b"&x;", b"</", b"<i>", b"null", b"1e999", b"-1", b"9" * 40, b"0000/99/99"),
        *(b"@string{a = ", b"@comment{", b"crossref = {a}", b"$", b"\\begin{", b"\\verb|", b'" # a # "', "漢é\u202e".encode()),
    ]
)  # fmt: skip

UNHURRIED = settings(deadline=None, suppress_health_check=list(HealthCheck))

pytestmark = pytest.mark.skipif(
    not RECORDED.is_dir(), reason="the recorded files (../shared/recorded) are not beside this repository"
)


@st.composite
def damaged(draw: st.DrawFn, kind: str) -> bytes:
    """The beginning of a file of a kind, with pieces cut out, put in, doubled, or exchanged."""
    body = draw(st.sampled_from(KINDS[kind])).read_bytes()[:LONGEST]
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.sampled_from([0, 1, 2, 8, 40, 400, LONGEST])))
        piece = draw(PIECES | st.just(body[start:end] * 2))
        body = body[:start] + piece + body[end:]
    return body


@pytest.mark.parametrize("kind", KINDS)
@UNHURRIED
@given(st.data())
def test_a_damaged_real_file_is_read_or_refused_by_every_reader(kind: str, data: st.DataObject) -> None:
    body = data.draw(damaged(kind))
    for name in FILE_READERS:
        try:
            for result in FILE_READERS[name](io.BytesIO(body)):
                if record := result.value:
                    assert RECORD_READERS[record.format](record.raw).value == record.work, name
                else:
                    assert result.problems, name
        except UnreadableFormatError as error:
            assert error.message, name


@pytest.mark.parametrize("kind", KINDS)
@UNHURRIED
@given(st.data())
def test_the_format_of_a_damaged_real_file_is_known_or_the_file_refused(
    kind: str, data: st.DataObject
) -> None:
    try:
        assert detect_in(data.draw(damaged(kind))) in FILE_READERS
    except UnreadableFormatError as error:
        assert error.message and error.hint
