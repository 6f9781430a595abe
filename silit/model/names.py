"""Who made a work."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A person (`family`, with what else is known) or a group (`literal`), never both.

    `initials` are the source's own (PubMed's "JW"), which NLM style prints; where a source gives none,
    styles make them from `given`. A particle stays in `family` ("van der Wurff") unless the source
    keeps it apart. `orcid` is bare (`0000-0002-1825-0097`).
    """

    family: str = ""
    given: str = ""
    suffix: str = ""
    particle: str = ""
    initials: str = ""
    literal: str = ""
    orcid: str = ""
    affiliations: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if bool(self.family) == bool(self.literal):
            raise ValueError("a Name has either a family name or a literal")

    @property
    def full_family(self) -> str:
        """The family name with its particle, as it is printed: "de la Herverie"."""
        return f"{self.particle} {self.family}" if self.particle else self.family

    @property
    def display(self) -> str:
        """Family name or group, for lists on a screen."""
        return self.literal or self.full_family
