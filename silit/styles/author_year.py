"""What author-year styles share: lists of people, the year, ranges of pages."""

from __future__ import annotations

import re
from collections.abc import Sequence

from silit.markup import Inlines, parse_inline
from silit.model.dates import PartialDate
from silit.model.names import Name
from silit.model.work import Work
from silit.styles import full_dates
from silit.styles.kinds import EDITED, is_ahead_of_print
from silit.styles.titles import italic

_DASH = re.compile(r"(?<=\w)\s*[-‐‑‒–—]\s*(?=\w)")


def makers(work: Work) -> tuple[Sequence[Name], bool]:
    """Those whose names begin the reference, and whether they are its editors."""
    if not work.author and work.type in EDITED and work.editor:
        return work.editor, True
    return work.author, False


def when(work: Work) -> PartialDate | None:
    """The date of a reference: of what waits for its volume the day on which it went online."""
    return work.available_date if is_ahead_of_print(work) and work.available_date else work.issued


def year(issued: PartialDate | None, *, unknown: str, about: str) -> str:
    """ "2005", "1998–1999"; `unknown` without a date, and `about` ("ca. ") before an estimate."""
    if issued is None:
        return unknown
    return f"{about}{issued.year}" if issued.circa else full_dates.years(issued)


def pages(page: str) -> str:
    """The pages with dashes between first and last: "101–108"."""
    return _DASH.sub("–", page.strip())


def are_many(page: str) -> bool:
    """Whether there is more than one page."""
    return any(sign in page for sign in "-–,;")


def title_of(title: str, *, slanted: bool) -> Inlines:
    """The title, in italics if `slanted`; nothing for ""."""
    return italic(title) if slanted else parse_inline(title)


def is_author(work: Work, name: str) -> bool:
    """Whether the publisher or site called `name` is the only author of the work."""
    return len(work.author) == 1 and work.author[0].literal.strip().casefold() == name.strip().casefold()
