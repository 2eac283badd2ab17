"""Shows what readers of figures do with odd input: `python -m benchmarks.robustness`; the table of docs/robustness.md.

Each reader gets each input in a process of its own, which is ended after some seconds. What tests promise of finnorm
is in tests/robustness; this shows the others beside it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from argparse import ArgumentParser

INPUTS: dict[str, tuple[str, str]] = {
    "kr 1.234,50": ("a cell", "kr 1.234,50"),
    "3.350 kroner": ("a cell", "3.350 kroner"),
    "−5 prosent (U+2212)": ("a cell", "−5 prosent"),
    "½ prosent": ("a cell", "½ prosent"),
    "1٢3 kroner (mixed scripts)": ("a cell", "1٢3 kroner"),
    "1 U+200B 234 kroner": ("a cell", "1\u200b234 kroner"),
    "１２３ kr (full width)": ("a cell", "１２３ kr"),
    "1e99999 dollar": ("a cell", "1e99999 dollar"),
    "1_000 kr": ("a cell", "1_000 kr"),
    "2 pairs from $349": ("a cell", "2 pairs from $349"),
    "5 U+D800 kr": ("a cell", "5 \ud800 kr"),
    "1 000 digits": ("a cell", "9" * 1000 + " kr"),
    "64 000 digits": ("a text", "9" * 64_000 + " kr"),
    "«1 » × 32 000": ("a text", "1 " * 32_000),
    "«1,2 » × 16 000": ("a text", "1,2 " * 16_000),
}
READERS = {
    "finnorm": """
        import finnorm
        def cell(text):
            q = finnorm.parse(text)
            return f"{q.value} {q.unit.wire or q.unit.kind}"
        def text(text):
            return f"{len(finnorm.extract(text))} figures"
    """,
    "price-parser": """
        from price_parser import Price
        def cell(text):
            p = Price.fromstring(text)
            return f"{p.amount} {p.currency or ''}".strip()
        text = cell
    """,
    "quantulum3": """
        from quantulum3 import parser
        def cell(text):
            return "; ".join(f"{q.value:g} {q.unit.name}" for q in parser.parse(text)) or "none"
        def text(text):
            return f"{len(parser.parse(text))} figures"
    """,
}
ASK = """
import json, sys, time, warnings
warnings.simplefilter("ignore")
kind, given = json.loads(sys.stdin.read())
read = cell if kind == "a cell" else text
try:
    read("5 kr")  # what is loaded on first use is not counted
except Exception:
    pass
start = time.perf_counter()
try:
    said = read(given)
except Exception as error:
    said = f"{type(error).__module__}.{type(error).__name__}".removeprefix("builtins.")
print(json.dumps([said, time.perf_counter() - start]))
"""


def answer(reader: str, kind: str, given: str, seconds: float) -> str:
    """What a reader says, and how long it takes where that is long."""
    lines = READERS[reader].splitlines()
    program = "\n".join(line[8:] for line in lines) + ASK
    try:
        done = subprocess.run(
            [sys.executable, "-c", program],
            input=json.dumps([kind, given]),
            capture_output=True,
            text=True,
            timeout=seconds + 5,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"> {seconds:.0f} s"
    if done.returncode:
        return "not installed" if "ModuleNotFoundError" in done.stderr else "the process ends"
    said, taken = json.loads(done.stdout)
    shown = said if len(said) <= 40 else said[:39] + "…"
    return f"{shown} ({taken:.2f} s)" if taken >= 0.05 else shown


def main() -> None:
    options = ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=8, help="how long a reader may take")
    seconds = options.parse_args().seconds
    print(f"| input | {' | '.join(READERS)} |")
    print("|---" * (len(READERS) + 1) + "|")
    for name, (kind, given) in INPUTS.items():
        answers = (answer(reader, kind, given, seconds) for reader in READERS)
        print(f"| {name} | {' | '.join(one.replace('|', '') for one in answers)} |", flush=True)


if __name__ == "__main__":
    main()
