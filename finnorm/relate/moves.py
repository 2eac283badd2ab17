"""A move on a scale, and the claims that it feeds.

Which check is decided by the kind of the difference: percent → growth, points → points, an amount → difference, a
multiple → multiple, a percent a year → compound growth, a mere word of rising or falling → direction.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from finnorm.relate.frames import claim, operand
from finnorm.relate.phrasebook import Cue, Phrasebook
from finnorm.relate.scene import Site
from finnorm.values.claim import Binding, Claim, Operand
from finnorm.values.numeral import Numeral
from finnorm.values.quantity import Quantity
from finnorm.values.unit import COUNT

_GRADES: tuple[Binding, ...] = ("explicit", "anaphoric", "proximate")
_ANNUAL = 5
_BEHIND = 3
_YEAR_DIGITS = 4
_MOST_YEARS = 100
_BREAKS = frozenset(",;:–—")


@dataclass(slots=True)
class Move:
    """The slots of one change, and how surely they are bound."""

    new: Site
    old: Site | None = None
    changes: list[Site] = field(default_factory=list[Site])
    binding: Binding = "explicit"
    direction: int = 0

    def weaken(self, binding: Binding) -> None:
        """The move is bound no more surely than its weakest slot."""
        if _GRADES.index(binding) > _GRADES.index(self.binding):
            self.binding = binding


def beyond(change: Site, site: Site) -> bool:
    """ "138 millioner kroner over budsjettet på 166 millioner": what the change is measured from."""
    compared = change.right[:1] and change.right[0].kind in ("more", "less", "up", "down")
    return bool(compared) and site.index == change.index + 1 and not _BREAKS & set(site.words) and site.role == "level"


def _given(site: Site | None) -> tuple[Site, ...]:
    return () if site is None else (site,)


def claims(move: Move, book: Phrasebook) -> Iterator[Claim]:
    """What a move says, one claim for each of its differences, and one for its direction."""
    new, old = move.new, move.old
    scopes = _scopes(move, book.expected)
    if any(word in book.said["strength"] for site in (*move.changes, new, *_given(old)) for word in site.words):
        move.weaken("proximate")  # a currency that strengthens may cost more or less, as the quote goes
    amount = next((c for c in move.changes if c.amount), None)

    def made(check: str, given: dict[str, Operand | None], cue: str | None, others: tuple[Claim, ...] = ()) -> Claim:
        return claim(
            check,
            given,
            binding=move.binding,
            frame=check,
            cue=cue,
            scopes=scopes,
            period=new.mention.period,
            alternatives=others,
            same_sentence=all(site.sentence == new.sentence for site in (*move.changes, *_given(old))),
        )

    def stating(check: str, slots: dict[str, Operand | None], cue: str | None = None) -> Claim:
        if not losing:
            return made(check, slots, cue)
        if _of_losses(move, book) or check not in ("direction", "difference"):
            return made(check, slots, cue)
        # A loss that grows is told by its size; "resultatet falt fra minus 12 til minus 20" by its sign.
        signed = {slot: None if one is None else Operand(one.figure, -1) for slot, one in levels.items()}
        return made(check, slots, cue, (made(check, {**slots, **signed}, cue),))

    losing = _lost(new, old or new) and (old is None or _lost(old, new))
    levels: dict[str, Operand | None] = {
        "old": None if old is None else _level(old, losing),
        "new": _level(new, losing),
    }
    annual = next((change for change in move.changes if _annual(change, book)), None)
    if annual is not None:
        yield from _yearly(move, annual, levels, scopes, book)
    for change in move.changes:
        if change is annual:
            continue
        stated = operand(change, change.direction)
        if change.kind == "percent" and new.kind != "percent":
            extra = None if amount is None or old is not None else operand(amount, change.direction)
            yield stating("growth", {**levels, "change": extra, "stated": stated})
        elif change.kind in ("percentage_point", "basis_point") and old is not None:
            yield stating("points", {**levels, "stated": stated})
        elif change.kind == "multiple" and old is not None:
            yield stating("multiple", {**levels, "stated": operand(change)})
        elif change.amount and old is not None:
            yield stating("difference", {**levels, "stated": stated})
    # a change told in another sentence says nothing of the two levels' own direction: they have a move of their own
    told = all(change.sentence == new.sentence for change in move.changes) or (old and old.sentence != new.sentence)
    if old is not None and told and (move.direction or move.binding != "proximate"):
        yield stating("direction", dict(levels), {1: "up", -1: "down"}.get(move.direction, "moved"))


def _level(site: Site, losing: bool) -> Operand:
    return operand(site, -1 if site.mention.polarity == "loss" and not losing else 1)


def _of_losses(move: Move, book: Phrasebook) -> bool:
    """ "Underskuddet ble redusert": it is the loss that the verb speaks of."""
    for site in (move.new, *_given(move.old), *move.changes):
        verb = next((cue for cue in site.left if cue.kind in ("up", "down")), None)
        count = len(site.words) if verb is None else _place(site, verb)
        if verb is not None and any(word in book.losses for word in site.words[:count]):
            return True
    return False


def _place(site: Site, cue: Cue) -> int:
    first = cue.words.split()[0]
    return site.words.index(first) if first in site.words else len(site.words)


def _lost(site: Site, other: Site) -> bool:
    """Whether a level is a loss: by its own words, or by those of the level that it is told with."""
    if site.mention.polarity == "loss":
        return True
    return site.own_metric is None and site is not other and site.light and other.mention.polarity == "loss"


def _annual(change: Site, book: Phrasebook) -> bool:
    """ "I snitt 20 prosent i året": a rate a year, not the whole change."""
    words = f" {' '.join((*change.words[-_ANNUAL:], *change.after[:_BEHIND]))} "
    return change.kind == "percent" and any(f" {phrase} " in words for phrase in book.said["annual"])


def _yearly(
    move: Move, change: Site, levels: dict[str, Operand | None], scopes: tuple[str, ...], book: Phrasebook
) -> Iterator[Claim]:
    """Compound growth, where the text tells over how many years."""
    new, old = move.new, move.old
    years = None if old is None else _years(change, new, old, book)
    if old is not None and years is not None:
        yield claim(
            "cagr",
            {
                **levels,
                "years": Operand(Quantity(Numeral(years, style="exact"), COUNT)),
                "stated": operand(change, change.direction),
            },
            binding=move.binding,
            frame="compound growth",
            scopes=scopes,
            same_sentence=all(site.sentence == new.sentence for site in (change, old)),
        )


def _years(change: Site, new: Site, old: Site, book: Phrasebook) -> int | None:
    """ "… på fem år", "frå 2020 til 2023": how many years lie between two levels."""
    for site in (change, new, old):
        for words in (site.words, site.after):
            for number, noun in pairwise(words):
                if noun in book.said["years"] and (number in book.small_numbers or number.isdecimal()):
                    return book.small_numbers.get(number) or int(number[:2])
            named = [int(word) for word in words if len(word) == _YEAR_DIGITS and word.isdecimal()]
            if len(named) == 2 and 0 < named[1] - named[0] < _MOST_YEARS:
                return named[1] - named[0]
    a, b = new.mention.period, old.mention.period
    if a is not None and b is not None and a.year is not None and b.year is not None and a.year > b.year:
        return a.year - b.year
    return None


def _scopes(move: Move, expected: frozenset[str]) -> tuple[str, ...]:
    """Scope words that stand with one of the figures and not with the others.

    What a sentence points back at it takes with its scope: "Justert resultat ble 646 millioner. I fjor var det 1.480".
    """
    new, old = move.new, move.old
    found = [new.scopes]
    for site in (*move.changes, *([old] if old is not None else [])):
        words = site.scopes
        own = new.scopes
        if site is old and any(beyond(change, site) for change in move.changes):
            words = own  # "138 millioner over budsjettet på 166": measured from what was expected
        pointing = site.sentence != new.sentence and move.binding == "anaphoric"
        resuming = pointing and (site.own_metric is None or not words)
        found.append(words | (own - expected) if resuming else words)
    every = {word for scopes in found for word in scopes}
    return tuple(sorted(word for word in every if any(word not in scopes for scopes in found)))
