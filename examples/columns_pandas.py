"""Reads a column of cells and checks the changes of a table with pandas.

Run: python examples/columns_pandas.py
"""

from __future__ import annotations

import pandas as pd

import finnorm as fn
import finnorm.pandas  # gives pandas its accessors

TABLE = pd.DataFrame(
    {
        "2025 (MNOK)": ["1 320", "412,5", "1 732,5"],
        "2024 (MNOK)": ["1 200", "380,1", "1 580,1"],
        "Endring i %": ["10,0", "8,5", "12,6"],
    },
    index=["Salg", "Tjenester", "Sum"],
)


def main() -> None:
    print(TABLE["2025 (MNOK)"].finnorm.parse(scale="MNOK", columns=["value", "unit"]))
    growth = TABLE.finnorm.check_growth(new="2025 (MNOK)", old="2024 (MNOK)", stated="Endring i %", lang="en")
    for label, message in growth.loc[growth["verdict"] == "inconsistent", "message"].items():
        print(f"{label}: {message}")
    print(fn.check_table(TABLE))


if __name__ == "__main__":
    main()
