"""Letters that tell the uses of one reference apart."""

from __future__ import annotations


def letter(occurrence: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    letters = ""
    while occurrence:
        occurrence, index = divmod(occurrence - 1, 26)
        letters = chr(ord("a") + index) + letters
    return letters
