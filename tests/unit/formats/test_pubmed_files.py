"""PubMed XML as a stream: whole, damaged, packed, cut off, or something else altogether."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Iterator
from io import BytesIO, RawIOBase

import pytest
from support.pubmed_xml import article, book, codes, results_of, whole

from silit.errors import UnreadableFormatError
from silit.formats.pubmed_xml import read_file, read_record
from silit.model.records import Record
from silit.results import Problem

DOCTYPE = (
    '<?xml version="1.0" ?><!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">'
)
ONE = article(pmid="<PMID>1</PMID>")
TWO = article(pmid="<PMID>2</PMID>")
CHAPTER = book("", "<BookTitle>Back Pain</BookTitle><PubDate><Year>2009</Year></PubDate>")


def pmids(data: bytes) -> list[str]:
    """The PMIDs of the records that could be read, in order."""
    return [result.value.source_id if result.value else "-" for result in results_of(data)]


def refused(data: bytes) -> UnreadableFormatError:
    """What reading `data` is refused with, before any record is given."""
    given = []
    with pytest.raises(UnreadableFormatError) as caught:
        given.extend(read_file(BytesIO(data)))
    assert given == []
    return caught.value


def test_a_record_comes_with_its_own_bytes_and_its_work() -> None:
    [result] = results_of(whole(ONE, prolog=DOCTYPE))
    assert result.value == Record(
        "pubmed", "1", "pubmed-xml", ONE.encode(), read_record(ONE.encode()).value, retrieved=""
    )


def test_articles_and_books_come_in_order() -> None:
    assert pmids(whole(ONE, CHAPTER, TWO)) == ["1", "202", "2"]


def test_a_single_article_and_a_set_of_books_are_read_too() -> None:
    assert pmids(b"<?xml version='1.0'?>\n" + ONE.encode() + b"\n") == ["1"]
    assert pmids(f"<PubmedBookArticleSet>{CHAPTER}</PubmedBookArticleSet>".encode()) == ["202"]


def test_an_empty_set_is_an_answer() -> None:
    assert results_of(whole()) == []
    assert results_of(b"<PubmedArticleSet/>") == []


def test_answers_that_were_saved_one_after_the_other_are_all_read() -> None:
    assert pmids(whole(ONE, prolog=DOCTYPE) + whole(TWO, prolog=DOCTYPE)) == ["1", "2"]


def test_gzip_is_told_by_its_content_and_may_have_several_members() -> None:
    data = whole(ONE, TWO)
    packed = gzip.compress(data[:300]) + gzip.compress(data[300:]) + b"\0" * 20
    assert pmids(packed) == ["1", "2"]


@pytest.mark.parametrize("rest", [b"appended by a mailer", b"\0\0junk", b"PK\x03\x04"])
def test_what_comes_after_a_gzip_file_is_left_aside(rest: bytes) -> None:
    assert pmids(gzip.compress(whole(ONE, TWO)) + rest) == ["1", "2"]


def test_a_cut_gzip_file_gives_what_it_holds_and_then_says_so() -> None:
    with pytest.raises(UnreadableFormatError, match="cut off"):
        results_of(gzip.compress(whole(ONE))[:-12])
    with pytest.raises(UnreadableFormatError, match="damaged"):
        results_of(gzip.compress(whole(ONE))[:20] + b"\xff" * 40)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
def test_other_encodings_are_read_as_what_they_say(encoding: str) -> None:
    record = article(title="<ArticleTitle>Fièvre à Genève.</ArticleTitle>")
    declared = encoding.removesuffix("-sig")
    text = f"<?xml version='1.0' encoding='{declared}'?><PubmedArticleSet>{record}</PubmedArticleSet>"
    [result] = results_of(text.encode(encoding))
    assert result.value is not None
    assert result.value.work.title == "Fièvre à Genève"
    assert read_record(result.value.raw).value == result.value.work


@pytest.mark.parametrize("encoding", ["klingon", "rot13", "base64"])
def test_an_unknown_encoding_is_refused(encoding: str) -> None:
    error = refused(f"<?xml version='1.0' encoding='{encoding}'?><PubmedArticleSet/>".encode())
    assert encoding in error.message


def test_an_empty_list_of_deleted_pmids_is_nothing() -> None:
    assert results_of(whole(ONE, "<DeleteCitation><PMID>x</PMID></DeleteCitation>")) == results_of(whole(ONE))


def test_deleted_pmids_are_problems() -> None:
    deleted = "<DeleteCitation><PMID Version='1'>7</PMID><PMID>8</PMID></DeleteCitation>"
    result = results_of(whole(ONE, deleted))[1]
    assert result.value is None
    assert [(problem.code, problem.message) for problem in result.problems] == [
        ("deleted-at-pubmed", "PubMed lists 2 PMIDs as deleted: 7, 8."),
    ]


@pytest.mark.parametrize(
    "bad",
    [
        ONE.replace("</Journal>", "</Jurnal>"),
        ONE.replace("</PubmedArticle>", ""),
        "<PubmedArticle/>",
        ONE.replace("<Journal>", "<!-- <Journal>"),
        article(pmid=""),
        article(pmid="<PMID>none</PMID>"),
        "<PubmedArticle><MedlineCitation><PMID>5</PMID></MedlineCitation></PubmedArticle>",
        "<PubmedArticle><PubmedData/></PubmedArticle>",
        "<PubmedBookArticle><BookDocument><PMID>5</PMID></BookDocument></PubmedBookArticle>",
    ],
    ids=[
        "wrong tag",
        "no end",
        "empty",
        "open comment",
        "no pmid",
        "bad pmid",
        "no article",
        "no citation",
        "no book",
    ],
)
def test_a_record_that_cannot_be_read_does_not_lose_the_others(bad: str) -> None:
    data = whole(TWO, bad, article(pmid="<PMID>3</PMID>"))
    assert pmids(data) == ["2", "-", "3"]
    assert codes(*results_of(data)) == ["unreadable-record"]


def test_an_unreadable_record_is_named() -> None:
    [result] = results_of(whole(ONE.replace("</Journal>", "")))
    [problem] = result.problems
    assert problem.message.startswith("PMID 1: The record is not well-formed XML")


def test_stray_content_between_records_is_reported_once_and_passed_over() -> None:
    results = results_of(whole(ONE, "<ERROR>Empty <b>result</b></ERROR> oops", TWO))
    assert [result.value.source_id if result.value else "-" for result in results] == ["1", "-", "2"]
    assert results[1].problems == (
        Problem(
            "unexpected-content",
            "Something that is no record was passed over: <ERROR>Empty <b>result</b></ERROR> oops",
            "If a record is missing, fetch or download it again.",
        ),
    )


def test_comments_may_quote_the_tags_of_records() -> None:
    quoting = ONE.replace("<Journal>", "<!-- </PubmedArticle><PubmedArticle> --><Journal>")
    section = TWO.replace("Pain of", "<![CDATA[</PubmedArticle> <PubmedArticle> & ]]>")
    results = results_of(whole(quoting, "<!-- <PubmedArticle> -->", section))
    works = [result.value.work for result in results if result.value]
    assert codes(*results) == []
    assert [(work.pmid, work.title) for work in works] == [
        ("1", "Pain of the sacroiliac joint"),
        ("2", "</PubmedArticle> <PubmedArticle> & the sacroiliac joint"),
    ]


def test_end_tags_may_hold_white_space() -> None:
    assert pmids(whole(ONE.replace("</PubmedArticle>", "</PubmedArticle\n>"), TWO)) == ["1", "2"]


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("Pain\x08 of\x0b joints", "Pain of joints"),
        ("Pain&#x1; of&#0; joints&#xFFFF;&#xD800;&#99999999;", "Pain of joints"),
        ("Pain &amp; joints &alpha;&nbsp;&lt;", "Pain & joints α <"),
        ("Fish & chips &unknown; &amp;", "Fish & chips &unknown; &"),
    ],
)
def test_characters_that_xml_forbids_are_mended_and_reported(title: str, read: str) -> None:
    record = article(title=f"<ArticleTitle>{title}</ArticleTitle>")
    [result] = results_of(whole(record))
    assert result.value is not None
    assert (result.value.work.title, codes(result)) == (read, ["mended-xml"])
    assert result.value.raw == record.encode()
    assert read_record(result.value.raw).value == result.value.work


def test_bytes_that_are_no_utf_8_are_mended_and_reported() -> None:
    [result] = results_of(whole(ONE).replace(b"Pain of", b"Pain\xff of"))
    assert result.value is not None
    assert (result.value.work.title, codes(result)) == ("Pain\ufffd of the sacroiliac joint", ["mended-xml"])


def test_a_prefix_that_the_root_declares_is_known_in_the_record() -> None:
    record = ONE.replace("Pain of", "<mml:math><mml:mi>x</mml:mi></mml:math> of")
    data = f"<PubmedArticleSet xmlns:mml='http://www.w3.org/1998/Math/MathML'>{record}</PubmedArticleSet>"
    [result] = results_of(data.encode())
    assert result.value is not None
    assert result.problems == ()
    assert result.value.work.title == "x of the sacroiliac joint"


def test_a_file_that_is_cut_off_gives_its_whole_records_and_then_raises() -> None:
    data = whole(ONE, TWO)
    cut = data[: data.rindex(b"</Article>")]
    stream = read_file(BytesIO(cut))
    first = next(stream)
    assert first.value is not None
    assert first.value.source_id == "1"
    with pytest.raises(UnreadableFormatError, match=r"cut off before its end \(1 record read before that\)"):
        next(stream)


@pytest.mark.parametrize(
    "cut", ["<?xml version='1.0'?>", "<?xml versi", "<!DOCTYPE PubmedArt", "<PubmedArticleSet>"]
)
def test_a_file_that_is_cut_off_before_its_first_record_is_refused(cut: str) -> None:
    assert refused(cut.encode()).message


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"PMID- 1\nTI  - Pain", "not XML"),
        (b'{"esearchresult": {}}', "not XML"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not XML"),
        (b"<!DOCTYPE html><html><body>Down</body></html>", "web page"),
        (b"<?xml version='1.0'?><html/>", "web page"),
        (b"<eSearchResult><Count>0</Count></eSearchResult>", "eSearchResult"),
        (b"<eFetchResult><ERROR>ID list is empty!</ERROR></eFetchResult>", "ID list is empty!"),
        (b"<foo><PubmedArticleSet/></foo>", "<foo>"),
    ],
)
def test_what_is_no_pubmed_xml_is_refused_by_name_and_with_a_hint(data: bytes, said: str) -> None:
    error = refused(data)
    assert said in error.message
    assert "PubmedArticleSet" in error.hint


@pytest.mark.parametrize("padding", [0, 70_000, 300_000])
def test_entity_declarations_are_refused_before_anything_is_read(padding: int) -> None:
    bomb = "".join(f"<!ENTITY l{n + 1} '&l{n};&l{n};'>" for n in range(30))
    prolog = f"<?xml version='1.0'?><!DOCTYPE PubmedArticleSet [{' ' * padding}<!ENTITY l0 'ha'>{bomb}]>"
    assert "entities" in refused(whole(ONE, prolog=prolog)).message
    with pytest.raises(UnreadableFormatError):
        read_record(prolog.encode() + ONE.encode())


def test_a_kept_record_must_be_a_record() -> None:
    for raw in (b"", b"<PubmedArticleSet/>", b"no xml", article(pmid="").encode()):
        with pytest.raises(UnreadableFormatError):
            read_record(raw)


def test_markup_nested_without_end_is_read_as_text() -> None:
    deep = "<i>" * 20_000 + "deep" + "</i>" * 20_000
    [result] = results_of(whole(article(title=f"<ArticleTitle>{deep}</ArticleTitle>")))
    assert result.value is not None
    assert "deep" in result.value.work.title


class Trickle(RawIOBase):
    """A stream that gives a few bytes at a time, as a slow connection does."""

    def __init__(self, data: bytes, size: int) -> None:
        self._data = BytesIO(data)
        self._size = size

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._data.read(min(size, self._size) if size > 0 else self._size)


@pytest.mark.parametrize("size", [1, 7, 64])
def test_tags_that_fall_between_two_reads_are_found(size: int) -> None:
    data = whole(ONE, "<!-- <PubmedArticle> -->", CHAPTER, TWO, prolog=DOCTYPE)
    assert list(read_file(Trickle(data, size))) == results_of(data)  # type: ignore[arg-type]  # BinaryIO is nominal
    assert list(read_file(Trickle(gzip.compress(data), size))) == results_of(data)  # type: ignore[arg-type]  # the same


class Repeated(RawIOBase):
    """A PubmedArticleSet of `count` records that is never in memory as a whole."""

    def __init__(self, count: int) -> None:
        self._parts = self._text(count)
        self._rest = b""

    @staticmethod
    def _text(count: int) -> Iterator[bytes]:
        padding = f"<Abstract><AbstractText>{'Pain of the joint. ' * 50}</AbstractText></Abstract>"
        yield b"<PubmedArticleSet>"
        for number in range(1, count + 1):
            yield article(pmid=f"<PMID>{number}</PMID>", inside=padding).encode()
        yield b"</PubmedArticleSet>"

    def read(self, size: int = -1) -> bytes:
        while len(self._rest) < size and (part := next(self._parts, b"")):
            self._rest += part
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken


def peak_while_reading(count: int) -> tuple[int, int]:
    """(records read, peak of traced memory in bytes)."""
    tracemalloc.start()
    try:
        read = sum(1 for _ in read_file(Repeated(count)))  # type: ignore[arg-type]  # BinaryIO is nominal
        return read, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_file() -> None:
    small_count, small = peak_while_reading(200)
    large_count, large = peak_while_reading(2000)
    assert (small_count, large_count) == (200, 2000)
    # The larger file is 2.5 MB larger than the smaller one.
    assert large - small < 400_000
