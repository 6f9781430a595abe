"""People and groups out of BibTeX's name fields (btxdoc, section 4) and biblatex's (manual, 3.7.4), as names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from bibtexparser.middlewares.names import parse_single_name_into_parts

from silit.formats.bibtex_loose_names import loosely_parted
from silit.formats.bibtex_names import OTHERS
from silit.formats.latex_reading import plain_from_latex
from silit.model.names import Name

_MORE = (OTHERS, "et al")
# The word alone at either end stands beside a name that somebody left out.
_AND = re.compile(r"(?:^|\s+)and(?=\s|$)", re.IGNORECASE)
_BRACE_OR_AND = re.compile(rf"\\[\\{{}}]|[{{}}]|{_AND.pattern}", re.IGNORECASE)
# One letter with its accents, or a letter that has a command, as BibTeX's special character (in a brace) or without it.
_LETTER_COMMAND = (
    r"\\['\"`^~=.]\s*(?:\{\\?[^\W\d_]\s*\}|\\?[^\W\d_](?![A-Za-z]*\{))"
    r"|\\[uvHcdbrkt](?:\s*\{\\?[^\W\d_]{1,2}\s*\}|\s+[^\W\d_])"
    r"|\\(?:[OoLlij]|AE|ae|OE|oe|AA|aa|ss|DH|dh|DJ|dj|NG|ng|TH|th)(?:\{\}|\s+|(?![A-Za-z]))"
)
_SPECIAL = re.compile(rf"\{{(?:{_LETTER_COMMAND})\}}|{_LETTER_COMMAND}")
_SIMPLE = re.compile(r"[^{}\\\"]+")
_KEYED = re.compile(
    r"\s*(family|given|prefix|suffix|useprefix|given-i|family-i|prefix-i|id)\s*=\s*(.*)", re.DOTALL
)
_LETTER = re.compile(r"[^\W\d_]")


class NamesRead(NamedTuple):
    """Names, whether they are all ("and others" says that there are more), and how sure it is that they are those that were
    meant: `is_mended` where they are not parted as BibTeX wants it, `is_doubtful` where they may be others."""

    names: tuple[Name, ...]
    is_whole: bool = True
    is_mended: bool = False
    is_doubtful: bool = False


def names_from(latex: str) -> NamesRead:
    """The names of an author or editor field."""
    if not latex.strip():
        return NamesRead(())
    parts = split_names(latex)
    is_whole = True
    while parts and parts[-1].strip("{} .\n\t").lower() in _MORE:
        parts.pop()
        is_whole = False
    loose = [loosely_parted(part) for part in parts]
    return NamesRead(
        tuple(filter(None, (_name(name) for each in loose for name in each.names))),
        is_whole and all(each.is_whole for each in loose),
        any(each.is_mended for each in loose),
        any(each.is_doubtful for each in loose),
    )


def split_names(latex: str) -> list[str]:
    """The names of a field, still in LaTeX: parted by the word "and" in any case between blanks, outside of braces.

    That is BibTeX's rule (btxdoc, section 4; bibtex.web, `name_scan_for_and`), to which a backslash is a character like any other.
    The splitter of bibtexparser 2.1 skips a backslash and the sign behind it wherever it is in its search for the word: behind
    "and" it goes on looking for the name with what follows them, and so loses the beginning of `\\O{}sterberg`.
    """
    latex = latex.strip()
    if "{" not in latex:
        return [name.strip() for name in _AND.split(latex)]
    names, depth, start = [], 0, 0
    for match in _BRACE_OR_AND.finditer(latex):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth = max(depth - 1, 0)
        elif not depth and match[0][0] != "\\":
            names.append(latex[start : match.start()].strip())
            start = match.end()
    return [*names, latex[start:].strip()]


@lru_cache(maxsize=4096)
def _name(latex: str) -> Name | None:
    latex = latex.strip()
    if _is_group(latex):
        literal = plain_from_latex(latex)
        return Name(literal=literal) if literal else None
    if "=" in latex and (keyed := _keyed(latex)):
        return keyed
    if _SIMPLE.fullmatch(latex) and latex.count(",") < 2 and (simple := _simple(plain_from_latex(latex))):
        return simple
    # In `{\O}rsted` and `\'{E}ric` the parser would see no capital, and take the word for a particle.
    parts = parse_single_name_into_parts(_SPECIAL.sub(_printed, latex), strict=False)
    family = plain_from_latex(" ".join((*parts.von, *parts.last)))
    given, suffix = plain_from_latex(" ".join(parts.first)), plain_from_latex(" ".join(parts.jr))
    return _person(family, given, suffix)


def _simple(text: str) -> Name | None:
    """A name without braces, commands and suffix; None where BibTeX's rules for particles are needed."""
    family, comma, given = text.partition(",")
    if comma:
        return _person(family.strip(), given.strip(), "")
    words = text.split()
    if any(_begins_small(word) for word in words[:-1]):
        return None
    return _person(words[-1], " ".join(words[:-1]), "") if words else None


def _person(family: str, given: str, suffix: str) -> Name | None:
    if not family:
        family, given = given, ""
    return Name(family=family, given=given, suffix=suffix) if family else None


def _printed(special: re.Match[str]) -> str:
    text = plain_from_latex(special[0])
    return text if text.isalpha() else special[0]


def _is_group(latex: str) -> bool:
    """Whether one pair of braces holds the whole name."""
    if not (latex.startswith("{") and latex.endswith("}")):
        return False
    depth = 0
    for position, char in enumerate(latex):
        depth += (char == "{") - (char == "}")
        if depth == 0:
            return position == len(latex) - 1
    return False


def _keyed(latex: str) -> Name | None:
    """biblatex's extended form: `family=Wurff, given=Peter, prefix=van der`."""
    found = {}
    for part in latex.split(","):
        match = _KEYED.fullmatch(part)
        if match is None:
            return None
        found[match[1]] = plain_from_latex(match[2].strip().strip('"'))
    family = " ".join(filter(None, (found.get("prefix", ""), found.get("family", ""))))
    return _person(family, found.get("given", ""), found.get("suffix", ""))


def _begins_small(word: str) -> bool:
    letter = _LETTER.search(word)
    return letter is not None and letter[0].islower()
