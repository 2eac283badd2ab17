"""Checks an article of our own and prints what agrees, what does not, and why.

Run: python examples/check_article.py
"""

from __future__ import annotations

import finnorm as fn

ARTICLE = """Omsetningen opp 12 prosent
Fjordmat fikk en omsetning på 13,9 milliarder kroner i fjor, opp 15 prosent fra 12,4 milliarder året før.
Kjøpet av et tysk røykeri kostet 40 millioner euro (rundt 470 millioner kroner).
"""


def main() -> None:
    report = fn.check(ARTICLE, on="2025-08-27")
    print(report)
    for finding in report.findings:
        if finding.verdict == "inconsistent":
            print(f"{finding.check}: stated {finding.stated}, implied {finding.implied}")


if __name__ == "__main__":
    main()
