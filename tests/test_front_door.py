"""`import finnorm` is light and quiet, and what it promises by name is there."""

from __future__ import annotations

import importlib.metadata
import json
import subprocess
import sys

import pytest

import finnorm

HEAVY = {"babel", "forex_python", "moneyed", "pandas", "pint", "requests"}

IMPORT_AND_TELL = """
import json, sys
touched = []
sys.addaudithook(lambda event, args: touched.append(event) if event.startswith("socket.") else None)
import finnorm
loaded = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps({"loaded": loaded, "touched": touched}))
"""


def test_importing_loads_no_heavy_library_and_opens_no_socket() -> None:
    fresh = subprocess.run(
        [sys.executable, "-I", "-W", "error", "-c", IMPORT_AND_TELL],
        check=True,
        capture_output=True,
        text=True,
    )
    seen = json.loads(fresh.stdout)
    assert "finnorm" in seen["loaded"]
    assert HEAVY.intersection(seen["loaded"]) == set()
    assert seen["touched"] == []
    assert fresh.stderr == ""


def test_every_public_name_resolves() -> None:
    assert [name for name in finnorm.__all__ if not hasattr(finnorm, name)] == []


def test_no_public_name_is_listed_twice_or_hidden() -> None:
    assert len(set(finnorm.__all__)) == len(finnorm.__all__)
    assert set(finnorm.__all__) <= set(dir(finnorm))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        finnorm.no_such_name  # noqa: B018


def test_the_version_is_that_of_the_installed_package() -> None:
    assert finnorm.__version__ == importlib.metadata.version("finnorm")
