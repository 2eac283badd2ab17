"""Reads and checks documents in turn, with what was let stand: what `check` and `baseline` both do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from finnorm.baseline import Baseline, Key, key_of, read_baseline
from finnorm.cli.console import Progress, complain
from finnorm.cli.documents import Given, Unreadable, documents, found
from finnorm.cli.options import Options
from finnorm.errors import FinnormError, InputError
from finnorm.report import Report
from finnorm.writers import Checked, Failed


@dataclass(slots=True)
class Round:
    """One going through of all documents.

    Args:
        options: What the command was told.
        baseline: What was let stand.
        today: The day that last days are held against; that of the clock where None and one is there.
        progress: Shown on standard error.
        used: The keys of the baseline that let something stand.
        keys: The keys of all findings.
    """

    options: Options
    baseline: Baseline = field(default_factory=Baseline)
    today: date | None = None
    progress: Progress = field(default_factory=lambda: Progress(0))
    used: set[Key] = field(default_factory=set["Key"])
    keys: set[Key] = field(default_factory=set["Key"])

    def results(self) -> Iterator[Checked | Failed]:
        """Every document in its turn, checked or failed."""
        for one in each(self.options, self):
            if isinstance(one, Unreadable):
                yield failed(one)
                continue
            try:
                report = self.options.engine.check(one.article.text, on=one.on)
            except FinnormError as error:
                yield failed(Unreadable(one.name, one.path, one.line, str(error)))
            else:
                dismissed = self._dismissed(one, report)
                yield Checked(one.name, one.path, one.line, report, one.article, dismissed)

    def _dismissed(self, one: Given, report: Report) -> dict[int, str]:
        """The findings that a setting, a comment or the baseline lets stand, and why."""
        override = self.options.settings.of(one.path)
        found_: dict[int, str] = {}
        spent: set[int] = set()
        for at, finding in enumerate(report.findings):
            self.keys.add(key_of(finding))
            if finding.verdict == "consistent":
                continue
            place = report.messages.place(finding)[0]
            for number, comment in enumerate(one.article.ignores):
                if comment.start <= place < comment.end and (not comment.checks or finding.check in comment.checks):
                    spent.add(number)
                    found_.setdefault(at, comment.reason)
            if override is not None and finding.check in override.ignore:
                found_.setdefault(at, "")
            entry = self.baseline.of(finding, self._day())
            if entry is not None:
                self.used.add(entry.key)
                found_.setdefault(at, entry.reason)
        for number, comment in enumerate(one.article.ignores):
            if number not in spent:
                line = one.article.place(comment.at)[0]
                self.progress.clear()
                complain(f"{one.path}:{line}: a comment lets nothing stand; it can go")
        return found_

    def _day(self) -> date:
        """The day that last days are held against. The clock is asked only where an entry has one."""
        if self.today is not None:
            return self.today
        if not any(entry.expires for entry in self.baseline.entries):
            return date.min
        self.today = datetime.now(UTC).date()
        return self.today


def each(options: Options, round_: Round) -> Iterator[Given | Unreadable]:
    """The documents of all files, with progress."""
    settings = options.settings
    paths = list(found(options.files, lambda path: settings.fits(path, settings.exclude)))
    round_.progress = Progress(len(paths))
    for path in paths:
        if isinstance(path, Unreadable):
            yield path
        else:
            round_.progress.step(path)
            yield from documents(path, options.input_format, options.on)
    round_.progress.clear()


def failed(one: Unreadable) -> Failed:
    """A document that could not be read, as writers know it; it is told on standard error too."""
    complain(f"{one.where}: {one.error}")
    return Failed(one.name, one.path, one.line, one.error)


def baseline_of(options: Options, given: str | None, *, needed: bool = False) -> tuple[Baseline, Path | None]:
    """The baseline that an option or the settings name, and its file.

    Raises:
        InputError: It is needed and not named, or cannot be read.
    """
    path = options.settings.baseline if given is None else Path(given)
    if path is None:
        if needed:
            raise InputError("no baseline is named", hint='give --baseline FILE, or baseline = "FILE" in the settings')
        return Baseline(), None
    if needed and not path.exists():
        return Baseline(), path
    return read_baseline(path), path
