"""Identifiers in every form in which people and services write them."""

from __future__ import annotations

import pytest

from silit.model.identifiers import (
    Identifier,
    best_identifier,
    doi_url,
    find_identifiers,
    find_paper_identifiers,
    normalise_doi,
    normalise_isbn,
    normalise_issn,
    normalise_orcid,
    normalise_pmcid,
    normalise_pmid,
    parse_identifier,
)

SICI = "10.1002/(sici)1097-0258(19980815/30)17:15/16<1661::aid-sim968>3.0.co;2-2"


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1016/J.MATH.2005.01.003", "10.1016/j.math.2005.01.003"),
        ("  10.1016/j.math.2005.01.003.  ", "10.1016/j.math.2005.01.003"),
        ("doi:10.1016/j.math.2005.01.003", "10.1016/j.math.2005.01.003"),
        ("DOI: 10.1016/j.math.2005.01.003;", "10.1016/j.math.2005.01.003"),
        ("doi 10.1016/j.math.2005.01.003", "10.1016/j.math.2005.01.003"),
        ("DOI: https://doi.org/10.1016/j.math.2005.01.003", "10.1016/j.math.2005.01.003"),
        ("info:doi/10.1016/j.math.2005.01.003", "10.1016/j.math.2005.01.003"),
        ("urn:doi:10.1016/j.math.2005.01.003", "10.1016/j.math.2005.01.003"),
        ("https://doi.org/10.1016/j.math.2005.01.003", "10.1016/j.math.2005.01.003"),
        ("http://dx.doi.org/10.1016%2Fj.math.2005.01.003", "10.1016/j.math.2005.01.003"),
        ("https://www.doi.org/10.1016/j.math.2005.01.003", "10.1016/j.math.2005.01.003"),
        ("doi.org/10.1016/j.math.2005.01.003/", "10.1016/j.math.2005.01.003"),
        ("https://doi-org.proxy.example.edu/10.1016/j.math.2005.01.003", "10.1016/j.math.2005.01.003"),
        ("https://example.org/resolve?doi=10.1016%2Fj.math.2005.01.003&via=x", "10.1016/j.math.2005.01.003"),
        ("<https://doi.org/10.1016/j.math.2005.01.003>", "10.1016/j.math.2005.01.003"),
        ("10.1016/j.math.2005.01.003 .", "10.1016/j.math.2005.01.003"),
        ("(10.1016/j.math.2005.01.003)", "10.1016/j.math.2005.01.003"),
        ("10.1016/j.math.2005.01.003 [doi]", "10.1016/j.math.2005.01.003"),
        ("10.1016/S0140-6736(05)66602-4Epub", "10.1016/s0140-6736(05)66602-4"),
        ("10.1016/S0140-6736(97)11096-0)", "10.1016/s0140-6736(97)11096-0"),
        (r"10.1007/978-3-319-12345-6\_7", "10.1007/978-3-319-12345-6_7"),
        (r"10.1007/978-3-319-12345-6{\_}7", "10.1007/978-3-319-12345-6_7"),
        (r"10.1002/abc\%26", "10.1002/abc&"),
        (SICI.upper(), SICI),
        (SICI.replace("<", "&lt;").replace(">", "&gt;"), SICI),
        (SICI.replace("<", r"{\textless}").replace(">", r"\textgreater{}"), SICI),
        (
            "10.1577/1548-8659(1994)123<0385:CIDMCA>2.3.CO;2",
            "10.1577/1548-8659(1994)123<0385:cidmca>2.3.co;2",
        ),
        ("10.1002/1097-0258(2000)1:1<1::AID-X>3.0.CO;2-#", "10.1002/1097-0258(2000)1:1<1::aid-x>3.0.co;2-#"),
        ("10.1016/j.math<br>", "10.1016/j.math"),
        ("10.1016/j.math.2005.01.003,10.1016/j.jpain.2008.09.014", "10.1016/j.math.2005.01.003"),
        ("10.1234.5/abc", "10.1234.5/abc"),
        ("10.1016/0304\u20133959(94)00133\u00ad1", "10.1016/0304-3959(94)00133-1"),
        ("https://onlinelibrary.wiley.com/doi/full/10.1111/papr.12345", "10.1111/papr.12345"),
        (
            "https://www.tandfonline.com/doi/abs/10.1179/106698108790818639?journalCode=yjmt20",
            "10.1179/106698108790818639",
        ),
        ("https://www.frontiersin.org/articles/10.3389/fphys.2019.00123/full", "10.3389/fphys.2019.00123"),
        (
            "https://link.springer.com/content/pdf/10.1007%2Fs00586-005-0934-8.pdf",
            "10.1007/s00586-005-0934-8",
        ),
        (
            "https://bmcmusculoskeletdisord.biomedcentral.com/articles/10.1186/1471-2474-6-49#Sec2",
            "10.1186/1471-2474-6-49",
        ),
        ("https://www.biorxiv.org/content/10.1101/2020.01.02.123456v2.full.pdf", "10.1101/2020.01.02.123456"),
        (
            "https://www.cochranelibrary.com/cdsr/doi/10.1002/14651858.CD001929.pub3/full/en",
            "10.1002/14651858.cd001929.pub3",
        ),
        (
            "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0090009&rev=1",
            "10.1371/journal.pone.0090009",
        ),
        ("https://academic.oup.com/brain/article/doi/10.1093/brain/awx123/3978067", "10.1093/brain/awx123"),
        (
            "https://www.jospt.org/doi/pdf/10.2519/jospt.2005.35.1.1?download=true",
            "10.2519/jospt.2005.35.1.1",
        ),
        ("10.48550/arXiv.2101.00001", "10.48550/arxiv.2101.00001"),
        ("", ""),
        ("10.1016", ""),
        ("10.1016/", ""),
        ("10/abc", ""),
        ("110.1016/j.math", ""),
        ("see 10.1016/j.math", ""),
        ("10.1016/j.math and more", ""),
        ("https://www.sciencedirect.com/science/article/pii/S1356689X05000469", ""),
    ],
)
def test_a_doi_is_found_in_whatever_it_is_wrapped_in(text: str, doi: str) -> None:
    assert normalise_doi(text) == doi


def test_a_doi_becomes_a_link_that_needs_no_escaping_anywhere() -> None:
    assert doi_url("10.1016/j.math.2005.01.003") == "https://doi.org/10.1016/j.math.2005.01.003"
    assert doi_url("10.1000/a(b)<c>;#?") == "https://doi.org/10.1000/a%28b%29%3Cc%3E%3B%23%3F"
    assert normalise_doi(doi_url(SICI)) == SICI


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("19119403", "pmid:19119403"),
        ("12345", "pmid:12345"),
        ("1234", None),
        ("2005", None),
        ("123456789", None),
        ("PMID: 19119403", "pmid:19119403"),
        ("PMID19119403", "pmid:19119403"),
        ("pmid:1234", "pmid:1234"),
        ("PubMed ID 19119403.", "pmid:19119403"),
        ("https://pubmed.ncbi.nlm.nih.gov/22994881/", "pmid:22994881"),
        ("pubmed.ncbi.nlm.nih.gov/22994881", "pmid:22994881"),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=22994881", "pmid:22994881"),
        ("http://www.ncbi.nlm.nih.gov/pubmed/22994881?dopt=Abstract", "pmid:22994881"),
        ("https://www.ncbi.nlm.nih.gov/m/pubmed/22994881/", "pmid:22994881"),
        (
            "https://www.ncbi.nlm.nih.gov/entrez/query.fcgi?cmd=Retrieve&db=pubmed&list_uids=22994881",
            "pmid:22994881",
        ),
        ("https://europepmc.org/article/MED/22994881", "pmid:22994881"),
        ("https://europepmc.org/abstract/med/22994881", "pmid:22994881"),
        ("info:pmid/22994881", "pmid:22994881"),
        ("PMID: 19119403 [PubMed - indexed for MEDLINE].", "pmid:19119403"),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=22994881%5Buid%5D", "pmid:22994881"),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=10.1000%2Fabc", "doi:10.1000/abc"),
        ("https://pubmed.ncbi.nlm.nih.gov/?term=10+exercises", None),
        ("https://identifiers.org/pubmed:22994881", "pmid:22994881"),
        ("PMC2582421", "pmcid:PMC2582421"),
        ("pmc 2582421", "pmcid:PMC2582421"),
        ("PMCID: PMC2582421", "pmcid:PMC2582421"),
        ("PMC2582421.2", "pmcid:PMC2582421"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC2582421/", "pmcid:PMC2582421"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/2582421/", "pmcid:PMC2582421"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC2582421/pdf/main.pdf", "pmcid:PMC2582421"),
        ("https://europepmc.org/articles/PMC2582421", "pmcid:PMC2582421"),
        ("https://europepmc.org/article/PMC/PMC2582421", "pmcid:PMC2582421"),
        ("NIHMS123456", "nihms:NIHMS123456"),
        ("NBK507801", "nbk:NBK507801"),
        ("https://www.ncbi.nlm.nih.gov/books/NBK507801/", "nbk:NBK507801"),
        ("PPR123456", "ppr:PPR123456"),
        ("https://europepmc.org/article/PPR/PPR123456", "ppr:PPR123456"),
        ("arXiv:2101.00001v2", "arxiv:2101.00001"),
        ("https://arxiv.org/abs/math.GT/0309136", "arxiv:math.gt/0309136"),
        ("NCT01234567", "trial:NCT01234567"),
        ("https://clinicaltrials.gov/study/NCT01234567", "trial:NCT01234567"),
        ("ISBN 978-0-443-10373-2", None),
        ("ISBN-13: 978-0-306-40615-7", "isbn:9780306406157"),
        ("0-306-40615-2", "isbn:9780306406157"),
        ("9780306406157", "isbn:9780306406157"),
        ("1356-689X", "issn:1356-689X"),
        ("1998-2003", None),
        ("10/aabbe", "shortdoi:10/aabbe"),
        ("https://doi.org/aabbe", "shortdoi:10/aabbe"),
        ("https://doi.org/10/aabbe", "shortdoi:10/aabbe"),
        ("10/2005", None),
        ("https://doi.org/10.1016/j.math.2005.01.003", "doi:10.1016/j.math.2005.01.003"),
        ("Laslett 2005", None),
        ("PMID: 19119403 PMCID: PMC2582421", None),
        ("https://example.org/about", None),
        ("", None),
    ],
)
def test_the_whole_text_is_read_as_one_identifier_or_none(text: str, identifier: str | None) -> None:
    found = parse_identifier(text)
    assert (str(found) if found else None) == identifier


@pytest.mark.parametrize(
    ("text", "identifiers"),
    [
        (
            "Man Ther. 2005;10(3):207. doi: 10.1016/j.math.2005.01.003. Epub 2005. PMID: 16038856; PMCID: PMC2582421.",
            ["doi:10.1016/j.math.2005.01.003", "pmid:16038856", "pmcid:PMC2582421"],
        ),
        ("PMID: 16038856, 19119403; 22994881", ["pmid:16038856", "pmid:19119403", "pmid:22994881"]),
        ("PMID: 16038856 19119403 in 2005", ["pmid:16038856", "pmid:19119403"]),
        ("PMID: 16038856; 2009;10:1-3", ["pmid:16038856"]),
        (
            "see [this](https://doi.org/10.1000/a(b)) and (doi:10.1000/c)",
            ["doi:10.1000/a(b)", "doi:10.1000/c"],
        ),
        ('<a href="https://doi.org/10.1000/xyz">10.1000/xyz</a>', ["doi:10.1000/xyz"]),
        (
            "<b>10.1000/xyz</b>, then https://pubmed.ncbi.nlm.nih.gov/22994881/.",
            ["doi:10.1000/xyz", "pmid:22994881"],
        ),
        (
            "10.1000/a,10.1000/b;https://doi.org/10.1000/c",
            ["doi:10.1000/a", "doi:10.1000/b", "doi:10.1000/c"],
        ),
        ("10.1016/S0140-6736(05)66602-4PMID: 15850627", ["doi:10.1016/s0140-6736(05)66602-4"]),
        (f"old: {SICI}, new", [f"doi:{SICI}"]),
        ("call 604-555-0199 in 2005, pages 142-152", []),
        ("ISBN 0-306-40615-2 (hbk), ISSN 1356-689X", ["isbn:9780306406157", "issn:1356-689X"]),
        ("PMID: 1998-2003", []),
        ("same 10.1000/A and doi:10.1000/a", ["doi:10.1000/a"]),
        ("https://doi.org/10.1016/j.ma=\nth.2005.01.003", ["doi:10.1016/j.math.2005.01.003"]),
        ("registered as NCT01234567 and ISRCTN12345678", ["trial:NCT01234567", "trial:ISRCTN12345678"]),
        ("https://orcid.org/0000-0002-1825-0097", []),
        ("", []),
    ],
)
def test_identifiers_are_found_in_running_text_once_and_in_order(text: str, identifiers: list[str]) -> None:
    assert [str(found) for found in find_identifiers(text)] == identifiers


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("0306406152", "9780306406157"),
        ("ISBN 0-306-40615-2 (hbk.)", "9780306406157"),
        ("0-8044-2957-x", "9780804429573"),
        ("http://id.crossref.org/isbn/9780306406157", "9780306406157"),
        ("urn:isbn:978\u20110\u2011306\u201140615\u20117", "9780306406157"),
        ("9780306406158", ""),
        ("0306406153", ""),
        ("97803064061", ""),
        ("", ""),
    ],
)
def test_an_isbn_becomes_thirteen_digits_when_its_check_digit_holds(text: str, isbn: str) -> None:
    assert normalise_isbn(text) == isbn


@pytest.mark.parametrize(
    ("text", "orcid"),
    [
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("000000021694233x", "0000-0002-1694-233X"),
        ("0000-0002-1825-0098", ""),
        ("", ""),
    ],
)
def test_an_orcid_is_bare_and_proved(text: str, orcid: str) -> None:
    assert normalise_orcid(text) == orcid


@pytest.mark.parametrize(
    ("text", "issn"),
    [
        ("1356689x", "1356-689X"),
        ("http://id.crossref.org/issn/0140-6736", "0140-6736"),
        ("0140-6737", ""),
        ("", ""),
    ],
)
def test_an_issn_is_hyphenated_and_proved(text: str, issn: str) -> None:
    assert normalise_issn(text) == issn


def test_numbers_of_pubmed_lose_their_wrapping() -> None:
    assert normalise_pmid(" PMID: 0019119403 ") == "19119403"
    assert [normalise_pmid(text) for text in ("", "0", "abc", "123456789", "٣")] == [""] * 5
    assert normalise_pmcid("pmc-id: PMC123456;pmc-rdate:2009") == "PMC123456"
    assert normalise_pmcid("2582421") == "PMC2582421"
    assert [normalise_pmcid(text) for text in ("", "PMC", "NIHMS12")] == ["", "", ""]


def test_an_identifier_prints_as_scheme_and_value() -> None:
    assert str(Identifier("pmid", "19119403")) == "pmid:19119403"


def test_a_paper_is_looked_up_by_its_pmid_rather_than_its_doi_and_never_by_its_journal() -> None:
    text = "J Ex (ISSN 1356-689X) doi:10.5555/belt.1, PMC2582421, PMID: 19119403, NCT01234567"
    found = find_paper_identifiers(text)
    assert sorted(map(str, found)) == ["doi:10.5555/belt.1", "pmcid:PMC2582421", "pmid:19119403"]
    assert best_identifier(found) == Identifier("pmid", "19119403")
    assert best_identifier(one for one in found if one.scheme != "pmid") == Identifier(
        "doi", "10.5555/belt.1"
    )
