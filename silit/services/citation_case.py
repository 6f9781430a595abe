"""One pasted reference on its way to its paper: what was found so far, and what is made of it in the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from silit.errors import SilitError
from silit.formats.citation_text import CitedReference
from silit.services.citation_candidates import Candidate, Resolution, settled


@dataclass(slots=True)
class Case:
    """One reference. `stranger` is the paper that its identifier names although the text is of another."""

    text: str
    cited: CitedReference
    resolution: Resolution | None = None
    candidates: list[Candidate] = field(default_factory=list)
    stranger: Candidate | None = None
    error: SilitError | None = None
    reason: str = ""

    def judge(self) -> None:
        """Settles what is sure by now."""
        outcome = settled(self.text, self.cited, self.candidates)
        if outcome.outcome == "sure" and self.cited.is_reference:
            self.resolution = self._beside_stranger(outcome)

    def close(self, down: Iterable[SilitError]) -> Resolution:
        """The outcome when everybody was asked."""
        if self.resolution is not None:
            return self.resolution
        outcome = settled(self.text, self.cited, self.candidates)
        error = self.error or (next(iter(down), None) if self.cited.is_reference else None)
        if outcome.outcome == "not-found" and error is not None:
            outcome = replace(outcome, outcome="failed", error=error)
        elif outcome.outcome == "not-found":
            outcome = replace(outcome, reason=self.reason)
        elif outcome.outcome == "sure" and not self.cited.is_reference:
            # Words that happen to fit one paper are not a reference to it.
            outcome = replace(outcome, outcome="ask")
        return self._beside_stranger(outcome)

    def _beside_stranger(self, outcome: Resolution) -> Resolution:
        if self.stranger is None:
            return outcome
        reason = (
            "" if outcome.error is None else f"Its title could not be searched for: {outcome.error.message}"
        )
        return replace(outcome, outcome="ask", stranger=self.stranger, reason=reason, error=None)
