"""Odd works in any number, the same ones every time: what breaks a .bib file, more often than life would bring it. Invented."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace

from silit.formats.csl_types import CSL_TYPES
from silit.model.dates import PartialDate
from silit.model.entries import Entry
from silit.model.identifiers import Identifier
from silit.model.integrity import STATUSES, Integrity
from silit.model.names import Name
from silit.model.study_types import STUDY_TYPES
from silit.model.terms import MeshHeading, Relation
from silit.model.work import Work

_WORDS = (
    "pain joint Sacroiliac SIJ DNA mRNA-1273 L5-S1 Gaenslen’s Alzheimer Germany of the and a in with trial Validity ιlium α-actinin "
    "β₂ H₂O 漢字 Дети naïve Ångström ễxtra œdème Łódź İstanbul ß ﬁbre 50% R&D C# a_b x^2 ~ $5 {odd} }{ \\ \\input{x} “quoted” ''two'' "
    '``ticks`` -- --- ?` !` <i>E. coli</i> <sup>2</sup> <sub>α</sub> <b>bold</b> </i> <i> & < > " @article{x, # % ≥ ± → … – — '
    "µm °C ½ ® ™ and others , ; : = | 😀 e\u0301 \u200b \u202e \x1b \u2028 \ud800 \uffff ﷽ 𝛼 \u0338 ĳ ％ ｛ ＆～ 2⅓ pᵃ ① Szűcs 0·5 ˚C ≢ f\ufffdr \ufffd"
).split(" ")
_FAMILIES = (
    "Smith Østgaard Müller O’Connor van_der_Wurff and others Abu_Bakr de_la_Cruz Đặng Łukasz ß 李 Иванов A,B {x} \\ = Jr. et_al. "
    "Nguyễn d'Hondt Şahin Ðorđević \"Q\" <b>B</b> X&Y İnan"
).split(" ")  # fmt: skip
_GIVEN = (
    "",
    "A",
    "A B",
    "Ana-María",
    "J.-P.",
    "Éric",
    "and",
    "others",
    "李",
    "Ana, B",
    "{J}",
    "İ",
    "J\\",
    "ı",
)
_LANGUAGES = ("", "en", "en", "de", "nb", "no", "pt-BR", "zh", "sr", "xx-odd", "EN", "de-AT")
_PAGES = (
    "",
    "1-9",
    "S12-S18",
    "e90009",
    "142-152, 160",
    "iv–xii",
    "0",
    "1",
    "12–",
    "p. 5 & 6",
    "A1-A2_3",
    "{1}",
    "\\",
)
_VOLUMES = ("", "", "1", "12", "10A", "5 Suppl 1", "v&1")
_ISSUES = ("", "1", "3-4", "Suppl", "Suppl 2", "Lent", "#5")
_GENRES = ("", "Preprint", "PhD thesis", "Master's thesis", "Guideline", "Review & more")
_DOIS = (
    "",
    "10.1000/a_b%20c",
    "10.1002/(sici)1097-0142(1996)77:1<1::aid>3.0.co;2-#",
    "10.1000/{x}",
    "10.1000/ü\\y",
)
_URLS = (
    "",
    "",
    "https://example.org/~a_b?c=%20&d=#e",
    "https://example.org/ü/{x}",
    "javascript:alert(1)\u202e",
)
_ISBNS = ((), ("9780443069635",), ("9780443069636", "9780702040009"), ("0-443-06963-6", "odd & more"))
_ISSNS = ((), ("1356-689X",), ("1356-6890", "2049-3630"), ("odd",))
_KINDS = ("RetractionIn", "ErratumIn", "ExpressionOfConcernIn", "UpdateIn")


def odd_entries(count: int, *, seed: int = 1) -> Iterator[Entry]:
    """`count` entries with cite keys of their own, of every CSL type, with every kind of date, name, missing field and sign."""
    chance = random.Random(seed)
    types = (*sorted(CSL_TYPES), *["article-journal"] * len(CSL_TYPES), "no type }")
    for number in range(count):
        work = _work(chance, chance.choice(types), number)
        if chance.random() < 0.5:
            work = _whole(work)
        yield Entry(
            f"{chance.choice(('odd', 'ödd', 'Odd:', '李', 'odd_'))}{number}",
            work,
            STUDY_TYPES[number % len(STUDY_TYPES)],
            tags=tuple(_text(chance, 2) for _ in range(chance.randrange(3))),
            integrity=_integrity(chance),
            notes=_notes(chance) if chance.random() < 0.2 else (),
        )


def _work(chance: random.Random, csl_type: str, number: int) -> Work:
    return Work(
        type=csl_type,
        title=_text(chance, 9),
        title_short=_text(chance, 1),
        original_title=_text(chance, 2) if chance.random() < 0.1 else "",
        container_title=_text(chance, 3),
        container_title_short=_text(chance, 2),
        collection_title=_text(chance, 2),
        author=_people(chance, 5),
        editor=_people(chance, 2) if chance.random() < 0.3 else (),
        translator=_people(chance, 1) if chance.random() < 0.1 else (),
        authors_complete=chance.choice(("yes", "yes", "no", "unknown")),
        issued=_date(chance),
        volume=chance.choice(_VOLUMES),
        issue=chance.choice(_ISSUES),
        page=chance.choice(_PAGES),
        number=chance.choice(("", "", "e90009", "NG-59", "5")),
        edition=chance.choice(("", "", "2", "2nd & revised")),
        publisher=_text(chance, 2),
        publisher_place=_text(chance, 1),
        event_title=_text(chance, 2) if chance.random() < 0.2 else "",
        genre=chance.choice(_GENRES),
        language=chance.choice(_LANGUAGES),
        abstract="\n\n".join(_text(chance, 30) for _ in range(chance.randrange(3))),
        keyword=("low back pain", "Alzheimer") if chance.random() < 0.2 else (),
        doi=chance.choice(_DOIS),
        pmid=str(30_000_000 + number) if chance.random() < 0.5 else "",
        pmcid=f"PMC{5_000_000 + number}" if chance.random() < 0.3 else "",
        isbn=chance.choice(_ISBNS),
        issn=chance.choice(_ISSNS),
        url=chance.choice(_URLS),
        accessed=PartialDate(2020, 3, 5) if number % 3 == 0 else None,
        other_ids=(Identifier("arxiv", "math.gt/0309136"),) if number % 7 == 0 else (),
        mesh=(MeshHeading("D000544", "Alzheimer Disease"), MeshHeading("D005858", "Germany")),
    )


def _whole(work: Work) -> Work:
    """The work with what a bibliography asks for, so that half of them are to be read without any warning."""
    return replace(
        work,
        title=f"Whole {work.title}",
        container_title=f"Journal {work.container_title}",
        publisher=f"Publisher {work.publisher}",
        author=work.author or (Name(family="Whole", given="A"),),
        editor=work.editor or (Name(literal="The Editors"),),
        authors_complete="yes",
        issued=work.issued or PartialDate(2001),
        genre=work.genre or "Guideline",
        volume=work.volume or "1",
        number=work.number or "7",
        doi=work.doi or "10.1000/whole",
    )


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(chance.randrange(words + 1)))


def _notes(chance: random.Random) -> tuple[str, ...]:
    lines = [_text(chance, 6), "---", "", "x = 1", "PMID: 1", "\\\\"]
    return tuple("\n".join(chance.choices(lines, k=3)) for _ in range(chance.randrange(1, 4)))


def _people(chance: random.Random, most: int) -> tuple[Name, ...]:
    return tuple(_name(chance) for _ in range(chance.randrange(most + 1)))


def _name(chance: random.Random) -> Name:
    family = chance.choice(_FAMILIES).replace("_", " ")
    if chance.random() < 0.15:
        return Name(literal=f"{family} Group {_text(chance, 2)}".strip())
    return Name(
        family=family,
        given=chance.choice(_GIVEN),
        suffix=chance.choice(("", "", "", "Jr", "III", "and")),
        particle=chance.choice(("", "", "", "van der", "De")),
    )


def _date(chance: random.Random) -> PartialDate | None:
    year = chance.randrange(1850, 2027)
    return chance.choice(
        (
            None,
            PartialDate(year),
            PartialDate(year, 2),
            PartialDate(year, 12, 31),
            PartialDate(year, season=chance.randrange(1, 5)),
            PartialDate(year, 12, end=PartialDate(year + 1, 1)),
            PartialDate(year, season=1, end=PartialDate(year, season=2)),
            PartialDate(year, end=PartialDate(year + 1)),
            PartialDate(year, circa=True),
        )
    )


def _integrity(chance: random.Random) -> Integrity:
    if chance.random() < 0.8:
        return Integrity("not-checked")
    target = Identifier("pmid", str(30_000_000 + chance.randrange(10_000)))
    return Integrity(chance.choice(STATUSES), notices=(Relation(chance.choice(_KINDS), target),))
