"""Works for tests of what goes out: facts of real papers and invented odd ones."""

from __future__ import annotations

from silit.model.dates import PartialDate
from silit.model.identifiers import Identifier
from silit.model.integrity import Integrity
from silit.model.names import Name
from silit.model.terms import Relation
from silit.model.work import Work

LASLETT_2005 = Work(
    type="article-journal",
    title="Diagnosis of Sacroiliac Joint Pain: Validity of individual provocation tests and composites of tests",
    container_title="Manual Therapy",
    container_title_short="Man. Ther.",
    author=(
        Name(family="Laslett", given="Mark", initials="M"),
        Name(family="Aprill", given="Charles N", initials="CN"),
        Name(family="McDonald", given="Barry", initials="B"),
        Name(family="Young", given="Sharon B", initials="SB"),
    ),
    issued=PartialDate(2005, 8),
    volume="10",
    issue="3",
    page="207-218",
    doi="10.1016/j.math.2005.01.003",
    pmid="16038856",
    issn=("1356-689X",),
    language="en",
)

# All that a file of references may hold of a work, whatever its type. Invented.
WHOLE = Work(
    title="The title",
    title_short="Title",
    original_title="Der <i>Titel</i>",
    container_title="The whole",
    container_title_short="Whole",
    collection_title="The series",
    author=(Name("Laslett", "Mark"), Name(literal="SIJ Group")),
    editor=(Name("Ed", "Itor"),),
    translator=(Name("Trans", "Lator"),),
    issued=PartialDate(2010, 5, 6),
    available_date=PartialDate(2009, 5),
    volume="3",
    issue="2",
    page="11-19",
    number="NG59",
    edition="2nd",
    publisher="House",
    publisher_place="City",
    event_title="Congress",
    genre="Kind",
    medium="CD",
    status="in press",
    language="en",
    url="https://example.org/a",
    issn=("1356-689X",),
)

# Works that try every escape, shape of name and missing field. Invented.
ODD_WORKS = (
    Work(),
    Work(type="article-journal"),
    Work(type="article-journal", title="No volume", container_title="J", issue="4", issued=PartialDate(1999)),
    Work(
        type="article-journal",
        title="50% of {DNA} & $5_x^2 #1 ~ \\ back } { \"quoted\" -- ''x'' ``y`` ?` a}",
        container_title="Rheum & Pain \\ {J}",
        author=(Name(family="Sm\\ith, and} {", given="A, B and C", suffix="Jr., x"),),
        abstract="First } para.\n\nSecond { para \\",
        doi="10.1002/(sici)1097-0142(1996)77:1<1::aid>3.0.co;2-#{}\\",
        url='https://example.org/a_b%20c?d=1&e={x}"\\',
        page="1-2, 5-9",
        issued=PartialDate(1998, 12, 3, end=PartialDate(1999, 1)),
    ),
    Work(
        type="article-journal",
        title="Ünïcödé α₂ 漢字 <i>E. coli</i> and <sub><b>x</b></sub><sup>2</sup> in L5-S1 \x00\x1b \ud800 \uffff",
        container_title="Zeitschrift für Physiotherapie",
        author=(
            Name(family="van der Wurff", given="Peter"),
            Name(family="Herverie", particle="de la", given="Éric"),
            Name(literal="Group, for A and B and others"),
            Name(family="others"),
            Name(family="Suharto"),
            Name(family="Abu Bakr"),
            Name(family="and"),
            Name(family="Østgaard", initials="HC"),
            Name(family="\\"),
            Name(family=","),
            Name(literal="\\{"),
        ),
        authors_complete="no",
        page="e90009",
        number="e90009",
        issued=PartialDate(2000, season=2),
        language="nb",
    ),
    Work(type="article-journal", title="Unseen authors", container_title="J", authors_complete="unknown"),
    Work(
        type="chapter",
        title="A chapter?",
        container_title="The <i>Pelvic</i> Girdle",
        author=(Name(family="Vleeming", given="A"),),
        editor=(Name(family="Lee", given="D"), Name(literal="The {Editors}")),
        publisher="Elsevier & Sons",
        publisher_place="Edinburgh",
        collection_title="Series",
        volume="2",
        issue="3",
        page="iv-xii",
        edition="4",
        isbn=("9780443069635", "9780702040000"),
        issued=PartialDate(2011),
    ),
    Work(type="chapter", title="Nothing else"),
    Work(
        type="book",
        title="A book with both",
        author=(Name(family="A", given="B"),),
        editor=(Name(family="C", given="D"),),
        publisher="P",
        volume="1",
        issue="2",
        issued=PartialDate(2001),
    ),
    Work(
        type="book",
        title="Edited",
        editor=(Name(family="C", given="D"),),
        translator=(Name(family="T"),),
        publisher="P",
        issued=PartialDate(2001, circa=True),
    ),
    Work(
        type="thesis", title="T", genre="Master's thesis", author=(Name(family="A"),), publisher="University"
    ),
    Work(type="thesis", title="T", author=(Name(family="A"),), issued=PartialDate(2010)),
    Work(
        type="report",
        title="Guideline",
        author=(Name(literal="WHO"),),
        number="NG-59",
        genre="Guideline",
        issued=PartialDate(2016, 11),
        publisher="NICE",
    ),
    Work(
        type="paper-conference",
        title="Talk",
        event_title="World Congress",
        issue="7",
        issued=PartialDate(2013, 10, 2),
    ),
    Work(type="article", genre="Preprint", title="Pre", publisher="medRxiv", author=(Name(family="A"),)),
    Work(type="webpage", title="Page", url="javascript:alert(1)", container_title="Site"),
    Work(type="dataset\\}", title="Odd type", author=(Name(family="A"),)),
)


def retracted() -> Integrity:
    """A work that PubMed and Retraction Watch say is retracted."""
    return Integrity(
        "retracted",
        "2026-11-01",
        ("crossref", "pubmed"),
        (
            Relation(
                "RetractionIn",
                Identifier("pmid", "20137807"),
                "Lancet. 2010 Feb 6;375(9713):445",
                asserted_by="pubmed",
            ),
            Relation(
                "updated-by:retraction",
                Identifier("doi", "10.1016/s0140-6736(10)60175-4"),
                asserted_by="crossref:retraction-watch",
                date="2010-02-06",
            ),
        ),
    )
