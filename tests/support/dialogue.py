"""A person at a terminal: reads what silit shows, and answers when it asks."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Callable, Sequence

from support.shell import Shell

CONTROL_C = "\x03"
_PATIENCE = 60.0


def talk(
    shell: Shell,
    words: Sequence[str],
    answers: Sequence[tuple[str, str]],
    before_last: Callable[[], None] | None = None,
) -> tuple[int, str]:
    """`silit WORDS` in a terminal, where each answer is typed once its question has been shown (after the one before).

    The exit code and all that was shown. The process is the terminal's own, so that Ctrl-C reaches it. `before_last` is done
    when the last question has been asked.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    process = subprocess.Popen(
        [sys.executable, "-m", "silit", "--no-color", *words],
        cwd=shell.folder,
        env=shell.environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=_take_terminal,
    )
    os.close(theirs)
    shown, seen = "", 0
    for index, (question, answer) in enumerate(answers, start=1):
        while (place := shown.find(question, seen)) < 0:
            part = _read(ours)
            assert part, f"{question!r} was never asked: {shown}"
            shown += part
        seen = place + len(question)
        if before_last is not None and index == len(answers):
            before_last()
        os.write(ours, answer.encode())
    while part := _read(ours):
        shown += part
    os.close(ours)
    return process.wait(_PATIENCE), shown.replace("\r\n", "\n")


def _take_terminal() -> None:
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def _read(terminal: int) -> str:
    ready, _, _ = select.select([terminal], [], [], _PATIENCE)
    if not ready:
        raise TimeoutError("silit shows nothing more, and does not end")
    try:
        return os.read(terminal, 65536).decode("utf-8", "replace")
    except OSError:  # Linux: the other side is closed
        return ""
