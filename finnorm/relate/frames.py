"""What frames share: making claims out of sites."""

from __future__ import annotations

from collections.abc import Mapping

from finnorm.relate.scene import Site
from finnorm.values.claim import Binding, Claim, Operand
from finnorm.values.mention import Mention
from finnorm.values.period import Period


def operand(site: Site, sign: int = 1) -> Operand:
    """The site's figure, negative where the words say so and the print does not."""
    return Operand(site.mention, -1 if sign < 0 and not _signed(site.mention) else 1)


def _signed(mention: Mention) -> bool:
    return mention.figure.numeral.value < 0


def apart(*sites: Site) -> tuple[str, ...]:
    """Scope words that some of the figures have and others lack."""
    every = frozenset[str]().union(*(site.scopes for site in sites))
    return tuple(sorted(word for word in every if any(word not in site.scopes for site in sites)))


def claim(
    check: str,
    slots: Mapping[str, Operand | tuple[Operand, ...]] | Mapping[str, Operand | tuple[Operand, ...] | None],
    *,
    binding: Binding,
    frame: str,
    cue: str | None = None,
    scopes: tuple[str, ...] = (),
    period: Period | None = None,
    assumptions: tuple[str, ...] = (),
    alternatives: tuple[Claim, ...] = (),
    same_sentence: bool = True,
) -> Claim:
    """A claim with the slots that are filled."""
    operands = tuple((slot, given if isinstance(given, tuple) else (given,)) for slot, given in slots.items() if given)
    return Claim(
        check,
        operands,
        binding,
        cue,
        scopes,
        assumptions=assumptions,
        period=period,
        frame=frame,
        alternatives=alternatives,
        same_sentence=same_sentence,
    )
