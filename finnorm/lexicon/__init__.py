"""Norwegian as data: one TOML file a concept, bokmål and nynorsk side by side; the loader is the only code."""

from finnorm.lexicon.loader import CurrencyWord, Lexicon, build, forms, headings, load

__all__ = ["CurrencyWord", "Lexicon", "build", "forms", "headings", "load"]
