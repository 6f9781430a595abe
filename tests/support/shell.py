"""silit as a person or a script meets it: a process of its own, in a folder of its own, with or without a terminal.

Nothing of the user's is read or written: home, configuration and cache are below the folder, and without `services` no
request leaves the machine (the addresses lead to a closed port).
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from support.loaded_silit import CAN_WAIT, LANGUAGE, run_loaded

SILIT = [sys.executable, "-m", "silit"]
CLOSED = "http://127.0.0.1:9/"
_TIMEOUT = 120
# Variables that Python reads once, when it starts.
_READ_AT_START = ("LANG", "LC_", "PYTHON")


@dataclass(frozen=True)
class Said:
    """What a run ended with: exit code, stdout and stderr as bytes."""

    code: int
    raw: bytes
    raw_err: bytes

    @property
    def out(self) -> str:
        """stdout as UTF-8."""
        return self.raw.decode("utf-8")

    @property
    def err(self) -> str:
        """stderr as UTF-8."""
        return self.raw_err.decode("utf-8")

    @property
    def json(self) -> Any:
        """stdout as the one JSON document that it must be."""
        return json.loads(self.raw)


class Shell:
    """Runs silit in `folder`; `environment` is what every run gets."""

    def __init__(self, folder: Path, environment: Mapping[str, str] | None = None) -> None:
        self.folder = folder
        self._special = environment or {}
        home = folder / "home"
        home.mkdir(parents=True, exist_ok=True)
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("SILIT_", "NCBI_", "LC_", "XDG_", "PYTHON"))
        }
        for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR", "COLUMNS", "LINES", "_SILIT_COMPLETE"):
            kept.pop(name, None)
        self.environment = {
            **kept,
            "HOME": str(home),
            "LANG": LANGUAGE,
            "TERM": "xterm-256color",
            "SILIT_CONFIG_DIR": str(home / "config"),
            "SILIT_CACHE_DIR": str(home / "cache"),
            "SILIT_PUBMED_URL": CLOSED,
            "SILIT_CROSSREF_URL": CLOSED,
            "SILIT_IDCONV_URL": CLOSED,
            "SILIT_DOI_URL": CLOSED,
            "NO_PROXY": "*",
            **self._special,
        }

    def run(
        self, *words: str | bytes, stdin: bytes = b"", cwd: Path | None = None, **environment: str
    ) -> Said:
        """`silit WORDS`, with pipes for stdin, stdout and stderr; from nothing where the run is about Python's start."""
        about_start = any(name.startswith(_READ_AT_START) for name in {*self._special, *environment})
        if about_start or not CAN_WAIT:
            return self.start(*words, stdin=stdin, cwd=cwd, **environment)
        return Said(
            *run_loaded(
                words,
                folder=cwd or self.folder,
                environment={**self.environment, **environment},
                stdin=stdin,
            )
        )

    def start(
        self, *words: str | bytes, stdin: bytes = b"", cwd: Path | None = None, **environment: str
    ) -> Said:
        """As `run`, but always with a Python that is started for it, the way a person's shell does it."""
        done = subprocess.run(
            [*SILIT, *words],
            cwd=cwd or self.folder,
            env={**self.environment, **environment},
            input=stdin,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def line(self, text: str, *, cwd: Path | None = None, **environment: str) -> Said:
        """A command line as bash reads it, with `silit` in it as a command."""
        silit = f'silit() {{ "{sys.executable}" -m silit "$@"; }}; '
        done = subprocess.run(
            ["bash", "-c", silit + text],
            cwd=cwd or self.folder,
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
        return Said(done.returncode, done.stdout, done.stderr)

    def in_terminal(
        self, *words: str | bytes, columns: int = 80, typed: bytes = b"", **environment: str
    ) -> tuple[int, str]:
        """`silit WORDS` in a terminal of `columns`: the exit code and everything that was shown."""
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        process = subprocess.Popen(
            [*SILIT, *words],
            cwd=self.folder,
            env={**self.environment, **environment},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        if typed:
            os.write(ours, typed)
        shown = bytearray()
        while True:
            if not select.select([ours], [], [], _TIMEOUT)[0]:
                process.kill()
                raise AssertionError(f"It waits for an answer: {bytes(shown)!r}")
            try:
                part = os.read(ours, 65536)
            except OSError:  # Linux: the other side is closed
                break
            if not part:
                break
            shown += part
        os.close(ours)
        return process.wait(_TIMEOUT), shown.decode("utf-8", "backslashreplace").replace("\r\n", "\n")
