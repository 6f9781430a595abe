"""Numbers of an article: by first use or the author's own, one a work, unknown keys all at once."""

from __future__ import annotations

import pytest
from support.articles import numbered

from silit.errors import UnknownCitationError, UsageError


def shown(text: str, keep: dict[str, int] | None = None) -> list[list[tuple[int, int]]]:
    """(number, occurrence) of each mark."""
    return [[(use.number, use.occurrence) for use in mark.uses] for mark in numbered(text, keep=keep).marks]


def test_numbers_follow_the_first_use_and_occurrences_are_counted() -> None:
    assert shown("One [@b2010]. Two [@a2005; @b2010]. Three [@b2010].") == [
        [(1, 1)],
        [(1, 2), (2, 1)],
        [(1, 3)],
    ]


def test_two_keys_of_one_work_are_one_reference_even_in_one_mark() -> None:
    article = numbered("x [@a2005, p. 1; @older-a, p. 2] y [@older-a]")
    assert [note.cite_key for note in article.notes] == ["a2005"]
    assert [[(use.number, use.locator) for use in mark.uses] for mark in article.marks] == [
        [(1, "p. 1, p. 2")],
        [(1, "")],
    ]
    assert article.notes[0].uses == 2


def test_numbers_within_a_mark_ascend_whatever_the_order_of_its_keys() -> None:
    assert shown("x [@a2005] y [@b2010] z [@b2010; @a2005]")[2] == [(1, 2), (2, 2)]


def test_the_numbers_of_the_author_are_kept_and_new_works_follow_the_highest() -> None:
    keep = {"older-a": 3, "b2010": 1, "not-cited": 9}
    assert shown("x [@a2005; @b2010] y [@c2015]", keep) == [[(1, 1), (3, 1)], [(4, 1)]]


@pytest.mark.parametrize("keep", [{"a2005": 2, "b2010": 2}, {"a2005": 0}])
def test_numbers_that_cannot_be_kept_are_refused(keep: dict[str, int]) -> None:
    with pytest.raises(UsageError):
        numbered("x [@a2005; @b2010]", keep=keep)


def test_unknown_keys_are_named_all_at_once_with_their_lines_and_the_nearest() -> None:
    with pytest.raises(UnknownCitationError) as stopped:
        numbered("x [@a2006]\n\ny [@zzz; @b2010] and [@a2006]")
    assert (
        stopped.value.message == "post.md cites what the library does not have: a2006 (line 1), zzz (line 3)."
    )
    assert stopped.value.hint == "Did you mean for a2006: a2005, b2010?"


def test_open_places_stay_and_are_counted() -> None:
    article = numbered("x [@?6]. y [@a2005; @?7].")
    assert [(mark.open_places, len(mark.uses)) for mark in article.marks] == [("[@?7]", 1)]
    assert [problem.code for problem in article.problems] == ["open-place", "open-place"]


def test_a_name_at_a_social_medium_is_no_citation_but_a_key_with_a_year_is() -> None:
    article = numbered("Ask @spine_clinic.")
    assert (article.marks, [problem.code for problem in article.problems]) == (
        (),
        ["no-citations", "not-cited"],
    )
    with pytest.raises(UnknownCitationError):
        numbered("As @smith2004 says.")


def test_a_retracted_work_keeps_its_number_and_is_named() -> None:
    article = numbered("x [@c2015] y [@a2005]")
    assert [(note.number, note.cite_key) for note in article.notes] == [(1, "c2015"), (2, "a2005")]
    assert [(problem.code, problem.key) for problem in article.problems] == [("retracted", "c2015")]


def test_an_article_that_cites_nothing_says_so() -> None:
    assert [problem.code for problem in numbered("Nothing.").problems] == ["no-citations"]
