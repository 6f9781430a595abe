"""silit as a process of its own, without the quarter of a second that loading takes.

One process loads all of silit once and waits. For every run it forks a child, which takes over the words, folder, environment
and pipes it is sent and then goes on as `python -m silit` does: its exit code, its open files and all that it changes are its
own, so that nothing passes from one run to the next. What Python reads only when it starts (the locale, PYTHON…, a terminal)
is that of the waiting process: runs that are about those have to be started from nothing.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import select
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path

# Linux has what the waiting needs.
CAN_WAIT = hasattr(os, "pidfd_open")
LANGUAGE = "C.UTF-8"
_MOST = 1 << 20  # bytes of words and environment
_TIMEOUT = 120


def run_loaded(
    words: Sequence[str | bytes], *, folder: Path, environment: Mapping[str, str], stdin: bytes = b""
) -> tuple[int, bytes, bytes]:
    """`silit WORDS` with pipes for stdin, stdout and stderr: the exit code (as subprocess has it) and what came out of both.

    The locale is LANGUAGE, whatever the environment says. Threads may run several at once.
    """
    order = {
        "words": [os.fsdecode(word) for word in words],
        "folder": str(folder),
        "environment": dict(environment),
    }
    return _waiting().run(json.dumps(order).encode(), stdin)


class _Waiting:
    """The process that waits, as the tests see it."""

    def __init__(self) -> None:
        self._orders, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        # In a session of its own: Ctrl-C is for the tests. With pipes, as each of its children has them.
        self._process = subprocess.Popen(
            [sys.executable, "-P", __file__, str(theirs.fileno())],
            env={**kept, "LANG": LANGUAGE},
            pass_fds=[theirs.fileno()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        theirs.close()
        atexit.register(self._end)

    def run(self, order: bytes, stdin: bytes) -> tuple[int, bytes, bytes]:
        their_in, our_in = os.pipe()
        our_out, their_out = os.pipe()
        our_err, their_err = os.pipe()
        our_report, their_report = os.pipe()
        theirs = (their_in, their_out, their_err, their_report)
        socket.send_fds(self._orders, [order], theirs)
        for descriptor in theirs:
            os.close(descriptor)
        with ThreadPoolExecutor(3) as pool, os.fdopen(our_report, "rb", buffering=0) as report:
            pool.submit(_write, our_in, stdin)
            out, err = pool.submit(_read, our_out), pool.submit(_read, our_err)
            child = self._number(report.fileno())
            try:
                code = self._number(report.fileno())
            except TimeoutError:
                os.kill(child, signal.SIGKILL)
                raise
            return code, out.result(), err.result()

    def _number(self, report: int) -> int:
        ready, _, _ = select.select([report], [], [], _TIMEOUT)
        if not ready:
            raise TimeoutError("silit does not end")
        line = bytearray()
        while not line.endswith(b"\n"):
            part = os.read(report, 1)
            if not part:
                raise RuntimeError(f"the waiting process is gone: {self._process.communicate()[1].decode()}")
            line += part
        return int(line)

    def _end(self) -> None:
        self._orders.close()
        self._process.communicate()


@cache
def _waiting() -> _Waiting:
    return _Waiting()


def _write(descriptor: int, data: bytes) -> None:
    with os.fdopen(descriptor, "wb", buffering=0) as pipe:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[pipe.write(rest) :]
        except BrokenPipeError:
            return  # nobody reads it; subprocess lets it go, too


def _read(descriptor: int) -> bytes:
    with os.fdopen(descriptor, "rb") as pipe:
        return pipe.read()


def _load_everything() -> None:
    import silit

    for module in pkgutil.walk_packages(silit.__path__, "silit."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    gc.collect()
    gc.freeze()  # a collection in a child would copy all that it looks at


def _become_next_run(orders: socket.socket) -> None:
    """Serves `orders`; returns in each child, as the run that was ordered, and ends the process when no more can come."""
    with selectors.DefaultSelector() as watched:
        watched.register(orders, selectors.EVENT_READ)
        while True:
            for key, _ in watched.select():
                if key.data is not None:
                    watched.unregister(key.fd)
                    _report_end(key.fd, *key.data)
                    continue
                order, descriptors, _, _ = socket.recv_fds(orders, _MOST, 4)
                if not order:
                    os._exit(0)
                child = os.fork()
                if child == 0:
                    orders.close()
                    _take_over(json.loads(order), descriptors)
                    return
                for descriptor in descriptors[:3]:
                    os.close(descriptor)
                os.write(descriptors[3], b"%d\n" % child)
                watched.register(os.pidfd_open(child), selectors.EVENT_READ, (child, descriptors[3]))


def _report_end(pidfd: int, child: int, report: int) -> None:
    os.close(pidfd)
    _, status = os.waitpid(child, 0)
    with suppress(BrokenPipeError):  # nobody waited so long
        os.write(report, b"%d\n" % os.waitstatus_to_exitcode(status))
    os.close(report)


def _take_over(order: dict[str, object], descriptors: Sequence[int]) -> None:
    environment, words = order["environment"], order["words"]
    assert isinstance(environment, dict)
    assert isinstance(words, list)
    for standard, descriptor in enumerate(descriptors[:3]):
        os.dup2(descriptor, standard)
    for descriptor in descriptors:
        os.close(descriptor)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(str(order["folder"]))
    sys.argv[1:] = words


def _go_on() -> int:
    from silit.cli.start import main

    try:
        main()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except BaseException as error:  # noqa: BLE001  # as Python does with what nobody caught
        sys.excepthook(type(error), error, error.__traceback__)
        return 1


def _end_as_python_does(code: int) -> None:
    """But for taking apart what is loaded, which takes longer than most runs."""
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    _load_everything()
    _become_next_run(socket.socket(fileno=int(sys.argv[1])))
    _end_as_python_does(_go_on())
