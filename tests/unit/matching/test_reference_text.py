"""How sure it is that a reference, as an author typed it, means a work."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.works import LASLETT_2005

from silit.matching.reference_text import reference_match
from silit.model.work import Work

TITLE = "Diagnosis of sacroiliac joint pain: validity of individual provocation tests and composites of tests"


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        (f"Laslett M, Aprill CN. {TITLE}. Man Ther. 2005;10(3):207-18.", "sure"),
        (f"LASLETT, M. (2005) “{TITLE.upper()}”, Manual Therapy, p. 207.", "sure"),
        (f"Laslett M. {TITLE}. 2005.", "likely"),
        ("Laslett M. Diagnosis of sacroiliac joint pain. Man Ther 2005; 10: 207.", "sure"),
        (f"Laslett M. {TITLE}. Man Ther. 2006;10:207.", "likely"),
        (f"Somebody S. {TITLE}. Man Ther. 2005;10:207.", "check"),
        (f"Laslett M. {TITLE}. 1998.", "check"),
        (f"{TITLE}.", "check"),
        (
            "Laslett M, Young SB, Aprill CN. Diagnosing painful sacroiliac joints. Aust J Physiother. 2003;49:89-97.",
            None,
        ),
        ("Laslett 2005", None),
        ("", None),
    ],
)
def test_title_author_year_and_page_decide(reference: str, expected: str | None) -> None:
    assert reference_match(reference, LASLETT_2005) == expected


def test_a_work_without_author_or_with_a_short_title_is_never_sure() -> None:
    nameless = replace(LASLETT_2005, author=())
    assert reference_match(f"Laslett M. {TITLE}. Man Ther. 2005;10:207.", nameless) == "check"
    assert reference_match("Pain. 2005;10:207.", Work(title="Pain")) is None
