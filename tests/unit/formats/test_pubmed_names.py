"""Authors: persons and groups, whole and in order."""

from __future__ import annotations

import pytest
from support.pubmed_xml import article, work_of

from silit.formats.pubmed_names import spelled_initials, without_emails
from silit.model.names import Name
from silit.model.work import Work


def with_authors(authors: str, attributes: str = "CompleteYN='Y'") -> Work:
    return work_of(article(inside=f"<AuthorList {attributes}>{authors}</AuthorList>"))


def author(inside: str, valid: str = "Y") -> str:
    return f"<Author ValidYN='{valid}'>{inside}</Author>"


def test_a_group_keeps_its_place_among_persons() -> None:
    work = with_authors(
        author("<LastName>Østgaard</LastName><ForeName>Hans Christian</ForeName><Initials>HC</Initials>")
        + author("<CollectiveName>for the PELVIS Investigators</CollectiveName>")
        + author("<LastName>van der Wurff</LastName><ForeName>P</ForeName><Initials>P</Initials>")
    )
    assert work.author == (
        Name("Østgaard", "Hans Christian", initials="HC"),
        Name(literal="for the PELVIS Investigators"),
        Name("van der Wurff", "P", initials="P"),
    )
    assert work.authors_complete == "yes"


def test_a_superseded_misspelling_is_left_out() -> None:
    work = with_authors(
        author("<LastName>Whitely</LastName>", valid="N") + author("<LastName>Whitley</LastName>")
    )
    assert work.author == (Name("Whitley"),)


def test_a_cut_list_says_so() -> None:
    assert with_authors(author("<LastName>Laslett</LastName>"), "CompleteYN='N'").authors_complete == "no"


def test_a_record_without_an_author_list_has_no_authors_and_is_complete() -> None:
    work = work_of(article())
    assert (work.author, work.authors_complete) == ((), "yes")


def test_initials_become_the_given_name_only_where_there_is_none() -> None:
    work = with_authors(
        author("<LastName>Cohen</LastName><Initials>SP</Initials>")
        + author("<LastName>Dupont</LastName><ForeName>J-P</ForeName><Initials>JP</Initials>")
    )
    assert work.author == (
        Name("Cohen", "S. P.", initials="SP"),
        Name("Dupont", "J-P", initials="JP"),
    )


@pytest.mark.parametrize(
    ("initials", "spelled"),
    [("JA", "J. A."), ("J-P", "J.-P."), ("Ch", "Ch."), ("ÅB", "Å. B."), ("J A", "J. A."), ("", "")],
)
def test_initials_are_spelled_with_dots(initials: str, spelled: str) -> None:
    assert spelled_initials(initials) == spelled


@pytest.mark.parametrize(
    ("printed", "suffix"),
    [("Jr", "Jr."), ("Sr", "Sr."), ("2nd", "II"), ("3rd", "III"), ("4th", "IV"), ("II", "II"), ("MD", "MD")],
)
def test_suffixes_are_written_as_csl_prints_them(printed: str, suffix: str) -> None:
    work = with_authors(author(f"<LastName>Smith</LastName><Suffix>{printed}</Suffix>"))
    assert work.author == (Name("Smith", suffix=suffix),)


def test_one_name_alone_is_a_family_name() -> None:
    assert with_authors(author("<LastName>Suharto</LastName>")).author == (Name("Suharto"),)


def test_an_author_without_any_name_is_left_out() -> None:
    assert with_authors(author("<Initials>X</Initials>")).author == ()


@pytest.mark.parametrize(
    ("printed", "family"),
    [
        ("WIRTH", "Wirth"),
        ("MCKENZIE", "McKenzie"),
        ("O'NEIL", "O'Neil"),
        ("SMITH-JONES", "Smith-Jones"),
        ("ÇELİK", "Çelik"),
        ("NG", "NG"),
        ("LEE", "LEE"),
        ("de Sèze", "de Sèze"),
    ],
)
def test_names_in_capitals_are_written_as_names(printed: str, family: str) -> None:
    assert with_authors(author(f"<LastName>{printed}</LastName>")).author[0].family == family


@pytest.mark.parametrize("initials", ["JW", "J W", "ABC"])
def test_initials_in_place_of_a_forename_stay_capitals(initials: str) -> None:
    work = with_authors(author(f"<LastName>Smith</LastName><ForeName>{initials}</ForeName>"))
    assert work.author[0].given == initials


@pytest.mark.parametrize(
    ("printed", "orcid"),
    [
        ("0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        ("0000000218250097", "0000-0002-1825-0097"),
        ("0000-0002-1825-0098", ""),
    ],
)
def test_an_orcid_is_normalised_and_checked(printed: str, orcid: str) -> None:
    identifier = f"<Identifier Source='ORCID'>{printed}</Identifier><Identifier Source='ROR'>x</Identifier>"
    assert with_authors(author(f"<LastName>Smith</LastName>{identifier}")).author[0].orcid == orcid


def test_affiliations_are_kept_in_order_and_an_organisations_identifier_is_not_the_authors() -> None:
    info = "<AffiliationInfo><Affiliation>{}</Affiliation><Identifier Source='ROR'>r</Identifier></AffiliationInfo>"
    name = author("<LastName>Smith</LastName>" + info.format("Uni A.") + info.format("Uni B. a@b.org"))
    assert with_authors(name).author == (Name("Smith", affiliations=("Uni A.", "Uni B.")),)


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("Beihang University, Beijing 100191, China. lh64@buaa.edu.cn.", "Beihang University, Beijing 100191, China."),
        ("Dept, San Francisco CA 94132, USA; sak@sfsu.edu.", "Dept, San Francisco CA 94132, USA."),
        ("Duarte, CA 91010, USA. Electronic address: yili@coh.org.", "Duarte, CA 91010, USA."),
        ("Univ A, a@b.ca; Univ B, City.", "Univ A; Univ B, City."),
        ("Essex, U.K. j_h@merck.com", "Essex, U.K."),
        ("Toronto, Canada. a.b@x.ca c.d@y.ca.", "Toronto, Canada."),
        ("Paris. E-mails: a@b.fr and d@e.fr.", "Paris."),
        ("a@b.ca", ""),
        ("Dept of Anatomy", "Dept of Anatomy"),
    ],
)  # fmt: skip
def test_email_addresses_are_not_kept(printed: str, kept: str) -> None:
    assert without_emails(printed) == kept


def test_a_list_of_editors_is_one_of_editors() -> None:
    work = with_authors(author("<LastName>Vleeming</LastName>"), "Type='editors'")
    assert (work.author, work.editor) == ((), (Name("Vleeming"),))
