"""Findings that somebody looked at and let stand: keyed by check and figures, so that they survive edits elsewhere.

A key has no line, no file and no words in it: the check's name and, a slot at a time, the figures as they are
normalised. It stays the same where the text around moves, and changes where a figure, its unit or its hedge does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeAlias

from finnorm.errors import InputError, refuse_unknown
from finnorm.toml_file import is_list, is_table, read_toml
from finnorm.values.claim import Operand
from finnorm.values.finding import Finding
from finnorm.values.numeral import decimal_text

Key: TypeAlias = tuple[str, tuple[str, ...]]
"""A check's name, and its figures."""

_FIELDS = ("check", "figures", "reason", "expires")
_HEAD = """\
# Findings that somebody looked at and let stand. `finnorm baseline add` writes this file, `prune` tidies it; a reason
# and a last day (expires = 2027-01-31) may be added by hand.
version = 1
"""
_NOT_IN_TOML = re.compile("\x7f")
_SURROGATE = re.compile("[\ud800-\udfff]")


def key_of(finding: Finding) -> Key:
    """What makes a finding the same finding after an edit elsewhere.

    Example:
        >>> import finnorm as fn
        >>> figures = {"old": "12,4 mrd. kroner", "new": "13 900 mill. kroner", "stated": "over 15 prosent"}
        >>> key_of(fn.check_claim("growth", **figures))
        ('growth', ('old 12400000000 NOK', 'new 13900000000 NOK', 'stated over 15 percent'))
    """
    return finding.check, tuple(
        f"{slot} {_figure(operand)}" for slot, operands in finding.claim.operands for operand in operands
    )


def fingerprint(finding: Finding) -> str:
    """The key in so many letters as other programs expect of one: 32 hexadecimal digits."""
    return sha256(json.dumps(key_of(finding)).encode()).hexdigest()[:32]


def _figure(operand: Operand) -> str:
    quantity = operand.quantity
    ends = [quantity.numeral.value] if quantity.upper is None else [quantity.numeral.value, quantity.upper.value]
    value = "..".join(decimal_text(operand.sign * end) for end in ends)
    unit = quantity.unit.wire or quantity.unit.kind
    return " ".join(part for part in (quantity.hedge_class, value, unit) if part)


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding that was let stand.

    Args:
        key: Its check and figures.
        reason: Why.
        expires: The last day on which it is let stand; None for no last day.
    """

    key: Key
    reason: str = ""
    expires: date | None = None

    def holds(self, today: date) -> bool:
        """Whether it still counts on a day."""
        return self.expires is None or today <= self.expires

    def __str__(self) -> str:
        last = "" if self.expires is None else f" (until {self.expires.isoformat()})"
        reason = f" -- {self.reason}" if self.reason else ""
        return f"{self.key[0]}: {'; '.join(self.key[1])}{last}{reason}"


@dataclass(frozen=True, slots=True)
class Baseline:
    """All that was let stand, in the order in which it was written down."""

    entries: tuple[Entry, ...] = ()

    def of(self, finding: Finding, today: date) -> Entry | None:
        """The entry that lets a finding stand on a day."""
        key = key_of(finding)
        return next((one for one in self.entries if one.key == key and one.holds(today)), None)

    def add(self, findings: Iterable[Finding], reason: str, expires: date | None) -> Baseline:
        """With these findings let stand; one that was there gets the new reason and last day."""
        found = {one.key: one for one in self.entries}
        for finding in findings:
            key = key_of(finding)
            entry = Entry(key, reason, expires)
            found[key] = replace(entry, reason=reason or found[key].reason) if key in found else entry
        return Baseline(tuple(found.values()))

    def only(self, keys: Iterable[Key]) -> Baseline:
        """Only the entries with these keys."""
        wanted = set(keys)
        return Baseline(tuple(one for one in self.entries if one.key in wanted))

    def toml(self) -> str:
        """The file's text."""
        pieces = [_HEAD]
        for one in self.entries:
            pieces.append("\n[[finding]]\n")
            pieces.append(f"check = {_string(one.key[0])}\nfigures = [{', '.join(map(_string, one.key[1]))}]\n")
            if one.reason:
                pieces.append(f"reason = {_string(one.reason)}\n")
            if one.expires is not None:
                pieces.append(f"expires = {one.expires.isoformat()}\n")
        return "".join(pieces)


def read_baseline(path: Path) -> Baseline:
    """A baseline from its file.

    Raises:
        InputError: The file cannot be read, or is no baseline.
    """
    data = read_toml(path, "baseline")
    refuse_unknown(data, ("version", "finding"), str(path))
    if data.get("version", 1) != 1:
        raise InputError("a baseline of a version that is not known", text=str(data["version"]), place=str(path))
    rows = data.get("finding", [])
    if not is_list(rows):
        raise InputError("finding is not a list of tables", place=str(path), hint="write [[finding]]")
    return Baseline(tuple(_entry(row, f"{path}, finding {number}") for number, row in enumerate(rows, 1)))


def _entry(row: Any, place: str) -> Entry:
    if not is_table(row):
        raise InputError("not a table", place=place, hint="write [[finding]]")
    refuse_unknown(row, _FIELDS, place)
    check, figures = row.get("check"), row.get("figures")
    reason, expires = row.get("reason", ""), row.get("expires")
    if not isinstance(check, str):
        raise InputError("no check", place=place, hint='write check = "growth"')
    if not is_list(figures) or not all(isinstance(one, str) for one in figures):
        raise InputError("no figures", place=place, hint='write figures = ["old 12400000000 NOK", …]')
    if not isinstance(reason, str):
        raise InputError("the reason is not a string", place=place)
    if expires is not None and (not isinstance(expires, date) or type(expires) is not date):
        raise InputError("expires is not a date", place=place, hint="write expires = 2027-01-31, without quotes")
    return Entry((check, tuple(figures)), reason, expires)


def _string(text: str) -> str:
    whole = json.dumps(_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text), ensure_ascii=False)
    return _NOT_IN_TOML.sub("\\\\u007f", whole)
