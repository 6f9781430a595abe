"""How long a service asks to be left alone (RFC 9110, section 10.2.3), whatever shape it says it in."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_SECONDS = re.compile(r"[+-]?[0-9]+(?:\.[0-9]*)?|[+-]?\.[0-9]+")


def asked_seconds(value: str, date: str, now: float) -> float | None:
    """The seconds that a Retry-After header asks for, never negative; None when it says nothing that can be read.

    `value` is seconds (decimals are seen in the wild) or an HTTP date. A date counts from the answer's own `Date`
    header where there is one, so that a wrong clock on either side does not matter, else from `now` (epoch seconds).
    """
    text = value.strip()
    if _SECONDS.fullmatch(text):
        return max(0.0, float(text))
    moment = _moment(text)
    if moment is None:
        return None
    sent = _moment(date.strip())
    return max(0.0, moment - (now if sent is None else sent))


def from_when(moment: float, now: float) -> str:
    """When to come back, on the user's clock: "after 15:41", with the date when that is not today."""
    if moment - now > 7 * 86400:
        return "in a week"
    # The minute that has begun by then is not over yet.
    then, today = datetime.fromtimestamp(math.ceil(moment / 60) * 60), datetime.fromtimestamp(now)
    return "after " + then.strftime("%H:%M" if then.date() == today.date() else "%Y-%m-%d %H:%M")


def _moment(text: str) -> float | None:
    try:
        parsed = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        return (parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)).timestamp()
    except (OverflowError, ValueError):
        return None
