"""TOML files that people write by hand: read whole, or refused with what is wrong and where."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, TypeGuard

from finnorm.errors import InputError


def read_toml(path: Path, what: str) -> dict[str, Any]:
    """What a TOML file holds; `what` names it in the message: "settings", "baseline".

    Raises:
        InputError: The file cannot be read, or is no TOML.
    """
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise InputError(f"the {what} cannot be read: {error.strerror or error}", place=str(path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"the {what} cannot be read as TOML: {error}", place=str(path)) from None


def is_table(value: object) -> TypeGuard[dict[str, Any]]:
    """Whether a value of a TOML file is a table."""
    return isinstance(value, dict)


def is_list(value: object) -> TypeGuard[list[Any]]:
    """Whether a value of a TOML file is a list."""
    return isinstance(value, list)
