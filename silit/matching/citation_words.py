"""The words of a pasted reference, and where the words of a title, a name or a journal stand among them."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from rapidfuzz import fuzz

from silit.model.folding import fold

_WORD = re.compile(r"[^\W_]+")
_BRITISH = (
    ("isation", "ization"),
    ("our", "or"),
    ("ae", "e"),
    ("oe", "e"),
    ("centre", "center"),
    ("fibre", "fiber"),
)
_ISE = re.compile(r"is(?=(?:e[drs]?|ing)$)|ys(?=(?:e[drs]?|ing)$)")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, folded, spelt one way; `start` and `end` are places in the folded text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Window:
    """Tokens from `first` to before `last`. `whole`: nothing stands beside it that would belong to it too."""

    first: int
    last: int
    whole: bool


def one_spelling(word: str) -> str:
    """The word as American English spells it: "randomised" is "randomized", "paediatric" "pediatric"."""
    for british, american in _BRITISH:
        word = word.replace(british, american)
    return _ISE.sub(lambda match: match[0][0] + "z", word)


def tokens_of(folded: str) -> list[Token]:
    """The words of a folded text; "and" and "&" are no words."""
    return [
        Token(one_spelling(match[0]), match.start(), match.end())
        for match in _WORD.finditer(folded)
        if match[0] != "and"
    ]


def words_of(text: str) -> list[str]:
    """The words of any text, as `tokens_of` has them."""
    return [token.word for token in tokens_of(fold(text))]


class CitationWords:
    """The words of one reference, and what is asked about them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.folded = fold(text)
        self.tokens = tokens_of(self.folded)
        self._joined = "".join(token.word for token in self.tokens)
        self._at: dict[int, int] = {}
        position = 0
        for index, token in enumerate(self.tokens):
            self._at[position] = index
            position += len(token.word)
        self._at[position] = len(self.tokens)

    def count_before(self, prefix: str) -> int:
        """How many tokens stand in `prefix`, a beginning of the text."""
        length = len(fold(prefix))
        return sum(1 for token in self.tokens if token.end <= length)

    def find(self, words: list[str], after: int = 0) -> Window | None:
        """Where these words stand one after the other, whatever blanks and hyphens part them; the first such place from
        token `after` on, a whole one if there is any."""
        wanted = "".join(words)
        found: Window | None = None
        position = self._joined.find(wanted) if wanted else -1
        while position >= 0:
            first, last = self._at.get(position), self._at.get(position + len(wanted))
            if first is not None and last is not None and first >= after:
                window = Window(first, last, self._stands_alone(first, last))
                if window.whole:
                    return window
                found = found or window
            position = self._joined.find(wanted, position + 1)
        return found

    def likeness(self, words: list[str]) -> float:
        """How like the most similar stretch of the reference is to these words, 0 to 1."""
        return fuzz.partial_ratio(" ".join(words), " ".join(token.word for token in self.tokens)) / 100

    def word(self, index: int) -> str:
        """The word at a place, "" behind the last."""
        return self.tokens[index].word if index < len(self.tokens) else ""

    def place_in_text(self, token: int, *, end: bool = False) -> int:
        """Where a token begins, or ends, in the text as it was before it was folded."""
        return self._unfolded(self.tokens[token].end if end else self.tokens[token].start)

    def as_written(self, token: Token) -> str:
        """The word as the reference has it."""
        return self._text[self._unfolded(token.start) : self._unfolded(token.end)]

    def _unfolded(self, place: int) -> int:
        if len(self.folded) == len(self._text):
            return place
        return bisect_left(range(len(self._text)), place, key=lambda upto: len(fold(self._text[:upto])))

    def _stands_alone(self, first: int, last: int) -> bool:
        before = self._between(first - 1, first)
        after = self._between(last - 1, last)
        return self._parts(before) and (self._parts(after) or self._ends_there(last))

    def _between(self, left: int, right: int) -> str | None:
        """What stands between two neighbours; None at either end of the text."""
        if left < 0 or right >= len(self.tokens):
            return None
        return self.folded[self.tokens[left].end : self.tokens[right].start]

    def _parts(self, gap: str | None) -> bool:
        return gap is None or bool(re.search(r"[^\s\w'&-]", gap)) or " - " in gap

    def _ends_there(self, last: int) -> bool:
        """Whether a year follows: "Title 2008 ..."."""
        return re.fullmatch(r"(?:19|20)\d\d", self.tokens[last].word) is not None
