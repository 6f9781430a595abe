"""The study type of a work, with its reason: stated before indexed, indexed before guessed, unknown when nothing says."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from silit.evidence.study_types import StudyTypeGuess, study_type_of
from silit.model.identifiers import Identifier
from silit.model.publication_types import STATED_DESIGNS, WEAK_DESIGNS
from silit.model.study_types import STUDY_TYPES
from silit.model.terms import MeshHeading, PublicationType, Relation
from silit.model.work import Work

ARTICLE = PublicationType("D016428", "Journal Article")
RCT = PublicationType("D016449", "Randomized Controlled Trial")
META = PublicationType("D017418", "Meta-Analysis")
SYSTEMATIC = PublicationType("D000078182", "Systematic Review")
REVIEW = PublicationType("D016454", "Review")
PROTOCOL = PublicationType("D000078325", "Clinical Trial Protocol")
LETTER = PublicationType("D016422", "Letter")
TRIAL = PublicationType("D016430", "Clinical Trial")
ERRATUM = PublicationType("D016425", "Published Erratum")
CASE = PublicationType("D002363", "Case Reports")
COHORT = MeshHeading("D015331", "Cohort Studies")
HUMANS = MeshHeading("D006801", "Humans")
ANIMALS = MeshHeading("D000818", "Animals")


@pytest.mark.parametrize(
    ("work", "study_type"),
    [
        (Work(), "unknown"),
        (Work(title="Sacroiliac joint pain", publication_types=(ARTICLE,)), "unknown"),
        (Work(publication_types=(ARTICLE, RCT)), "rct"),
        (Work(publication_types=(REVIEW, SYSTEMATIC)), "systematic-review"),
        (Work(publication_types=(SYSTEMATIC, META)), "meta-analysis"),
        (Work(publication_types=(REVIEW,)), "narrative-review"),
        (Work(title="Massage: a systematic review", publication_types=(REVIEW,)), "systematic-review"),
        (Work(publication_types=(CASE, REVIEW)), "case-series"),
        (Work(publication_types=(PublicationType("D016431", "Guideline"), RCT)), "guideline"),
        (
            Work(container_title="The Cochrane database of systematic reviews", publication_types=(REVIEW,)),
            "systematic-review",
        ),
        (Work(container_title="Cochrane Database of Systematic Reviews"), "systematic-review"),
        (
            Work(container_title="Cochrane Database of Systematic Reviews", publication_types=(LETTER,)),
            "opinion",
        ),
        (Work(publication_types=(LETTER,)), "opinion"),
        (Work(publication_types=(LETTER, RCT)), "rct"),
        (Work(publication_types=(TRIAL,)), "nonrandomized-trial"),
        (Work(publication_types=(TRIAL,), title="A randomised clinical trial of massage"), "rct"),
        (Work(publication_types=(ARTICLE,), mesh=(HUMANS, COHORT)), "cohort"),
        (Work(publication_types=(RCT,), mesh=(COHORT,)), "rct"),
        (Work(mesh=(MeshHeading("D016022", "Case-Control Studies"),)), "case-control"),
        (Work(mesh=(MeshHeading("D003430", "Cross-Sectional Studies"),)), "cross-sectional"),
        (Work(mesh=(MeshHeading("D012189", "Retrospective Studies"),)), "unknown"),
        (
            Work(
                mesh=(
                    MeshHeading("D011446", "Prospective Studies"),
                    MeshHeading("D012680", "Sensitivity and Specificity"),
                )
            ),
            "diagnostic-accuracy",
        ),
        (Work(mesh=(ANIMALS,), title="A cohort study"), "animal"),
        (Work(mesh=(ANIMALS, HUMANS), title="A cohort study"), "cohort"),
        (Work(publication_types=(PublicationType("", "Randomized Controlled Trial, Veterinary"),)), "animal"),
        (Work(publication_types=(PublicationType("", "Network Meta-Analysis"),)), "meta-analysis"),
        (Work(mesh=(MeshHeading("D001696", "Biomechanical Phenomena"),)), "biomechanics"),
        (
            Work(mesh=(MeshHeading("D012446", "Sacroiliac Joint", ("anatomy & histology",), True),)),
            "anatomy",
        ),
    ],
)
def test_publication_types_headings_and_title_tell_the_study_type(work: Work, study_type: str) -> None:
    assert study_type_of(work).study_type == study_type


@pytest.mark.parametrize(
    ("title", "study_type"),
    [
        ("Massage for low back pain: a randomized controlled trial", "rct"),
        ("A non-randomised trial of massage", "nonrandomized-trial"),
        (
            "Manual therapy: a systematic review and meta-analysis of randomized controlled trials",
            "meta-analysis",
        ),
        ("European guidelines for the diagnosis and treatment of pelvic girdle pain", "guideline"),
        ("Pelvic pain: a case-control study", "case-control"),
        ("Living with pelvic girdle pain: a qualitative study", "qualitative"),
        ("Diagnostic validity of criteria", "diagnostic-accuracy"),
        ("A finite element analysis of ligaments", "biomechanics"),
        ("Risk factors: a scoping review", "unknown"),
        ("Trial and error", "unknown"),
        ("A randomized evaluation of teaching: a causal study", "unknown"),
        ("Randomized, placebo-controlled study evaluating denervation", "rct"),
        ("Injections: a prospective, randomized, single-blinded study", "rct"),
        ("A nonrandomized controlled trial", "nonrandomized-trial"),
    ],
)
def test_a_record_that_nobody_indexed_is_judged_by_its_title(title: str, study_type: str) -> None:
    guess = study_type_of(Work(title=title))
    assert guess.study_type == study_type
    assert study_type == "unknown" or "title" in guess.reason


@pytest.mark.parametrize(
    "work",
    [
        Work(publication_types=(PROTOCOL, RCT)),
        Work(title="Massage: study protocol for a randomized controlled trial", publication_types=(ARTICLE,)),
        Work(title="Focused massage: protocol for a randomized controlled trial", publication_types=(RCT,)),
    ],
)
def test_a_protocol_is_not_a_trial(work: Work) -> None:
    assert study_type_of(work).study_type == "protocol"


@pytest.mark.parametrize(
    "work",
    [
        Work(title="Value error in figure 3", publication_types=(ERRATUM, RCT)),
        Work(title="Correction to: A randomized controlled trial of massage"),
        Work(relations=(Relation("ErratumFor", Identifier("pmid", "28672319")),), publication_types=(RCT,)),
    ],
)
def test_a_notice_is_not_the_study_it_is_about(work: Work) -> None:
    assert study_type_of(work).study_type == "notice"


def test_a_reply_to_a_trial_is_an_opinion() -> None:
    assert study_type_of(Work(title="Comment on “Massage: a randomized trial”")).study_type == "opinion"


def test_the_reason_names_what_was_seen() -> None:
    assert study_type_of(Work(publication_types=(RCT,))) == StudyTypeGuess(
        "rct", "PubMed: Randomized Controlled Trial"
    )
    assert study_type_of(Work(mesh=(COHORT,))).reason == "MeSH: Cohort Studies"
    assert study_type_of(Work(title="A Cohort Study of dancers")).reason == "the title says “cohort study”"
    assert study_type_of(Work()).reason == "nothing in the record names a design"


UIS = sorted({*WEAK_DESIGNS, *(ui for uis in STATED_DESIGNS.values() for ui in uis), ERRATUM.ui, ARTICLE.ui})
WORKS = st.builds(
    Work,
    title=st.text(max_size=30),
    study_type=st.sampled_from(("", *STUDY_TYPES)),
    publication_types=st.lists(st.sampled_from(UIS), max_size=4).map(
        lambda uis: tuple(PublicationType(ui, "label") for ui in uis)
    ),
)


@given(WORKS)
@settings(deadline=None)
def test_every_work_has_a_known_study_type_and_a_reason_whatever_the_order_of_its_types(work: Work) -> None:
    guess = study_type_of(work)
    assert guess.study_type in STUDY_TYPES
    assert guess.reason
    assert study_type_of(replace(work, publication_types=work.publication_types[::-1])) == guess


@given(WORKS, st.sampled_from(STUDY_TYPES))
@settings(deadline=None)
def test_what_is_stated_is_believed(work: Work, stated: str) -> None:
    assert study_type_of(replace(work, study_type=stated)).study_type == stated
