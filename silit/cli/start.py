"""Where the process begins: small, so that Ctrl-C while the rest is still being loaded is answered like any later one."""

from __future__ import annotations

import sys
from typing import NoReturn

from silit.cli.stopped import STOPPED


def main() -> NoReturn:
    """Runs silit and ends the process with its exit code."""
    try:
        from silit.cli.main import main as run  # loading it takes most of the time of a short command

        run()
    except KeyboardInterrupt:
        if sys.stderr is not None:
            sys.stderr.write(f"{STOPPED}\n")
        sys.exit(1)
