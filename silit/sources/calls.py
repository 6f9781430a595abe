"""One question to a service and its answer, before anything is known about HTTP libraries."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from silit.errors import SourceUnavailableError

Redirects = Literal["none", "same-host", "any"]


class ContentFault(Exception):
    """The answer is not what was asked for, and asking again may help: cut off, a web page, an error in words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class FaultyAnswerError(SourceUnavailableError):
    """The service can be reached but kept answering with faults; a smaller question may work."""


@dataclass(frozen=True, slots=True)
class Call:
    """One request. `service` is the name that a person knows, `lane` and `gap` (seconds) say how it is paced.

    With `form` it is a POST of that form, in which the characters of `literal` are not encoded, else a GET with `params`. `contact` is the e-mail address to show in the
    User-Agent, "" for none. `after_throttling` is the least wait, in seconds, after a 429 that does not say how long.
    Of the calls that share an `alone` only one is under way at a time, in all processes.
    """

    service: str
    lane: str
    gap: float
    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None
    literal: str = ""
    accept: str = "*/*"
    contact: str = ""
    read_timeout: float = 60.0
    redirects: Redirects = "none"
    tries: int = 5
    after_throttling: float = 1.0
    alone: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, headers (names in lower case) and the whole body, unpacked."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as UTF-8; bytes that are not become U+FFFD."""
        return self.body.decode("utf-8", "replace")

    @property
    def is_html(self) -> bool:
        """Whether this is a web page: a block page, a proxy's, a maintenance notice."""
        head = self.body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        return head.startswith((b"<!doctype html", b"<html")) or b"<html" in head

    def json(self) -> object:
        """The body as JSON; ContentFault when it is none. Raw control characters inside strings are let through."""
        if self.is_html:
            raise ContentFault("a web page came in place of data")
        try:
            return json.loads(self.body, strict=False)
        except (ValueError, RecursionError):
            reason = "the answer is cut off or damaged" if self.body.strip() else "the answer is empty"
            raise ContentFault(reason) from None


# Raises ContentFault when an answer should be asked for again.
Check = Callable[[Answer], None]
