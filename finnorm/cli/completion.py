"""`finnorm completion`: what makes a shell complete commands and options."""

from __future__ import annotations

import argparse

from finnorm.cli.codes import CLEAN
from finnorm.cli.console import write
from finnorm.errors import MissingExtra

MORE = """\
  bash   finnorm completion bash > ~/.local/share/bash-completion/completions/finnorm
  zsh    finnorm completion zsh > a file _finnorm in a folder of $fpath
  tcsh   finnorm completion tcsh > /etc/profile.d/finnorm.completion.csh
It takes the extra: pip install "finnorm[completion]"
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="the shell")


def run(arguments: argparse.Namespace) -> int:
    """Prints the completion of a shell; the exit code."""
    try:
        import shtab  # noqa: PLC0415 - an extra
    except ImportError:
        raise MissingExtra("completion takes shtab", hint='pip install "finnorm[completion]"') from None
    from finnorm.cli import parser  # noqa: PLC0415 - it knows all commands, this one among them

    write(shtab.complete(parser("*"), shell=arguments.shell) + "\n")
    return CLEAN
