"""Tables: columns held against each other row by row, and whole tables whose rows and columns should add up."""

from finnorm.tabular.rows import Column, Unread, check_rows, column
from finnorm.tabular.table import TableReport, check_table

__all__ = ["Column", "TableReport", "Unread", "check_rows", "check_table", "column"]
