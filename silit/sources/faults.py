"""Why a try at a service failed, and what is said when silit gives up."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from silit.errors import SourceUnavailableError
from silit.sources.calls import Call, FaultyAnswerError
from silit.sources.retry_after import from_when

FaultKind = Literal["unreached", "silent", "faulty", "throttled"]
# When nothing gets there, or nothing comes back for a minute, more tries only keep the user waiting.
MOST_TRIES: Mapping[FaultKind, int] = {"unreached": 3, "silent": 3, "faulty": 5, "throttled": 5}
# True of commands that store as they go, and of those that store nothing.
_SAFE = "nothing that was stored is lost."


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a try failed: nothing got there, nothing came back, a bad answer did, or fewer requests are wanted.

    `asked` is the pause in seconds that the service asks for, None where it names none.
    """

    kind: FaultKind
    reason: str
    asked: float | None = None


def too_long(call: Call, delay: float, now: float) -> SourceUnavailableError:
    """What is said when the service asks for a longer pause than anybody would wait; `now` in seconds since 1970."""
    return SourceUnavailableError(
        f"{call.service} asks for a longer pause than silit waits by itself.",
        hint=f"Run the same command again {from_when(now + delay, now)}; {_SAFE}",
    )


def given_up(call: Call, fault: Fault) -> SourceUnavailableError:
    """What is said after the last try: FaultyAnswerError where the service could be reached but gave no good answer."""
    if fault.kind == "unreached":
        return SourceUnavailableError(
            f"{call.service} cannot be reached: {fault.reason}.",
            hint=f"Check the connection and run the same command again; {_SAFE}",
        )
    again = f"Run the same command again in a few minutes; {_SAFE}"
    if fault.kind == "throttled":
        return SourceUnavailableError(f"{call.service} keeps refusing: {fault.reason}.", hint=again)
    return FaultyAnswerError(f"{call.service} keeps answering with faults: {fault.reason}.", hint=again)


def connection_fault(error: BaseException, call: Call) -> Fault:
    """The fault behind an error of a connection, in words of our own: those of the error hold the whole address."""
    for cause in _causes(error):
        if isinstance(cause, socket.gaierror):
            return Fault("unreached", "its name is not known here (no network?)")
        if isinstance(cause, ConnectionRefusedError):
            return Fault("unreached", "the connection was refused")
        if isinstance(cause, ConnectionResetError):
            return Fault("faulty", "the connection broke off")
        if isinstance(cause, TimeoutError) or type(cause).__name__ == "ReadTimeoutError":
            return Fault("silent", f"no answer within {call.read_timeout:.0f} s")
        if type(cause).__name__ in ("RemoteDisconnected", "ProtocolError", "IncompleteRead"):
            return Fault("faulty", "the connection broke off")
    return Fault("unreached", "no connection")


def _causes(error: BaseException) -> list[BaseException]:
    """The error and those behind it, as exceptions carry them: causes, contexts, `reason`, arguments."""
    found: list[BaseException] = []
    waiting: list[object] = [error]
    while waiting and len(found) < 20:
        each = waiting.pop(0)
        if isinstance(each, BaseException) and each not in found:
            found.append(each)
            waiting.extend([each.__cause__, each.__context__, getattr(each, "reason", None), *each.args])
    return found
