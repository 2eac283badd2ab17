"""`finnorm parse`: reads phrases that each state one figure."""

from __future__ import annotations

import argparse

from finnorm.api import default_engine
from finnorm.cli.codes import CLEAN, FAILED
from finnorm.cli.console import complain, table, write
from finnorm.cli.figures import cells
from finnorm.errors import FinnormError
from finnorm.lexicon import load
from finnorm.messages import LANGUAGES
from finnorm.report import messages_of, quantity_dict
from finnorm.writers.base import clean
from finnorm.writers.wire import Array

MORE = """\
A phrase that begins with a hyphen goes behind a lone --.
exit codes: 0 all were read, 2 a phrase does not state one figure, or a bad option
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The command's own arguments."""
    parser.add_argument("phrases", nargs="+", metavar="PHRASE", help='such as "1,04 milliarder yuan"')
    parser.add_argument(
        "--output-format",
        choices=("text", "json"),
        default="text",
        help="text, the default, or json: one array with an element for each phrase",
    )
    parser.add_argument("--lang", choices=LANGUAGES, default="nb", help="the language of the heads; nb is the default")


def run(arguments: argparse.Namespace) -> int:
    """Reads all phrases; the exit code."""
    engine = default_engine()
    output = Array()
    rows: list[dict[str, str]] = []
    in_json = arguments.output_format == "json"
    code = CLEAN
    for phrase in arguments.phrases:
        try:
            quantity = engine.parse(phrase)
        except FinnormError as error:
            complain(str(error))
            code = FAILED
            if in_json:
                write(output.entry({"text": phrase, "error": str(error)}))
        else:
            read = quantity_dict(phrase, quantity)
            if in_json:
                write(output.entry(read))
            rows.append({**cells(read), "strict": repr(quantity.strict)})
    if in_json:
        write(output.end())
    else:
        heads = messages_of(load()).columns(arguments.lang)
        write(clean(table(("text", "kind", "value", "unit", "hedge", "strict"), rows, heads)))
    return code
