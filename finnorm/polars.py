"""`import finnorm.polars` gives polars its expression namespace: `pl.col("cell").finnorm`.

Example:
    >>> import polars as pl
    >>> import finnorm.polars
    >>> cells = pl.DataFrame({"cell": ["1 234,50", "MNOK 12,3"]})
    >>> parsed = cells.select(pl.col("cell").finnorm.parse(columns=["value", "unit"])).unnest("cell")
    >>> parsed.rows()
    [('1234.50', None), ('12300000', 'NOK')]
"""

from finnorm.integrations.polars import ExprNamespace, register

__all__ = ["ExprNamespace"]

register()
