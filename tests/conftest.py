"""Settings of the tests that draw their own cases: a slow machine is no failure.

The suite draws the same cases on every machine, so that a commit that passed passes again;
`make explore` draws new ones, and keeps what it finds in .hypothesis.
"""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("finnorm", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "finnorm"))
