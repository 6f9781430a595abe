"""Files of databases that silit does not read are refused with what to export instead."""

from __future__ import annotations

import pytest

from silit.errors import UnreadableFormatError
from silit.formats.detect import detect_in

OVID = [
    "<1>\nUI  - 16038856\nVN  - Ovid Technologies\nTI  - Diagnosis of pain.\nYR  - 2005\n",
    "VN  - Ovid Technologies\nDB  - Ovid MEDLINE(R)\n\n<1>\nUI  - 16038856\nTI  - Diagnosis of pain.\n",
    "VN Ovid Technologies\nDB Ovid MEDLINE(R)\n\n<1>\nUI  - 16038856\n",
    "UI  - 16038856\nTI  - Diagnosis of\n      pain.\nVN  - Ovid Technologies\n",
    "<1>\nUnique Identifier\n  16038856\nTitle\n  Diagnosis of pain.\n",
    "\ufeff<12>\r\nUI  - 16038856\r\n",
]
PUBMED = [
    "1: Laslett M, Aprill CN. Diagnosis of pain. Man Ther. 2005 Aug;10(3):207-18. PubMed\nPMID: 16038856.\n\n2: Foo B.\n",
    "1. Man Ther. 2005 Aug;10(3):207-18.\n\nDiagnosis of pain.\n\nLaslett M(1).\n\nPMID: 16038856 [Indexed for MEDLINE]\n",
]


@pytest.mark.parametrize("text", OVID)
def test_ovids_own_format_is_named_and_ris_advised(text: str) -> None:
    with pytest.raises(UnreadableFormatError) as caught:
        detect_in(text.encode())
    assert caught.value.message == "It is Ovid's own tagged format."
    assert "Format: RIS" in caught.value.hint


@pytest.mark.parametrize("text", PUBMED)
def test_what_pubmed_prints_for_people_is_named_and_its_own_file_advised(text: str) -> None:
    with pytest.raises(UnreadableFormatError) as caught:
        detect_in(text.encode())
    assert caught.value.message.startswith("It is a list of references in words")
    assert "Citation manager" in caught.value.hint


@pytest.mark.parametrize(
    ("text", "format_name"),
    [
        ("1. One\nTY  - JOUR\nTI  - T\nN1  - PMID: 16038856\nER  - \n", "ris"),
        ("<1>\nTY  - JOUR\nTI  - T\nER  - \n", "ris"),
        ("PMID- 16038856\nOWN - NLM\nTI  - T\n", "nbib"),
        ("<PubmedArticleSet><PubmedArticle/></PubmedArticleSet>", "pubmed-xml"),
    ],
)
def test_what_is_like_them_is_read(text: str, format_name: str) -> None:
    assert detect_in(text.encode()) == format_name
