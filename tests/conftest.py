"""How tests are run, wherever they are run.

The laws are tried on the same examples every time, so that a green run stays green; new ones on request.

`HYPOTHESIS_PROFILE=search python -m pytest tests/property` looks for new ones.
"""

from __future__ import annotations

import os
import signal

from hypothesis import settings

# A shell that runs tests in the background leaves Ctrl-C ignored, and their processes would inherit that.
signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
