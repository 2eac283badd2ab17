"""The same on as many articles as one likes: `python -m tests.truth --articles 100000 --start 0`."""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter

from tests.truth.trial import Count, accused_truth, changed_verdicts, missed_errors


def main() -> int:
    """Prints complaints and counts; 1 where there are complaints."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--start", type=int, default=0)
    parser.add_argument("--only", choices=("true", "false", "turned"))
    parser.add_argument("--show", type=int, default=20)
    given = parser.parse_args()
    seeds = range(given.start, given.start + given.articles)
    bad = 0
    for name, trial in (("true", accused_truth), ("false", missed_errors), ("turned", changed_verdicts)):
        if given.only not in (None, name):
            continue
        count: Count = Counter()
        wrong = trial(seeds, count)
        bad += len(wrong)
        print(f"{name}: {len(wrong)} complaints over {given.articles} articles")
        for kind in sorted({kind for kind, _ in count}):
            print("   ", kind, {what: many for (of, what), many in count.items() if of == kind})
        print(*(f"    {one}" for one in wrong[: given.show]), sep="\n")
    return bool(bad)


if __name__ == "__main__":
    raise SystemExit(main())
