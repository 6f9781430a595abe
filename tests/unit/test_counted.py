"""Numbers of things as they are said: one thing, several, and thousands."""

from __future__ import annotations

import pytest

from silit.cli.counting import counted
from silit.cli.stored import stored_words
from silit.services.store import Stored


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 papers"), (1, "1 paper"), (999, "999 papers"), (50_000, "50,000 papers")]
)
def test_a_number_has_its_noun_and_its_thousands(number: int, said: str) -> None:
    assert counted(number, "paper") == said


def test_what_became_of_many_records_is_said_as_their_progress_was() -> None:
    stored = Stored(added=[f"a{number}" for number in range(50_000)], merged=[f"m{n}" for n in range(1_234)])
    assert stored_words(stored) == "50,000 papers added, 1,234 joined by a second description"
