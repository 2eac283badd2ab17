"""What can go wrong, each with the text, the place in it, and a way out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


class FinnormError(Exception):
    """The parent of every error that finnorm raises on purpose.

    Args:
        message: What went wrong, in one sentence.
        text: The text that could not be handled.
        place: Where: an offset in ``text``, or a name such as a file and line.
        hint: What to do about it.

    Example:
        >>> str(FinnormError("no figure", text="hei", place=0, hint="write a number"))
        "no figure: 'hei' at 0 (write a number)"
    """

    def __init__(self, message: str, *, text: str = "", place: str | int | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.text = text
        self.place = place
        self.hint = hint

    def __str__(self) -> str:
        shown = self.text if len(self.text) <= 80 else self.text[:77] + "…"
        where = f": {shown!r}" if self.text else ""
        at = f" at {self.place}" if self.place is not None else ""
        way_out = f" ({self.hint})" if self.hint else ""
        return f"{self.message}{where}{at}{way_out}"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle with the fields: errors cross process borders in pipelines."""
        return (_rebuild, (type(self), self.message, self.text, self.place, self.hint))


def _rebuild(kind: type[FinnormError], message: str, text: str, place: str | int | None, hint: str) -> FinnormError:
    return kind(message, text=text, place=place, hint=hint)


class ParseError(FinnormError, ValueError):
    """A phrase or cell that is not one figure."""


class MissingFigure(ParseError):
    """A cell that says that there is no figure: empty, a dash, "n/a"."""


class RateUnavailable(FinnormError, LookupError):
    """No exchange rate for that pair on that day; says what is missing and which dates exist."""


class ConversionError(FinnormError, ValueError):
    """A figure that cannot be put in another unit: the two measure different things, or the day is missing."""


class ClaimError(FinnormError, ValueError):
    """A claim that cannot be put: an unknown check, a missing slot, or a figure of the wrong kind."""


class InputError(FinnormError, ValueError):
    """A document or a file that cannot be read as what it was said to be."""


class MissingExtra(FinnormError, ImportError):
    """A feature whose library is not installed; says which extra brings it."""


def refuse_unknown(table: Iterable[str], known: Sequence[str], place: str) -> None:
    """Refuses keys that nobody reads.

    Raises:
        InputError: One is there; the hint says which was probably meant.
    """
    for key in table:
        if key not in known:
            raise InputError("unknown key", text=key, place=place, hint=did_you_mean(key, known))


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """The known word that is nearest, or all of them.

    Example:
        >>> did_you_mean("grwoth", ["growth", "share"])
        'did you mean growth?'
    """
    from difflib import get_close_matches  # noqa: PLC0415 - needed only where something is wrong

    near = get_close_matches(word, known, 1)
    return f"did you mean {near[0]}?" if near else "one of " + ", ".join(known)
