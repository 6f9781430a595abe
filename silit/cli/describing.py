"""Entries in the words of a screen: one line each, marks for what a reader must know before citing."""

from __future__ import annotations

from silit.cli.screen import clean
from silit.model.entries import Entry

# What every list says of a work that does not simply stand.
_MARKS = {
    "retracted": "RETRACTED",
    "concern": "CONCERN",
    "corrected": "corrected",
    "superseded": "superseded",
}
_SIGNS = {"supports": "+", "contradicts": "-", "mixed": "±", "inconclusive": "?", "background": "·"}


def key(entry: Entry) -> str:
    """The cite key, with what a reader must know before citing it: "wakefield1998 (RETRACTED)"."""
    status = entry.integrity.status
    return f"{entry.cite_key} ({_MARKS[status]})" if status in _MARKS else entry.cite_key


def authors(entry: Entry) -> str:
    """ "Laslett et al.", "Kumar & Beaton", "(authors not recorded)", "(no author)"."""
    names = [_one_line(name.display) for name in entry.work.author]
    if not names:
        return "(authors not recorded)" if entry.work.authors_complete == "unknown" else "(no author)"
    if entry.work.authors_complete == "no" or len(names) > 2:
        return f"{names[0]} et al."
    return " & ".join(names)


def title(entry: Entry) -> str:
    """The title as plain text, never empty."""
    text = entry.work.title
    if "<" in text:
        from silit.markup import plain  # most lists hold no title with markup

        text = plain(text)
    return _one_line(text) or "(no title)"


def marks(entry: Entry) -> list[str]:
    """RETRACTED and its sisters, preprint, tags, and the stances as `+claim`, `-claim`."""
    found = [_MARKS[entry.integrity.status]] if entry.integrity.status in _MARKS else []
    if entry.work.genre == "Preprint":
        found.append("preprint")
    found.extend(f"#{_one_line(tag)}" for tag in entry.tags)
    found.extend(f"{_SIGNS[evidence.stance]}{evidence.claim}" for evidence in entry.evidence)
    return found


def is_unsound(entry: Entry) -> bool:
    """Whether the work is retracted or under concern: shown in red where there are colours."""
    return entry.integrity.status in ("retracted", "concern")


def row(entry: Entry) -> str:
    """One tab-separated line for other programs: key, year, authors, title, marks."""
    year = str(entry.work.year or "")
    cells = (entry.cite_key, year, authors(entry), title(entry), " ".join(marks(entry)))
    return "\t".join(map(_one_line, cells))


def _one_line(text: str) -> str:
    return " ".join(clean(text).split())
