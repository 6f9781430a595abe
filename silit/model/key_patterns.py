"""How cite keys are made: a pattern such as `{author}{year}`, its parts in braces, what stands between them kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from silit.errors import ConfigurationError, did_you_mean
from silit.markup import plain
from silit.model.folding import fold
from silit.model.names import Name
from silit.model.work import Work

DEFAULT_PATTERN = "{author}{year}"

_SMALL_WORDS = frozenset(
    "a an and are as at by can do does for from how in is of on or the to was what which why with "
    "der die das le la les el il".split()
)
_LONGEST_NAME = 24
_LONGEST_KEY = 120
_AUTHORS = 3
_MOST = 9
_PART = re.compile(r"\{(\w+)(?::(\d+))?\}")
# Between the parts: what a citation in an article can hold (Pandoc's manual, "Citation syntax") and a .bib file too.
_BETWEEN = re.compile(r"[A-Za-z0-9_:.+/-]*")
_REPEATED_SIGNS = re.compile(r"([:.+/-])[:.+/-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a pattern: a text between braces, which makes words of a work, or what stands between two of them.

    `count` is how many words or names it may make; `capitals` begins each with a capital letter.
    """

    text: str
    words: Callable[[Work, int], list[str]] | None = None
    count: int = 0
    capitals: bool = False

    def of(self, work: Work) -> str:
        """What the part is for this work; "" where the work has nothing for it."""
        if self.words is None:
            return self.text
        words = self.words(work, self.count)
        return "".join(word.capitalize() for word in words) if self.capitals else "".join(words)


@dataclass(frozen=True, slots=True)
class KeyPattern:
    """A pattern that was understood."""

    text: str
    parts: tuple[Part, ...]

    def key(self, work: Work) -> str:
        """The key of this work, before letters are added where it is taken: ASCII that an article can cite."""
        key = "".join(part.of(work) for part in self.parts)[:_LONGEST_KEY]
        key = _REPEATED_SIGNS.sub(r"\1", key).strip(":.+/-")
        return key if re.search("[a-zA-Z]", key) else f"work{key}"


def base_key(work: Work) -> str:
    """`laslett2005`: the key that a work has by the default pattern."""
    return _DEFAULT.key(work)


def parse_pattern(text: str) -> KeyPattern:
    """The pattern; ConfigurationError for a part that does not exist, and for signs that no cite key can hold."""
    parts: list[Part] = []
    end = 0
    for match in _PART.finditer(text):
        parts.append(_between(text, text[end : match.start()]))
        parts.append(_part(match))
        end = match.end()
    parts.append(_between(text, text[end:]))
    if not any(part.words for part in parts):
        raise ConfigurationError(f"The pattern {text!r} would give every paper the same key.", hint=_HINT)
    return KeyPattern(text, tuple(part for part in parts if part.words or part.text))


def _between(pattern: str, text: str) -> Part:
    if not _BETWEEN.fullmatch(text):
        raise ConfigurationError(f"The pattern {pattern!r} cannot be read at {text!r}.", hint=_HINT)
    return Part(text)


def _part(match: re.Match[str]) -> Part:
    name = match[1]
    words = _WORDS.get(name.lower())
    if words is None or name not in (name.lower(), name.capitalize()):
        close = did_you_mean(name, _WORDS)
        raise ConfigurationError(
            f"There is no part {{{name}}} of a cite key.", hint=f"{close} {_HINT}".strip()
        )
    count = int(match[2] or 0)
    if match[2] and (name.lower() not in _COUNTED or not 1 <= count <= _MOST):
        raise ConfigurationError(
            f"{match[0]} cannot be read: only {' and '.join(_COUNTED)} take a number, 1 to {_MOST}.",
            hint=_HINT,
        )
    return Part(match[0], words, count, capitals=name != name.lower())


def _author(work: Work, _count: int) -> list[str]:
    """The first author, else the first editor, else the first telling word of the title."""
    people = work.author or work.editor
    return (_name(people[0]) if people else []) or _title(work, 1) or ["work"]


def _authors(work: Work, count: int) -> list[str]:
    """The first names, and `etal` where there are more."""
    people = work.author or work.editor
    most = count or _AUTHORS
    names = [word for name in people[:most] for word in _name(name)]
    return names + ["etal"] * (len(people) > most) if names else _author(work, 0)


def _name(name: Name) -> list[str]:
    if name.full_family:
        return _nonempty("".join(_folded_words(name.full_family))[:_LONGEST_NAME])
    return _telling(name.literal)[:1]


def _title(work: Work, count: int) -> list[str]:
    return _telling(plain(work.title))[: count or 1]


def _journal(work: Work, _count: int) -> list[str]:
    return _nonempty("".join(word[0] for word in _telling(plain(work.container_title))))


def _year(work: Work, _count: int) -> list[str]:
    return [str(work.year or "nd")]


def _short_year(work: Work, _count: int) -> list[str]:
    return [f"{work.year % 100:02d}" if work.year else "nd"]


def _telling(text: str) -> list[str]:
    return [word[:_LONGEST_NAME] for word in _folded_words(text) if word not in _SMALL_WORDS]


def _folded_words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold(text).replace("'", "").replace("’", ""))


def _nonempty(word: str) -> list[str]:
    return [word] if word else []


_WORDS: Mapping[str, Callable[[Work, int], list[str]]] = {
    "author": _author,
    "authors": _authors,
    "title": _title,
    "journal": _journal,
    "year": _year,
    "yy": _short_year,
}
_COUNTED = ("authors", "title")
_HINT = (
    "Parts: {author} {authors:2} {title:3} {journal} {year} {yy}, with a capital ({Author}) for capital letters; "
    "between them letters, digits and _ : . + / - as in {author}_{year}."
)
_DEFAULT = parse_pattern(DEFAULT_PATTERN)
