"""Text in, mentions out: blocks → scan → numerals → quantities → mentions."""

from finnorm.read.blocks import split_document
from finnorm.read.cells import CellReader
from finnorm.read.columns import COLUMNS, Column, ColumnReader, Errors, printed
from finnorm.read.headers import Header, HeaderReader
from finnorm.read.mentions import Reader

__all__ = [
    "COLUMNS",
    "CellReader",
    "Column",
    "ColumnReader",
    "Errors",
    "Header",
    "HeaderReader",
    "Reader",
    "printed",
    "split_document",
]
