"""Texts that grow: one token, or one small grammar, repeated until a text is as long as asked for.

Each family is what some reader of figures does in more than linear time, or might: a run that a pattern enters at every
place, a look back or ahead that grows with the line, a list that is gone through once for each of its members.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

Family = Callable[[int], str]
"""Makes a text of about so many characters."""

SEED = Path(__file__).parents[2] / "seeds" / "chipmaker.txt"


@cache
def prose() -> Family:
    """An invented article, over and over: what the families are measured against."""
    return repeated(SEED.read_text("utf-8").rstrip("\n") + "\n")


def repeated(token: str, closing: str = "", opening: str = "") -> Family:
    """A token over and over, between an opening and a closing."""

    def text(size: int) -> str:
        return opening + token * max(1, (size - len(opening) - len(closing)) // len(token)) + closing

    return text


def drawn(*tokens: str, seed: int = 1, opening: str = "", closing: str = "") -> Family:
    """Tokens in an order that looks like chance and is the same on every machine."""

    def text(size: int) -> str:
        state, length, drawn_tokens = seed, len(opening) + len(closing), list[str]()
        while length < size:
            state = (state * 6364136223846793005 + 1442695040888963407) & (2**64 - 1)
            drawn_tokens.append(tokens[(state >> 33) % len(tokens)])
            length += len(drawn_tokens[-1])
        return opening + "".join(drawn_tokens) + closing

    return text


def counted(form: str) -> Family:
    """A form with a running number in it, so that no two repeats are alike."""

    def text(size: int) -> str:
        length, at, pieces = 0, 0, list[str]()
        while length < size:
            at += 1
            pieces.append(form.format(at))
            length += len(pieces[-1])
        return "".join(pieces)

    return text


_TWO = "Fra 5 til 6 kroner i fjor "
"""Two figures and a period: what it takes for sentences to be split, and figures to be related."""

FAMILIES: dict[str, Family] = {
    # digits and their separators
    "digits": repeated("7"),
    "digits, then a word": repeated("7", "x"),
    "digits and unit": repeated("7", " kr"),
    "ones": repeated("1 "),
    "groups of three": repeated("123 "),
    "dotted groups": repeated("1.000."),
    "torn groups": repeated("1. 000. "),
    "commas": repeated("1,2,"),
    "decimals": repeated("1,2 "),
    "mixed separators": repeated("1.234,5 6'7 "),
    "dates": repeated("27.8.2025 "),
    "fractions": repeated("1/2/"),
    "vulgar fractions": repeated("2¾"),
    "colons": repeated("1:"),
    "phones": repeated("22 33 44 55 "),
    "numbers, each another": counted("{} "),
    "numbers with stops": repeated("5. "),
    "numbers with capitals": repeated("5 Ord "),
    # words
    "articles": repeated("en "),
    "hundreds": repeated("hundre "),
    "hundreds, solid": repeated("hundre"),
    "thousands behind a dash": repeated("tusen", opening="fem–"),
    "number words": repeated("fem millioner "),
    "word range": repeated("fem–"),
    "and": repeated("tre tusen og "),
    "spelled decimals": repeated("fem komma "),
    "spelled hundreds": repeated("fem hundre og "),
    "vague": repeated("et par titalls "),
    "shares": repeated("fem av ti "),
    "three times": repeated("tre ganger "),
    "doubled": repeated("doblet "),
    "a long word": repeated("a"),
    "a long word behind a number": repeated("a", opening="5 "),
    "a long word behind a hyphen": repeated("a", opening="5-"),
    "long words": repeated("forvaltningsresultatutvikling "),
    "hyphens": repeated("5-a-"),
    "long compounds": repeated("milliardunderskuddsfinansiering", opening="5 "),
    "lower and upper": repeated("aB"),
    "scales": repeated("mrd "),
    "a scale after the other": repeated("milliard ", opening="5 "),
    # units, signs, hedges
    "percents": repeated("%"),
    "five percent": repeated("5 % "),
    "currency before": repeated("NOK "),
    "currency and number": repeated("NOK 5 "),
    "money": repeated("5 kroner "),
    "money, each another": counted("{} kroner "),
    "money per unit": repeated("5 øre/kWh "),
    "kroner and øre": repeated("5 kroner og 50 øre "),
    "prices": repeated("5,- "),
    "bare magnitudes": repeated("5 mill. "),
    "hedges": repeated("rundt "),
    "hedged": repeated("mer enn rundt 5 "),
    "minus": repeated("−"),
    "minus numbers": repeated("− 5 "),
    "dashes": repeated(" - "),
    "ranges": repeated("1–2–"),
    "shared units": repeated("11,9, ", "og 7,8 millioner kroner"),
    "from and to": repeated("fra 5 til "),
    "between": repeated("mellom 5 og "),
    # brackets, marks, spaces, lines
    "brackets": repeated("("),
    "closing brackets": repeated(")"),
    "bracketed": repeated("5 (4) "),
    "unclosed unit": repeated("(a"),
    "quotes": repeated(".»", "x", _TWO),
    "stops": repeated(".", "x", _TWO),
    "a stop and quotes": repeated("»", "x", _TWO + "."),
    "stops and quotes": drawn(".", "»", ")", "!", opening=_TWO, closing="x"),
    "exclamations": repeated("Nei! ", opening=_TWO),
    "commas behind figures": repeated(",", opening=_TWO),
    "spaces": repeated(" ", "x", _TWO),
    "spaces behind a stop": repeated(" ", "x", _TWO + "Slutt."),
    "no-break spaces": repeated("\xa0", opening=_TWO),
    "tabs": repeated("\t", "x", _TWO),
    "tabs and numbers": repeated("1\t"),
    "newlines": repeated("\n"),
    "lines of numbers": repeated("5\n"),
    "list": repeated("- 5 kroner\n"),
    "carriage returns": repeated("5 kroner\r\n"),
    "headings": repeated("Inntektene opp 5 prosent\n"),
    "headings and text": repeated("Inntektene opp 5 prosent\nInntektene økte 5 prosent til 5 millioner kroner.\n"),
    "wrapped lines": repeated("en linje som brytes ved en fast bredde, og som går videre med 5\n"),
    "NUL": repeated("\x00"),
    "surrogates": repeated("\ud800"),
    "soft hyphens": repeated("5\xad"),
    "emoji": repeated("💰5"),
    # tables
    "pipes": repeated("|"),
    "one long row": repeated("| 5 "),
    "rows": repeated("| Inntekter | 5 | 4 |\n"),
    "spaced rows": repeated("Inntekter 5 123 4 567\n"),
    "rows of two tables": repeated("Inntekter 5 123 4 567\n\nNoe tekst om dette året.\n"),
    "long label": repeated("Inntekter ", " | 5 | 4 |", "| "),
    "scales in brackets": repeated("(Mill. kr) "),
    "run-in tables": repeated("Tall (Mill. kr) 2. kv./21 2. kv./20 Inntekter 9.810 9.890 Driftsres. 380 325. "),
    "run-in table, long": repeated("Inntekter 9.810 9.890 ", opening="(Mill. kr) 2. kv./21 2. kv./20 "),
    "column heads": repeated("Kap. Post Formål: Kroner\nLønn 5\n"),
    "column heads and text": repeated("Kap. Post Formål: Kroner\nDet var i alt rundt 5\n"),
    "rows of percent": repeated("Inntekter 5 123 4 567\nMargin 15,1 % 14,2 %\n"),
    "tabbed rows": repeated("Inntekter\t5\t4\n"),
    "row and footer": repeated("Inntekter 5 123 4 567\nTallene er i millioner kroner\n"),
    # clauses
    "it equals": repeated("Det tilsvarer 5 dollar. "),
    "amount and equal": repeated("5 kroner (4 dollar) "),
    "equals in one sentence": repeated("5 kroner, tilsvarende 4 dollar, "),
    "growth": repeated("Omsetningen økte 5 prosent til 5 millioner kroner. "),
    "growth in one sentence": repeated("økte 5 prosent til 5 millioner kroner og "),
    "growth without numbers": repeated("omsetningen økte "),
    "counts": repeated("fem busser og "),
    "counts and a total": repeated("fem busser, ", "til sammen femti busser"),
    "totals": repeated("de fem bussene og "),
    "rest": repeated("22 busser og ", "de resterende 15 bussene.", "Av de 37 bussene går "),
    "list of parts": repeated("ni i Oslo og ", "fem i Bergen.", "14 stillinger: "),
    "gain and level": repeated("Verdien er doblet, har økt 5 millioner kroner og er 10 millioner kroner. "),
    "gains in one sentence": repeated("verdien er doblet og har økt 5 millioner kroner til 10 millioner kroner, "),
    "order": repeated("5 kroner er mindre enn 6 kroner, som "),
    "losses": repeated("underskudd på 5 kroner "),
    "periods": repeated("i fjor "),
    "periods and money": repeated("5 kroner i fjor "),
    "a period, then money": repeated("5 kroner ", opening="I fjor "),
    "money, then a period": repeated("5 kroner ", "i fjor"),
    "periods behind figures": repeated("i fjor ", opening=_TWO),
    "words behind figures": repeated("økte omsetningen ", opening=_TWO),
    "a long word behind figures": repeated("a", opening=_TWO),
    "compounds behind figures": repeated("omsetningsvekst-", opening=_TWO),
    "capitals behind figures": repeated("Ola ", opening=_TWO),
    "quarters": repeated("5 kroner i andre kvartal 2024, "),
    "months": repeated("januar–"),
    "names": repeated("Ola Vik "),
    # small grammars
    "digit soup": drawn("1", "12", "000", ".", ",", " ", "'", "–", "/", ":", "%"),
    "figure soup": drawn("5 ", "1.000 ", "2,5 ", "fem ", "mrd. ", "millioner ", "kroner ", "NOK ", "% ", "rundt "),
    "bracket soup": drawn("(", ")", "[", "]", "5 ", "(4) ", "mill. ", "kr ", "| "),
    "clause soup": drawn(
        "Omsetningen ", "økte ", "5 prosent ", "til ", "fra ", "6 millioner kroner ", "tilsvarende ", "4 dollar ", ", ",
        ". ", "Det ", "er ", "mer enn ", "de ", "tre ", "busser ", "doblet ", "i fjor ",
    ),
    "clause soup without stops": drawn(
        "omsetningen ", "økte ", "5 prosent ", "til ", "fra ", "6 millioner kroner ", "tilsvarende ", "4 dollar ", ", ",
        "til sammen ", "mer enn ", "de ", "tre ", "busser ", "doblet ", "i fjor ", "ni kontorer ",
    ),
    "line soup": drawn(
        "Inntekter 5 123 4 567\n", "(MNOK)\n", "| 5 | 4 |\n", "\n", "Tallene er i tusen kroner\n", "Overskrift\n",
        "Et avsnitt med 5 kroner.\n", "- 5\n", "Note 2024 2023\n", "Lønn 5\n", "Sum: Kroner\n",
    ),
    "letter soup": drawn("a", "B", "å", "ſ", "İ", "5", " ", "\u0301", "\u200b", "²", "½", "٣", "Ⅷ", "－"),
}  # fmt: skip
"""Every family by its name."""
