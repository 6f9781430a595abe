"""The authors that a reference names, held against those of a work."""

from __future__ import annotations

import re
from dataclasses import dataclass

from silit.formats.citation_authors import says_et_al
from silit.formats.citation_text import CitedReference
from silit.matching.citation_words import CitationWords, Token, words_of
from silit.model.folding import fold
from silit.model.names import Name
from silit.model.work import Work

_NO_NAMES = frozenset(
    "et al al. others colleagues jr sr 2nd 3rd ii iii iv phd md msc pt dc do rn ed eds editor editors the group on behalf of for y und en e retracted withdrawn article date".split()
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sept sep oct nov dec spring summer autumn fall winter".split()
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d[a-z]?")
_LONGEST_INITIALS = 4


@dataclass(frozen=True, slots=True)
class AuthorComparison:
    """Whether the first author is the same, and what differs: (field, as cited, as found)."""

    first_agrees: bool
    differences: tuple[tuple[str, str, str], ...]


def compare_authors(
    cited: CitedReference, work: Work, words: CitationWords, title_start: int | None
) -> AuthorComparison | None:
    """The comparison; None where the reference or the work names no author, or where the title was not found, so that
    nothing tells where the names end."""
    named = work.author or work.editor
    people = [name for name in named if name.family]
    if not named or not words_of(named[0].display):
        return None
    block = _block(cited, words, title_start)
    if not block:
        return None
    if not people or not work.author:
        # A group, or the editors of a book, may be set elsewhere: they agree or say nothing.
        return AuthorComparison(True, ()) if _leads(cited, named[0], block) else None
    first = work.author[0]
    first_agrees = _leads(cited, first, block) and _initial_agrees(cited, first)
    if not first_agrees:
        shown = cited.authors[0].family if cited.authors else words.as_written(block[0])
        if cited.authors and cited.authors[0].initials:
            shown = f"{shown} {cited.authors[0].initials}"
        return AuthorComparison(False, (("first author", shown, _shown(first)),))
    return AuthorComparison(True, _others(cited, work, people, block, words, title_start is not None))


def _block(cited: CitedReference, words: CitationWords, title_start: int | None) -> list[Token]:
    """The tokens before the title, without years."""
    end = title_start if title_start is not None else 0
    if not end and cited.authors:
        end = words.count_before(cited.text[: cited.text.find(cited.title)]) if cited.title else 0
    return [token for token in words.tokens[:end] if not _YEAR.fullmatch(token.word)]


def _others(
    cited: CitedReference,
    work: Work,
    people: list[Name],
    block: list[Token],
    words: CitationWords,
    title_is_known: bool,
) -> tuple[tuple[str, str, str], ...]:
    """What differs after the first author: one who is missing or wrong, or one too many."""
    position = 0
    used: set[int] = set()
    seen = 0
    missing_at: list[int] = []
    for index, name in enumerate(people):
        family = words_of(name.full_family)
        at = _place(family, block, position)
        if at is None and name.given:
            # Scripts without blanks: "山田太郎".
            family = words_of(f"{name.family}{name.given}")
            at = _place(family, block, position)
        if at is None:
            missing_at.append(index)
            continue
        seen += 1
        position = at + _length(family, block, at)
        used.update(range(at, position))
        used.update(_written_out(name, block, at, position))
    missing = [people[index] for index in missing_at]
    cut = cited.et_al or says_et_al(words.folded[: block[-1].end])
    strange = _strange(work, [token for index, token in enumerate(block) if index not in used], words)
    count = f"{len(work.author)} authors"
    complete = work.authors_complete == "yes"
    if strange and complete and title_is_known:
        return (("authors", ", ".join(strange[:3]), _listed(missing or people)),)
    if missing and not cut and complete:
        return (("authors", f"{seen} of them", f"{count}, also {_listed(missing)}"),)
    # "et al." stands for the rest; the last may be named behind an ellipsis (APA), so it does not count here.
    last = max((index for index in range(len(people) - 1) if index not in missing_at), default=0)
    left_out = [people[index] for index in missing_at if index < last]
    return (("authors", f"without {_listed(left_out)}", count),) if left_out else ()


def _strange(work: Work, rest: list[Token], words: CitationWords) -> list[str]:
    """The names in the rest of the block that no author of the work has, as they are written."""
    known = {
        word
        for name in work.author
        for word in words_of(f"{name.display} {name.given} {_run_together(name)}")
    }
    return [
        words.as_written(token)
        for token in rest
        if token.word not in known
        and token.word not in _NO_NAMES
        and token.word not in _MONTHS
        and len(token.word) >= _LONGEST_INITIALS
        and not token.word.isdecimal()
    ]


def _place(family: list[str], block: list[Token], start: int) -> int | None:
    wanted = "".join(family)
    for index in range(start, len(block)):
        if _length(family, block, index, wanted):
            return index
    return None


def _length(family: list[str], block: list[Token], index: int, wanted: str = "") -> int:
    """How many tokens from `index` on make up the family name; 0 when they do not."""
    wanted = wanted or "".join(family)
    joined = ""
    for count, token in enumerate(block[index : index + len(family) + 3], start=1):
        joined += token.word
        if joined == wanted:
            return count
        if len(joined) >= len(wanted):
            return 0
    return 0


def _leads(cited: CitedReference, first: Name, block: list[Token]) -> bool:
    """Whether this name is the first; initials may stand before it."""
    family = words_of(first.display)
    if first.given and [block[0].word] == words_of(f"{first.family}{first.given}"):
        return True
    at = _place(family, block, 0)
    if not at:
        return at == 0
    said = "".join(words_of(cited.authors[0].family)) if cited.authors else ""
    wanted = "".join(family)
    is_said = not said or said in wanted or wanted in said
    return is_said and all(len(token.word) < _LONGEST_INITIALS for token in block[:at])


def _initial_agrees(cited: CitedReference, first: Name) -> bool:
    """Whether the first letters of the given names agree, as far as both are known."""
    said = cited.authors[0].initials if cited.authors else ""
    known = first.initials or first.given
    if not said or not known or words_of(cited.authors[0].family) != words_of(first.full_family):
        return True
    return fold(said)[:1] == fold(known)[:1]


def _written_out(name: Name, block: list[Token], start: int, end: int) -> list[int]:
    """The places beside a family name, from `start` to before `end`, where given names are written out of which the work
    knows the initials alone."""
    letters = set(fold(_run_together(name)))
    found = []
    for first, step in ((end, 1), (start - 1, -1)):
        place = first
        while 0 <= place < len(block) and len(block[place].word) > 1 and block[place].word[0] in letters:
            found.append(place)
            place += step
    return found


def _run_together(name: Name) -> str:
    """Initials as Vancouver style sets them, however many: "MAJT"."""
    return name.initials or "".join(part[0] for part in re.split(r"[\s.-]+", name.given) if part)


def _shown(name: Name) -> str:
    return f"{name.display} {name.initials or name.given[:1]}".strip()


def _listed(names: list[Name]) -> str:
    shown = [name.display for name in names[:3]]
    return ", ".join(shown) + (" …" if len(names) > len(shown) else "")
