"""`silit add "Laslett M. …"`: the paper that a pasted reference means; sure, asked, or not found, and never guessed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from support.asking import Bench, bench
from support.local_corpus import Corpus, Paper
from support.local_faults import closed, status
from support.local_services import LocalServices

from silit.services.adding import Added, problems_of

BELT = Paper(
    number=1,
    title="A pelvic belt for sacroiliac joint pain after birth: a randomised controlled trial",
    year=2011,
    month=3,
    pmid="90000001",
    doi="10.5555/belt.1",
    authors=(("Østgaard", "Hanne Christine"), ("Laslett", "Mark"), ("van der Wurff", "Peter")),
    volume="31",
    issue="3",
    pages="142-152",
)
EXERCISE = replace(
    BELT,
    number=2,
    title="Stabilising exercise for pelvic girdle pain in pregnancy: a cohort study",
    pmid="",
    doi="10.5555/exercise.2",
    authors=(("Sato", "Kenji"),),
    year=2015,
    volume="35",
    issue="7",
    pages="15-19",
)
MASSAGE = replace(
    BELT,
    number=3,
    title="Massage and manual therapy of the gluteal muscles in dancers with hip complaints",
    pmid="90000003",
    doi="10.5555/massage.3",
    authors=(("Nowak", "Zofia"), ("Dubois", "Liv Marie")),
    year=2018,
    volume="38",
    issue="1",
    pages="7-12",
)
TEXT = (
    "Østgaard HC, Laslett M, van der Wurff P. A pelvic belt for sacroiliac joint pain after birth: a randomised "
    "controlled trial. J Invent Man Med. 2011;31(3):142-52."
)


@pytest.fixture
def corpus() -> Corpus:
    return Corpus((BELT, EXERCISE, MASSAGE))


def told(added: Added) -> list[tuple[str, str]]:
    return [(problem.code, problem.key) for problem in problems_of(added)]


def test_a_reference_that_pubmed_has_is_stored_with_what_both_sources_say(
    desk: Bench, services: LocalServices
) -> None:
    added = desk.add(TEXT)
    assert added.keys == {TEXT: "ostgaard2011"}
    assert told(added) == []
    assert added.remarks == [f"“{TEXT[:59].rstrip()}…” is PMID:90000001: {BELT.title}"]
    [entry] = desk.entries()
    assert [(one.source, one.source_id) for one in entry.records] == [
        ("crossref", "10.5555/belt.1"),
        ("pubmed", "90000001"),
    ]
    # One match, one record, and Crossref's record of its DOI.
    assert {
        route: services.count(route) for route in ("ecitmatch", "efetch", "esearch", "works", "work")
    } == {
        "ecitmatch": 1,
        "efetch": 1,
        "esearch": 0,
        "works": 0,
        "work": 1,
    }


@pytest.mark.parametrize(
    "text",
    [
        # Without its place it is searched for by the words of its title.
        "Østgaard HC, Laslett M, van der Wurff P. A pelvic belt for sacroiliac joint pain after birth: a randomised "
        "controlled trial. J Invent Man Med. 2011.",
        "Østgaard, H. C., Laslett, M., & van der Wurff, P. (2011). A pelvic belt for sacroiliac joint pain after birth: A "
        "randomised controlled trial. Journal of Invented Manual Medicine, 31(3), 142–152.",
        "Ostgaard HC, et al. “A pelvic belt for sacro-iliac joint pain after birth: a randomized controlled trial,” J. "
        "Invent. Man. Med., vol. 31, no. 3, pp. 142-152, 2011.",
        # A title that is cut short, and the place.
        "Østgaard HC, et al. A pelvic belt … J Invent Man Med 2011;31(3):142-52",
    ],
)
def test_the_paper_is_found_from_any_style(text: str, desk: Bench) -> None:
    added = desk.add(text)
    assert added.keys == {text: "ostgaard2011"}
    assert told(added) == []


def test_what_pubmed_does_not_have_is_matched_at_crossref(desk: Bench, services: LocalServices) -> None:
    text = "Sato K. Stabilising exercise for pelvic girdle pain in pregnancy: a cohort study. J Invent Man Med. 2015;35(7):15-9."
    added = desk.add(text)
    assert added.keys == {text: "sato2015"}
    assert added.identified == {"crossref": 1}
    assert services.of("works")[0].params["query.bibliographic"] == text


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("31(3)", "33(3)", "volume (33; the paper has 31)"),
        ("31(3)", "31(5)", "issue (5; the paper has 3)"),
        ("142-52", "145-55", "pages (145-155; the paper has 142-152)"),
        ("142-52", "142-9", "pages (142-149; the paper has 142-152)"),
        ("2011;", "2001;", "year (2001; the paper has 2011)"),
        (
            "Østgaard HC, Laslett M",
            "Laslett M, Østgaard HC",
            "first author (Laslett M; the paper has Østgaard HC)",
        ),
        (", van der Wurff P", "", "authors (2 of them; the paper has 3 authors, also van der Wurff)"),
        ("J Invent Man Med", "Lancet", "journal (Lancet; the paper has Journal of Invented Manual Medicine)"),
        (
            "after birth",
            "after surgery",
            "title (A pelvic belt for sacroiliac joint pain after surgery: a randomised controlled trial; the paper has "
            "A pelvic belt for sacroiliac joint pain after birth: a randomised controlled trial)",
        ),
    ],
)
def test_a_field_that_differs_is_named_with_both_values(was: str, now: str, said: str, desk: Bench) -> None:
    text = TEXT.replace(was, now)
    assert text != TEXT
    added = desk.add(text)
    [problem] = [problem for problem in problems_of(added) if problem.code == "reference-differs"]
    assert problem.message == f"“{text[:59].rstrip()}…” differs in {said}."
    assert problem.key in ("ostgaard2011", "PMID:90000001")


def test_two_fields_that_differ_are_named_together(desk: Bench) -> None:
    added = desk.add(TEXT.replace("31(3)", "33(4)"))
    [problem] = problems_of(added)
    assert "differs in volume (33; the paper has 31) and issue (4; the paper has 3)." in problem.message
    assert added.keys


def test_what_only_might_be_it_is_asked_and_not_stored(desk: Bench) -> None:
    text = TEXT.replace("2011;31(3):142-52", "1987;7:1-9")
    added = desk.add(text)
    assert desk.entries() == []
    assert added.missing == [text]
    [error] = added.errors
    assert error.exit_code == 6
    assert error.message == (
        f"“{text[:59].rstrip()}…” was not matched for certain. It may be PMID:90000001 - Østgaard et al. "
        f"{BELT.title}. J Invent Man Med 2011;31:142-152."
    )
    assert error.hint == "If it is that one: silit add PMID:90000001"
    assert told(added) == [("reference-unsure", "")]


@pytest.mark.parametrize(
    "text",
    [
        "Østgaard HC, J Invent Man Med 2011;31:142",
        "Østgaard HC et al (2011) J Invent Man Med 31(3):142-152",
        "Østgaard HC, et al. A pelvic belt for sacroiliac joint pain after birth. Epub ahead of print.",
    ],
)
def test_what_lacks_its_title_or_year_is_asked_about_not_guessed(text: str, desk: Bench) -> None:
    added = desk.add(text)
    assert desk.entries() == []
    assert told(added) == [("reference-unsure", "")]
    assert "It may be PMID:90000001 - Østgaard et al." in added.errors[0].message


@pytest.mark.parametrize(
    "text",
    [BELT.title, f"{BELT.title}.", "Østgaard 2011, a pelvic belt for sacroiliac joint pain after birth"],
)
def test_words_that_fit_a_paper_of_the_library_are_asked_about_without_a_request(
    text: str, desk: Bench, services: LocalServices
) -> None:
    desk.add("90000001")
    services.requests.clear()
    added = desk.add(text)
    assert told(added) == [("reference-unsure", "")]
    assert "It may be ostgaard2011 - Østgaard et al." in added.errors[0].message
    assert added.errors[0].hint == "If it is that one: silit show ostgaard2011"
    assert services.count() == 0


@pytest.mark.parametrize(
    "text",
    [
        "Østgaard 2011",
        "See Østgaard (2011)",
        "Ostgaard et al., J Invent Man Med 2011",
        "3. ØSTGAARD et al 2011",
    ],
)
def test_a_name_and_a_year_are_asked_about_where_the_library_has_such_a_paper(
    text: str, desk: Bench, services: LocalServices
) -> None:
    desk.add("90000001")
    services.requests.clear()
    added = desk.add(text)
    assert told(added) == [("reference-unsure", "")]
    assert added.errors[0].hint == "If it is that one: silit show ostgaard2011"
    assert services.count() == 0


@pytest.mark.parametrize("text", ["Østgaard 2012", "Laslett 2011", "Sato (2011)"])
def test_another_name_or_year_means_another_paper(text: str, desk: Bench) -> None:
    desk.add("90000001")
    [error] = desk.add(text).errors
    assert error.message == f"“{text}” says too little to look for its paper."


def test_words_that_say_too_little_are_told_so(desk: Bench, services: LocalServices) -> None:
    added = desk.add("Sato et al., on exercise")
    assert added.errors[0].message == "“Sato et al., on exercise” says too little to look for its paper."
    assert "Give its title with its author and year" in added.errors[0].hint
    assert services.count() == 0


def test_a_person_who_is_there_may_choose(desk: Bench) -> None:
    text = TEXT.replace("2011;31(3):142-52", "1987;7:1-9")
    added = desk.add(text, choose=lambda resolution: resolution.candidates[0])
    assert added.keys == {text: "ostgaard2011"}
    assert [code for code, _ in told(added)] == ["reference-differs"]


def test_a_doi_of_another_paper_is_asked_about(desk: Bench) -> None:
    text = f"{TEXT} doi:10.5555/massage.3"
    added = desk.add(text)
    assert desk.entries() == []
    [error] = added.errors
    assert (
        "Its DOI is that of another paper, PMID:90000003 - Nowak et al. Massage and manual" in error.message
    )
    assert " It may be PMID:90000001 - Østgaard et al. A pelvic belt" in error.message
    assert error.hint == "If it is one of them: silit add PMID:90000001 or silit add PMID:90000003"


def test_an_invented_reference_with_a_real_doi_is_no_reference_to_that_paper(desk: Bench) -> None:
    text = "Quimbleton Z. Marsupial joints and their remedies. J Nowhere. 2013;9(9):99-103. doi:10.5555/massage.3"
    added = desk.add(text)
    assert desk.entries() == []
    [error] = added.errors
    assert "Its DOI is that of another paper, PMID:90000003 - Nowak et al." in error.message
    assert error.message.endswith("No paper of its title was found.")


def test_a_doi_that_does_not_exist_is_a_field_that_differs(desk: Bench) -> None:
    added = desk.add(f"{TEXT} doi:10.5555/belt.99")
    [problem] = problems_of(added)
    assert problem.message.endswith("differs in DOI (10.5555/belt.99; the paper has 10.5555/belt.1).")
    assert added.keys


def test_an_invented_reference_is_not_found_and_the_search_to_type_is_given(desk: Bench) -> None:
    text = "Quimbleton Z. Marsupial joints and their imaginary remedies. J Nowhere. 2013;9(9):99-103."
    added = desk.add(text)
    assert told(added) == [("reference-not-found", "")]
    [error] = added.errors
    assert error.message == f"“{text[:59].rstrip()}…” was not found in the library, PubMed or Crossref."
    assert (
        error.hint
        == "Search for some of its words: silit search 'Marsupial joints and their imaginary remedies'"
    )


def test_what_the_library_has_is_told_without_a_request(desk: Bench, services: LocalServices) -> None:
    desk.add("90000001")
    services.requests.clear()
    added = desk.add(TEXT, TEXT.replace("31(3)", "33(3)") + " ")
    assert set(added.keys.values()) == {"ostgaard2011"}
    assert added.stored.unchanged == 2
    assert told(added) == [("reference-differs", "ostgaard2011")]
    assert services.count() == 0


def test_a_notice_about_the_paper_is_not_taken_for_it(tmp_path: Path) -> None:
    notice = replace(
        BELT, number=9, title=f"Correction to: {BELT.title}", pmid="90000009", doi="10.5555/notice.9"
    )
    with LocalServices(Corpus((notice,))) as services, bench(tmp_path, services) as desk:
        assert told(desk.add(TEXT)) == [("reference-not-found", "")]


def test_a_paper_that_is_in_both_sources_is_one_candidate(desk: Bench, services: LocalServices) -> None:
    services.faults.always("ecitmatch", status(404))
    added = desk.add(TEXT.replace("2011;31(3):142-52", "1987;7:1-9"))
    assert [len(one.candidates) for one in added.resolutions.values()] == [1]


def test_without_the_matcher_the_search_by_title_finds_it(desk: Bench, services: LocalServices) -> None:
    services.faults.always("ecitmatch", status(404))
    added = desk.add(TEXT)
    assert added.keys == {TEXT: "ostgaard2011"}
    assert [code for code, _ in told(added)] == ["source-not-asked"]


def test_with_all_services_down_nothing_is_called_missing(desk: Bench, services: LocalServices) -> None:
    for route in ("ecitmatch", "esearch", "efetch", "works", "work"):
        services.faults.always(route, closed())
    added = desk.add(TEXT)
    assert [error.exit_code for error in added.errors] == [7]
    assert added.missing == [TEXT]


def test_a_doi_of_another_paper_is_said_also_when_the_title_cannot_be_searched_for(
    desk: Bench, services: LocalServices
) -> None:
    desk.add("90000003")
    for route in ("ecitmatch", "esearch", "efetch", "works", "work"):
        services.faults.always(route, closed())
    [error] = desk.add(f"{TEXT} doi:10.5555/massage.3").errors
    assert "Its DOI is that of another paper, nowak2018 - " in error.message
    assert "Its title could not be searched for: PubMed" in error.message
    assert error.hint == "If it is that one: silit show nowak2018"


def test_with_crossref_down_what_pubmed_has_is_stored(desk: Bench, services: LocalServices) -> None:
    services.faults.always("works", closed())
    services.faults.always("work", closed())
    lost = "Sato K. Stabilising exercise for pelvic girdle pain in pregnancy: a cohort study. J Invent. 2015;35(7):15-9."
    added = desk.add(TEXT, lost)
    assert added.keys == {TEXT: "ostgaard2011"}
    assert added.missing == [lost]
    assert [error.exit_code for error in added.errors] == [7]


def test_what_was_stored_before_the_network_went_stays(desk: Bench, services: LocalServices) -> None:
    many = [
        f"Quimbleton Z. Marsupial joints and remedies number {number}. J Nowhere. 2013;9(9):99-103."
        for number in range(450)
    ]
    for route in ("ecitmatch", "esearch", "efetch", "works"):
        services.faults.always(route, closed())
    desk.add("10.5555/exercise.2")
    services.requests.clear()
    added = desk.add(*many, "10.5555/massage.3")
    assert [entry.cite_key for entry in desk.entries()] == ["sato2015"]
    assert len(added.missing) == 451
    assert {error.exit_code for error in added.failures.values()} == {7}
    # A network that is down is tried for the first part of the list alone.
    assert services.count() < 20
