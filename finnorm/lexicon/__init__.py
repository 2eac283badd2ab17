"""Norwegian as data: one TOML file a concept, bokmål and nynorsk side by side; the loader is the only code."""

from finnorm.lexicon.loader import HEDGE_OPENING, CurrencyWord, Lexicon, build, forms, headings, load

__all__ = ["HEDGE_OPENING", "CurrencyWord", "Lexicon", "build", "forms", "headings", "load"]
