"""An invented paper in the words of each service: PubMed XML, Crossref JSON, CSL-JSON."""

from __future__ import annotations

from html import escape

from support.local_corpus import Paper

MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PROLOG = (
    '<?xml version="1.0" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN"'
    ' "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">\n'
)


def pubmed_set(papers: list[Paper]) -> str:
    """A whole EFetch answer."""
    return (
        PROLOG
        + "<PubmedArticleSet>\n"
        + "".join(pubmed_article(each) for each in papers)
        + "</PubmedArticleSet>\n"
    )


def pubmed_article(paper: Paper) -> str:
    """One PubmedArticle."""
    journal, short, issn = (escape(each) for each in paper.journal)
    authors = "".join(
        f'<Author ValidYN="Y"><LastName>{escape(family)}</LastName><ForeName>{escape(given)}</ForeName>'
        f"<Initials>{escape(''.join(part[0] for part in given.split()))}</Initials></Author>"
        for family, given in paper.authors
    )
    doi = escape(paper.doi)
    location = f'<ELocationID EIdType="doi" ValidYN="Y">{doi}</ELocationID>' if doi else ""
    ids = f'<ArticleId IdType="pubmed">{paper.pmid}</ArticleId>'
    ids += f'<ArticleId IdType="doi">{doi}</ArticleId>' if doi else ""
    ids += f'<ArticleId IdType="pmc">{paper.pmcid}</ArticleId>' if paper.pmcid else ""
    mesh = "".join(
        f'<MeshHeading><DescriptorName UI="{ui}" MajorTopicYN="Y">{escape(name)}</DescriptorName></MeshHeading>'
        for ui, name in paper.mesh
    )
    keywords = "".join(f'<Keyword MajorTopicYN="N">{escape(each)}</Keyword>' for each in paper.keywords)
    abstract = (
        f"<Abstract><AbstractText>{escape(paper.abstract)}</AbstractText></Abstract>"
        if paper.abstract
        else ""
    )
    return f"""<PubmedArticle>
<MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">{paper.pmid}</PMID>
<Article PubModel="Print"><Journal><ISSN IssnType="Print">{issn}</ISSN><JournalIssue CitedMedium="Print">
<Volume>{paper.volume}</Volume><Issue>{paper.issue}</Issue>
<PubDate><Year>{paper.year}</Year><Month>{MONTHS[paper.month]}</Month></PubDate></JournalIssue>
<Title>{journal}</Title><ISOAbbreviation>{short}</ISOAbbreviation></Journal>
<ArticleTitle>{escape(paper.title)}.</ArticleTitle>
<Pagination><StartPage>{paper.pages.split("-")[0]}</StartPage><MedlinePgn>{paper.pages}</MedlinePgn></Pagination>
{location}{abstract}
<AuthorList CompleteYN="Y">{authors}</AuthorList><Language>eng</Language>
<PublicationTypeList><PublicationType UI="{paper.design[1]}">{paper.design[0]}</PublicationType></PublicationTypeList>
</Article>
<MedlineJournalInfo><MedlineTA>{short}</MedlineTA><NlmUniqueID>9999001</NlmUniqueID></MedlineJournalInfo>
<MeshHeadingList>{mesh}</MeshHeadingList><KeywordList Owner="NOTNLM">{keywords}</KeywordList>
</MedlineCitation>
<PubmedData><PublicationStatus>ppublish</PublicationStatus><ArticleIdList>{ids}</ArticleIdList></PubmedData>
</PubmedArticle>
"""


def crossref_item(paper: Paper) -> dict[str, object]:
    """One Crossref work."""
    date = {"date-parts": [[paper.year, paper.month]]}
    item: dict[str, object] = {
        "DOI": paper.doi,
        "URL": f"https://doi.org/{paper.doi}",
        "type": "journal-article",
        "title": [paper.title],
        "container-title": [paper.journal[0]],
        "short-container-title": [paper.journal[1]],
        "ISSN": [paper.journal[2]],
        "publisher": "Invented Press",
        "volume": paper.volume,
        "issue": paper.issue,
        "page": paper.pages,
        "issued": date,
        "published-print": date,
        "author": [
            {
                "given": given,
                "family": family,
                "sequence": "first" if index == 0 else "additional",
                "affiliation": [],
            }
            for index, (family, given) in enumerate(paper.authors)
        ],
        "member": "9999",
        "source": "Crossref",
    }
    if paper.abstract:
        item["abstract"] = f"<jats:p>{escape(paper.abstract)}</jats:p>"
    return item


def csl_item(paper: Paper) -> dict[str, object]:
    """One CSL-JSON item as DataCite writes them: the DOI in upper case, no container title."""
    return {
        "type": "article-journal",
        "id": f"https://doi.org/{paper.doi}",
        "DOI": paper.doi.upper(),
        "title": paper.title,
        "author": [{"family": family, "given": given} for family, given in paper.authors],
        "issued": {"date-parts": [[paper.year, paper.month]]},
        "publisher": "Invented Repository",
    }
