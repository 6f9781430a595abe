"""1,000 references in each style, against the barest loop that prints the same facts."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus import records
from measuring import Row, compare

from silit.formats.pubmed_xml import read_record
from silit.markup import to_text
from silit.model.integrity import Integrity
from silit.model.work import Work
from silit.styles import STYLES

_COUNT = 1_000
_TURNS = 9
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FINE = Integrity("none-found")
# Times of the floor, which neither escapes nor looks at what kind of work it has; and the milliseconds that were promised.
_TARGETS = {"vancouver": 12.0}
_MOST_MILLISECONDS = {"vancouver": 50.0}


def rows(folder: Path) -> list[Row]:
    """Each style; nothing is read from or written to a file."""
    del folder
    works = [read_record(text.encode()).value for text in records(_COUNT)]
    return [row for style in STYLES for row in _rows(style, works)]


def _rows(style: str, works: Sequence[Work]) -> list[Row]:
    reference = STYLES[style]

    def styled() -> list[str]:
        return [to_text(reference(work, _FINE)) for work in works]

    compared = compare(styled, lambda: [_bare(work) for work in works], _TURNS)
    milliseconds = min(_processor_time(styled) for _ in range(_TURNS)) * 1000
    what = f"{_COUNT:,} references in the style {style}"
    return [
        Row(
            f"{what}, as text",
            "a loop that joins the same fields",
            compared.ratio,
            "×",
            _TARGETS.get(style),
            f"{compared.measured * 1000:.0f} ms : {compared.floor * 1000:.0f} ms",
        ),
        Row(
            f"{what}, processor time",
            "none",
            milliseconds,
            "ms",
            _MOST_MILLISECONDS.get(style),
            f"best of {_TURNS}",
        ),
    ]


def _processor_time(run: Callable[[], object]) -> float:
    begin = time.process_time()
    run()
    return time.process_time() - begin


def _bare(work: Work) -> str:
    authors = ", ".join(f"{name.family} {name.initials}" for name in work.author[:6])
    issued = work.issued
    date = f"{issued.year} {_MONTHS[issued.month or 0]}" if issued else ""
    place = f"{date};{work.volume}({work.issue}):{work.page}"
    return f"{authors}. {work.title} {work.container_title_short}. {place}. https://doi.org/{work.doi} PMID: {work.pmid}."
