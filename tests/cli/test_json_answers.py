"""`--json`: one document on stdout, nothing else there, in the promised shapes."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from support import json_shapes as shapes
from support.local_corpus import make_corpus
from support.local_renderings import pubmed_set
from support.local_services import LocalServices
from support.shell import Said, Shell


@pytest.fixture(scope="module")
def services() -> Iterator[LocalServices]:
    with LocalServices(make_corpus(shared=20, pubmed_only=5, crossref_only=5, noise=5)) as running:
        yield running


@pytest.fixture
def online(starter: Shell, services: LocalServices) -> Shell:
    return Shell(starter.folder, services.environment)


def holds(done: Said, shape: object, *, code: int = 0) -> object:
    assert done.code == code, done.err
    document = done.json
    assert list(shapes.misfits(document, shape)) == []
    assert done.out.endswith("\n")
    return document


def test_the_checker_of_shapes_finds_what_does_not_fit() -> None:
    work = {
        "id": "a2000",
        "type": "article-journal",
        "title": "A &amp; B",
        "issued": {"date-parts": [["2000"]]},
    }
    assert [misfit.partition(" is ")[0] for misfit in shapes.misfits(work, shapes.WORK)] == [
        "$.title",
        "$.issued.date-parts",
        "$.silit",
    ]
    assert list(shapes.misfits({"n": True}, {"n": int})) == ["$.n is True, not int"]
    assert list(shapes.misfits([{"stance": "maybe"}], [{"stance": shapes.STANCE}])) != []


def test_list_without_query_gives_every_work(reading: Shell) -> None:
    works = holds(reading.run("list", "--json"), [shapes.WORK])
    assert isinstance(works, list)
    assert len(works) == 97
    assert len({work["id"] for work in works}) == 97


def test_list_gives_all_that_match_on_a_terminal_too(reading: Shell) -> None:
    code, shown = reading.in_terminal("list", "--json", "pain")
    piped = reading.run("list", "--json", "pain")
    assert (code, json.loads(shown)) == (0, piped.json)
    assert len(piped.json) > 30


def test_list_gives_an_empty_array_when_nothing_matches(reading: Shell) -> None:
    done = reading.run("list", "--json", "zzzzz")
    assert (done.code, done.out, done.err) == (0, "[]\n", "")


def test_a_query_that_is_not_understood_leaves_stdout_to_the_document(reading: Shell) -> None:
    done = reading.run("list", "--json", "year:soon", '"open')
    assert done.json == []
    assert "year:soon is not a year" in done.err


def test_show_gives_the_works_in_the_order_of_the_keys(reading: Shell) -> None:
    works = holds(reading.run("show", "juch2017", "laslett2005", "--json"), [shapes.WORK])
    assert isinstance(works, list)
    assert [work["id"] for work in works] == ["juch2017", "laslett2005"]
    assert works[1]["DOI"] == "10.1016/j.math.2005.01.003"
    assert works[1]["page"] == "207-218"


def test_a_stance_is_told_with_who_judged_and_when(starter: Shell) -> None:
    starter.run(
        "tag", "cohen2008", "--contradicts", "rf-denervation", "--quote", "No.", "--read", "full",
        SILIT_AUTHOR_NAME="Åse",
    )  # fmt: skip
    (work,) = starter.run("show", "cohen2008", "--json").json
    evidence = work["silit"]["evidence"]
    assert list(shapes.misfits(evidence, [shapes.EVIDENCE])) == []
    (judged,) = (one for one in evidence if one["claim"] == "rf-denervation")
    assert (judged["stance"], judged["quote"], judged["read"], judged["judged_by"]) == (
        "contradicts", "No.", "full", "Åse",
    )  # fmt: skip
    assert judged["judged_on"]


def test_search_gives_works_of_all_places_and_says_where_each_was_found(online: Shell) -> None:
    works = holds(online.run("search", "massage", "pain", "--json"), [shapes.WORK])
    assert isinstance(works, list)
    found = {work["silit"]["found_in"] for work in works}
    assert found == {"library", "pubmed", "crossref"}


def test_search_gives_an_empty_array_when_nothing_matches(online: Shell) -> None:
    done = online.run("search", "zzzzz", "--json")
    assert (done.code, done.out) == (0, "[]\n")


def test_fetch_says_what_became_of_everything(online: Shell) -> None:
    document = holds(online.run("fetch", "pain", "--json"), shapes.STORED)
    assert isinstance(document, dict)
    assert set(document["identified"]) == {"pubmed", "crossref"}
    assert document["added"]
    again = holds(online.run("fetch", "pain", "--json"), shapes.STORED)
    assert isinstance(again, dict)
    assert (again["added"], again["merged"], again["updated"]) == ([], [], [])
    assert again["unchanged"] > 0


def test_add_names_what_is_missing(online: Shell) -> None:
    (paper, *_) = (
        p for p in make_corpus(shared=20, pubmed_only=5, crossref_only=5, noise=5).papers if p.pmid
    )
    document = holds(online.run("add", paper.pmid, "99999999", "--json"), shapes.STORED, code=6)
    assert isinstance(document, dict)
    assert len(document["added"]) == 1
    assert document["missing"] == ["99999999"]
    assert document["problems"]


def test_import_tells_problems_with_their_file(online: Shell) -> None:
    papers = list(make_corpus(shared=2, pubmed_only=0, crossref_only=0, noise=0).papers)
    (online.folder / "good.xml").write_text(pubmed_set(papers), encoding="utf-8")
    (online.folder / "bad.txt").write_text("no format at all", encoding="utf-8")
    document = holds(online.run("import", "bad.txt", "good.xml", "--json"), shapes.STORED, code=8)
    assert isinstance(document, dict)
    assert len(document["added"]) == 2
    assert any("bad.txt" in problem["message"] for problem in document["problems"])


def test_claim_list_counts_the_stances(reading: Shell) -> None:
    claims = holds(reading.run("claim", "list", "--json"), [shapes.CLAIM])
    assert isinstance(claims, list)
    (one,) = (claim for claim in claims if claim["slug"] == "rf-denervation")
    assert one["counts"] == {"supports": 1, "contradicts": 1, "mixed": 0, "inconclusive": 0, "background": 0}


def test_evidence_gives_every_side_of_a_claim_an_empty_one_too(reading: Shell) -> None:
    sides = holds(reading.run("evidence", "acupuncture-pgp", "--json"), shapes.SIDES)
    assert isinstance(sides, dict)
    assert [work["id"] for work in sides["supports"]] == ["elden2005"]
    assert [work["id"] for work in sides["inconclusive"]] == ["elden2008"]
    assert sides["contradicts"] == []


def test_evidence_without_a_claim_gives_all_of_them(reading: Shell) -> None:
    sides = holds(reading.run("evidence", "--json"), [shapes.SIDES])
    assert isinstance(sides, list)
    assert len(sides) == 5


def test_config_gives_every_setting_with_its_origin(reading: Shell) -> None:
    settings = holds(reading.run("config", "--json", SILIT_TOPIC="si-joint"), [shapes.SETTING])
    assert isinstance(settings, list)
    origins = {one["name"]: one["origin"] for one in settings}
    assert origins["topic"] == "environment SILIT_TOPIC"
    assert origins["email"] == "default"


def test_log_gives_the_newest_action_first(starter: Shell) -> None:
    starter.run("tag", "laslett2005", "--add", "first")
    starter.run("tag", "laslett2005", "--add", "second")
    actions = holds(starter.run("log", "--json"), [shapes.ACTION])
    assert isinstance(actions, list)
    assert [action["command"] for action in actions] == ["tag", "tag", "init"]
    assert actions[0]["id"] > actions[1]["id"] > actions[2]["id"]


@pytest.mark.parametrize("words", [("list",), ("show", "nobody1999"), ("claim", "list"), ("evidence", "x")])
def test_an_error_leaves_stdout_empty(words: tuple[str, ...], empty: Shell) -> None:
    done = empty.run(*words, "--json")
    assert (done.code, done.out) == (5, "")
    assert done.err.startswith("Error: ")
