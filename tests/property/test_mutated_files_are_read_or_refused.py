"""Files damaged in any way are read or refused in words; a gigabyte of nothing is refused long before its end."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from silit.errors import UnreadableFormatError
from silit.formats import FILE_READERS, RECORD_READERS
from silit.formats.detect import detect_in

UNHURRIED = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
# One like those that Ovid, EndNote, PubMed, Zotero, JabRef and Crossref write.
FILES = {
    "ris": (
        b"1.\r\nTY  - JOUR\r\nID  - smith2001\r\nT1  - One: a <i>test</i>\r\nA1  - Smith, Jo\r\nAU  - Adler D.G.\r\n"
        b"Y1  - 2001/05/03/\r\nJF  - Journal\r\nSP  - 142\r\nEP  - 52\r\nSN  - 1356-689X\r\nDO  - https://doi.org/10.1000/x\r\n"
        b"KW  - pain\r\nlumbar\r\nN2  - METHODS: all.\r\nN1  - <p>Read</p>\r\nER  - \r\nTY - BOOK\nTI - Two\nPY - 1999\nER -\n"
    ),
    "nbib": (
        b"PMID- 12131388\nSTAT- MEDLINE\nDP  - 2002 Jul\nTI  - Positioning of screws in 88\n      patients.\nPG  - 44-8\n"
        b"AB  - BACKGROUND: One. METHODS: Two.\nFAU - van den Bosch, Eric W Jr\nAU  - van den Bosch EW Jr\nAD  - Rotterdam.\n"
        b"CN  - A Group\nPT  - Journal Article\nMH  - *Bone Screws/adverse effects/*methods\nCIN - J. 2003;1:2. PMID: 12345678\n"
        b"PHST- 2002/06/17 00:00 [received]\nAID - 10.1000/x [doi]\nSO  - J. 2002 Jul;1:2. Epub 2002 May 1.\n"
    ),
    "csv": (
        b"\xef\xbb\xbfKey,Item Type,Title,Author,Publication Year,DOI,Manual Tags,Notes\r\n"
        b'AB12CD34,journalArticle,"One, ""two""","Smith, Jo; Roe, Max",2001,10.1000/x,a; b,"<p>x</p>"\r\n'
        b'X,book,"Two\nlines","[\'A, B\']",1999,,,\r\n'
    ),
    "bibtex": (
        b"% mine\n@string{mt = {Manual Therapy}}\n@article{smith2001, title = {{One} $\\alpha$}, author = {Smith, Jo and {A Group}},\n"
        b'  journal = mt # " (London)", year = 2001, month = may, pages = {142--52}, note = {PMID: 5\nRead}, crossref = {two}}\n'
        b"@book{two, title = {Two}, date = {1999-05/1999-06}, keywords = {a; b}, annote = {x\\newline{}\ny\n\n---\n\nz}}\n"
    ),
    "biblatex": (
        b"@xdata{press, publisher = {A {\\&} B}, location = {Ghent}}\n@incollection{roe2001, xdata = {press}, title = {One: {DNA}},\n"
        b"  author = {family=Roe, given=Max, prefix=de and others}, booktitle = {Two}, date = {1999-21/2000~}, pages = {1--9,11},\n"
        b"  eprint = {16038856}, eprinttype = {pubmed}, langid = {ngerman}, keywords = {a, {b, c}}, options = {useprefix=true},\n"
        b"  urldate = {2020-01-02}, url = {https://example.org/a_b%20c}, related = {two}, crossref = {whole}}\n"
        b"@collection{whole, editor = {Adler, Anne}, title = {Two}, editora = {Lee, D.}, editoratype = {director}}\n"
    ),
    "pubmed-xml": (
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle//EN" "p.dtd">\n'
        b'<PubmedArticleSet><PubmedArticle><MedlineCitation Status="MEDLINE"><PMID Version="1">12131388</PMID><Article>\n'
        b"<Journal><ISSN>1356-689X</ISSN><JournalIssue><Volume>10</Volume><PubDate><MedlineDate>2002 Jul-Aug</MedlineDate></PubDate>\n"
        b"</JournalIssue><Title>Manual &amp; Therapy</Title></Journal><ArticleTitle>One <i>test</i> &#945;.</ArticleTitle>\n"
        b'<Pagination><MedlinePgn>44-8</MedlinePgn></Pagination><ELocationID EIdType="doi" ValidYN="Y">10.1000/x</ELocationID>\n'
        b'<Abstract><AbstractText Label="METHODS">All.</AbstractText></Abstract><AuthorList CompleteYN="N"><Author><LastName>Roe'
        b"</LastName><ForeName>Max</ForeName><Initials>M</Initials></Author></AuthorList><PublicationTypeList>\n"
        b'<PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList></Article><CommentsCorrectionsList>'
        b'<CommentsCorrections RefType="RetractionIn"><RefSource>J. 2003;1:2</RefSource><PMID>12345678</PMID></CommentsCorrections>'
        b'</CommentsCorrectionsList></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="pmc">PMC1234</ArticleId>'
        b"</ArticleIdList></PubmedData></PubmedArticle><PubmedBookArticle><BookDocument><PMID>20301295</PMID><ArticleIdList>"
        b'<ArticleId IdType="bookaccession">NBK1116</ArticleId></ArticleIdList><Book><BookTitle>Two</BookTitle><PubDate><Year>1993'
        b"</Year></PubDate></Book><ArticleTitle>A part</ArticleTitle></BookDocument></PubmedBookArticle></PubmedArticleSet>\n"
    ),
    "crossref-json": (
        b'{"status": "ok", "message-type": "work-list", "message-version": "1.0.0", "message": {"total-results": 2, "items": [\n'
        b'{"DOI": "10.1000/X", "type": "journal-article", "title": ["One &amp; <i>two</i>"], "container-title": ["J"], "volume": "1",\n'
        b'"author": [{"given": "Max", "family": "Roe", "ORCID": "https://orcid.org/0000-0002-1825-0097"}, {"name": "A group"}],\n'
        b'"issued": {"date-parts": [[2001, 5]]}, "page": "142-52", "abstract": "<jats:p>All.</jats:p>", "update-to": [{"type":\n'
        b'"retraction", "DOI": "10.1000/y", "updated": {"date-parts": [[2002, 1, 1]]}}], "ISSN": ["1356-689X"]},\n'
        b'{"DOI": "10.1000/z", "type": "posted-content", "subtype": "preprint", "title": [], "relation": {"is-preprint-of":\n'
        b'[{"id-type": "doi", "id": "10.1000/x", "asserted-by": "subject"}]}, "posted": {"date-parts": [[null]]}}]}}\n'
    ),
    "csl-json": b'[{"id": "smith2001", "type": "book", "title": "One", "issued": {"date-parts": [[2001, 5]]}, "note": "PMID: 5"}]',
}
SPLICES = st.sampled_from(
    [
        b"\n",
        b"\r",
        b"\x00",
        b'"',
        b"TY  - ",
        b"ER  - ",
        b"PMID- 7\n",
        b"      ",
        b"\xff\xfe",
        b"[",
        b"{",
        b"\\u",
        *(b"}", b"\n@misc{", b"@comment{", b" = ", b"$\\"),
        b"\xc3",
        *(b"\x1f\x8b", b"  - ", b",,,;;;\t", b"<b>", b"0000/99/99/", b"9" * 40, "漢é".encode()),
    ]
)


def damaged(body: bytes) -> st.SearchStrategy[bytes]:
    """The file with pieces cut out, doubled, or put in."""
    places = st.integers(0, len(body))
    return st.lists(st.tuples(places, places, SPLICES), min_size=1, max_size=4).map(
        lambda changes: _changed(body, changes)
    )


def _changed(body: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for start, end, piece in changes:
        body = body[:start] + piece + body[min(start, end) if start % 2 else max(start, end) :]
    return body


@pytest.mark.parametrize("name", FILES)
@UNHURRIED
@given(st.data())
def test_a_damaged_file_is_read_or_refused_and_what_is_read_can_be_read_again(
    name: str, data: st.DataObject
) -> None:
    body = data.draw(damaged(FILES[name]))
    try:
        for result in FILE_READERS[name](io.BytesIO(body)):
            if record := result.value:
                assert RECORD_READERS[name](record.raw).value == record.work
            else:
                assert result.problems
    except UnreadableFormatError as error:
        assert error.message


@pytest.mark.parametrize("name", FILES)
@UNHURRIED
@given(st.data())
def test_a_damaged_start_is_a_known_format_or_named(name: str, data: st.DataObject) -> None:
    try:
        assert detect_in(data.draw(damaged(FILES[name]))) in FILE_READERS
    except UnreadableFormatError as error:
        assert error.message and error.hint


class Gigabyte(io.RawIOBase):
    """`start`, and then one piece again and again."""

    def __init__(self, start: bytes, piece: bytes) -> None:
        self._next = start
        self._piece = piece * (65_536 // len(piece))
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]  # narrower than io's
        self._next = self._next or (self._piece if self.given < 1 << 30 else b"")
        piece, self._next = self._next[: len(buffer)], self._next[len(buffer) :]
        buffer[: len(piece)] = piece
        self.given += len(piece)
        return len(piece)


@pytest.mark.parametrize(
    ("name", "start", "piece"),
    [
        ("ris", b"", b"["),
        ("ris", b"TY  - JOUR\n", b"AU  - a\n"),
        ("ris", b"", b"\n"),
        ("nbib", b"", b"<"),
        ("nbib", b"PMID- 1\n", b"AU  - a\n"),
        ("csv", b"title,doi\n", b'"'),
        ("csv", b"", b"a\n"),
        ("csl-json", b"", b"["),
        ("csl-json", b"[", b"["),
        ("csl-json", b"", b'{"a":'),
        ("crossref-json", b"", b"["),
        ("pubmed-xml", b"", b"<a>"),
        ("pubmed-xml", b"", b"<!-- -->"),
        ("pubmed-xml", b'<!DOCTYPE x [<!ENTITY a "a">', b'<!ENTITY b "&a;&a;">'),
    ],
)
def test_a_gigabyte_of_nothing_is_refused_near_its_start(name: str, start: bytes, piece: bytes) -> None:
    stream = Gigabyte(start, piece)
    with pytest.raises(UnreadableFormatError):
        list(read(name, stream))
    assert stream.given < 1 << 26


def read(name: str, stream: Gigabyte) -> Iterator[object]:
    yield from FILE_READERS[name](io.BufferedReader(stream))
