"""What the Crossref REST API answers, good and bad, and the pace that its headers ask for.

Sources: the API's own documentation ("api_format", "REST API etiquette") and Crossref's announcement of the limits that
hold since December 2025 (doi 10.64000/wadve-3tj60).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from silit.errors import SourceUnavailableError
from silit.sources.calls import Answer, ContentFault

_INTERVAL = re.compile(r"\s*([0-9]+(?:\.[0-9]+)?)\s*(ms|s|m|h)?\s*")
_UNIT = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0, None: 1.0}
# A tenth slower than allowed: the service measures arrivals, not departures.
_MARGIN = 1.1
_SLOWEST = 60.0


def expects(message_type: str) -> Callable[[Answer], None]:
    """A check for answers of one message type: a whole envelope with status "ok"."""

    def check(answer: Answer) -> None:
        if answer.status != 200:
            return
        body = answer.json()
        if not isinstance(body, dict) or not isinstance(body.get("message"), dict):
            raise ContentFault("the answer is not a Crossref message")
        if body.get("status") != "ok" or body.get("message-type") != message_type:
            raise ContentFault(f"the answer is not a Crossref {message_type}")
        if message_type == "work-list" and not isinstance(body["message"].get("items"), list):
            raise ContentFault("the answer lists no works")

    return check


def message(answer: Answer) -> Mapping[str, object]:
    """The message in an answer that passed its check."""
    body = answer.json()
    found = body.get("message") if isinstance(body, dict) else None
    return found if isinstance(found, dict) else {}


def is_unknown(answer: Answer) -> bool:
    """Whether the answer says that Crossref has no such work; a web page with status 404 is an outage instead."""
    return answer.status == 404 and not answer.is_html


def refusal(answer: Answer) -> SourceUnavailableError | None:
    """The error for a status that ends the matter; its message may repeat secrets and must be redacted."""
    if answer.status == 200:
        return None
    if answer.status == 403:
        return SourceUnavailableError(
            "Crossref has blocked requests from here (status 403).",
            hint="Do not try again; write to Crossref's support, and name the time and your network's address.",
        )
    said = _validation_text(answer)
    return SourceUnavailableError(
        f"Crossref refused the request (status {answer.status}{': ' + said if said else ''}).",
        hint="Nothing that was stored is lost. Trying again at once will not help.",
    )


def gap_asked(headers: Mapping[str, str], slowest_default: float, *, polite: bool) -> float | None:
    """The seconds between requests that an answer's headers ask for; None when they say nothing that can be read.

    A pace faster than `slowest_default` counts only where the answer says that it came from the polite pool, and this
    run named its address (`polite`).
    """
    limit = headers.get("x-rate-limit-limit", "").strip()
    interval = _INTERVAL.fullmatch(headers.get("x-rate-limit-interval", ""))
    if not re.fullmatch(r"[0-9]{1,9}", limit) or int(limit) == 0 or interval is None:
        return None
    gap = min(_SLOWEST, float(interval[1]) * _UNIT[interval[2]] / int(limit) * _MARGIN)
    in_polite_pool = polite and headers.get("x-api-pool", "").startswith("polite")
    return gap if in_polite_pool else max(gap, slowest_default)


def _validation_text(answer: Answer) -> str:
    if answer.is_html:
        return ""
    try:
        body = answer.json()
    except ContentFault:
        return ""
    told = body.get("message") if isinstance(body, dict) else None
    # A failed validation has a list of messages where every other answer has an object.
    listed = told if isinstance(told, list) else [told]
    texts = [str(each.get("message", "")) for each in listed if isinstance(each, dict)]
    return "; ".join(text for text in texts if text)[:300]
