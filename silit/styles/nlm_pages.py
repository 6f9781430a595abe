"""Pages as NLM prints them: figures that the first page has already are not repeated (Citing Medicine, chapter 1)."""

from __future__ import annotations

import re

_DASH = re.compile(r"\s*[-‐‑‒–—]\s*")
_RANGE = re.compile(r"([A-Za-z]*)(\d+)-\1(\d+)")


def shortened(page: str) -> str:
    """ "207-218" is "207-18", "S12-S18" is "S12-8"; anything else, a letter behind a number included, stays."""
    if simple := _RANGE.fullmatch(page):
        return _shortened_range(simple)
    parts = re.split(r"([,;]\s*)", _DASH.sub("-", page.strip()))
    ranges = ((part, _RANGE.fullmatch(part)) for part in parts)
    return "".join(_shortened_range(match) if match else part for part, match in ranges)


def _shortened_range(match: re.Match[str]) -> str:
    letters, first, last = match.groups()
    if first == last:
        return f"{letters}{first}"
    if len(first) != len(last) or last < first:
        return f"{letters}{first}-{last}"
    shared = 0
    while first[shared] == last[shared]:
        shared += 1
    return f"{letters}{first}-{last[shared:]}"
