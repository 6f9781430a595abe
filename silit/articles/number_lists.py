"""Lists of citation numbers as authors write them: `1,3`, `4–6`, `¹⁻³`."""

from __future__ import annotations

import re

# The longest range that is written out; a longer one is hardly a citation.
LONGEST_RANGE = 25
NUMBER = r"[1-9]\d{0,2}"
DASH = r"[-‐‑–—−]"
# Without blanks, as glued to a word; and with blanks, as in brackets.
TIGHT_LIST = rf"{NUMBER}(?:(?:,|{DASH}){NUMBER})*(?!\d)"
LOOSE_LIST = rf"{NUMBER}(?:\s*(?:[,;]|{DASH})\s*{NUMBER})*"
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_PART = re.compile(rf"({NUMBER})(?:{DASH}({NUMBER}))?")


def read_number_list(text: str) -> tuple[int, ...]:
    """The numbers of a list, ranges written out, in its order; () when it is none.

    Numbers are 1 to 999, ranges go up and span at most 25 numbers.
    """
    compact = re.sub(r"\s+", "", text.translate(_SUPERSCRIPTS))
    numbers: list[int] = []
    for part in re.split(r"[,;]", compact):
        match = _PART.fullmatch(part)
        if match is None:
            return ()
        first, last = int(match[1]), int(match[2] or match[1])
        if last < first or last - first > LONGEST_RANGE or (match[2] and last == first):
            return ()
        numbers += range(first, last + 1)
    return tuple(dict.fromkeys(numbers))
