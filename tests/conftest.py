"""Settings of the tests that draw their own cases: a slow machine is no failure."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("finnorm", deadline=None)
settings.load_profile("finnorm")
