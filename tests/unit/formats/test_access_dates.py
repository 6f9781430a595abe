"""The day of access as programs and people write it."""

from __future__ import annotations

import pytest

from silit.formats.access_dates import access_date, unread_access
from silit.model.dates import PartialDate

DAY = PartialDate(2020, 3, 5)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020-03-05", DAY),
        ("2020-03-05T09:15:22Z", DAY),
        ("2020-03-05 09:15:22", DAY),
        ("2020-03-05T09:15:22.123+02:00", DAY),
        ("2020/03/05/", DAY),
        ("2020/03/05/09:15:22", DAY),
        ("5 March 2020", DAY),
        ("March 5, 2020", DAY),
        ("Accessed: Mar. 5, 2020", DAY),
        ("last accessed on 5 March 2020", DAY),
        ("Retrieved March 2020", PartialDate(2020, 3)),
        ("2020", PartialDate(2020)),
        ("2020///", PartialDate(2020)),
        ("05/03/2020", PartialDate(2020, literal="05/03/2020")),
        ("2020-13-40", PartialDate(2020)),
        ("Access Date", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_day_is_read_however_it_is_written_and_never_guessed(text: str, date: PartialDate | None) -> None:
    assert access_date(text) == date


@pytest.mark.parametrize(
    ("text", "codes"), [("5/3/20", ["bad-date"]), ("Access Date", []), ("5 March 2020", [])]
)
def test_figures_that_are_no_date_are_told(text: str, codes: list[str]) -> None:
    assert [problem.code for problem in unread_access(text)] == codes
