"""Requests with the manners that the services ask for: identified, paced, patient to a point, silent about secrets."""

from __future__ import annotations

import logging
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import replace
from urllib.parse import quote, urlencode, urljoin, urlsplit

import requests

from silit import __version__
from silit.errors import ConfigurationError, SourceUnavailableError
from silit.settings import Settings
from silit.sources.calls import Answer, Call, Check, ContentFault
from silit.sources.faults import MOST_TRIES, Fault, connection_fault, given_up, too_long
from silit.sources.pacing import Pacer
from silit.sources.retry_after import asked_seconds

RETRIED = frozenset({429, 500, 502, 503, 504})
BACKOFF = (1.0, 2.0, 4.0, 8.0)
PATIENCE = 60.0
CONNECT_TIMEOUT = 10.0
LARGEST_ANSWER = 128 * 1024 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
# NCBI answers a refused request with the key, or the caller's address, that it saw.
_ECHO = re.compile(r"(\"api-key\"\s*:\s*\")[^\"]*")

# urllib3 writes whole addresses, e-mail included, at its debug level.
logging.getLogger("urllib3").setLevel(logging.WARNING)


class Http:
    """Sends calls one at a time and answers with what the service said.

    `secrets` (keys, addresses) never appear in a message. `on_wait` is told, in a sentence, of every wait that a person
    would notice. `requests` counts what was sent, by lane.
    """

    def __init__(
        self,
        pacer: Pacer,
        *,
        secrets: tuple[str, ...] = (),
        on_wait: Callable[[str], None] = lambda _: None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
    ) -> None:
        self._pacer = pacer
        self._secrets = tuple(secret for secret in secrets if secret)
        self._on_wait = on_wait
        self._clock = clock
        self._sleep = sleep
        self._jitter = jitter
        self._counts: Counter[str] = Counter()
        self._session = requests.Session()
        self._session.mount("https://", requests.adapters.HTTPAdapter(max_retries=0))
        self._session.mount("http://", requests.adapters.HTTPAdapter(max_retries=0))

    @classmethod
    def from_settings(cls, settings: Settings, *, on_wait: Callable[[str], None] = lambda _: None) -> Http:
        """An Http with the pacing of this user's machine, silent about the settings that are secret."""
        return cls(Pacer(), secrets=(settings["email"], settings["ncbi_api_key"]), on_wait=on_wait)

    @property
    def requests(self) -> Mapping[str, int]:
        """How many requests went out, by lane."""
        return dict(self._counts)

    def close(self) -> None:
        """Lets go of the connections."""
        self._session.close()

    def __enter__(self) -> Http:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def redact(self, text: str) -> str:
        """`text` from outside, fit to be shown: without keys and addresses, however they are encoded."""
        for secret in self._secrets:
            for form in {secret, quote(secret, safe=""), quote(secret)}:
                text = re.sub(re.escape(form), "[hidden]", text, flags=re.IGNORECASE)
        return _ECHO.sub(r"\1[hidden]", text)

    def send(self, call: Call, check: Check = lambda _: None) -> Answer:
        """The answer to `call`: any status but 429, 500, 502, 503 and 504, with a body that `check` lets pass.

        Faults are retried after 1, 2, 4 and 8 seconds or what the service asks for. SourceUnavailableError when the
        service stays away or asks for more than PATIENCE seconds in all; FaultyAnswerError when it only answers faults.
        """
        asked_in_all = 0.0
        tried = 0
        while True:
            with self._pacer.turn(call.alone) if call.alone else nullcontext():
                self._pacer.wait(call.lane, call.gap, self._teller(call))
                outcome = self._try(call, check)
            if isinstance(outcome, Answer):
                return outcome
            tried += 1
            delay = self._delay(call, outcome, tried)
            if outcome.asked is not None:
                asked_in_all += outcome.asked
            if asked_in_all > PATIENCE:
                raise too_long(call, delay, self._clock())
            is_last = tried >= min(call.tries, MOST_TRIES[outcome.kind])
            if outcome.kind == "throttled" or outcome.asked is not None:
                # Every process keeps this pause, the next command too; the pacer waits, and tells, before the next try.
                self._pacer.postpone(call.lane, delay)
            elif not is_last:
                self._on_wait(f"{call.service}: {outcome.reason}; trying again in {delay:.0f} s.")
                self._sleep(delay)
            if is_last:
                raise given_up(call, outcome)

    def _teller(self, call: Call) -> Callable[[float], None]:
        return lambda seconds: self._on_wait(f"{call.service} asks us to wait {seconds:.0f} s.")

    def _delay(self, call: Call, fault: Fault, tried: int) -> float:
        backoff = BACKOFF[min(tried, len(BACKOFF)) - 1]
        if fault.asked is not None:
            base = max(fault.asked, 1.0)
        elif fault.kind == "throttled":
            base = max(backoff, call.after_throttling)
        else:
            base = backoff
        return base + self._jitter() * min(base, 4.0) / 4

    def _try(self, call: Call, check: Check) -> Answer | Fault:
        # Nothing is raised while the library's exception is at hand: it holds the whole address.
        answer: Answer | None = None
        transport: Fault | None = None
        try:
            answer = self._answer(call)
        except requests.exceptions.RequestException as error:
            transport = _transport_fault(error, call)
        if transport is not None:
            return transport
        if answer is None:
            raise ConfigurationError(
                f"The address set for {call.service} is not one that can be asked.",
                hint="`silit config` shows every setting and where it comes from.",
            )
        return self._judged(answer, check)

    def _judged(self, answer: Answer, check: Check) -> Answer | Fault:
        if answer.status in RETRIED:
            asked = asked_seconds(
                answer.headers.get("retry-after", ""), answer.headers.get("date", ""), self._clock()
            )
            if answer.status == 429:
                return Fault("throttled", "too many requests (status 429)", asked)
            return Fault("faulty", f"it answered with status {answer.status}", asked)
        try:
            check(answer)
        except ContentFault as fault:
            return Fault("faulty", self.redact(fault.reason))
        return answer

    def _answer(self, call: Call) -> Answer:
        answer = self._once(call)
        for _ in range(_MOST_REDIRECTS):
            target = _target(call, answer)
            if target is None:
                return answer
            call = replace(call, url=target, params={})
            self._pacer.wait(call.lane, call.gap, self._teller(call))
            answer = self._once(call)
        return answer

    def _once(self, call: Call) -> Answer:
        self._counts[call.lane] += 1
        with self._session.request(
            "GET" if call.form is None else "POST",
            call.url,
            params=dict(call.params),
            data=_body(call),
            headers=_headers(call),
            timeout=(CONNECT_TIMEOUT, call.read_timeout),
            allow_redirects=False,
            stream=True,
        ) as response:
            body = bytearray()
            for chunk in response.iter_content(65536):
                body += chunk
                if len(body) > LARGEST_ANSWER:
                    raise SourceUnavailableError(
                        f"{call.service} sent more than {LARGEST_ANSWER // 1024 // 1024} MB in one answer.",
                        hint="Ask for less at once with --limit.",
                    )
            headers = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status_code, headers, bytes(body))


def _user_agent(contact: str) -> str:
    # A header holds ASCII only; an address beyond that is percent-encoded as in a mailto link (RFC 6068).
    return (
        f"silit/{__version__} (mailto:{quote(contact, safe='@+!$*')})" if contact else f"silit/{__version__}"
    )


def _body(call: Call) -> Mapping[str, str] | str | None:
    if call.form is None:
        return None
    return urlencode(call.form, safe=call.literal) if call.literal else dict(call.form)


def _headers(call: Call) -> dict[str, str]:
    headers = {"User-Agent": _user_agent(call.contact), "Accept": call.accept}
    if call.form is not None and call.literal:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    return headers


def _target(call: Call, answer: Answer) -> str | None:
    """Where a redirect that `call` allows leads to. Never from https to http, and no POST is sent elsewhere."""
    location = answer.headers.get("location", "")
    if answer.status not in _REDIRECTS or call.redirects == "none" or call.form is not None or not location:
        return None
    target = urljoin(call.url, location)
    old, new = urlsplit(call.url), urlsplit(target)
    if new.scheme not in ("http", "https") or (old.scheme == "https" and new.scheme == "http"):
        return None
    if call.redirects == "same-host" and new.netloc.lower() != old.netloc.lower():
        return None
    return target


def _transport_fault(error: requests.exceptions.RequestException, call: Call) -> Fault | None:
    """The fault in words of our own, as the library's text holds the whole address; None when that is no address."""
    kinds = requests.exceptions
    if isinstance(error, kinds.ConnectTimeout):
        return Fault("unreached", f"no connection within {CONNECT_TIMEOUT:.0f} s")
    if isinstance(error, kinds.ReadTimeout):
        return Fault("silent", f"no answer within {call.read_timeout:.0f} s")
    if isinstance(error, kinds.SSLError):
        return Fault("unreached", "its certificate could not be verified")
    if isinstance(error, kinds.ProxyError):
        return Fault("unreached", "the proxy cannot be used")
    if isinstance(error, kinds.ChunkedEncodingError | kinds.ContentDecodingError):
        return Fault("faulty", "the answer broke off")
    if isinstance(error, kinds.ConnectionError):
        return connection_fault(error, call)
    return None
