"""Invented papers about the sacroiliac joint, as PubMed and Crossref would describe them.

Nothing in here exists: the titles are put together from lists, the DOIs stand under Crossref's prefix for tests (10.5555).
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

TREATMENTS = (
    "Massage", "Spinal manipulation", "Muscle energy technique", "A pelvic belt", "Stabilising exercise", "Acupuncture",
    "Radiofrequency denervation", "Prolotherapy", "Corticosteroid injection", "Myofascial release", "Kinesio taping",
    "Water gymnastics", "Osteopathic treatment", "Minimally invasive fusion", "Home exercise", "Manual mobilisation",
)  # fmt: skip
CONDITIONS = (
    "sacroiliac joint pain", "sacroiliac joint dysfunction", "pelvic girdle pain in pregnancy", "SI joint pain",
    "sacroiliitis", "postpartum pelvic girdle pain", "low back pain of sacroiliac origin",
)  # fmt: skip
DESIGNS = (
    ("a randomised controlled trial", "Randomized Controlled Trial", "D016449"),
    ("a systematic review", "Systematic Review", "D000078182"),
    ("a cohort study", "Journal Article", "D016428"),
    ("a case report", "Case Reports", "D002363"),
    ("a reliability study", "Journal Article", "D016428"),
    ("a narrative review", "Review", "D016454"),
)
FAMILIES = (
    "Østgaard", "Laslett", "Müller", "van der Wurff", "O’Neill", "García López", "Nowak", "Yılmaz", "Sato", "Eriksen",
    "Dubois", "Haddad",
)  # fmt: skip
GIVEN = ("Hanne", "Mark A", "Jürgen", "Peter", "Siobhán", "María José", "Zofia", "Ayşe", "Kenji", "Liv Marie")
JOURNALS = (
    ("Journal of Invented Manual Medicine", "J Invent Man Med", "2999-0017"),
    ("Annals of Imaginary Rehabilitation", "Ann Imag Rehabil", "2999-0025"),
    ("Pelvis & Spine Letters", "Pelvis Spine Lett", "2999-0033"),
)
NOISE = (
    "Joint optimisation of robot arms", "A study of pain in the Victorian novel", "Pelvic fins of cave fish",
    "Dysfunction of committees", "Girdle beams in bridge building", "Joint ventures in banking",
)  # fmt: skip


@dataclass(frozen=True)
class Paper:
    """One invented work. `pmid` is "" where PubMed does not have it; `in_crossref` says whether Crossref does.

    `added` is the day on which PubMed took it in. `aliases` are DOIs that Crossref redirects to `doi`. `agency` other
    than "Crossref" makes the DOI one that only doi.org knows.
    """

    number: int
    title: str
    year: int
    month: int
    pmid: str = ""
    doi: str = ""
    pmcid: str = ""
    in_crossref: bool = True
    authors: tuple[tuple[str, str], ...] = ()
    journal: tuple[str, str, str] = JOURNALS[0]
    volume: str = "1"
    issue: str = "1"
    pages: str = "1-9"
    abstract: str = ""
    keywords: tuple[str, ...] = ()
    mesh: tuple[tuple[str, str], ...] = ()
    design: tuple[str, str] = ("Journal Article", "D016428")
    added: date = date(2020, 1, 1)
    aliases: tuple[str, ...] = ()
    agency: str = "Crossref"

    @cached_property
    def words(self) -> str:
        """Everything searchable, in lower case, hyphens as blanks."""
        people = " ".join(f"{family} {given}" for family, given in self.authors)
        mesh = " ".join(name for _, name in self.mesh)
        parts = (self.title, self.abstract, *self.keywords, mesh, people, self.journal[0], str(self.year))
        return " ".join(parts).lower().replace("-", " ")


@dataclass(frozen=True)
class Corpus:
    """All papers of one local server."""

    papers: tuple[Paper, ...] = field(default_factory=tuple)

    @cached_property
    def by_pmid(self) -> dict[str, Paper]:
        """The papers that PubMed has."""
        return {paper.pmid: paper for paper in self.papers if paper.pmid}

    @cached_property
    def by_doi(self) -> dict[str, Paper]:
        """The papers that have a DOI, at whatever agency, by the DOI in lower case."""
        return {paper.doi.lower(): paper for paper in self.papers if paper.doi}

    @cached_property
    def by_alias(self) -> dict[str, Paper]:
        """Alias DOIs in lower case."""
        return {alias.lower(): paper for paper in self.papers for alias in paper.aliases}

    @cached_property
    def by_pmcid(self) -> dict[str, Paper]:
        """The papers that PMC has."""
        return {paper.pmcid: paper for paper in self.papers if paper.pmcid}

    @cached_property
    def in_crossref(self) -> tuple[Paper, ...]:
        """The papers that Crossref has."""
        return tuple(p for p in self.papers if p.doi and p.in_crossref and p.agency == "Crossref")

    def with_papers(self, more: Iterable[Paper]) -> Corpus:
        """This corpus and `more`."""
        return Corpus((*self.papers, *more))


def make_corpus(
    *, shared: int = 60, pubmed_only: int = 20, crossref_only: int = 20, noise: int = 30, seed: int = 1
) -> Corpus:
    """A corpus that is the same for the same numbers.

    `shared` papers are in both services under one DOI; of `pubmed_only` every second one has a DOI that its Crossref
    does not list; `noise` works are Crossref's, share a word with the topic and have nothing to do with it.
    """
    dice = random.Random(seed)
    kinds = ["shared"] * shared + ["pubmed"] * pubmed_only + ["crossref"] * crossref_only
    dice.shuffle(kinds)
    papers = [_paper(number, kind, dice) for number, kind in enumerate(kinds, 1)]
    papers += [_noise(len(papers) + number, dice) for number in range(1, noise + 1)]
    return Corpus(tuple(papers))


def _paper(number: int, kind: str, dice: random.Random) -> Paper:
    treatment, condition, design = dice.choice(TREATMENTS), dice.choice(CONDITIONS), dice.choice(DESIGNS)
    year, month = dice.randint(1990, 2025), dice.randint(1, 12)
    first = number * 7 % 900 + 1
    pelvic = "pelvic" in condition
    return Paper(
        number=number,
        title=f"{treatment} for {condition}: {design[0]} no. {number}",
        year=year,
        month=month,
        pmid=str(90_000_000 + number) if kind != "crossref" else "",
        doi=f"10.5555/silit.{number}" if kind != "pubmed" or number % 2 else "",
        pmcid=f"PMC{9_900_000 + number}" if kind != "crossref" and number % 3 == 0 else "",
        in_crossref=kind != "pubmed",
        authors=tuple((dice.choice(FAMILIES), dice.choice(GIVEN)) for _ in range(dice.randint(1, 5))),
        journal=dice.choice(JOURNALS),
        volume=str(year - 1980),
        issue=str(month),
        pages=f"{first}-{first + dice.randint(1, 12)}",
        abstract=f"We asked whether {treatment.lower()} helps in {condition}. {dice.randint(12, 400)} people took part.",
        keywords=(condition, treatment.lower()),
        mesh=(("D059388", "Pelvic Girdle Pain"),) if pelvic else (("D012446", "Sacroiliac Joint"),),
        design=(design[1], design[2]),
        added=date(year, month, 1) + timedelta(days=dice.randint(0, 27)),
    )


def _noise(number: int, dice: random.Random) -> Paper:
    return Paper(
        number=number,
        title=f"{dice.choice(NOISE)}, part {number}",
        year=dice.randint(1990, 2025),
        month=dice.randint(1, 12),
        doi=f"10.5555/other.{number}",
        authors=((dice.choice(FAMILIES), dice.choice(GIVEN)),),
    )
