"""The authors that a reference begins with, told from its title by the form of names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_PARTICLES = r"(?:(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|ter|ten|zu|zur|el|al|bin|ibn|af|av|'t|in|op)[ -]){0,4}"
_CAPITAL = r"(?:[^\W\d_a-zß-öø-ÿ]|[dO]'(?=[^\W\d_a-z]))"
_FAMILY_WORD = rf"{_CAPITAL}[^\W\d_]*(?:['-][^\W\d_]+){{0,3}}"
_FAMILY = rf"{_PARTICLES}{_FAMILY_WORD}(?:[ -](?:{_PARTICLES}|y |e ){_FAMILY_WORD}){{0,3}}?"
_SUFFIX = r"(?:,? (?:Jr|Sr|2nd|3rd|4th|II|III|IV)\b\.?)?"
_NAMES = tuple(
    re.compile(pattern)
    for pattern in (
        # Laslett, M. A. · Laslett, M.A., Jr.
        rf"(?P<family>{_FAMILY}), ?(?P<initials>(?:{_CAPITAL}[a-z]?\.[ -]?)+){_SUFFIX}",
        # Laslett MA · Laslett M.A. · Laslett, MA
        rf"(?P<family>{_FAMILY}),? (?P<initials>{_CAPITAL}(?:(?:[.-]?{_CAPITAL}){{0,4}}|(?: {_CAPITAL}){{1,3}}(?=[,;.:]))(?![^\W\d_]|')\.?(?=[,;.:& ]|$)){_SUFFIX}",
        # M. A. Laslett · MA Laslett
        rf"(?P<initials>(?:{_CAPITAL}\.[ -]?){{1,4}}|{_CAPITAL}{{1,3}}(?= )) ?(?P<family>{_FAMILY}){_SUFFIX}(?=,? |[.,;]|$)",
    )
)
_SEPARATOR = re.compile(
    r"\s*(?:;\s*(?:and|&)?|,\s*(?:and|&|\.\s?\.\s?\.|…|\.\.\.)?|\band\b|&|\.\.\.|…)\s*", re.IGNORECASE
)
_ET_AL = re.compile(
    r"[\s,;.]*(?:\bet\.? al\b\.?|\band (?:others|colleagues)\b|\bet coll\b\.?|\bu\. ?a\.|\by cols\b\.?|\bi in\.)",
    re.IGNORECASE,
)
# "(Eds.)", ", editors.", "(eds)"
_EDITORS = re.compile(
    r"[ ,.]*(?:\((?:eds?|editors?|comps?)\b\.?\)|(?<=[, ])(?:eds?(?=[.,;])|editors?(?=[.,;:]))\b)[.,]*",
    re.IGNORECASE,
)
_ET_AL_ANYWHERE = re.compile(r"\bet\.? al\b|\band others\b|\. \. \.|…|\.\.\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class WrittenName:
    """A family name and initials as they are written."""

    family: str
    initials: str = ""


@dataclass(frozen=True, slots=True)
class AuthorBlock:
    """The names at the start of a reference, where they end, and whether "et al." stands for more."""

    names: tuple[WrittenName, ...]
    end: int
    et_al: bool = False


def read_authors(text: str) -> AuthorBlock:
    """The names that `text` begins with; none where it begins with no name in a form that names have."""
    names: list[WrittenName] = []
    position = end = 0
    forms = _NAMES
    while (match := _name_at(text, position, forms)) is not None:
        if match.re is _NAMES[1] and "," not in match[0]:
            # Behind "Laslett M" no initials come first: "J Man Manip Ther" is a journal.
            forms = _NAMES[:2]
        names.append(WrittenName(match["family"].strip(), match["initials"].strip(" .,")))
        position = end = match.end()
        if (
            text[end - 1 : end] == "."
            and _ET_AL.match(text, end) is None
            and not re.match(r"\s*[,;&]|\s+and\b", text[end:])
        ):
            break
        separator = _SEPARATOR.match(text, position)
        if separator is None or _ET_AL.match(text, position):
            break
        position = separator.end()
    more = _ET_AL.match(text, end) if names else None
    end = more.end() if more else end
    edited = _EDITORS.match(text, end) if names else None
    return AuthorBlock(tuple(names), edited.end() if edited else end, more is not None)


def says_et_al(text: str) -> bool:
    """Whether `text`, a block of authors, says or shows that there are more."""
    return _ET_AL_ANYWHERE.search(text) is not None


def _name_at(text: str, position: int, forms: Sequence[re.Pattern[str]]) -> re.Match[str] | None:
    found = (form.match(text, position) for form in forms)
    return next((match for match in found if match is not None), None)
