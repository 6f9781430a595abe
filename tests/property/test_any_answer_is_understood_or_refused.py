"""Whatever bytes a service sends, silit reads them, asks again or says what is wrong; it never falls over."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from silit.errors import SilitError
from silit.sources import crossref_answers, pubmed_answers
from silit.sources.calls import Answer, ContentFault

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20)
NAMES = st.sampled_from(
    "esearchresult error ERROR count idlist errorlist phrasesnotfound warninglist outputmessages querytranslation"
    " status message message-type items total-results next-cursor api-key".split()
)
VALUES = SCALARS | st.sampled_from(
    ["ok", "work", "work-list", "12", "API key invalid", "Search Backend failed"]
)
ANYTHING: st.SearchStrategy[Any] = st.recursive(
    VALUES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=6),
    max_leaves=20,
)
PIECES = st.sampled_from(
    [
        b'<?xml version="1.0" ?>',
        b"<PubmedArticleSet>",
        b"</PubmedArticleSet>",
        b"<PubmedArticleSet/>",
        b"<eFetchResult><ERROR>External viewer error</ERROR></eFetchResult>",
        b"<!DOCTYPE html>",
        b"<html>",
        b"\xff\xfe",
        b'{"error":"',
    ]
)
BODIES = st.one_of(
    st.binary(max_size=80),
    ANYTHING.map(lambda value: json.dumps(value).encode()),
    st.lists(PIECES | st.binary(max_size=8), max_size=6).map(b"".join),
)
STATUSES = st.sampled_from([200, 200, 200, 301, 400, 401, 403, 404, 414])


@given(STATUSES, BODIES)
def test_any_answer_to_a_search_is_understood_or_refused(status: int, body: bytes) -> None:
    answer = Answer(status, {}, body)
    with suppress(ContentFault):
        pubmed_answers.check_search(answer)
        if pubmed_answers.refusal(answer) or pubmed_answers.search_refusal(answer, "x"):
            return
        found = pubmed_answers.search_answer(answer)
        assert found.total >= 0
        assert all(isinstance(pmid, str) for pmid in found.ids)


@given(STATUSES, BODIES)
def test_any_answer_to_a_fetch_is_whole_or_refused(status: int, body: bytes) -> None:
    answer = Answer(status, {}, body)
    with suppress(ContentFault):
        pubmed_answers.check_fetch(answer)
        if pubmed_answers.refusal(answer) is None:
            assert body.rstrip().endswith((b"</PubmedArticleSet>", b"/>"))
            pubmed_answers.pmids_present(body)


@given(STATUSES, BODIES, st.sampled_from(["work", "work-list"]))
def test_any_answer_of_crossref_is_understood_or_refused(status: int, body: bytes, kind: str) -> None:
    answer = Answer(status, {}, body)
    with suppress(ContentFault):
        crossref_answers.expects(kind)(answer)
        refused = crossref_answers.refusal(answer)
        if refused is None:
            assert isinstance(crossref_answers.message(answer), dict)
        else:
            assert isinstance(refused, SilitError)


@given(
    st.dictionaries(st.sampled_from(["x-rate-limit-limit", "x-rate-limit-interval", "x-api-pool"]), st.text())
)
def test_no_header_makes_silit_faster_than_the_public_pool(headers: dict[str, str]) -> None:
    gap = crossref_answers.gap_asked(headers, 1.1, polite=False)
    assert gap is None or 1.1 <= gap <= 60.0
