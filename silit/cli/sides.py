"""The sides of a claim as text: supporting and contradicting papers in two columns of one width, the others below.

Every side is printed in the same form, an empty one too: that nothing was found is not proof that there is nothing.
"""

from __future__ import annotations

import textwrap
from itertools import zip_longest

import click

from silit.cli import describing
from silit.cli.sheet import QUOTE_CHECKS
from silit.model.claims import Stance
from silit.services.evidence_sides import Judgement, Sides

_HEADINGS: dict[Stance, str] = {
    "supports": "Supports",
    "contradicts": "Contradicts",
    "mixed": "Mixed",
    "inconclusive": "Inconclusive",
    "background": "Background",
}
_NARROWEST_PAIR = 70
_GAP = 4


def side_by_side(sides: Sides, width: int) -> str:
    """The claim and its sides, fitted to `width` columns."""
    parts = [textwrap.fill(f"{sides.claim.slug}: {sides.claim.text}", width)]
    if width >= _NARROWEST_PAIR:
        column = (width - _GAP) // 2
        pair = [_side(sides, stance, column) for stance in ("supports", "contradicts")]
        parts.append(_columns(pair[0], pair[1], column))
        below: tuple[Stance, ...] = ("mixed", "inconclusive", "background")
    else:
        below = ("supports", "contradicts", "mixed", "inconclusive", "background")
    for stance in below:
        if sides.by_stance[stance] or stance in ("supports", "contradicts"):
            parts.append("\n".join(_side(sides, stance, width)))
    parts.append(textwrap.fill(_caveat(sides), width))
    return "\n\n".join(parts)


def _side(sides: Sides, stance: Stance, width: int) -> list[str]:
    judgements = sides.by_stance[stance]
    lines = [f"{_HEADINGS[stance]} ({len(judgements)})", "-" * min(width, 24)]
    if not judgements:
        lines.extend(textwrap.wrap("None in the library - that is not proof that there are none.", width))
    for judgement in judgements:
        lines.extend(_lines(judgement, width))
    return lines


def _lines(judgement: Judgement, width: int) -> list[str]:
    entry, evidence = judgement.entry, judgement.evidence
    warnings = [
        mark for mark in describing.marks(entry) if not mark.startswith(("#", "+", "-", "±", "?", "·"))
    ]
    head = f"{entry.cite_key} ({', '.join(filter(None, (str(entry.work.year or ''), entry.study_type)))})"
    lines = textwrap.wrap(" ".join((*warnings, head)), width)
    lines += _indented(f"{describing.authors(entry)}: {describing.title(entry)}", width)
    if evidence.quote:
        place = f", {evidence.locator}" if evidence.locator else ""
        quote = f"“{evidence.quote}”{place} ({QUOTE_CHECKS[evidence.quote_check]})"
        lines += _indented(quote, width)
    elif evidence.locator:
        lines += _indented(evidence.locator, width)
    if evidence.note and not evidence.example:
        lines += _indented(evidence.note, width)
    return [*lines, *_indented(_who(judgement), width)]


def _indented(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="  ")


def _who(judgement: Judgement) -> str:
    evidence = judgement.evidence
    if evidence.example:
        return "example, not judged by you yet"
    read = {"abstract": "abstract read", "full": "read in full", "secondary": "known second-hand"}.get(
        evidence.read, ""
    )
    who = f"judged by {evidence.judged_by or 'you'}"
    return ", ".join(filter(None, (who, evidence.judged_on, read)))


def _caveat(sides: Sides) -> str:
    if any(judgement.evidence.example for judgements in sides.by_stance.values() for judgement in judgements):
        return "Counts are of papers, not of strength. Stances marked as examples are the starter collection's: read a paper before you rely on one."
    return "Counts are of papers, not of strength."


def _columns(left: list[str], right: list[str], column: int) -> str:
    gap = " " * _GAP
    pairs = zip_longest(left, right, fillvalue="")
    return "\n".join((click.unstyle(one).ljust(column) + gap + other).rstrip() for one, other in pairs)
