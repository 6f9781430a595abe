"""Invented PubMed records of the usual size and make-up, as many as asked for: the same for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vocabulary import Vocabulary

SEED = 2026
_HEAD = (
    '<?xml version="1.0" ?>\n'
    '<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" '
    '"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n<PubmedArticleSet>\n'
)
_FAMILIES = """
Laslett Østgaard Vleeming Young Szadek Müller García Sturesson Aprill Smith Nakamura Kowalski Håkansson Dubois Rossi
Novák O'Brien Petersen Schmidt Ivanov Tanaka Jensen Hansen Fernández Yılmaz Kim Lee Zhang Wang Chen Nguyen Silva
Öztürk Björk Çelik Molinari Peeters Janssen Mooney Papadopoulos Lindqvist Kjær Łukasik Weiß
""".split()
_GIVEN = "Mark Barry Sharon Charles Anna Hans Lena Peter José Yuki Agnieszka Lars Marie Paolo Jana Sean Mehmet Ji-Won Li Wei Ana Thomas Eva".split()
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_JOURNALS = [
    (f"Journal of {name} and Therapy", f"J {name[:5]} Ther", f"{1000 + n:04}-{2000 + 7 * n:04}")
    for n, name in enumerate(
        "Spine Manual Pelvis Pain Rheumatology Anatomy Surgery Orthopaedics Radiology Movement".split()
    )
]
_LABELS = ("BACKGROUND", "METHODS", "RESULTS", "CONCLUSIONS")


def write_file(path: Path, count: int, *, seed: int = SEED) -> None:
    """A file of `count` records as PubMed gives it away."""
    with path.open("w", encoding="utf-8") as file:
        file.write(_HEAD)
        for record in records(count, seed=seed):
            file.write(record + "\n")
        file.write("</PubmedArticleSet>\n")


def records(count: int, *, seed: int = SEED) -> Iterator[str]:
    """`count` `PubmedArticle` elements with the PMIDs 30000001, 30000002 …"""
    vocabulary = Vocabulary(seed)
    for number in range(1, count + 1):
        yield _record(vocabulary, 30_000_000 + number)


def _record(vocabulary: Vocabulary, pmid: int) -> str:
    rng = vocabulary.random
    journal, short, issn = rng.choice(_JOURNALS)
    year, month = rng.randint(1985, 2025), rng.randint(1, 12)
    page = rng.randint(1, 900)
    date = f"<Year>{year}</Year><Month>{month}</Month><Day>{rng.randint(1, 28)}</Day>"
    doi = f"10.1016/j.{short.split()[1].lower()}.{year}.{pmid % 100_000:05}"
    return (
        f'<PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM" IndexingMethod="Manual"><PMID Version="1">{pmid}</PMID>'
        f"<DateCompleted>{date}</DateCompleted><DateRevised>{date}</DateRevised>"
        f'<Article PubModel="Print-Electronic"><Journal><ISSN IssnType="Electronic">{issn}</ISSN>'
        f'<JournalIssue CitedMedium="Internet"><Volume>{year - 1970}</Volume><Issue>{month}</Issue>'
        f"<PubDate><Year>{year}</Year><Month>{_MONTHS[month - 1]}</Month></PubDate></JournalIssue>"
        f"<Title>{journal}</Title><ISOAbbreviation>{short}</ISOAbbreviation></Journal>"
        f"<ArticleTitle>{vocabulary.text(rng.randint(7, 18))}</ArticleTitle>"
        f"<Pagination><StartPage>{page}</StartPage><EndPage>{page + 9}</EndPage><MedlinePgn>{page}-{page + 9}</MedlinePgn></Pagination>"
        f'<ELocationID EIdType="doi" ValidYN="Y">{doi}</ELocationID>'
        f"<Abstract>{_abstract(vocabulary)}<CopyrightInformation>Copyright © {year} The Authors.</CopyrightInformation></Abstract>"
        f'<AuthorList CompleteYN="Y">{_authors(vocabulary)}</AuthorList><Language>eng</Language>'
        '<PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType>'
        f"{_design(rng.random())}</PublicationTypeList>"
        f'<ArticleDate DateType="Electronic">{date}</ArticleDate></Article>'
        f"<MedlineJournalInfo><Country>Netherlands</Country><MedlineTA>{short}</MedlineTA>"
        f"<NlmUniqueID>{9_000_000 + len(journal)}</NlmUniqueID><ISSNLinking>{issn}</ISSNLinking></MedlineJournalInfo>"
        f"<CitationSubset>IM</CitationSubset>{_mesh(vocabulary)}{_keywords(vocabulary)}"
        "</MedlineCitation><PubmedData><History>"
        + "".join(
            f'<PubMedPubDate PubStatus="{status}">{date}<Hour>6</Hour><Minute>0</Minute></PubMedPubDate>'
            for status in ("received", "accepted", "pubmed", "medline", "entrez")
        )
        + "</History><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>"
        f'<ArticleId IdType="pubmed">{pmid}</ArticleId><ArticleId IdType="doi">{doi}</ArticleId>'
        f'<ArticleId IdType="pii">S{issn}({year % 100:02}){pmid % 100_000:05}-{month % 10}</ArticleId></ArticleIdList>'
        f"{_references(vocabulary)}</PubmedData></PubmedArticle>"
    )


def _abstract(vocabulary: Vocabulary) -> str:
    """200 words; under labels in half of the records."""
    if vocabulary.random.random() < 0.5:
        return f"<AbstractText>{vocabulary.text(200)}</AbstractText>"
    return "".join(
        f'<AbstractText Label="{label}" NlmCategory="{label}">{vocabulary.text(50)}</AbstractText>'
        for label in _LABELS
    )


def _authors(vocabulary: Vocabulary) -> str:
    rng = vocabulary.random
    authors = []
    for _ in range(min(30, 1 + int(rng.expovariate(1 / 4)))):
        given = f"{rng.choice(_GIVEN)} {rng.choice('ABCDEHJKLMPRST')}"
        place = " ".join(vocabulary.terms(3)).title()
        affiliation = f"Department of {place}, University Hospital, {rng.choice(_FAMILIES)}stad, Norway."
        authors.append(
            f'<Author ValidYN="Y"><LastName>{rng.choice(_FAMILIES)}</LastName><ForeName>{given}</ForeName>'
            f"<Initials>{given[0]}{given[-1]}</Initials>"
            f"<AffiliationInfo><Affiliation>{affiliation}</Affiliation></AffiliationInfo></Author>"
        )
    return "".join(authors)


def _design(chance: float) -> str:
    for limit, ui, name in (
        (0.08, "D016449", "Randomized Controlled Trial"),
        (0.20, "D016454", "Review"),
        (0.26, "D002363", "Case Reports"),
        (0.40, "D013485", "Research Support, Non-U.S. Gov't"),
    ):
        if chance < limit:
            return f'<PublicationType UI="{ui}">{name}</PublicationType>'
    return ""


def _mesh(vocabulary: Vocabulary) -> str:
    rng = vocabulary.random
    headings = ['<DescriptorName UI="D006801" MajorTopicYN="N">Humans</DescriptorName>']
    for term in vocabulary.terms(rng.randint(6, 15)):
        ui = f"D{sum(map(ord, term)) * 37 % 1_000_000:06}"
        headings.append(
            f'<DescriptorName UI="{ui}" MajorTopicYN="{rng.choice("NNY")}">{term.title()}</DescriptorName>'
            + ('<QualifierName UI="Q000379" MajorTopicYN="N">methods</QualifierName>' * rng.randint(0, 1))
        )
    inner = "".join(f"<MeshHeading>{heading}</MeshHeading>" for heading in headings)
    return f"<MeshHeadingList>{inner}</MeshHeadingList>"


def _keywords(vocabulary: Vocabulary) -> str:
    words = vocabulary.terms(vocabulary.random.choice((0, 0, 4, 5, 6)))
    inner = "".join(f'<Keyword MajorTopicYN="N">{word}</Keyword>' for word in words)
    return f'<KeywordList Owner="NOTNLM">{inner}</KeywordList>' if inner else ""


def _references(vocabulary: Vocabulary) -> str:
    """Half of PubMed's records come with the list of what they cite."""
    rng = vocabulary.random
    if rng.random() < 0.5:
        return ""
    cited = [
        f"<Reference><Citation>{rng.choice(_FAMILIES)} A, {rng.choice(_FAMILIES)} B. {' '.join(vocabulary.terms(8))}. "
        f"J Pain. {rng.randint(1980, 2020)};{rng.randint(1, 60)}:{rng.randint(1, 900)}.</Citation>"
        f'<ArticleIdList><ArticleId IdType="pubmed">{rng.randint(1_000_000, 29_000_000)}</ArticleId></ArticleIdList></Reference>'
        for _ in range(rng.randint(15, 45))
    ]
    return f"<ReferenceList>{''.join(cited)}</ReferenceList>"
