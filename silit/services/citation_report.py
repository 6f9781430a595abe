"""What became of pasted references, in words: what differs, what is not certain, what was not found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from shlex import quote

from silit.errors import NotFoundError, SilitError
from silit.formats.citation_text import CitedReference
from silit.markup import plain
from silit.matching.citation_compare import Difference
from silit.model.identifiers import best_identifier
from silit.model.integrity import assess
from silit.results import Problem
from silit.services.citation_candidates import Candidate, Outcome, Resolution

DIFFERS, RETRACTED = "reference-differs", "reference-retracted"
CODES: Mapping[Outcome, str] = {
    "ask": "reference-unsure",
    "not-found": "reference-not-found",
    "failed": "not-added",
}
_SAY_MORE = (
    "Give its title with its author and year, or its PMID or DOI; or search for its words: silit search WORDS"
)
_SHOWN = 60
_LONGEST_TITLE = 90
_WORDS_TO_SEARCH = 8


def shown(text: str, most: int = _SHOWN) -> str:
    """A reference as it is named in a message: its beginning, in quotation marks."""
    return f"“{_cut(' '.join(text.split()), most)}”"


def described(candidate: Candidate) -> str:
    """A candidate on one line: what names it, and its key facts."""
    work = candidate.work
    author = work.author[0].display if work.author else ""
    more = " et al" if len(work.author) > 1 else ""
    title = _cut(plain(work.title), _LONGEST_TITLE)
    place = " ".join(
        part for part in (work.container_title_short or work.container_title, str(work.year or "")) if part
    )
    where = "".join((place, f";{work.volume}" if work.volume else "", f":{work.page}" if work.page else ""))
    facts = ". ".join(part for part in (f"{author}{more}", title.rstrip("."), where) if part)
    return f"{candidate.ref} - {facts}"


def differing(differences: Iterable[Difference]) -> str:
    """ "year (2010; the paper has 2008) and volume (17; the paper has 16)"."""
    parts = [
        f"{one.field} ({_cut(one.cited, _LONGEST_TITLE) or 'none'}; the paper has {_cut(one.found, _LONGEST_TITLE)})"
        for one in differences
    ]
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def error_of(resolution: Resolution) -> SilitError:
    """Why a reference was not stored, with the candidates and the lines to type."""
    name = shown(resolution.text)
    if resolution.error is not None:
        error = resolution.error
        return type(error)(f"{name} was not matched: {error.message}", hint=error.hint)
    if resolution.outcome == "ask":
        said = (_of_stranger(resolution), resolution.reason, _possible(resolution))
        return NotFoundError(
            " ".join((f"{name} was not matched for certain.", *filter(None, said))),
            hint=f"If it is {_one_of(resolution.choices)}: {' or '.join(map(_line, resolution.choices))}",
        )
    words = _words(resolution.cited) if resolution.cited.is_reference else ""
    if not resolution.cited.is_reference and not resolution.cited.identifiers:
        return NotFoundError(f"{name} says too little to look for its paper.", hint=_SAY_MORE)
    return NotFoundError(
        f"{name} was not found in the library, PubMed or Crossref. {resolution.reason}".strip(),
        hint=f"Search for some of its words: silit search {quote(words)}"
        if words
        else "Check it for typing errors.",
    )


def differences_of(
    resolutions: Iterable[Resolution], lines: Mapping[str, int], keys: Mapping[str, str]
) -> list[Problem]:
    """One problem for each reference that differs from its paper. Of one that is not sure nothing is said to differ."""
    return [
        Problem(
            DIFFERS,
            f"{shown(one.text)} differs in {differing(one.differences)}.",
            f"Compare it with {keys.get(one.text) or one.candidates[0].ref}, and mend the reference where it is cited.",
            line=lines.get(one.text),
            key=keys.get(one.text) or one.candidates[0].ref,
        )
        for one in resolutions
        if one.differences and one.outcome == "sure"
    ]


def retracted_of(resolutions: Iterable[Resolution], lines: Mapping[str, int]) -> list[Problem]:
    """One problem for each reference whose paper was retracted, as far as those say who were asked about it."""
    return [
        Problem(
            RETRACTED,
            f"{shown(one.text)} was retracted.",
            "Cite it only as what it is, or take it out.",
            line=lines.get(one.text),
            key=one.found.ref,
        )
        for one in resolutions
        if one.found is not None and assess(one.found.work, ()).status == "retracted"
    ]


def outcome_word(resolution: Resolution) -> str:
    """ "agrees", "differs", "unsure", "not-found" or "failed"."""
    if resolution.outcome == "sure":
        return "differs" if resolution.differences else "agrees"
    return "unsure" if resolution.outcome == "ask" else resolution.outcome


def reference_json(resolution: Resolution, line: int | None) -> dict[str, object]:
    """What became of one reference, for scripts: `paper` is what names its paper, None where that is not sure."""
    found = resolution.found
    return {
        "text": resolution.text,
        "line": line,
        "outcome": outcome_word(resolution),
        "paper": found.ref if found else None,
        "differences": [
            {"field": one.field, "cited": one.cited, "found": one.found}
            for one in (resolution.differences if found else ())
        ],
        "candidates": [] if found else [one.ref for one in resolution.choices],
    }


def _of_stranger(resolution: Resolution) -> str:
    if resolution.stranger is None:
        return ""
    scheme = best_identifier(resolution.cited.identifiers).scheme.upper()
    return f"Its {scheme} is that of another paper, {described(resolution.stranger)}."


def _possible(resolution: Resolution) -> str:
    if not resolution.candidates:
        return "" if resolution.reason else "No paper of its title was found."
    return f"It may be {'; or '.join(map(described, resolution.candidates))}."


def _one_of(candidates: Sequence[Candidate]) -> str:
    return "that one" if len(candidates) == 1 else "one of them"


def _line(candidate: Candidate) -> str:
    return f"silit show {candidate.cite_key}" if candidate.cite_key else f"silit add {candidate.ref}"


def _words(cited: CitedReference) -> str:
    words = [word.strip(".,:;?!()[]\"'…") for word in (cited.title or cited.text).split()]
    return (
        " ".join(word for word in words if word)[:120]
        if len(words) <= _WORDS_TO_SEARCH
        else " ".join(words[:_WORDS_TO_SEARCH])
    )


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
