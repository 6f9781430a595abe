"""What each source is asked for a query, and which of Crossref's hits are kept for it."""

from __future__ import annotations

import pytest
from support.asking import plan_of

from silit.errors import UsageError
from silit.model.names import Name
from silit.model.work import Work
from silit.services.query_tree import fits, parse_search, plain_words
from silit.services.search_plan import plan_search

WORK = Work(
    title="Massage and manual therapy for sacroiliac joint pain",
    abstract="A trial with forty pregnant women.",
    keyword=("pelvic girdle",),
    container_title="Manual Therapy",
    author=(Name(family="Laslett", given="Mark A"), Name(literal="The Pelvis Group")),
)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("sacroiliac joint massage", "sacroiliac joint massage"),
        ('"low back pain" massage', "low back pain massage"),
        ("“low back pain” massage", "low back pain massage"),
        ("massag*[tiab] AND (sacroiliac[ti] OR pelvic[ti])", "massag sacroiliac pelvic"),
        ("sacroiliac NOT fusion", "sacroiliac"),
        ("sacroiliac NOT (fusion OR (screw AND plate)) pain", "sacroiliac pain"),
        ("sacroiliac NOT low back pain[ti]", "sacroiliac"),
        ('"Pelvic Girdle Pain"[Mesh] AND exercise', "Pelvic Girdle Pain exercise"),
        ("massage AND 2010:2020[dp]", "massage"),
        ("massage 2010[dp]", "massage"),
        ("massage AND english[la] AND review[pt]", "massage"),
        ("randomized controlled trial[pt] massage", "massage"),
        ("Laslett M[au] AND provocation", "Laslett M provocation"),
        ("massage and exercise", "massage and exercise"),
        ("2010:2020[dp]", ""),
        ("10.1016/j.math.2005.01.003[doi]", ""),
    ],
)
def test_crossref_gets_the_plain_words_of_what_pubmed_gets_as_typed(query: str, words: str) -> None:
    plan = plan_search(query, None)
    assert plan.pubmed == query
    assert plan.crossref == ((words,) if words else ())


@pytest.mark.parametrize(
    "query",
    [
        "massage sacroiliac",
        "MASSAGES pregnant",
        '"pelvic girdle"',
        "massag* AND sacroilia*[tiab]",
        "fusion OR massage",
        "(fusion OR massage) AND sacroiliac",
        "massage NOT fusion",
        "massage NOT (fusion AND pregnant)",
        "massage AND english[la] AND 1999[dp]",
        "Laslett MA[au] AND massage",
        "Laslett[au]",
        "pelvis group[au]",
        "manual therapy[ta] AND massage",
        "massage AND review[pt]",
        "massage OR english[la]",
        "massage for the joint",
        "massage [",
    ],
)
def test_a_hit_for_which_the_search_holds_is_kept(query: str) -> None:
    assert _fits(query)


@pytest.mark.parametrize(
    "query",
    [
        "massage fusion",
        "massage AND fusion",
        "massages NOT pregnant",
        "massage NOT (pregnan* OR fusion)",
        "(massage OR belt) AND fusion",
        "fusion OR screw",
        "fusio*",
        "Nowak[au] AND massage",
        "Spine[ta] AND massage",
        # From left to right: (massage OR belt) AND fusion.
        "massage OR belt AND fusion",
    ],
)
def test_a_hit_for_which_it_does_not_hold_is_not(query: str) -> None:
    assert not _fits(query)


def _fits(query: str) -> bool:
    return fits(parse_search(query), WORK)


def test_a_topic_alone_asks_its_own_queries() -> None:
    plan = plan_of("")
    assert plan.topic is not None
    assert plan.crossref == plan.topic.crossref_queries
    assert plan.is_about(WORK)
    assert not plan.is_about(Work(title="Joint ventures"))


def test_with_a_topic_and_a_query_both_must_hold() -> None:
    plan = plan_of("massage[ti] OR tape", "si-joint")
    assert plan.topic is not None
    assert plan.pubmed == f"{plan.topic.pubmed_query()} AND (massage[ti] OR tape)"
    assert plan.crossref[0] == "massage tape sacroiliac joint"
    assert plan.is_about(WORK)
    assert not plan.is_about(Work(title="Massage of the shoulder"))
    assert not plan.is_about(Work(title="Fusion of the sacroiliac joint"))


@pytest.mark.parametrize("query", ["", "   ", "*", "()", '""', "[]"])
def test_nothing_to_ask_is_said(query: str) -> None:
    with pytest.raises(UsageError) as caught:
        plan_search(query, None)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("query", "lonely"),
    [
        ("(massage", "("),
        ("massage)", ")"),
        (")massage(", ")"),
        ('"massage', '"'),
        ("massage[ti", "["),
        ("a]", "]"),
    ],
)
def test_a_bracket_or_quotation_mark_without_its_other_one_is_named(query: str, lonely: str) -> None:
    with pytest.raises(UsageError, match="lacks its other one") as caught:
        plan_search(query, None)
    assert f"a {lonely} lacks" in caught.value.message


def test_plain_words_of_a_broken_search_are_still_its_words() -> None:
    assert plain_words(parse_search('massage) "pain [ti (joint')) == "massage pain ti joint"
