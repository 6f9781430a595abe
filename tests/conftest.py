"""How the laws are tried: the same examples every time, so that a green run stays green; new ones on request.

`HYPOTHESIS_PROFILE=search python -m pytest tests/property` looks for new ones.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("search", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))
