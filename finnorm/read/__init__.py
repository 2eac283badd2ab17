"""Text in, mentions out: blocks → scan → numerals → quantities → mentions."""

from finnorm.read.blocks import split_document
from finnorm.read.cells import CellReader
from finnorm.read.mentions import Reader

__all__ = ["CellReader", "Reader", "split_document"]
