"""The rights of files, also for tests that run as root."""

from __future__ import annotations

import os
import shutil

import pytest


def without_the_rights_of_root() -> list[str]:
    """What to write before a command so that the rights of files count for it too."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip(
            "tests run as root, for whom no file is read-only, and there is no setpriv to become less"
        )
    return [
        "setpriv",
        "--bounding-set=-dac_override,-dac_read_search",
        "--inh-caps=-dac_override,-dac_read_search",
    ]
