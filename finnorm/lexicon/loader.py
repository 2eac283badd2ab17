"""Reads the word lists of `lexicon/data` once and arranges them for looking up.

The data files are the language; this is the only code that knows their layout. Words are stored in lower case, and
every entry lists bokmål and nynorsk forms side by side.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib import resources
from typing import Any

from finnorm.values.hedge import Hedge
from finnorm.values.unit import BASIS_POINT, PERCENT, PERCENTAGE_POINT, PERMILLE, Unit

HEDGE_OPENING = 3
"""By so many first letters the hedges behind a figure are looked up."""

_RATE_WORDS = {
    "percent": PERCENT,
    "percentage_point": PERCENTAGE_POINT,
    "basis_point": BASIS_POINT,
    "permille": PERMILLE,
}


@dataclass(frozen=True, slots=True)
class CurrencyWord:
    """A word or symbol for money: one currency, or a noun that several countries use.

    `exponent` is the power of ten of what one of them is worth in the main unit (øre: -2).
    """

    code: str
    shared: str | None = None
    exponent: int = 0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every word that the reader knows, arranged for looking up. The fields are described beside the data."""

    # numbers
    cardinals: dict[str, int]
    ones: frozenset[str]
    marked_ones: frozenset[str]
    collectives: dict[str, int]
    vague: dict[str, int]
    halves: frozenset[str]
    big_words: frozenset[str]
    decimal_words: frozenset[str]
    counted_ones: frozenset[str]
    singulars: frozenset[str]
    fractions: dict[str, Fraction]
    one_and_a_half: frozenset[str]
    parts: dict[str, int]
    each: frozenset[str]
    every_other: frozenset[str]
    each_ordinals: dict[str, int]
    half_words: frozenset[str]
    scales: dict[str, int]
    scale_abbreviations: frozenset[str]
    # multiples
    multiples: dict[str, Fraction]
    doubling_endings: frozenset[str]
    infinitives: frozenset[str]
    infinitive_verbs: frozenset[str]
    determiners: frozenset[str]
    neuter: frozenset[str]
    double_words: dict[str, int]
    times: frozenset[str]
    crosses: frozenset[str]
    factor_words: tuple[str, ...]
    so: frozenset[str]
    comparatives: frozenset[str]
    # units
    money: dict[str, CurrencyWord]
    money_symbols: dict[str, CurrencyWord]
    money_codes: dict[str, tuple[str, int]]
    currency_codes: frozenset[str]
    adjectives: dict[str, str]
    shared: dict[str, frozenset[str]]
    rates: dict[str, Unit]
    units: dict[str, str]
    units_case: dict[str, str]
    unit_exponents: dict[str, int]
    unit_names: dict[str, str]
    unit_powers: dict[str, tuple[str, int]]
    counted_units: frozenset[str]
    time_phrases: frozenset[str]
    wide_units: dict[str, tuple[str, ...]]
    wide_per: dict[str, tuple[str, ...]]
    definite: dict[str, str]
    per: dict[str, str]
    tail_only: frozenset[str]
    pint: dict[str, str]
    unit_ids: tuple[str, ...]
    unit_definitions: dict[str, str]
    calendar_units: frozenset[str]
    bridges: dict[tuple[str, str], tuple[Fraction, str]]
    # words around
    hedges: dict[str, tuple[str, Hedge]]
    hedge_last: frozenset[str]
    passive: tuple[str, ...]
    before_words: frozenset[str]
    comparing: frozenset[str]
    definites: frozenset[str]
    vague_parts: frozenset[str]
    unhedged: frozenset[str]
    ceiling: frozenset[str]
    ceiling_of: frozenset[str]
    idioms: tuple[str, ...]
    guarded: dict[str, tuple[str, ...]]
    time_tails: dict[str, str]
    time_prepositions: frozenset[str]
    relative: frozenset[str]
    hedges_after: dict[str, tuple[str, Hedge]]
    hedge_openings: dict[str, tuple[str, ...]]
    fillers: frozenset[str]
    per_words: frozenset[str]
    for_one: frozenset[str]
    not_before: frozenset[str]
    not_before_endings: tuple[str, ...]
    not_after: frozenset[str]
    ordinal_after: frozenset[str]
    durations: frozenset[str]
    function: frozenset[str]
    loss_before: frozenset[str]
    loss_after: tuple[str, ...]
    minus: frozenset[str]
    plus: frozenset[str]
    sign_after: frozenset[str]
    abbreviations: frozenset[str]
    periods: dict[str, Any]
    cues: dict[str, Any]
    metrics: dict[str, Any]
    messages: dict[str, Any]
    digest: str


def _read(name: str) -> tuple[dict[str, Any], bytes]:
    raw = resources.files("finnorm.lexicon").joinpath("data", name).read_bytes()
    return tomllib.loads(raw.decode("utf-8")), raw


def _cardinals(data: dict[str, Any]) -> dict[str, int]:
    """Every solid number word below one hundred, in both counting orders ("femtito", "toogfemti")."""
    words: dict[str, int] = {**data["units"], **data["teens"], **data["tens"]}
    ones = {**dict.fromkeys((*data["one"], *data["one_marked"]), 1), **data["units"]}
    for ten, tens in data["tens"].items():
        for one, unit in ones.items():
            if unit:
                words[ten + one] = tens + unit
                words[f"{one}og{ten}"] = tens + unit
    return words


def _multiples(data: dict[str, Any]) -> dict[str, Fraction]:
    words: dict[str, Fraction] = {}
    for row in data["multiple"]:
        for stem in row["stems"]:
            for ending in row["endings"]:
                words[stem + ending] = Fraction(row["factor"])
        for word in row.get("exclude", ()):
            words.pop(word, None)
    for stem, factor in data["ordinal_stems"].items():
        if factor != "0":
            for ending in data["endings"]["doubling"]:
                words[stem + ending] = Fraction(factor)
    return words


def _money(
    data: dict[str, Any],
) -> tuple[dict[str, CurrencyWord], dict[str, CurrencyWord], dict[str, tuple[str, int]]]:
    words: dict[str, CurrencyWord] = {}
    symbols: dict[str, CurrencyWord] = {}
    codes: dict[str, tuple[str, int]] = {}
    for code, row in data["currency"].items():
        words.update({w: CurrencyWord(code) for w in (*row.get("names", ()), *row.get("compounds", ()))})
        symbols.update({s: CurrencyWord(code) for s in row.get("symbols", ())})
        codes[code] = (code, 0)
        for prefix, exponent in data["prefix"]["before"].items():
            codes[prefix + code] = (code, exponent)
        for suffix, exponent in data["prefix"]["after"].items():
            codes[code + suffix] = (code, exponent)
    codes.update({word: (row["code"], row["exponent"]) for word, row in data["scaled"].items()})
    for name, row in data["shared"].items():
        words.update({w: CurrencyWord(row["default"], name) for w in row["forms"]})
        symbols.update({s: CurrencyWord(row["default"], name) for s in row.get("symbols", ())})
    for name, row in data["fraction"].items():
        of = row.get("of", "")
        shared = of.removeprefix("shared.") if of.startswith("shared.") else (None if of else name)
        code = row.get("default") or (data["shared"][shared]["default"] if shared else of)
        exponent = 1 - len(str(Fraction(row["factor"]).denominator))
        words.update({w: CurrencyWord(code, shared, exponent) for w in row["forms"]})
    return words, symbols, codes


def _hedges(
    data: dict[str, Any], widths: dict[str, dict[str, str]]
) -> tuple[dict[str, tuple[str, Hedge]], dict[str, tuple[str, Hedge]]]:
    before: dict[str, tuple[str, Hedge]] = {}
    after: dict[str, tuple[str, Hedge]] = {}
    row: dict[str, Any]
    for given in data["hedge"]:
        row = {**given, **widths.get(given["name"], {})}
        reaches = {
            key: Fraction(row[key])
            for key in ("strict_reach", "lenient_reach", "lenient_share", "cap", "factor_strict", "factor_lenient")
            if key in row
        }
        hedge = Hedge(row["kind"], row.get("close", False), **reaches)
        before.update(dict.fromkeys(row["words"], (row["name"], hedge)))
        after.update(dict.fromkeys(row.get("after", ()), (row["name"], hedge)))
    return before, after


def _openings(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Phrases by their first letters."""
    found: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        found[phrase[:HEDGE_OPENING]] = (*found.get(phrase[:HEDGE_OPENING], ()), phrase)
    return found


def _wide(words: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The forms of several words by their first, the longest first: "fat o.e.", "km/t"."""
    wide: dict[str, list[str]] = {}
    for form in sorted(words, key=len, reverse=True):
        first, rest, _ = form.replace("/", " ").partition(" ")
        if rest:
            wide.setdefault(first, []).append(form)
    return {first: tuple(forms) for first, forms in wide.items()}


def build(widths: dict[str, dict[str, str]] | None = None) -> Lexicon:
    """The lexicon, with other hedge widths where a caller gives them (rows by name, see `hedges.toml`)."""
    digest = hashlib.sha256()
    files: dict[str, dict[str, Any]] = {}
    for name in (
        "cardinals",
        "scales",
        "hedges",
        "multiples",
        "currencies",
        "units",
        "periods",
        "context",
        "abbreviations",
        "cues",
        "metrics",
        "messages",
    ):
        files[name], raw = _read(f"{name}.toml")
        digest.update(raw)
    cardinal, multiple, unit, context = (files[k] for k in ("cardinals", "multiples", "units", "context"))
    money, symbols, codes = _money(files["currencies"])
    before, after = _hedges(files["hedges"], widths or {})
    units: dict[str, str] = {}
    units_case: dict[str, str] = {}
    definite: dict[str, str] = {}
    per: dict[str, str] = {}
    tail_only: set[str] = set()
    pint: dict[str, str] = {}
    for row in unit["unit"].values():
        units.update(dict.fromkeys(row.get("forms", ()), row["id"]))
        units_case.update(dict.fromkeys(row.get("case", ()), row["id"]))
        definite.update(dict.fromkeys(row.get("definite", ()), row["id"]))
        per.update({w.lower(): row["id"] for w in row.get("per", ())})
        if row.get("tail_only"):
            tail_only.add(row["id"])
        if "pint" in row:
            pint[row["id"]] = row["pint"]
    return Lexicon(
        cardinals=_cardinals(cardinal),
        ones=frozenset(cardinal["one"]),
        marked_ones=frozenset(cardinal["one_marked"]),
        collectives=cardinal["collectives"],
        vague={
            **cardinal["vague"],
            **{
                f"{some} og {ten}": value
                for some in cardinal["some"]["words"]
                for ten, value in cardinal["tens"].items()
            },
        },
        halves=frozenset(cardinal["halves"]["half"]),
        big_words=frozenset(cardinal["big"]["words"]),
        decimal_words=frozenset(cardinal["decimal"]["words"]),
        counted_ones=frozenset(cardinal["counted"]["ones"]),
        singulars=frozenset(cardinal["counted"]["singulars"]),
        fractions={word: Fraction(value) for word, value in cardinal["fractions"].items()},
        one_and_a_half=frozenset(cardinal["halves"]["one_and_a_half"]),
        parts={
            part + ending: size
            for part, size in cardinal["parts"].items()
            for ending in cardinal["part_endings"]["endings"]
        },
        each=frozenset(cardinal["each"]["words"]),
        every_other=frozenset(cardinal["each"]["every_other"]),
        each_ordinals={k: v for k, v in cardinal["each"].items() if isinstance(v, int)},
        half_words=frozenset(cardinal["each"]["half_words"]),
        scales={
            w: row["exponent"]
            for row in files["scales"]["scale"]
            for w in (*row["words"], *row.get("abbreviations", ()))
        },
        scale_abbreviations=frozenset(w for row in files["scales"]["scale"] for w in row.get("abbreviations", ())),
        multiples=_multiples(multiple),
        infinitives=frozenset(multiple["infinitive"]["forms"]),
        infinitive_verbs=frozenset(multiple["infinitive"]["verbs"]),
        determiners=frozenset(multiple["infinitive"]["determiners"]),
        neuter=frozenset(multiple["infinitive"]["neuter"]),
        doubling_endings=frozenset(multiple["endings"]["doubling"]),
        double_words={
            **dict.fromkeys(multiple["adverbial"]["double"], 2),
            **dict.fromkeys(multiple["adverbial"]["triple"], 3),
        },
        times=frozenset(multiple["adverbial"]["times"]),
        crosses=frozenset(multiple["adverbial"]["cross"]),
        factor_words=tuple(multiple["adverbial"]["factor_words"]),
        so=frozenset(multiple["adverbial"]["so"]),
        comparatives=frozenset(multiple["adverbial"]["comparatives"]),
        money=money,
        money_symbols=symbols,
        money_codes=codes,
        currency_codes=frozenset(files["currencies"]["currency"]),
        adjectives={
            a: code for code, row in files["currencies"]["currency"].items() for a in row.get("adjectives", ())
        },
        shared={
            name: frozenset(row["members"])
            for room in ("shared", "fraction")
            for name, row in files["currencies"][room].items()
            if "members" in row
        },
        rates={w: _RATE_WORDS[kind] for kind, row in unit["percent"].items() for w in row["forms"]},
        units=units,
        units_case=units_case,
        unit_exponents={row["id"]: row["exponent"] for row in unit["unit"].values() if "exponent" in row},
        unit_names={row["id"]: row["wire"] for row in unit["unit"].values() if "wire" in row},
        unit_powers={row["id"]: tuple(row["power"]) for row in unit["unit"].values() if "power" in row},
        counted_units=frozenset(row["id"] for row in unit["unit"].values() if row.get("counted")),
        time_phrases=frozenset(
            (
                *files["periods"]["previous"]["year"],
                *(w for words in files["periods"]["previous"]["units"].values() for w in words),
            )
        ),
        wide_units=_wide(units),
        wide_per=_wide(per),
        definite=definite,
        per=per,
        tail_only=frozenset(tail_only),
        pint=pint,
        unit_ids=tuple(row["id"] for row in unit["unit"].values() if "wire" not in row),
        unit_definitions={row["id"]: row["define"] for row in unit["unit"].values() if "define" in row},
        calendar_units=frozenset(row["id"] for row in unit["unit"].values() if row.get("calendar")),
        bridges={(row["left"], row["right"]): (Fraction(row["factor"]), row["assumed"]) for row in unit["bridge"]},
        hedges=before,
        hedge_last=frozenset(w.rsplit(" ", 1)[-1] for w in before),
        passive=tuple(files["cues"]["reading"]["passive"]),
        before_words=frozenset(
            w.lower()
            for words in (
                (w.rsplit(" ", 1)[-1] for w in before),
                files["hedges"]["filler"]["words"],
                codes,
                symbols,
                money,
                context["sign"]["minus"],
                context["sign"]["plus"],
            )
            for w in words
        ),
        comparing=frozenset(files["hedges"]["comparing"]["words"]),
        definites=frozenset(files["hedges"]["comparing"]["definite"]),
        vague_parts=frozenset(cardinal["some"]["words"]),
        unhedged=frozenset(files["hedges"]["unhedged"]["phrases"]),
        ceiling=frozenset(files["hedges"]["unhedged"]["ceiling"]),
        ceiling_of=frozenset(files["hedges"]["unhedged"]["ceiling_of"]),
        idioms=tuple(context["not_quantity"]["idioms"]),
        guarded={word: tuple(near) for word, near in unit["guarded"].items()},
        time_tails={word: name for name, words in unit["time_tails"].items() for word in words},
        time_prepositions=frozenset(context["per"]["time"]),
        relative=frozenset(context["per"]["relative"]),
        hedges_after=after,
        hedge_openings=_openings(after),
        fillers=frozenset(files["hedges"]["filler"]["words"]),
        per_words=frozenset(context["per"]["words"]),
        for_one=frozenset(context["per"]["for_one"]),
        not_before=frozenset(context["not_quantity"]["before"]),
        not_before_endings=tuple(context["not_quantity"]["before_endings"]),
        not_after=frozenset(context["not_quantity"]["after"]),
        ordinal_after=frozenset(context["not_quantity"]["ordinal_after"]),
        durations=frozenset(context["not_quantity"]["durations"]),
        function=frozenset((*context["function"]["words"], *files["periods"]["previous"]["same"])),
        loss_before=frozenset(context["loss"]["before"]),
        loss_after=tuple(context["loss"]["after"]),
        minus=frozenset(context["sign"]["minus"]),
        plus=frozenset(context["sign"]["plus"]),
        sign_after=frozenset(context["sign"]["after"]),
        abbreviations=frozenset(files["abbreviations"]["words"]),
        periods=files["periods"],
        cues=files["cues"],
        metrics=files["metrics"],
        messages=files["messages"],
        digest=digest.hexdigest(),
    )


@cache
def load() -> Lexicon:
    """The lexicon as it is shipped, read on first use."""
    return build()


@cache
def forms() -> dict[str, Any]:
    """The words that figures are written out with (`formats.toml`), and a word for each number below a hundred.

    They are read on first use: a reader does without them.
    """
    table, _ = _read("formats.toml")
    cardinal, _ = _read("cardinals.toml")
    words: dict[int, str] = {}
    for word, number in (*cardinal["units"].items(), *cardinal["teens"].items(), *cardinal["tens"].items()):
        words.setdefault(number, word)
    return {**table, "cardinals": words}


@cache
def headings() -> dict[str, Any]:
    """What headers and labels of tables say (`headers.toml`), read on first use."""
    return _read("headers.toml")[0]


__all__ = ["HEDGE_OPENING", "CurrencyWord", "Lexicon", "build", "forms", "headings", "load"]
