"""Times a cold `finnorm check` on a short article beside a bare interpreter: `python -m benchmarks.start`."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path

ARTICLE = Path(__file__).parents[1] / "seeds" / "chipmaker.txt"
CHECK = ("-m", "finnorm", "check", "--no-config", "--date", "2025-08-27", str(ARTICLE))
ALLOWED = 0.15
"""What may come on top of three bare starts, in seconds."""


def seconds(*arguments: str) -> float:
    """The processor's time of a process, its start and its end included; modules are compiled, as for a user."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


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
