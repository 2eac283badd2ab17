"""Settings from a file: `finnorm.toml`, or `[tool.finnorm]` of `pyproject.toml`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path, PurePath
from typing import Any

from finnorm.checks import CHECKS
from finnorm.errors import FinnormError, InputError, did_you_mean, refuse_unknown
from finnorm.lexicon import load
from finnorm.messages import LANGUAGES
from finnorm.rates import FixedRates
from finnorm.toml_file import is_list, is_table, read_toml

FAIL_ON: Mapping[str, frozenset[str]] = {
    "inconsistent": frozenset(("inconsistent",)),
    "borderline": frozenset(("inconsistent", "borderline")),
    "cannot_check": frozenset(("inconsistent", "borderline", "cannot_check")),
    "never": frozenset(),
}
"""The verdicts that count as a failure, by the mildest of them."""

_ABOUT_RATES = ("source", "since", "until")
NAMES = ("finnorm.toml", "pyproject.toml")


@dataclass(frozen=True, slots=True)
class Override:
    """What is different for some files.

    Args:
        files: Globs of paths, relative to the settings' folder; any of them is enough.
        ignore: Checks that are not made there.
        fail_on: The mildest verdict that counts as a failure there; None for the general one.
    """

    files: tuple[str, ...]
    ignore: frozenset[str] = frozenset()
    fail_on: str | None = None


@dataclass(frozen=True, slots=True)
class Settings:
    """What a file of settings says; a program's options come before it.

    Args:
        select: The checks that are made; empty for all.
        ignore: Checks that are not made.
        lang: "nb", "nn" or "en".
        fail_on: The mildest verdict that counts as a failure.
        default_currency: The currency of amounts that name none.
        exclude: Globs of files that a folder's walk passes over.
        baseline: The file of findings that were let stand.
        hedges: Other widths for hedges: rows of `hedges.toml` by name.
        rates: The house's own exchange rates; the embedded ones answer what these do not.
        overrides: What is different for some files, the last that fits first.
        folder: Where globs and paths start.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    lang: str = "nb"
    fail_on: str = "inconsistent"
    default_currency: str = "NOK"
    exclude: tuple[str, ...] = ()
    baseline: Path | None = None
    hedges: Mapping[str, Mapping[str, str]] = field(default_factory=dict[str, "dict[str, str]"])
    rates: FixedRates | None = None
    overrides: tuple[Override, ...] = ()
    folder: Path = Path()

    def of(self, path: str) -> Override | None:
        """What is different for a file."""
        return next((one for one in reversed(self.overrides) if self.fits(path, one.files)), None)

    def fits(self, path: str, globs: Sequence[str]) -> bool:
        """Whether a path is meant by any glob."""
        place = PurePath(path)
        relative = place
        if place.is_absolute() and place.is_relative_to(self.folder.absolute()):
            relative = place.relative_to(self.folder.absolute())
        shown = relative.as_posix().removeprefix("./")
        return any(fnmatchcase(shown, glob) or fnmatchcase(place.name, glob) for glob in globs)


def find_settings(start: Path) -> Path | None:
    """The nearest file of settings in a folder or above it.

    A `pyproject.toml` without `[tool.finnorm]` is passed over.
    """
    for folder in (start, *start.parents):
        for name in NAMES:
            path = folder / name
            if path.is_file() and (name == NAMES[0] or _tells(path)):
                return path
    return None


def read_settings(path: Path) -> Settings:
    """The settings of a file.

    Raises:
        InputError: It cannot be read, or says something that nobody understands.
    """
    table = _table(path)
    if table is None:
        raise InputError("no settings: there is no [tool.finnorm]", place=str(path))
    at = str(path)
    known = [one.name.replace("_", "-") for one in fields(Settings) if one.name != "folder"]
    refuse_unknown(table, known, at)
    folder = path.parent
    baseline = table.get("baseline")
    if baseline is not None and not isinstance(baseline, str):
        raise InputError("baseline is not a string", place=at)
    return Settings(
        select=_checks(table, "select", at),
        ignore=_checks(table, "ignore", at),
        lang=_one_of(table, "lang", LANGUAGES, "nb", at),
        fail_on=_one_of(table, "fail-on", tuple(FAIL_ON), "inconsistent", at),
        default_currency=currency(table.get("default-currency", "NOK"), at),
        exclude=_strings(table, "exclude", at),
        baseline=None if baseline is None else folder / baseline,
        hedges=_hedges(table.get("hedges", {}), at),
        rates=None if "rates" not in table else _rates(table["rates"], at),
        overrides=tuple(_override(one, at) for one in _list(table, "overrides", at)),
        folder=folder,
    )


def check_names(names: Sequence[str], place: str) -> tuple[str, ...]:
    """Names of checks, each known.

    Raises:
        InputError: One is not; the hint says which was probably meant.
    """
    known = [check.name for check in CHECKS]
    for name in names:
        if name not in known:
            raise InputError("no such check", text=name, place=place, hint=did_you_mean(name, known))
    return tuple(names)


def currency(code: object, place: str) -> str:
    """The code of a currency that the lexicon knows.

    Raises:
        InputError: It knows none of that code.
    """
    known = sorted(set(load().messages["word"]["currency"]) | {"NOK"})
    if not isinstance(code, str) or not (len(code) == 3 and code.isascii() and code.isupper()):
        raise InputError("not a currency", text=str(code), place=place, hint=did_you_mean(str(code).upper(), known))
    return code


def _tells(path: Path) -> bool:
    """Whether a `pyproject.toml` has settings for us; one that cannot be read is another program's matter."""
    try:
        return _table(path) is not None
    except InputError:
        return False


def _table(path: Path) -> dict[str, Any] | None:
    data = read_toml(path, "settings")
    if path.name != "pyproject.toml":
        return data
    found: object = data.get("tool", {}).get("finnorm")
    return found if is_table(found) else None


def _override(row: Any, at: str) -> Override:
    place = f"{at}, overrides"
    if not is_table(row):
        raise InputError("not a table", place=place, hint="write [[overrides]]")
    refuse_unknown(row, ("files", "ignore", "fail-on"), place)
    files = _strings(row, "files", place)
    if not files:
        raise InputError("no files", place=place, hint='write files = ["kladd/*"]')
    fail_on = _one_of(row, "fail-on", tuple(FAIL_ON), "", place) or None
    return Override(files, frozenset(_checks(row, "ignore", place)), fail_on)


def _hedges(table: Any, at: str) -> dict[str, dict[str, str]]:
    place = f"{at}, hedges"
    if not is_table(table):
        raise InputError("hedges is not a table", place=place, hint='write [hedges.about] and strict_reach = "1"')
    lexicon = load()
    known = {name for name, _ in (*lexicon.hedges.values(), *lexicon.hedges_after.values())}
    refuse_unknown(table, sorted(known), place)
    for name, row in table.items():
        where = f"{place}.{name}"
        if not is_table(row):
            raise InputError("not a table", place=where)
        refuse_unknown(
            row, ("strict_reach", "lenient_reach", "lenient_share", "cap", "factor_strict", "factor_lenient"), where
        )
        for key, value in row.items():
            if not isinstance(value, str) or not _is_number(value):
                raise InputError(
                    "not an exact number", text=str(value), place=f"{where}.{key}", hint='write "1.5" or "1/20"'
                )
    return table


def _rates(table: Any, at: str) -> FixedRates:
    """The house's rates: a pair and its rate a line, and whose they are and when they hold."""
    place = f"{at}, rates"
    if not is_table(table):
        raise InputError("rates is not a table", place=place, hint='write [rates] and "USD/NOK" = "10.5"')
    pairs = {key: value for key, value in table.items() if key not in _ABOUT_RATES}
    for pair, value in pairs.items():
        if "/" not in pair:
            refuse_unknown((pair,), _ABOUT_RATES, place)
        if not isinstance(value, str) or not _is_number(value):
            raise InputError("not an exact rate", text=str(value), place=f"{place}.{pair}", hint='write "10.5"')
    source, since, until = (table.get(name) for name in _ABOUT_RATES)
    if not isinstance(source, str) or not source:
        raise InputError("rates have no source", place=place, hint='write source = "…": whose rates they are')
    for name, day in (("since", since), ("until", until)):
        if day is not None and type(day) is not date:
            raise InputError(f"{name} is not a date", place=place, hint=f"write {name} = 2025-01-01, without quotes")
    try:
        return FixedRates(pairs, source=source, since=since, until=until)
    except FinnormError as error:
        raise InputError(error.message, text=error.text, place=place, hint=error.hint) from None


def _is_number(text: str) -> bool:
    from fractions import Fraction  # noqa: PLC0415 - needed only where widths are given

    try:
        return len(text) <= 40 and "e" not in text.lower() and Fraction(text) >= 0
    except (ValueError, ZeroDivisionError):
        return False


def _list(table: Mapping[str, Any], key: str, at: str) -> list[Any]:
    value = table.get(key, [])
    if not is_list(value):
        raise InputError(f"{key} is not a list", place=at)
    return value


def _strings(table: Mapping[str, Any], key: str, at: str) -> tuple[str, ...]:
    values = _list(table, key, at)
    if not all(isinstance(one, str) for one in values):
        raise InputError(f"{key} is not a list of strings", place=at)
    return tuple(values)


def _checks(table: Mapping[str, Any], key: str, at: str) -> tuple[str, ...]:
    return check_names(_strings(table, key, at), f"{at}, {key}")


def _one_of(table: Mapping[str, Any], key: str, known: Sequence[str], default: str, at: str) -> str:
    value = table.get(key, default)
    if value != default and value not in known:
        raise InputError(f"no such {key}", text=str(value), place=at, hint=did_you_mean(str(value), known))
    return str(value)
