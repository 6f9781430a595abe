"""Everything that goes wrong at a service, to be put at a chosen call."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

HTML = b"<!DOCTYPE html>\n<html><head><title>Sorry</title></head><body><h1>down_bethesda</h1></body></html>\n"
PROLOG_ONLY = b'<?xml version="1.0" ?>\n'
Kind = Literal["answer", "reset", "close", "cut", "chop", "silence", "slow"]


@dataclass(frozen=True)
class Fault:
    """What happens in place of, or to, the right answer.

    "answer" sends `status`, `headers` and `body`. "reset" breaks the connection off, "close" ends it without a byte, "cut"
    ends it in the middle of the promised length, "chop" sends a shortened body as if it were whole, "silence" says
    nothing for `seconds`, "slow" gives the right answer after `seconds`.
    """

    kind: Kind = "answer"
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    seconds: float = 0.0
    share: float = 0.5


def status(code: int, body: bytes = HTML, headers: Mapping[str, str] | None = None) -> Fault:
    """A status with a web page, as gateways send them."""
    return Fault(status=code, body=body, headers={"Content-Type": "text/html", **(headers or {})})


def ncbi_throttled(retry_after: str | None = "2") -> Fault:
    """NCBI's 429: JSON whatever was asked for, with the caller's address in it."""
    body = {"error": "API rate limit exceeded", "api-key": "192.0.2.7", "count": "4", "limit": "3"}
    headers = {"Content-Type": "application/json", "X-RateLimit-Limit": "3", "X-RateLimit-Remaining": "0"}
    if retry_after is not None:
        headers["Retry-After"] = retry_after
    return Fault(status=429, body=json.dumps(body).encode(), headers=headers)


def crossref_throttled() -> Fault:
    """Crossref's 429: a web page without any of the headers that would help."""
    return status(429, b"<html><body><h1>429 Too Many Requests</h1></body></html>")


def html_in_200() -> Fault:
    """A maintenance page in place of data."""
    return status(200)


def prolog_only() -> Fault:
    """An XML answer that ends after its first line."""
    return Fault(body=PROLOG_ONLY, headers={"Content-Type": "text/xml"})


def efetch_error(text: str, code: int = 200) -> Fault:
    """EFetch's error in words."""
    body = f'<?xml version="1.0"?>\n<eFetchResult>\n\t<ERROR>{text}</ERROR>\n</eFetchResult>\n'
    return Fault(status=code, body=body.encode(), headers={"Content-Type": "text/xml"})


def esearch_error(text: str) -> Fault:
    """ESearch's error in words, with status 200."""
    body = {"header": {"type": "esearch", "version": "0.3"}, "esearchresult": {"ERROR": text}}
    return Fault(body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})


def json_error(text: str, code: int = 200) -> Fault:
    """A bare `{"error": …}`, seen with every status."""
    return Fault(
        status=code, body=json.dumps({"error": text}).encode(), headers={"Content-Type": "application/json"}
    )


def bad_key(key: str) -> Fault:
    """NCBI's refusal of a key, which repeats the key."""
    body = {"error": "API key invalid", "api-key": key, "type": "invalid", "status": "unknown"}
    return Fault(status=400, body=json.dumps(body).encode(), headers={"Content-Type": "application/json"})


def reset() -> Fault:
    """The connection breaks off before the answer."""
    return Fault(kind="reset")


def closed() -> Fault:
    """The connection ends without a byte."""
    return Fault(kind="close")


def cut() -> Fault:
    """The connection ends in the middle of the promised length."""
    return Fault(kind="cut")


def chopped(share: float = 0.5) -> Fault:
    """The right answer without its end, sent as if whole."""
    return Fault(kind="chop", share=share)


def silence(seconds: float) -> Fault:
    """No answer for `seconds`, then the end of the connection."""
    return Fault(kind="silence", seconds=seconds)


def slow(seconds: float) -> Fault:
    """The right answer, after `seconds`."""
    return Fault(kind="slow", seconds=seconds)


class FaultScript:
    """Which call of which route goes wrong. Routes: esearch efetch idconv works work agency negotiation."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._calls: Counter[str] = Counter()
        self._at: dict[tuple[str, int], Fault] = {}
        self._always: dict[str, Fault] = {}
        self._rule: Callable[[str, int, Mapping[str, str]], Fault | None] = lambda *_: None

    def at(self, route: str, calls: int | Iterable[int], fault: Fault) -> None:
        """`fault` at these calls of `route`, counted from 1 since the server started."""
        for call in (calls,) if isinstance(calls, int) else calls:
            self._at[route, call] = fault

    def always(self, route: str, fault: Fault | None) -> None:
        """`fault` at every call of `route`; None ends that."""
        if fault is None:
            self._always.pop(route, None)
        else:
            self._always[route] = fault

    def by(self, rule: Callable[[str, int, Mapping[str, str]], Fault | None]) -> None:
        """A rule of one's own: (route, number of the call, parameters) to a fault or None."""
        self._rule = rule

    def next(self, route: str, params: Mapping[str, str]) -> Fault | None:
        """Counts a call of `route`; the fault for it."""
        with self._lock:
            self._calls[route] += 1
            number = self._calls[route]
        return self._at.get((route, number)) or self._always.get(route) or self._rule(route, number, params)
