"""A small checker of shapes, and the shapes that `--json` promises, written as they look.

A shape is a type, a list of one shape (an array of such), a dict (an object with at least these names; "name?" may be
missing), a set (one of these values), a `Map` (an object whose names are free) or a function that says yes or no.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Map:
    """An object with any names, each of them holding `value`."""

    value: Any


def misfits(value: Any, shape: Any, path: str = "$") -> Iterator[str]:
    """Where `value` is not of `shape`, in words."""
    if isinstance(shape, type):
        if type(value) is not shape:  # True is no number
            yield f"{path} is {value!r}, not {shape.__name__}"
    elif isinstance(shape, list):
        if type(value) is not list:
            yield f"{path} is {value!r}, not an array"
            return
        for number, item in enumerate(value):
            yield from misfits(item, shape[0], f"{path}[{number}]")
    elif isinstance(shape, Map | dict):
        if type(value) is not dict:
            yield f"{path} is {value!r}, not an object"
            return
        yield from _object_misfits(value, shape, path)
    elif isinstance(shape, frozenset):
        if value not in shape:
            yield f"{path} is {value!r}, not one of {sorted(shape)}"
    elif isinstance(shape, Callable) and not shape(value):
        yield f"{path} is {value!r}, not {shape.__name__}"


def _object_misfits(value: dict[str, Any], shape: Map | dict[str, Any], path: str) -> Iterator[str]:
    if isinstance(shape, Map):
        for name, inner in value.items():
            yield from misfits(inner, shape.value, f"{path}.{name}")
        return
    for name, inner in shape.items():
        bare = name.removesuffix("?")
        if bare in value:
            yield from misfits(value[bare], inner, f"{path}.{bare}")
        elif bare == name:
            yield f"{path}.{name} is missing"


def matching(pattern: str) -> Callable[[Any], bool]:
    """A text that is `pattern` from end to end."""

    def matches(value: Any) -> bool:
        return isinstance(value, str) and re.fullmatch(pattern, value, re.DOTALL) is not None

    matches.__name__ = f"a text like {pattern}"
    return matches


def date_parts(value: Any) -> bool:
    """One date, or two for a range, each of one to three integers."""
    return (
        isinstance(value, list)
        and len(value) in (1, 2)
        and all(
            isinstance(part, list) and 1 <= len(part) <= 3 and all(type(n) is int for n in part)
            for part in value
        )
    )


def author(value: Any) -> bool:
    """{family, given, suffix?} or {literal}."""
    if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
        return False
    return ("literal" in value) != ("family" in value)


def safe_title(value: Any) -> bool:
    """A text whose only markup is <i> <b> <sup> <sub>, and whose characters are themselves."""
    return isinstance(value, str) and not re.search(
        r"<(?!/?(?:i|b|sup|sub)>)[a-z/]|&(?:amp|lt|gt|quot|#\d+);", value, re.I
    )


def day_or_nothing(value: Any) -> bool:
    """An ISO date, or "" where there is none."""
    return isinstance(value, str) and re.fullmatch(r"(\d{4}-\d\d-\d\d.*)?", value) is not None


def yes_no_or_unknown(value: Any) -> bool:
    """true, false, or null where nobody says."""
    return value is None or type(value) is bool


STANCES = ("supports", "contradicts", "mixed", "inconclusive", "background")
STANCE = frozenset(STANCES)
STUDY_TYPE = frozenset(
    "systematic-review meta-analysis rct nonrandomized-trial cohort case-control cross-sectional case-series "
    "diagnostic-accuracy guideline narrative-review protocol anatomy biomechanics animal qualitative opinion notice "
    "unknown".split()
)
EVIDENCE = {
    "claim": str,
    "stance": STANCE,
    "quote": str,
    "quote_check": frozenset(("found", "not-found", "no-abstract", "")),
    "locator": str,
    "note": str,
    "read": frozenset(("abstract", "full", "secondary", "")),
    "judged_by": str,
    "judged_on": day_or_nothing,
}
SILIT = {
    "tags": [str],
    "evidence": [EVIDENCE],
    "study_type": STUDY_TYPE,
    "levels": Map(int),
    "integrity": {
        "status": frozenset(("retracted", "concern", "corrected", "superseded", "none-found", "not-checked")),
        "checked": day_or_nothing,
        "sources": [str],
        "notices": [dict],
    },
    "records": [{"source": str, "id": str, "retrieved": day_or_nothing}],
    "authors_complete": yes_no_or_unknown,
    "inbox": bool,
}
WORK = {
    "id": matching(r"[a-z0-9]+"),
    "type": str,
    "title": safe_title,
    "author?": [author],
    "issued?": {"date-parts": date_parts},
    "DOI?": matching(r"10\.[^A-Z\s]+"),
    "PMID?": matching(r"[1-9]\d*"),
    "PMCID?": matching(r"PMC[1-9]\d*"),
    "page?": matching(r"[^–—]+"),
    "silit": SILIT,
}
PROBLEM = {
    "code": matching(r"[a-z0-9-]+"),
    "message": matching(r".+"),
    "hint": str,
    "file?": str,
    "line?": int,
    "key?": str,
}
STORED = {
    "identified": Map(int),
    "looked_at": Map(int),
    "added": [str],
    "merged": [str],
    "updated": [str],
    "unchanged": int,
    "missing": [str],
    "problems": [PROBLEM],
}
CLAIM = {"slug": str, "text": str, "question": str, "counts": dict.fromkeys(STANCES, int)}
SIDES = {"claim": CLAIM, **{stance: [WORK] for stance in STANCES}}
SETTING = {"name": str, "value": str, "origin": str, "description": str}
ACTION = {"id": int, "command": str, "summary": str, "at": matching(r"\d{4}-\d\d-\d\dT.*Z"), "changes": int}
