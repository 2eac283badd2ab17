"""Times a cold `finnorm check` on a short article beside a bare interpreter: `python -m benchmarks.start`."""

from __future__ import annotations

import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path

ARTICLE = Path(__file__).parents[1] / "seeds" / "chipmaker.txt"
CHECK = ("-m", "finnorm", "check", "--no-config", "--date", "2025-08-27", str(ARTICLE))
ALLOWED = 0.15
"""What may come on top of three bare starts, in seconds."""


def seconds(*arguments: str) -> float:
    """How long a process takes, its start and its end included."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main() -> None:
    options = ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=15)
    rounds = options.parse_args().rounds
    pairs = [(seconds("-c", "pass"), seconds(*CHECK)) for _ in range(rounds)]
    bare, check = (min(times) for times in zip(*pairs, strict=True))
    allowed = 3 * bare + ALLOWED
    print(f"bare {bare:.3f} s, check {check:.3f} s, allowed {allowed:.3f} s, ratio {check / allowed:.2f}")


if __name__ == "__main__":
    main()
