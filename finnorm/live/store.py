"""Whole histories on disk, fetched when a user says so: newer than the embedded table, and read without a network."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from datetime import date
from pathlib import Path

from finnorm.errors import InputError, RateUnavailable
from finnorm.live.cache import cache_folder, write_whole
from finnorm.live.http import Answer, checked_base, fetch
from finnorm.live.norges_bank import NorgesBank
from finnorm.live.sdmx import read_series
from finnorm.rates import EmbeddedRates, SeriesRates

STORED = ("ecb", "norges-bank")
"""The sources whose history can be kept."""

ECB_URL = "https://www.ecb.europa.eu/stats/eurofxref/"
_ECB_FILE = "eurofxref-hist.zip"
_FIRST = date(1999, 1, 1)
_SECONDS = 120.0
_BYTES = 200_000_000


class RateStore:
    """The histories that were fetched. A file's name holds its hash, so that a damaged one is never used.

    Args:
        folder: Where the files are; the user's cache directory where None.
    """

    def __init__(self, folder: str | os.PathLike[str] | None = None) -> None:
        self.folder = cache_folder() / "histories" if folder is None else Path(folder)

    def rates(self, name: str) -> EmbeddedRates | SeriesRates:
        """The history of a source as it was last fetched; no network is used.

        Raises:
            InputError: No source of that name.
            RateUnavailable: It was never fetched, or no file of it is whole.
        """
        _require(name)
        fault: RateUnavailable | None = None
        for file in self._files(name):
            try:
                return _read(name, file)
            except RateUnavailable as error:
                fault = error
        why = "" if fault is None else f": {fault.message}"
        raise RateUnavailable(
            f"there is no history of {name}{why}", hint=f"finnorm rates update --from {name} fetches it"
        )

    def update(
        self, name: str, base_url: str | None = None, *, timeout: float = _SECONDS, limit: int = _BYTES
    ) -> EmbeddedRates | SeriesRates:
        """Fetches the history of a source; what was there stays unless the new one is whole and no older.

        Raises:
            InputError: No source of that name, or a base URL that may not be asked.
            RateUnavailable: The download failed, is no history, or ends before the one that is kept.
        """
        _require(name)
        if name == "ecb":
            url, parameters = checked_base(base_url or ECB_URL) + _ECB_FILE, dict[str, str]()
        else:
            path, parameters = NorgesBank().query((), _FIRST, _FIRST)
            del parameters["endPeriod"]
            url = checked_base(base_url or NorgesBank.home) + path
        answer = fetch(url, parameters, source=name, timeout=timeout, limit=limit)
        digest = hashlib.sha256(answer.body).hexdigest()
        file = self.folder / f"{name}-{digest}{_SUFFIXES[name]}"
        before = self._files(name)
        trial = self.folder / f".trial-{os.getpid()}-{digest}"
        try:
            write_whole(trial, answer.body)
            made = _read(name, trial, digest)
            self._require_no_older(name, made)
            trial.replace(file)
        except OSError as error:
            raise RateUnavailable(f"the history of {name} cannot be kept: {error}", text=str(file)) from error
        finally:
            with suppress(OSError):
                trial.unlink()
        for old in before:
            if old != file:
                with suppress(OSError):
                    old.unlink()
        return _read(name, file, digest)

    def _require_no_older(self, name: str, made: EmbeddedRates | SeriesRates) -> None:
        try:
            kept = self.rates(name).provenance["last_fixing"]
        except RateUnavailable:
            return
        last = made.provenance["last_fixing"]
        if last < kept:
            raise RateUnavailable(f"{name} sent a history that ends on {last}; the one kept ends on {kept}")

    def _files(self, name: str) -> list[Path]:
        """The files of a source, the newest first."""
        try:
            files = [(file.stat().st_mtime_ns, file) for file in self.folder.glob(f"{name}-*")]
        except OSError:
            return []
        return [file for _, file in sorted(files, reverse=True)]


_SUFFIXES = {"ecb": ".zip", "norges-bank": ".csv"}


def _read(name: str, file: Path, digest: str | None = None) -> EmbeddedRates | SeriesRates:
    """A history of that hash, by default the one in the file's name."""
    named = file.stem.rpartition("-")[2] if digest is None else digest
    if name == "ecb":
        rates = EmbeddedRates(file, named)
        _ = rates.last  # read now: the file may be gone when another has been fetched
        return rates
    try:
        body = file.read_bytes()
    except OSError as error:
        raise RateUnavailable(f"the history of {name} cannot be read: {error}") from error
    if hashlib.sha256(body).hexdigest() != named:
        raise RateUnavailable(f"the history of {name} is damaged", text=file.name)
    series = read_series(Answer(body, "text/csv"), NorgesBank.layout, (), None, None, NorgesBank.source)
    if not series:
        raise RateUnavailable(f"the history of {name} is empty")
    return SeriesRates(NorgesBank.layout.pivot, series, NorgesBank.source)


def _require(name: str) -> None:
    if name not in STORED:
        raise InputError("no such history", text=name, hint="one of " + ", ".join(STORED))
