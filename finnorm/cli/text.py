"""`finnorm text`: the text that is taken out of files, in which the offsets of html, docx and pdf count."""

from __future__ import annotations

import argparse

from finnorm.cli.checking import Round, each, failed
from finnorm.cli.codes import CLEAN, FAILED
from finnorm.cli.console import write
from finnorm.cli.documents import Unreadable
from finnorm.cli.options import INPUT, LIGHT_EXIT_CODES, add_files, options_of
from finnorm.writers.base import clean

MORE = f"{INPUT}\n{LIGHT_EXIT_CODES}"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    add_files(parser)


def run(arguments: argparse.Namespace) -> int:
    """Shows the text of all documents; the exit code."""
    options = options_of(arguments)
    failures = False
    going = Round(options)
    for one in each(options, going):
        going.progress.clear()
        if isinstance(one, Unreadable):
            failures = True
            failed(one)
        else:
            text = clean(one.article.text)
            write(text if text.endswith("\n") or not text else text + "\n")
    return FAILED if failures else CLEAN
