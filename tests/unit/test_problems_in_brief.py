"""What comes by the dozen is told in one line; everything else is told as it is."""

from __future__ import annotations

from silit.results import Problem
from silit.services.brief import in_brief, of_records

TERMS = [
    Problem("phrase-not-found", "PubMed found nothing for 'sacroilac[tiab]' and left it out."),
    Problem("phrase-not-indexed", "PubMed has no phrase 'sacro iliac' and searched its words apart."),
]
DISAGREEMENTS = [
    Problem("sources-disagree", "pubmed has volume 10, crossref has 11; pubmed's is kept.", key="sato2011"),
    Problem("sources-disagree", "pubmed has page 1, crossref has 2; pubmed's is kept.", key="sato2011"),
    Problem("sources-disagree", "pubmed has page 1, crossref has 2; pubmed's is kept.", key="nowak2001"),
]
OTHER = Problem("no-title", "A Crossref record has no title.")


def test_the_terms_of_a_topic_and_the_disagreements_are_one_line_each() -> None:
    assert in_brief([TERMS[0], OTHER, *DISAGREEMENTS, TERMS[1]], own_words=False) == [
        OTHER,
        Problem(
            "search-terms",
            "2 terms of the topic's search mean nothing to PubMed; the others were searched. -v lists them.",
        ),
        Problem(
            "sources-disagree", "2 papers: the sources disagree on year, volume or pages. -v lists them."
        ),
    ]


def test_the_terms_of_the_users_own_search_are_told_one_by_one() -> None:
    assert in_brief([*TERMS, OTHER], own_words=True) == [*TERMS, OTHER]


def test_a_single_one_is_told_as_it_is() -> None:
    problems = [TERMS[0], DISAGREEMENTS[0], OTHER]
    assert in_brief(problems, own_words=False) == problems
    assert in_brief([], own_words=False) == []


def test_what_pubmed_says_of_terms_is_no_problem_of_a_record() -> None:
    assert of_records([*TERMS, OTHER, *DISAGREEMENTS]) == [OTHER, *DISAGREEMENTS]
