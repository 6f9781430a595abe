"""Lists of names that are not parted by "and" as BibTeX wants them: by semicolons, by commas, by "&", cut with "et al."."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from silit.formats.listed_names import INITIALS, NAME_AND_INITIALS

# BibTeX has "von Last, Jr, First", and complains of more commas.
_MOST_COMMAS = 2
_ET_AL = re.compile(
    r"(?:^|[\s,;~]+)(?:(?:\\(?:emph|textit)\s*\{\s*et\.?[\s~]*al\.?\s*\}|\{?\\(?:em|it)\s+et\.?[\s~]*al\.?\s*\}|et\.?[\s~]+al)\.?[\s,;]*)+$",
    re.IGNORECASE,
)
_LONGEST_ET_AL = 60
# What is longer is no name; looking for initials in it would take long.
_LONGEST_NAME = 300
# Words, or one word, a comma and words, of which none is "al".
_PLAIN = re.compile(r"[^\s,;&=]*(?:,\s?[^\s,;&=]+)?(?:\s(?!al\b)[^\s,;&=]+)?")
_SIGN = re.compile(r"\\[\\{}]|[{}]|&#?\w+;|(?<=\s)\\?&(?=\s)|[;,]")
_SUFFIX = re.compile(r"(?:jr|sr|[2-6](?:nd|rd|th)|I{2,3}|IV|VI?|Ph\.?\s*D|M\.?D|Esq)\.?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Loose:
    """The names of one part of a field. `is_mended`: they are not parted as BibTeX wants it, but it is sure how they are;
    `is_doubtful`: they may be others; `is_whole` is false where "et al." says that there are more."""

    names: tuple[str, ...]
    is_mended: bool = False
    is_doubtful: bool = False
    is_whole: bool = True


@lru_cache(maxsize=4096)
def loosely_parted(latex: str) -> Loose:
    """The names in what stands between two "and", still in LaTeX."""
    if _PLAIN.fullmatch(latex):
        # As nearly all names are.
        return Loose((latex,))
    bare = _without_et_al(latex)
    if bare == latex:
        return _parted(latex)
    inner = _parted(bare)
    return Loose(inner.names, bool(bare), inner.is_doubtful, is_whole=False)


def _parted(latex: str) -> Loose:
    if "=" in latex:
        # biblatex's own notation.
        return Loose((latex,))
    if ";" in latex and len(parts := _at(latex, ";")) == 1:
        latex = parts[0]
    elif ";" in latex and parts:
        inner_parts = [loosely_parted(part) for part in parts]
        names = tuple(name for each in inner_parts for name in each.names)
        return Loose(
            names,
            True,
            any(each.is_doubtful for each in inner_parts),
            all(each.is_whole for each in inner_parts),
        )
    if "&" in latex and len(parts := _at(latex, "&")) > 1:
        if all("," in part for part in parts):
            return Loose(tuple(name for part in parts for name in loosely_parted(part).names), is_mended=True)
        return Loose((latex,), is_doubtful=True)
    return _by_commas(latex) if "," in latex else Loose((latex,))


def _without_et_al(latex: str) -> str:
    end = latex[-_LONGEST_ET_AL:]
    if "al" not in end.lower():
        return latex
    bare = _ET_AL.sub("", end)
    return latex[: len(latex) - len(end)] + bare


def _by_commas(latex: str) -> Loose:
    parts = _at(latex, ",")
    # A comma before "and" parts nothing.
    latex = latex.rstrip(" ,\n\t") if not latex.rstrip().endswith("\\,") else latex
    if len(parts) > _MOST_COMMAS and all(map(_has_initials, parts)):
        return Loose(tuple(map(_turned, parts)), is_mended=True)
    if len(parts) > _MOST_COMMAS + 1:
        families, given = parts[::2], parts[1::2]
        if (
            len(families) == len(given)
            and all(map(_is_initials, given))
            and not any(map(_is_initials, families))
        ):
            return Loose(tuple(map(", ".join, zip(families, given, strict=True))), is_mended=True)
        if all(" " in part and not _is_initials(part) for part in parts):
            return Loose(tuple(parts), is_mended=True)
        return Loose((latex,), is_doubtful=True)
    if len(parts) == _MOST_COMMAS + 1:
        middle = parts[1]
        is_suffix = _SUFFIX.fullmatch(middle) or not (" " in middle or _is_initials(middle))
        return Loose((latex,), is_doubtful=not is_suffix)
    return Loose((latex,), is_doubtful=len(parts) == _MOST_COMMAS and all(map(_has_initials, parts)))


def _turned(name: str) -> str:
    match = NAME_AND_INITIALS.fullmatch(name)
    return f"{match[1]}, {match[2]}" if match else name


def _has_initials(part: str) -> bool:
    return len(part) <= _LONGEST_NAME and NAME_AND_INITIALS.fullmatch(part) is not None


def _is_initials(part: str) -> bool:
    return len(part) <= _LONGEST_NAME and INITIALS.fullmatch(part) is not None


def _at(latex: str, sign: str) -> list[str]:
    """The parts at a sign outside of braces, those that hold nothing left out."""
    parts, depth, start = [], 0, 0
    for match in _SIGN.finditer(latex):
        if match[0] in "{}":
            depth = max(depth + (1 if match[0] == "{" else -1), 0)
        elif match[0].lstrip("\\") == sign and not depth and not latex.endswith("\\", 0, match.start()):
            parts.append(latex[start : match.start()])
            start = match.end()
    return [part.strip() for part in (*parts, latex[start:]) if part.strip()]
