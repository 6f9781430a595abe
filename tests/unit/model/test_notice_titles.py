"""A title that opens like a notice or a reply is told from a paper that merely uses the word."""

from __future__ import annotations

import pytest

from silit.model.integrity import assess
from silit.model.notice_titles import is_notice_title, is_reply_title, stated_in_title, without_state
from silit.model.work import Work


@pytest.mark.parametrize(
    "title",
    [
        "Erratum",
        "Erratum: Massage for low-back pain",
        "Erratum to: Massage for low-back pain",
        "Erratum for Massage for low-back pain",
        "ERRATUM.",
        "[Erratum]. Massage",
        "Corrigendum to “Massage for low-back pain”",
        "Correction: Massage",
        "Correction to: Massage",
        "Correction to Massage for low-back pain",
        "Author Correction: Massage",
        "Publisher Correction: Massage",
        "Publisher’s Note: Massage",
        "Retraction: Massage",
        "Retraction Notice to: Massage",
        "Retraction note to: Massage",
        "Retraction Note: Massage",
        "Retraction—Ileal-lymphoid-nodular hyperplasia",
        "Retraction of “Massage for low-back pain”",
        "Statement of Retraction: Massage",
        "Notice of retraction",
        "Correction – Massage",
        "Expression of Concern: Massage",
        "Editorial Expression of Concern",
        "Addendum to: Massage",
        "<i>Erratum</i>: Massage",
    ],
)
def test_a_notice_is_known_by_its_title(title: str) -> None:
    assert is_notice_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Correction of leg length inequality in sacroiliac joint pain",
        "Retraction of the shoulder blades in rowing",
        "Retracted article: Massage",
        "Concern about back pain",
        "Corrective exercise",
        "Correction-based exercise",
        "Withdrawal of analgesics after surgery",
        "Addenda in anatomy",
    ],
)
def test_a_paper_that_uses_the_word_is_no_notice(title: str) -> None:
    assert not is_notice_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "Reply",
        "In reply",
        "Reply to Smith et al.",
        "Response to: Massage for low-back pain",
        "Response to the letter by Smith",
        "Comment on “Massage for low-back pain”",
        "Comments on massage",
        "Re: Massage for low-back pain",
        "Authors' reply",
        "Authors’ response to comments",
        "Letter to the Editor: massage",
        "Invited Commentary on Massage",
    ],
)
def test_a_reply_is_known_by_its_title(title: str) -> None:
    assert is_reply_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "",
        "Response to exercise in women",
        "Reply rates of surveys",
        "Reality",
        "Commentary",
        "Responsiveness",
    ],
)
def test_a_paper_that_uses_the_word_is_no_reply(title: str) -> None:
    assert not is_reply_title(title)


@pytest.mark.parametrize(
    ("title", "without"),
    [
        ("RETRACTED: Massage", "Massage"),
        ("RETRACTED ARTICLE: Massage", "Massage"),
        ("[Retracted] Massage", "Massage"),
        ("WITHDRAWN: Massage", "Massage"),
        ("(Withdrawn Paper): Massage", "Massage"),
        ("Retracted shoulders", "Retracted shoulders"),
        ("Massage", "Massage"),
    ],
)
def test_the_word_before_a_retracted_title_is_taken_off(title: str, without: str) -> None:
    assert without_state(title) == without


@pytest.mark.parametrize(
    ("title", "state"),
    [
        ("RETRACTED: Ileal-lymphoid-nodular hyperplasia", "retracted"),
        ("Retracted Article: Pelvic girdle pain", "retracted"),
        ("[Retracted] Pelvic girdle pain", "retracted"),
        ("Hydroxychloroquine (Retracted article. See vol. 395, pg. 1820, 2020)", "retracted"),
        ("WITHDRAWN: Massage for low-back pain", "withdrawn"),
        ("Why retracted papers are cited", ""),
        ("Patients who were withdrawn (and why)", ""),
        ("Retraction: Pelvic girdle pain", ""),
    ],
)
def test_a_title_that_says_that_its_paper_is_retracted_is_believed(title: str, state: str) -> None:
    assert stated_in_title(title) == state


@pytest.mark.parametrize(
    ("title", "status"),
    [("RETRACTED: One", "retracted"), ("WITHDRAWN: One", "concern"), ("One", "not-checked")],
)
def test_a_paper_out_of_a_file_is_not_shown_as_clean_against_its_own_title(title: str, status: str) -> None:
    assert assess(Work(title=title), [("import", "")]).status == status
