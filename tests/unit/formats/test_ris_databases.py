"""What databases and EndNote put into fields that are meant for something else."""

from __future__ import annotations

import io

import pytest

from silit.formats.ris import read_file
from silit.model.dates import PartialDate
from silit.model.records import Record


def one(fields: str, reference_type: str = "JOUR") -> Record:
    text = f"TY  - {reference_type}\nTI  - T\n{fields}\nER  - \n"
    (result,) = read_file(io.BytesIO(text.encode()))
    assert result.value is not None
    return result.value


@pytest.mark.parametrize(
    "note",
    [
        "References: Uno, Y., A paper (1983) Gut, 24;\nSimrén, M., Another (2001) Gut, 5",
        "Chemicals/CAS: hydrogen sulfide, 15035-72-0",
        "Export Date: 18 November 2019",
        "Funding text 1: We thank",
    ],
)
def test_what_scopus_says_in_notes_is_no_note_of_the_user(note: str) -> None:
    assert one(f"DB  - Scopus\nN1  - {note}\nN1  - Mine: read").notes == ("Mine: read",)
    if not note.startswith("Export"):
        assert one(f"N1  - {note}").notes == (note,)


def test_what_endnote_keeps_of_pubmed_is_no_note_and_what_the_user_wrote_behind_it_is() -> None:
    kept = "1347-3352\nAbe, Hiroko\nJournal Article\nJapan\nJ Oleo Sci. 2018 Mar 1;67(3):335-344. doi: 10.5650/jos.ess17184."
    assert one(f"DP  - NLM\nN1  - {kept}").notes == ()
    assert one(f"DP  - NLM\nN1  - {kept}\nRead again.").notes == ("Read again.",)
    assert one("DP  - NLM\nN1  - 1347-3352\nis its number").notes == ("1347-3352\nis its number",)


def test_embase_has_the_pmid_in_c5() -> None:
    assert one("DB  - Embase\nDB  - Medline\nC5  - 21218094").work.pmid == "21218094"
    assert one("C5  - 21218094").work.pmid == ""


def test_web_of_science_has_universities_where_others_have_the_proceedings() -> None:
    work = one("AN  - WOS:000465627800004\nC3  - Iowa State University\nT2  - Proceedings", "CPAPER").work
    assert (work.container_title, work.event_title) == ("Proceedings", "")


@pytest.mark.parametrize(
    ("reference_type", "fields", "accessed"),
    [
        ("ELEC", "UR  - https://example.org/\nY2  - 2020/03/05", PartialDate(2020, 3, 5)),
        ("PAT", "UR  - https://example.org/\nY2  - 1986/06/23", None),
        ("BOOK", "Y2  - 1986/06/23", None),
    ],
)
def test_the_second_date_is_the_day_of_access_of_what_has_an_address(
    reference_type: str, fields: str, accessed: PartialDate | None
) -> None:
    assert one(fields, reference_type).work.accessed == accessed
