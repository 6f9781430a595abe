"""A made-up language whose words occur as often as those of medical abstracts do (Zipf's law), and real words at its head."""

from __future__ import annotations

import random
from itertools import accumulate, product

_ENGLISH = """
the of and in to with a for was were is on that by as at or from an be this are which than not between we after
these had no using during has may who both their it have been all more but its into there when other can
"""
_TELLING = """
patients pain study results group treatment joint significant clinical methods sacroiliac low back years months
compared injection diagnosis conclusions therapy pelvic lumbar disease associated data surgery risk outcome
increased control effect reported lower score range level women analysis test age mean effects time review
findings evidence trial pregnancy factors function muscle movement motion ligament massage mobility posterior
syndrome screening manual fusion anatomy provocation radiofrequency denervation stability form closure force
""".split()
_ONSETS = "b br c ch d f fl g gl h k l m n p ph pl r s sc st t th tr v".split()
_VOWELS = "a e i o u ae y io".split()
_MIDDLES = "l r n m st rt gn ct pt sph ll x d".split()
_ENDINGS = """
itis osis ectomy ology pathy algia emia uria plasty genic scopic trophic ation ative ments ion ions ical ously
""".split()
_COMMON = 6_000


class Vocabulary:
    """`words`, the commonest first, and text made of them at random: the same for the same `seed`."""

    def __init__(self, seed: int, size: int = _COMMON) -> None:
        self.random = random.Random(seed)
        self.words = [*_ENGLISH.split(), *_TELLING]
        known = set(self.words)
        invented = ["".join(parts) for parts in product(_ONSETS, _VOWELS, _MIDDLES, _VOWELS[:4], _ENDINGS)]
        self.random.shuffle(invented)
        self.words += [word for word in dict.fromkeys(invented) if word not in known][
            : size - len(self.words)
        ]
        # Zipf-Mandelbrot: the commonest words are not quite as common as Zipf's law alone has it.
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))
        telling = len(_ENGLISH.split())
        self._telling = self.words[telling:]
        self._telling_weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self._telling))))

    def text(self, length: int) -> str:
        """Sentences of `length` words in all."""
        words = self.random.choices(self.words, cum_weights=self._weights, k=length)
        for start in range(0, length, 18):
            words[start] = words[start].capitalize()
            words[min(start + 17, length - 1)] += "."
        return " ".join(words)

    def terms(self, count: int) -> list[str]:
        """`count` words that a keyword or a heading may be: none of the grammar's."""
        return self.random.choices(self._telling, cum_weights=self._telling_weights, k=count)
