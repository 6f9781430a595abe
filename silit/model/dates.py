"""Dates as bibliographies know them: a year, perhaps more, perhaps a range."""

from __future__ import annotations

from dataclasses import dataclass

SEASONS = ("", "Spring", "Summer", "Autumn", "Winter")
MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONGEST = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year with what else is known: month and day, or a season (1 Spring … 4 Winter).

    `end` closes a range ("1998 Dec-1999 Jan"). `literal` keeps the source's own words where they say more
    than the parts ("2014 4th Quarter"). `circa` marks a date taken from bookkeeping for want of a better one.
    """

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None
    end: PartialDate | None = None
    literal: str = ""
    circa: bool = False

    def __post_init__(self) -> None:
        if not 1000 <= self.year <= 2999:
            raise ValueError(f"no such year: {self.year}")
        if self.month is not None and not 1 <= self.month <= 12:
            raise ValueError(f"no such month: {self.month}")
        if self.day is not None and (self.month is None or not 1 <= self.day <= _LONGEST[self.month]):
            raise ValueError(f"no such day: {self.month}-{self.day}")
        if self.season is not None and (self.month is not None or not 1 <= self.season <= 4):
            raise ValueError(f"no such season: {self.season}")

    @property
    def parts(self) -> tuple[int, ...]:
        """(year), (year, month) or (year, month, day), as in one CSL date-part."""
        return tuple(part for part in (self.year, self.month, self.day) if part is not None)

    @property
    def iso(self) -> str:
        """ "2005-08-30", "2005-08" or "2005"; the start of a range."""
        return "-".join(
            f"{part:04d}" if index == 0 else f"{part:02d}" for index, part in enumerate(self.parts)
        )
