"""`import finnorm.pandas` gives pandas its accessors: `Series.finnorm` and `DataFrame.finnorm`.

Example:
    >>> import pandas as pd
    >>> import finnorm.pandas
    >>> pd.Series(["1 234,50", "MNOK 12,3"]).finnorm.parse(columns=["value", "unit"])
          value unit
    0   1234.50  NaN
    1  12300000  NOK
"""

from finnorm.integrations.pandas import FrameAccessor, SeriesAccessor, register

__all__ = ["FrameAccessor", "SeriesAccessor"]

register()
