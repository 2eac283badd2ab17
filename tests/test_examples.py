"""The examples run, and say something."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

_EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.py"))


@pytest.mark.parametrize("script", _EXAMPLES, ids=[path.stem for path in _EXAMPLES])
def test_an_example_runs(script: Path) -> None:
    run = subprocess.run([sys.executable, str(script)], check=True, capture_output=True, text=True, encoding="utf-8")
    assert run.stdout.strip()
    assert not run.stderr
