"""Citations in an article, as Pandoc writes them: `[@key, p. 4; @other]`, `-@key`, `@key`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitationItem:
    """One work in a citation. `key` is as written: a cite key, `pmid:19119403`, `doi:10.…`, or `?6` for an open place.

    `locator` is what follows the key ("p. 4"), `prefix` what stands before it ("see"). `bare` is the form `-@key`.
    """

    key: str
    locator: str = ""
    prefix: str = ""
    bare: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it stands for a number whose paper is not known yet (`[@?6]`)."""
        return self.key.startswith("?")


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation in an article: characters `start` to `end` (excluded) of its text, and what it cites.

    `in_text` is the form `@key` outside brackets, which is part of the sentence.
    """

    start: int
    end: int
    items: tuple[CitationItem, ...]
    in_text: bool = False


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """Where an article says that it speaks of a claim of the library: `<!-- silit:claim SLUG -->` at `start`."""

    start: int
    end: int
    slug: str
