"""The command line: figures of texts, what they say of each other, and single phrases.

Standard output carries the answers and nothing else; what went wrong is told on standard error. Documents are
read, answered and forgotten one at a time, so that a stream of any length can pass through. A command is a module of
this room with `arguments`, `run` and `MORE`, and a line in `COMMANDS`; only the one that is asked for is loaded.
"""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from finnorm.cli.codes import CLEAN, FAILED, FOUND, INTERRUPTED
from finnorm.cli.console import complain, forget_output, prepare
from finnorm.errors import FinnormError
from finnorm.version import __version__

Run = Callable[[argparse.Namespace], int]
"""Runs a command; the exit code."""

COMMANDS: Mapping[str, str] = {
    "check": "Holds the figures of texts against each other.",
    "extract": "Lists the figures of texts.",
    "parse": "Reads phrases that each state one figure.",
    "convert": "Converts a figure to another currency, unit, or price per unit.",
    "rates": "Shows exchange rates, and fetches newer ones.",
    "explain": "Tells what a check does, with examples.",
    "baseline": "Keeps the findings that somebody looked at and let stand.",
    "text": "Shows the text that is taken out of files.",
    "completion": "Prints what makes a shell complete commands and options.",
}
"""The commands, each with what it does; the module has its name."""

_EXIT_CODES = """\
exit codes:
  0  clean
  1  findings at or above --fail-on
  2  the job could not be done: a file or a line that cannot be read, a bad option
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line.

    Args:
        argv: The arguments; those of the process where None.

    Returns:
        The exit code: 0 clean, 1 findings at or above `--fail-on`, 2 the job could not be done.
    """
    if sys.stdout is None:  # there is none where it was closed
        complain("cannot write: standard output is closed")
        return FAILED
    prepare()
    given = sys.argv[1:] if argv is None else list(argv)
    try:
        arguments = parser(next((one for one in given if not one.startswith("-")), None)).parse_args(given)
        run: Run = arguments.run
        code = run(arguments)
        sys.stdout.flush()
    except SystemExit as end:  # argparse has said what it had to say
        return end.code if isinstance(end.code, int) else FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except FinnormError as error:
        complain(str(error))
        return FAILED
    except BrokenPipeError:
        forget_output()
        return FAILED
    except OSError as error:
        complain(f"cannot write: {error.strerror or error}")
        forget_output()
        return FAILED
    except Exception:  # a fault of ours must not look like a finding
        traceback.print_exc()
        return FAILED
    return code


def parser(chosen: str | None = None) -> argparse.ArgumentParser:
    """The parser of the arguments.

    Args:
        chosen: The command whose arguments it knows; with "*", those of all.
    """
    made = argparse.ArgumentParser(
        prog="finnorm",
        description="Reads the figures in Norwegian financial text, and checks that they agree.",
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    made.add_argument("--version", action="version", version=f"finnorm {__version__}")
    commands = made.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def command(name: str, run: Run | None, about: str, more: str | None) -> argparse.ArgumentParser:
        one = commands.add_parser(
            name,
            help=about,
            description=about,
            epilog=more,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        one.set_defaults(run=run)
        return one

    for name, about in COMMANDS.items():
        if chosen in (name, "*"):
            module = import_module(f"finnorm.cli.{name}")
            module.arguments(command(name, module.run, about, module.MORE))
        else:
            command(name, None, about, None)
    return made


__all__ = ["CLEAN", "COMMANDS", "FAILED", "FOUND", "main", "parser"]
