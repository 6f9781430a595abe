"""Whether a quotation stands in an abstract, however it was typed."""

from __future__ import annotations

import pytest

from silit.matching.quotes import QuoteFinding, find_quote

ABSTRACT = (
    "OBJECTIVE: To assess whether “massage” reduces pain in long\u2010standing sacroiliac joint dysfunction.\n\n"
    "RESULTS: Pain fell by 1.9 points (95% CI 0.4–3.4) in the massage group. The control group didn’t change. "
    "No serious harm was seen.\n\nCONCLUSIONS: Massage may help in the short term."
)


@pytest.mark.parametrize(
    "quote",
    [
        "Massage may help in the short term.",
        "massage MAY help in the short term",
        "Massage  may\nhelp\u00a0in the short term",
        '"Massage may help in the short term."',
        "‘Massage may help in the short term’",
        "whether 'massage' reduces pain",
        'whether "massage" reduces pain in long-standing',
        "(95% CI 0.4-3.4)",
        "(95% CI 0.4 – 3.4)",
        "95% CI 0.4--3.4",
        "The control group didn't change.",
        "Mas\u00adsage may help",
        "Massage \u200bmay help",
        "Pain fell by 1.9 points … in the massage group.",
        "Pain fell by 1.9 points ... in the massage group.",
        "Pain fell by 1.9 points [...] in the massage group.",
        "Pain fell by 1.9 points (…) in the massage group.",
        "Pain fell by 1.9 points . . . in the massage group.",
        "Pain fell …. No serious harm was seen.",
        "… Massage may help …",
        "in the massage group. The control group didn’t change. No serious",
    ],
)
def test_a_quote_is_found_whatever_its_typography(quote: str) -> None:
    assert find_quote(quote, ABSTRACT) == QuoteFinding("found")


@pytest.mark.parametrize(
    ("quote", "nearest"),
    [
        ("Massage helps in the short term.", "CONCLUSIONS: Massage may help in the short term."),
        ("No harm was seen", "No serious harm was seen."),
        (
            "The control group did not change … Pain fell by 1.9 points",
            "The control group didn’t change.",
        ),
    ],
)
def test_a_quote_that_is_not_there_gets_the_nearest_sentence(quote: str, nearest: str) -> None:
    assert find_quote(quote, ABSTRACT) == QuoteFinding("not-found", nearest)


@pytest.mark.parametrize(
    "quote",
    [
        "Bananas are rich in potassium and cheap all year round.",
        "The regioselective synthesis of 2-substituted indoles is described.",
        "we do not know",
    ],
)
def test_where_no_sentence_resembles_the_quote_none_is_called_the_nearest(quote: str) -> None:
    assert find_quote(quote, ABSTRACT) == QuoteFinding("not-found", "")


def test_the_parts_of_a_quote_must_stand_in_their_order() -> None:
    assert find_quote("No serious harm … Pain fell", ABSTRACT).check == "not-found"
    assert find_quote("Pain fell … No serious harm", ABSTRACT).check == "found"


@pytest.mark.parametrize("quote", ["…", "...", '""', "“ … ”", "–", "[...]"])
def test_a_quote_without_words_is_not_found(quote: str) -> None:
    assert find_quote(quote, ABSTRACT).check == "not-found"


@pytest.mark.parametrize("abstract", ["", "  \n "])
def test_without_an_abstract_nothing_is_said_about_the_quote(abstract: str) -> None:
    assert find_quote("Massage may help", abstract) == QuoteFinding("no-abstract")
