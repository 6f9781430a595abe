"""The local services keep to the rules of the real ones, or tests against them would prove nothing."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path
from xml.etree import ElementTree

import pytest
from support.local_corpus import make_corpus
from support.local_services import KEY, LocalServices

TESTS = Path(__file__).resolve().parents[1]


def ask(url: str, form: dict[str, str] | None = None) -> tuple[int, str, dict[str, str]]:
    data = None if form is None else urllib.parse.urlencode(form).encode()
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(url, data, timeout=10) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), dict(error.headers)


def searched(services: LocalServices, **params: str) -> dict[str, object]:
    status, text, _ = ask(services.pubmed_url + "esearch.fcgi", {"db": "pubmed", "retmode": "json", **params})
    assert status == 200
    found: dict[str, object] = json.loads(text)["esearchresult"]
    return found


def test_the_same_numbers_make_the_same_papers() -> None:
    assert make_corpus() == make_corpus()
    shared = [paper for paper in make_corpus().papers if paper.pmid and paper.in_crossref and paper.doi]
    assert len(shared) == 60


def test_esearch_pages_counts_in_text_and_stops_at_the_cap(services: LocalServices) -> None:
    whole = searched(services, term="sacroiliac OR pelvic", retmax="9999")
    page = searched(services, term="sacroiliac OR pelvic", retstart="3", retmax="2")
    ids = whole["idlist"]
    assert isinstance(ids, list)
    assert (page["idlist"], page["count"], page["retstart"]) == (ids[3:5], str(len(ids)), "3")
    assert searched(services, term="x", retmax="10000")["warninglist"]
    assert "cannot be larger than 9998" in str(searched(services, term="x", retstart="9999")["ERROR"])
    assert searched(services, term=" ") == {"ERROR": "Empty term and query_key - nothing todo"}


@pytest.mark.parametrize(
    ("term", "fits"),
    [
        ("massage[ti] AND review[ti]", lambda w, t: "massage" in t and "review" in t),
        ("massage[ti] OR fusion[ti]", lambda w, t: "massage" in t or "fusion" in t),
        ("sacroiliac NOT massage[ti]", lambda w, t: "sacroiliac" in w and "massage" not in t),
        (
            "(massage[ti] OR fusion[ti]) AND pelvic[ti]",
            lambda w, t: ("massage" in t or "fusion" in t) and "pelvic" in t,
        ),
        ("sacroili*[ti]", lambda w, t: "sacroili" in t),
        ('"pelvic girdle pain"[tiab]', lambda w, t: "pelvic girdle pain" in w),
    ],
)
def test_operators_tags_stars_and_phrases_mean_what_they_mean(
    services: LocalServices, term: str, fits: object
) -> None:
    assert callable(fits)
    expected = {p.pmid for p in services.corpus.papers if p.pmid and fits(p.words, p.title.lower())}
    assert set(searched(services, term=term, retmax="9999")["idlist"]) == expected  # type: ignore[call-overload]  # a list


def test_the_key_is_checked_wherever_it_stands(services: LocalServices) -> None:
    url = services.pubmed_url + "esearch.fcgi"
    assert ask(url, {"term": "x", "api_key": KEY})[0] == 200
    for key in ("", "wrong"):
        status, text, _ = ask(url, {"term": "x", "api_key": key})
        assert (status, json.loads(text)["error"], json.loads(text)["api-key"]) == (
            400,
            "API key invalid",
            key,
        )


def test_efetch_leaves_out_what_it_does_not_have_without_a_word(services: LocalServices) -> None:
    pmid = next(iter(services.corpus.by_pmid))
    _, text, _ = ask(services.pubmed_url + "efetch.fcgi", {"id": f"1,{pmid},{pmid}", "retmode": "xml"})
    root = ElementTree.fromstring(text)
    assert [each.text for each in root.iterfind("PubmedArticle/MedlineCitation/PMID")] == [pmid]
    assert ask(services.pubmed_url + "efetch.fcgi", {"id": "abc"})[0] == 400


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("rows=1001", "integer-not-valid"),
        ("offset=10001", "integer-not-valid"),
        ("email=x@example.org", "unknown-parameter"),
        ("cursor=*&offset=1", "cursor-with-offset-or-sample"),
        ("filter=colour:red", "filter-not-available"),
        ("filter=has-abstract", "pair-list-form-invalid"),
        ("filter=from-pub-date:spring", "date-not-valid"),
    ],
)
def test_crossref_refuses_what_it_does_not_know(services: LocalServices, query: str, kind: str) -> None:
    status, text, _ = ask(services.crossref_url + "works?" + query)
    assert (status, json.loads(text)["message"][0]["type"]) == (400, kind)


def test_a_cursor_that_is_not_encoded_is_unknown(services: LocalServices) -> None:
    url = services.crossref_url + "works?query=sacroiliac&rows=2&cursor="
    cursor = json.loads(ask(url + "*")[1])["message"]["next-cursor"]
    assert ask(url + cursor)[0] == 404
    assert ask(url + urllib.parse.quote(cursor, safe=""))[0] == 200


def test_a_works_own_route_takes_no_parameter_but_mailto(services: LocalServices) -> None:
    url = services.crossref_url + "works/" + services.corpus.in_crossref[0].doi
    assert ask(url + "?select=DOI")[0] == 400
    status, _, headers = ask(url + "?mailto=x@example.org")
    assert (status, headers["x-api-pool"]) == (200, "polite-single")
    assert ask(services.crossref_url + "works/10.5555/nowhere")[:2] == (404, "Resource not found.")


def test_whoever_is_too_fast_is_turned_away() -> None:
    with LocalServices(enforce_rates=True) as services:
        answers = [ask(services.pubmed_url + "esearch.fcgi", {"term": "x"})[0] for _ in range(5)]
        assert answers == [200, 200, 200, 429, 429]
        assert services.most_in_a_second("esearch") == 5
        assert [ask(services.crossref_url + "works?rows=0")[0] for _ in range(2)] == [200, 429]


def test_it_runs_by_hand_and_says_which_variables_to_set() -> None:
    command = [sys.executable, "-m", "support.local_services"]
    with subprocess.Popen(command, cwd=TESTS, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        process.terminate()
    name, _, url = line.removeprefix("export ").strip().partition("=")
    assert (name, url.startswith("http://127.0.0.1:")) == ("SILIT_PUBMED_URL", True)
