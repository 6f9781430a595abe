"""The evidence box: every side by name and in one form, no score, and what the library does not know is not said."""

from __future__ import annotations

from dataclasses import replace

from support.articles import A, B, C

from silit.articles.evidence_box import NONE_FOUND, EvidenceBox, Searched, evidence_box
from silit.articles.evidence_box_writing import box_html, box_markdown, box_text
from silit.markup import to_text
from silit.model.claims import Claim, Evidence, Stance
from silit.model.entries import Entry
from silit.model.integrity import Integrity
from silit.model.terms import PublicationType

CLAIM = Claim("c", "Massage <i>helps</i>")


def judged(entry: Entry, stance: Stance, **more: object) -> Entry:
    evidence = Evidence(entry.cite_key, "c", stance, judged_by="Dan", judged_on="2026-11-02")
    other = Evidence(entry.cite_key, "another-claim", "supports", quote="not this one")
    return replace(entry, evidence=(other, replace(evidence, **more)))  # type: ignore[arg-type]  # fields of Evidence


def lines(box: EvidenceBox) -> dict[str, list[str]]:
    return {side.label: [to_text(source.shown) for source in side.sources] for side in box.sides}


def test_both_sides_are_there_in_one_form_also_when_nobody_stands_on_one() -> None:
    box = evidence_box(CLAIM, [judged(A, "supports")], {"a2005": 3})
    assert lines(box) == {
        "Supports it: 1": ["Laslett et al. 2005, study of diagnostic accuracy."],
        "Contradicts it: 0": [],
    }
    assert NONE_FOUND in box_text(box)
    html = box_html(box, "silit-s")
    assert html.count("<ul>") == html.count("<p><strong>") == 2
    assert NONE_FOUND in html
    assert NONE_FOUND in box_markdown(box, str)


def test_other_stances_have_sides_of_their_own_only_when_taken() -> None:
    box = evidence_box(CLAIM, [judged(A, "inconclusive"), judged(B, "mixed")], {})
    assert [side.label for side in box.sides] == [
        "Supports it: 0",
        "Contradicts it: 0",
        "Points both ways: 1",
        "Gives no clear answer: 1",
    ]


def test_sources_stay_in_the_order_given_and_those_not_cited_are_named_with_a_link() -> None:
    entries = [judged(C, "supports"), judged(B, "supports"), judged(A, "supports")]
    box = evidence_box(CLAIM, entries, {"b2010": 1})
    assert [(source.cite_key, source.number) for source in box.sides[0].sources] == [
        ("c2015", None),
        ("b2010", 1),
        ("a2005", None),
    ]
    assert box.title == "What the sources say: Massage <i>helps</i> (3 papers, 1 cited here)"
    html = box_html(box, "silit-s")
    assert '<a href="https://doi.org/10.1016/j.math.2005.01.003">First</a>' in html
    assert '<a href="#silit-s-ref-1" aria-label="Reference 1">[1]</a> Laslett and Aprill 2005' in html


def test_a_retracted_source_is_flagged_and_counted_apart() -> None:
    box = evidence_box(CLAIM, [judged(C, "supports"), judged(A, "supports")], {})
    assert box.sides[0].label == "Supports it: 2, 1 of them retracted"
    assert "– RETRACTED" in to_text(box.sides[0].sources[0].shown)


def test_a_source_says_what_it_is_what_was_read_and_what_its_quote_is_worth() -> None:
    entry = judged(
        replace(
            B,
            study_type="unknown",
            work=replace(B.work, publication_types=(PublicationType("D016428", "Journal Article"),)),
        ),
        "contradicts",
        quote="No effect.",
        quote_check="not-found",
        locator="p. 5",
        read="abstract",
        suggested_by="https://example.org/post#comment-3",
    )
    assert lines(evidence_box(CLAIM, [entry], {"b2010": 1}))["Contradicts it: 1"] == [
        "Laslett and Aprill 2005, journal article: “No effect.” (p. 5; not in the abstract) [only the abstract was read] (suggested by a reader)."
    ]


def test_a_preprint_and_an_example_are_called_so() -> None:
    entry = judged(replace(A, work=replace(A.work, genre="Preprint")), "supports", example=True)
    shown = lines(evidence_box(CLAIM, [entry], {"a2005": 1}))["Supports it: 1"][0]
    assert (
        shown
        == "Laslett et al. 2005, preprint, not reviewed by peers [an example, not judged by the author yet]."
    )


def test_the_remarks_say_who_judged_and_when_it_was_last_checked_from_the_library() -> None:
    unchecked = judged(replace(B, integrity=Integrity("not-checked")), "supports")
    older = judged(
        replace(A, integrity=Integrity("none-found", "2025-01-03", ("crossref", "pubmed"))), "supports"
    )
    assert evidence_box(CLAIM, [older, unchecked], {}).remarks == (
        "Counts are of papers, not of strength: a side with more papers is not right for that. This is not a systematic review.",
        "Sides judged by Dan, last on 2026-11-02.",
        "Last checked for retractions on 2025-01-03 (Crossref and PubMed); 1 not checked.",
        "Do you know a paper that disagrees? Leave a comment with its DOI.",
    )


def test_the_remarks_name_what_was_searched_and_when() -> None:
    searched = Searched(("pubmed", "crossref"), "2026-11-20", ("si-joint", "massage", "belts", "older"))
    box = evidence_box(CLAIM, [judged(A, "supports")], {}, searched=searched)
    assert box.remarks[1] == (
        "The library's papers were searched for in PubMed and Crossref, last on 2026-11-20: si-joint; massage; belts."
    )


def test_private_notes_stay_private() -> None:
    box = evidence_box(CLAIM, [judged(A, "supports", note="my own doubt")], {})
    assert "my own doubt" not in box_text(box) + box_html(box, "p") + box_markdown(box, str)
