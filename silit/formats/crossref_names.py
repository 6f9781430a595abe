"""Crossref's contributors as names, with what publishers do to them undone: capitals, degrees, glued initials."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from silit.formats.inline_html import clean_line
from silit.formats.json_values import mappings_of, text_of
from silit.model.identifiers import normalise_orcid
from silit.model.names import Name

_DEGREE = (
    r"(?:Ph\.?\s?D|M\.?\s?D|D\.?\s?O|D\.?\s?C|D\.?\s?P\.?\s?T|P\.?\s?T|R\.?\s?N|R\.?\s?M\.?\s?T|L\.?\s?M\.?\s?T|M\.?\s?P\.?\s?H"
    r"|M\.?\s?Sc|B\.?\s?Sc|M\.?\s?S|M\.?\s?A|B\.?\s?A|Dr\.?\s?P\.?\s?H|F\.?R\.?C\.?[SP]|M\.?B\.?\s?Ch\.?B|M\.?B\.?B\.?S|Ed\.?\s?D"
    r"|D\.?\s?Sc|O\.?\s?C\.?\s?S|F\.?A\.?C\.?[SP])\.?"
)
_DEGREES_BEHIND = re.compile(rf"(?:\s*,\s*{_DEGREE}(?=\s*,|\s*$))+\s*$")
_ONLY_DEGREES = re.compile(rf"{_DEGREE}(?:[\s,/;]+{_DEGREE})*")
_SUFFIX = {
    "jr": "Jr.",
    "sr": "Sr.",
    "ii": "II",
    "iii": "III",
    "iv": "IV",
    "2nd": "II",
    "3rd": "III",
    "4th": "IV",
}
_SUFFIX_BEHIND = re.compile(r",\s*(jr|sr|ii|iii|iv|2nd|3rd|4th)\.?$|\s+(jr|sr)\.?$", re.IGNORECASE)
_MARKS_BEHIND = re.compile(r"[\s,;*†‡§¶\d⁰¹²³⁴-⁹]+$")
_LETTER = r"[^\W\d_]"
_GLUED_INITIALS = re.compile(rf"({_LETTER}[\w'’\-]+(?: {_LETTER}[\w'’\-]+)*) ([A-Z]{{1,3}})")
_INITIALS = re.compile(r"[A-ZÀ-ÖØ-Þ]{2,3}")
_WHOLE_LIST = re.compile(rf"{_LETTER}[\w'’\- ]+? [A-Z]{{1,3}}(?:[,;] ?{_LETTER}[\w'’\- ]+? [A-Z]{{1,3}})+")
_ET_AL = re.compile(r"(?:and others|et\.? ?al\.?|u\.? ?a\.)", re.IGNORECASE)
_PARTICLES = frozenset(
    "af al am auf aus ben d da dal dalla de dei del della den der di do dos du el la las le los san ten ter van vom"
    " von y zu zum zur".split()
)
_SHORTEST_CAPITALS = 4
_LONGEST_NAME = 400


def read_names(value: object) -> tuple[tuple[Name, ...], bool]:
    """The names of a contributor list in its order, and whether the list says that it goes on ("et al.")."""
    names: list[Name] = []
    cut = False
    for person in mappings_of(value):
        for part in _people_in(person):
            name = _name(part)
            if name and _ET_AL.fullmatch(name.display):
                cut = True
            elif name:
                names.append(name)
    return tuple(names), cut


def _people_in(person: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """The person, or each of those whose names were all put into one family name."""
    family = clean_line(text_of(person.get("family")))
    if not text_of(person.get("given")) and _WHOLE_LIST.fullmatch(family):
        for one in re.split(r"[,;] ?", family):
            yield {"family": one}
    else:
        yield person


def _name(person: Mapping[str, object]) -> Name | None:
    family, suffix = _without_suffix(_bare(text_of(person.get("family"))))
    given, given_suffix = _without_suffix(_bare(text_of(person.get("given")), digits_belong=True))
    literal = clean_line(text_of(person.get("name")) or text_of(person.get("literal")))
    if not family and literal:
        return Name(literal=literal, affiliations=_affiliations(person))
    if not given:
        family, given = _split(family)
    family, given = (family, given) if family else (given, "")
    if not family:
        return None
    if _INITIALS.fullmatch(given) and (len(given) == 2 or not family.isupper()):
        # "JW" is two names; "TOM" beside "SMITH" is one.
        given = " ".join(given)
    spelled_out = _is_capitals(given)
    return Name(
        family=_family_case(family) if _is_capitals(family) or (family.isupper() and spelled_out) else family,
        given=_given_case(given) if spelled_out else given,
        suffix=_suffix(clean_line(text_of(person.get("suffix")))) or suffix or given_suffix,
        particle=clean_line(text_of(person.get("non-dropping-particle"))),
        orcid=normalise_orcid(text_of(person.get("ORCID"))),
        affiliations=_affiliations(person),
    )


def _bare(text: str, *, digits_belong: bool = False) -> str:
    """The name without degrees, and without the footnote marks behind it."""
    text = clean_line(text)
    if len(text) <= _LONGEST_NAME:
        text = _DEGREES_BEHIND.sub("", text).strip()
    return text.rstrip(" ,;*†‡§¶") if digits_belong else _MARKS_BEHIND.sub("", text)


def _without_suffix(text: str) -> tuple[str, str]:
    match = _SUFFIX_BEHIND.search(text)
    if not match or not match.start():
        return text, ""
    return text[: match.start()], _suffix(match[1] or match[2])


def _suffix(text: str) -> str:
    if _ONLY_DEGREES.fullmatch(text):
        return ""
    return _SUFFIX.get(text.rstrip(".").lower(), text)


def _split(family: str) -> tuple[str, str]:
    """A whole name in the family field, taken apart where its form leaves no doubt: "Smith, Jo", "SMITH JA"."""
    if family.count(", ") == 1:
        before, after = family.split(", ")
        return before, after
    glued = _GLUED_INITIALS.fullmatch(family)
    return (glued[1], " ".join(glued[2])) if glued else (family, "")


def _is_capitals(text: str) -> bool:
    return text.isupper() and any(
        len(word) >= _SHORTEST_CAPITALS for word in re.findall(rf"{_LETTER}+", text)
    )


def _family_case(family: str) -> str:
    words = family.split(" ")
    cased = [_word_case(word) for word in words]
    for index, word in enumerate(words[:-1]):
        if word.lower() in _PARTICLES:
            cased[index] = word.lower()
    return " ".join(cased)


def _given_case(given: str) -> str:
    # Two letters are initials.
    return " ".join(
        _word_case(word) if len(word) > 2 and "." not in word else word for word in given.split(" ")
    )


def _word_case(word: str) -> str:
    """ "O'NEIL-MCKENZIE" as "O'Neil-McKenzie"."""
    cased = re.sub(rf"{_LETTER}+", lambda m: m[0].capitalize(), word)
    return re.sub(rf"\bMc({_LETTER})", lambda m: "Mc" + m[1].upper(), cased)


def _affiliations(person: Mapping[str, object]) -> tuple[str, ...]:
    named = (clean_line(text_of(one.get("name"))) for one in mappings_of(person.get("affiliation")))
    return tuple(dict.fromkeys(name for name in named if name))
