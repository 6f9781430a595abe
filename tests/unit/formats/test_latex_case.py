"""Which capitals of a title are put in braces, so that no style sets them in lower case: names and abbreviations, and no more."""

from __future__ import annotations

import pytest

from silit.formats.bibtex_entries import title_fields
from silit.model.work import Work


@pytest.mark.parametrize(
    "latex",
    [
        # In capitals only: what would have them in any title.
        "THE ROLE OF {DNA} REPAIR IN {L5-S1} FUSION AND {MRI} FINDINGS",
        "A STUDY OF TYPE {II} PAIN IN THE {USA} VS. {CT}: {COVID-19}",
        "PAIN IN {GERMANY}: THE 10-YEAR RHYTHM OF THE 2ND GAIT",
        # In Title Case: names.
        "Massage for Low-back Pain: A Systematic Review within the Framework of the {Cochrane} Group",
        "A Systematic Review within the Framework of the {Cochrane} {Collaboration} Back Review Group",
        "Care for Back Pain in the {United} {States} of the Twenties",
        "Turkey and Jordan as Examples of Back Pain Care in {Germany}",
        # The capital that begins the title, or what is behind its colon, needs none; nor does the same word later.
        "A Comparison of Massage and Usual Care on Chronic Low Back Pain: A Randomized, Controlled Trial",
        "Three-Dimensional Movements of the Sacroiliac Joint: A Systematic Review of the Literature",
        "Biomechanics of the Sacroiliac Joint: Anatomy, Function, Biomechanics, Sexual Dimorphism, and Causes of Pain",
        "Two-Year Outcomes from a Trial of Joint Fusion vs. Non-Surgical Management for Dysfunction",
        # In a sentence a capital is meant, also behind a question.
        "Movement of the {Three-Dimensional} kind",
        "Pain? {A} review of {Three-Dimensional} movement",
    ],
)
def test_a_title_has_braces_for_what_is_a_name(latex: str) -> None:
    title = latex.replace("{", "").replace("}", "")
    assert title_fields(Work(title=title, language="en")) == {"title": f"{{{latex}}}"}
