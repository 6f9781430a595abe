"""`fetch`, `search` and `add` as a person meets them: what is said where, in how many lines, with which code."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.local_corpus import Corpus, make_corpus
from support.local_crossref import LocalCrossref
from support.local_faults import status
from support.local_services import LocalServices
from support.shell import Shell

CORPUS = make_corpus(shared=20, pubmed_only=4, crossref_only=4, noise=4)
SHARED = [paper for paper in CORPUS.papers if paper.pmid and paper.doi and paper.in_crossref]


@pytest.fixture
def corpus() -> Corpus:
    return CORPUS


@pytest.fixture
def shell(services: LocalServices, tmp_path: Path) -> Shell:
    return Shell(tmp_path, services.environment)


def test_a_fetch_without_a_terminal_says_how_far_it_is_line_by_line(shell: Shell) -> None:
    done = shell.run("fetch", "pain", "--source", "pubmed")
    said = done.err.splitlines()
    total = next(line for line in said if line.startswith("PubMed has "))
    count = total.split()[2].rstrip(";")
    assert total == f"PubMed has {count}; fetching {count} …"
    assert f"PubMed: {count} of {count} kept" in said
    assert f"PubMed has {count} in all; {count} were looked at, {count} fit and were kept." in said
    assert "  asked: pain" in said
    assert "  it ran: pain[All Fields]" in said
    assert "\r" not in done.err
    assert done.out == f"{count} papers added.\n"


def test_the_terms_of_a_topic_that_find_nothing_are_one_line_and_all_of_them_with_v_and_in_json(
    shell: Shell,
) -> None:
    brief = shell.run("fetch", "--source", "pubmed", "--strict")
    # It is no fault of a record.
    assert brief.code == 0
    notes = [line for line in brief.err.splitlines() if line.startswith("note: ")]
    assert len(notes) == 1
    assert "terms of the topic's search mean nothing to PubMed" in notes[0]
    number = int(notes[0].split()[1])
    wordy = shell.run("-v", "fetch", "--source", "pubmed")
    assert len([line for line in wordy.err.splitlines() if line.startswith("note: ")]) == number
    document = shell.run("fetch", "--source", "pubmed", "--json").json
    assert len(document["problems"]) == number
    assert shell.run("-q", "fetch", "--source", "pubmed").err == ""


def test_papers_on_which_the_sources_disagree_are_counted_and_listed_on_demand(
    shell: Shell, services: LocalServices
) -> None:
    theirs = [
        replace(paper, volume="999") if paper in SHARED[:7] else paper for paper in services.corpus.papers
    ]
    services.crossref = LocalCrossref(Corpus(tuple(theirs)))
    done = shell.run("fetch", "--strict")
    assert done.code == 3
    assert "note: 7 papers: the sources disagree on year, volume or pages. -v lists them." in done.err
    document = shell.run("--library", "other.db", "fetch", "--json").json
    disagreeing = [problem for problem in document["problems"] if problem["code"] == "sources-disagree"]
    assert len({problem["key"] for problem in disagreeing}) == 7


def test_add_says_of_each_paper_what_became_of_it_and_of_each_ref_why_not(shell: Shell) -> None:
    first, second = SHARED[:2]
    shell.run("add", first.pmid)
    done = shell.run("add", first.doi, "nonsense", second.pmid, second.doi, "99999999", "10.5555/nothing")
    assert done.code == 6
    assert [line.split("\t")[1] for line in done.out.splitlines()] == ["there already", "added"]
    errors = [line for line in done.err.splitlines() if line.startswith("Error: ")]
    assert [line.split()[1] for line in errors] == ["'nonsense'", "99999999", "10.5555/nothing"]
    assert f"{second.pmid} and {second.doi} name the same paper: " in done.err
    assert f"{second.pmid}: digits alone are taken as a PMID." in done.err


def test_add_reads_refs_from_lines_and_prints_one_document(shell: Shell, services: LocalServices) -> None:
    services.faults.always("idconv", status(503))
    lines = f"{SHARED[0].pmid}\n\nPMC9999999\n  nonsense\n{SHARED[0].doi}\n"
    done = shell.run("add", "-", "--json", stdin=lines.encode())
    assert done.code == 7
    document = done.json
    assert (document["identified"], document["missing"]) == (
        {"pubmed": 1, "crossref": 1},
        ["PMC9999999", "nonsense"],
    )
    assert len(document["added"]) == 1
    assert [problem["code"] for problem in document["problems"]] == ["not-added", "not-added"]
    assert document["merged"] == document["added"]


def test_search_needs_no_library_and_makes_none(shell: Shell) -> None:
    done = shell.run("search", "pain", "--limit", "2")
    assert done.code == 0
    heads = [line for line in done.out.splitlines() if not line.startswith("  ")]
    assert [head.split()[0] for head in heads] == ["PubMed", "Crossref"]
    assert len(done.out.splitlines()) == 2 + 4
    assert not (shell.folder / "library.db").exists()


def test_an_unbalanced_search_is_refused_before_anything_is_asked(
    shell: Shell, services: LocalServices
) -> None:
    for words in (("fetch", "(massage"), ("search", '"massage')):
        done = shell.run(*words)
        assert done.code == 2
        assert "lacks its other one" in done.err
    assert services.count() == 0
    assert not (shell.folder / "library.db").exists()


def test_crossref_alone_cannot_be_asked_for_fields_of_pubmeds(shell: Shell, services: LocalServices) -> None:
    for command in ("fetch", "search"):
        done = shell.run(command, "2010:2020[dp]", "--source", "crossref")
        assert done.code == 2
        assert "Crossref searches words alone" in done.err
    assert services.count() == 0
