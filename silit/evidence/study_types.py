"""What kind of study a work is, and why silit thinks so.

PubMed states some designs as publication types. Cohort, case-control and cross-sectional studies are not among those but
MeSH headings (NLM, MeSH category V03 and E05.318), and a record that nobody has indexed yet has only its title. So a
guess carries its reason, and "unknown" is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from silit.markup import plain
from silit.model.folding import fold
from silit.model.integrity import is_notice
from silit.model.notice_titles import is_notice_title, is_reply_title
from silit.model.publication_types import STATED_DESIGNS, WEAK_DESIGNS, stated_design
from silit.model.study_types import STUDY_TYPES
from silit.model.work import Work


@dataclass(frozen=True, slots=True)
class StudyTypeGuess:
    """One of STUDY_TYPES, and the reason in words ("PubMed: Randomized Controlled Trial")."""

    study_type: str
    reason: str


ANIMALS, HUMANS = "D000818", "D006801"

# MeSH descriptors that name a design, in the order in which they are believed. Retrospective and follow-up studies are
# left out: case series carry them too.
_MESH_DESIGNS = (
    ("D036301", "qualitative"),  # Qualitative Research
    ("D012680", "diagnostic-accuracy"),  # Sensitivity and Specificity
    ("D015331", "cohort"),  # Cohort Studies
    ("D008137", "cohort"),  # Longitudinal Studies
    ("D016022", "case-control"),  # Case-Control Studies
    ("D003430", "cross-sectional"),  # Cross-Sectional Studies
    ("D011446", "cohort"),  # Prospective Studies
)
# Descriptors of a subject, believed only when nothing names a design.
_MESH_SUBJECTS = (
    ("D020342", "biomechanics"),  # Finite Element Analysis
    ("D001696", "biomechanics"),  # Biomechanical Phenomena
    ("D002102", "anatomy"),  # Cadaver
)
_ANATOMY_QUALIFIER = "anatomy & histology"

# Words of a title that name the design of the work itself, in the order in which they are believed. The first column is
# in all that the pattern matches: most titles hold none of these, and that is found out fifty times as fast.
_TITLE_WORDS = tuple(
    (letters, re.compile(pattern), study_type)
    for letters, pattern, study_type in (
        ("meta", r"\bnetwork meta-?\s?analys[ie]s\b|\bmeta-?\s?analys[ie]s\b", "meta-analysis"),
        ("review", r"\bsystematic (?:literature )?review\b|\bumbrella review\b", "systematic-review"),
        (
            "guideline",
            r"\b(?:practice|european|clinical|consensus) guidelines?\b|\bguidelines? (?:for|on) the\b",
            "guideline",
        ),
        ("randomi", r"\brandomi[sz]ed,? (?:[\w'-]+,? ){0,6}?(?:trial|study)\b", "rct"),
        (
            "randomi",
            r"\bnon-?\s?randomi[sz]ed (?:[\w'-]+,? ){0,6}?(?:trial|study)\b",
            "nonrandomized-trial",
        ),
        (
            "experimental",
            r"\bquasi-experimental (?:[\w'-]+,? ){0,6}?(?:trial|study)\b",
            "nonrandomized-trial",
        ),
        ("cohort", r"\bcohort study\b", "cohort"),
        ("control", r"\bcase-control(?:led)? study\b", "case-control"),
        ("sectional", r"\bcross-sectional (?:study|survey|analysis)\b", "cross-sectional"),
        ("case", r"\bcase (?:report|series|study)\b", "case-series"),
        ("diagnostic", r"\bdiagnostic (?:accuracy|validity)\b", "diagnostic-accuracy"),
        ("qualitative", r"\bqualitative (?:study|analysis|interview)", "qualitative"),
        ("focus", r"\bfocus groups?\b", "qualitative"),
        ("review", r"\b(?:narrative|literature|comprehensive) review\b", "narrative-review"),
        ("finite", r"\bfinite element\b", "biomechanics"),
        ("biomechanic", r"\bbiomechanic(?:s|al)\b", "biomechanics"),
        ("kinematic", r"\bkinematic", "biomechanics"),
        ("cadaver", r"\bcadaver", "anatomy"),
        ("anatom", r"\banatom(?:y|ic|ical)\b", "anatomy"),
        ("histolog", r"\bhistolog", "anatomy"),
    )
)
_NONRANDOMIZED = re.compile(r"\bnon-?\s?randomi[sz]ed\b")
_PROTOCOL = re.compile(r"\b(?:study|trial|review) protocol\b|\bprotocol (?:for|of) an? \b|: protocol\b")


def study_type_of(work: Work) -> StudyTypeGuess:
    """The study type of `work`.

    What a source or a person states comes first; a notice and a protocol are never the study they are about; then the
    publication types of PubMed, strongest design first; MeSH headings; the words of the title.
    """
    return next(_guesses(work), StudyTypeGuess("unknown", "nothing in the record names a design"))


def _guesses(work: Work) -> Iterator[StudyTypeGuess]:
    if work.study_type in STUDY_TYPES:
        yield StudyTypeGuess(work.study_type, "stated in the record")
    yield from _about_another_work(work)
    yield from _publication_types(work)
    yield from _animal(work)
    yield from _cochrane(work)
    yield from _title(work)
    yield from _headings(work)
    yield from _weak_publication_types(work)
    yield from _subjects(work)


def _about_another_work(work: Work) -> Iterator[StudyTypeGuess]:
    title = fold(plain(work.title))
    if is_notice(work):
        yield StudyTypeGuess("notice", "the record is a correction or a retraction of another work")
    if is_notice_title(work.title):
        yield StudyTypeGuess("notice", "the title opens like a notice about another work")
    stated = {kind.ui for kind in work.publication_types}
    if stated & STATED_DESIGNS["protocol"] or ("protocol" in title and _PROTOCOL.search(title)):
        yield StudyTypeGuess("protocol", "a plan without results")
    if is_reply_title(work.title):
        yield StudyTypeGuess("opinion", "the title opens like a reply to another work")


def _publication_types(work: Work) -> Iterator[StudyTypeGuess]:
    design = stated_design(work.publication_types)
    if design is not None:
        study_type, label = design
        yield StudyTypeGuess(study_type, f"PubMed: {label}")


def _animal(work: Work) -> Iterator[StudyTypeGuess]:
    headings = {heading.ui for heading in work.mesh}
    if ANIMALS in headings and HUMANS not in headings:
        yield StudyTypeGuess("animal", "MeSH: Animals without Humans")


def _cochrane(work: Work) -> Iterator[StudyTypeGuess]:
    """PubMed calls most Cochrane reviews before 2019 no more than a review; the journal also prints editorials."""
    opinion = any(WEAK_DESIGNS.get(kind.ui) == "opinion" for kind in work.publication_types)
    journal = fold(work.container_title).removeprefix("the ")
    if not opinion and journal.startswith("cochrane database of systematic reviews"):
        yield StudyTypeGuess("systematic-review", "published in the Cochrane Database of Systematic Reviews")


def _title(work: Work) -> Iterator[StudyTypeGuess]:
    title = fold(plain(work.title))
    for letters, pattern, study_type in _TITLE_WORDS:
        match = pattern.search(title) if letters in title else None
        if match and not (study_type == "rct" and _NONRANDOMIZED.search(title)):
            yield StudyTypeGuess(study_type, f"the title says “{match[0]}”")


def _headings(work: Work) -> Iterator[StudyTypeGuess]:
    yield from _first_headings(work, _MESH_DESIGNS)


def _subjects(work: Work) -> Iterator[StudyTypeGuess]:
    yield from _first_headings(work, _MESH_SUBJECTS)
    for heading in work.mesh:
        if heading.major and _ANATOMY_QUALIFIER in heading.qualifiers:
            yield StudyTypeGuess("anatomy", f"MeSH: {heading.descriptor}/{_ANATOMY_QUALIFIER}")


def _first_headings(work: Work, table: tuple[tuple[str, str], ...]) -> Iterator[StudyTypeGuess]:
    present = {heading.ui: heading.descriptor for heading in work.mesh}
    for ui, study_type in table:
        if ui in present:
            yield StudyTypeGuess(study_type, f"MeSH: {present[ui]}")


def _weak_publication_types(work: Work) -> Iterator[StudyTypeGuess]:
    present = {kind.ui: kind.label for kind in work.publication_types}
    for ui, study_type in WEAK_DESIGNS.items():
        if ui in present:
            yield StudyTypeGuess(study_type, f"PubMed: {present[ui]}")
