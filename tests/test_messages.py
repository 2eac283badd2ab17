"""Every finding is told in three languages, in whole sentences, with numbers as people write them."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from string import Formatter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finnorm.api import Engine
from finnorm.checks import CHECKS, Check
from finnorm.errors import InputError
from finnorm.lexicon import load
from finnorm.messages import LANGUAGES, Messages, rounded
from finnorm.values.claim import Claim, Operand
from finnorm.values.document import Document
from finnorm.values.finding import Finding, RateEvidence, Repair, Verdict
from finnorm.values.interval import Interval
from finnorm.values.mention import Mention
from finnorm.values.numeral import Numeral
from finnorm.values.quantity import Quantity
from finnorm.values.unit import COUNT, KINDS, PERCENT, Unit

CATALOGUE: dict[str, Any] = load().messages
MESSAGES = Messages(CATALOGUE)
ENGINE = Engine()
KRONER = Unit("money", "NOK")
DOLLAR = Unit("money", "USD")

REASONS: dict[Verdict, tuple[str | None, ...]] = {
    "consistent": (None,),
    "borderline": ("rounding", "other_reading", "hedge_cap"),
    "inconsistent": (None,),
    "cannot_check": (
        "not_stated",
        "scope",
        "units",
        "kind",
        "no_rates",
        "no_date",
        "no_rate",
        "undefined",
        "proximate",
        "rival_binding",
    ),
}
OUTCOMES = [(verdict, reason) for verdict, reasons in REASONS.items() for reason in reasons]

PHRASES: dict[str, dict[str, tuple[str, ...]]] = {
    "growth": {
        "old": ("12,4 milliarder kroner",),
        "new": ("13,9 milliarder kroner",),
        "change": ("1,5 milliarder kroner",),
        "stated": ("mer enn 4 prosent",),
    },
    "difference": {
        "old": ("1.696 milliarder kroner",),
        "new": ("1.884 milliarder kroner",),
        "stated": ("mer enn 150 milliarder kroner",),
    },
    "points": {
        "old": ("3,00 prosent",),
        "new": ("3,25 prosent",),
        "stated": ("mer enn 0,10 prosentpoeng",),
    },
    "multiple": {
        "old": ("1,4 milliarder kroner",),
        "new": ("2,8 milliarder kroner",),
        "stated": ("mer enn doblet",),
    },
    "direction": {"old": ("78,3 millioner kroner",), "new": ("77,32 millioner kroner",)},
    "gain_and_level": {
        "level": ("rundt 80 milliarder dollar",),
        "gain": ("over 40 milliarder dollar",),
        "stated": ("mer enn doblet",),
    },
    "equivalent": {"left": ("mer enn 1,04 milliarder yuan",), "right": ("rundt 145 millioner dollar",)},
    "parts": {"total": ("tre",), "parts": ("én", "to")},
    "share": {
        "part": ("98,2 millioner kroner",),
        "whole": ("285,8 millioner kroner",),
        "stated": ("mer enn 30 prosent",),
    },
    "subset": {"whole": ("mer enn 48 millioner kroner",), "part": ("12 millioner kroner",)},
    "margin": {
        "result": ("214 millioner kroner",),
        "revenue": ("1,76 milliarder kroner",),
        "stated": ("mer enn 10 prosent",),
    },
    "per_unit": {
        "amount": ("1 234 millioner kroner",),
        "count": ("145,2 millioner",),
        "stated": ("mer enn 8 kroner per aksje",),
    },
    "ratio": {
        "left": ("9,3 millioner kroner",),
        "right": ("3,1 millioner kroner",),
        "stated": ("mer enn tre ganger så mye",),
    },
    "cagr": {
        "old": ("4,2 milliarder kroner",),
        "new": ("mer enn 6,8 milliarder kroner",),
        "years": ("fem",),
        "stated": ("10 prosent",),
    },
    "shares_sum": {"shares": ("34,0 prosent", "33,0 prosent", "31,0 prosent")},
    "comparison": {"left": ("2,88 milliarder yuan",), "right": ("over 44 milliarder dollar",)},
    "equivalent_pair": {
        "left1": ("12 milliarder dollar",),
        "right1": ("127 milliarder kroner",),
        "left2": ("350 millioner dollar",),
        "right2": ("over 3,7 milliarder kroner",),
        "drift": ("1,01",),
    },
    "restated": {"first": ("4.000 prosent",), "again": ("mer enn 4.000 prosent",)},
}
IMPLIED = {
    "gain_and_level": (Interval(Fraction(3, 2), Fraction(8, 5)), Interval(None, Fraction(0))),
    "parts": (Interval.point(4), Interval(Fraction(9, 2), Fraction(13, 2))),
}
"""What the other figures imply, for the sentences' sake."""
OTHERWISE = (
    Interval(Fraction(5), Fraction(6), low_open=True),
    Interval(None, Fraction(-3), high_open=True),
    Interval(Fraction(-1), None),
    Interval(None, None),
)


def mention(phrase: str, start: int = 0) -> Mention:
    """A figure as a text prints it, its hedge outside."""
    found = ENGINE.parse(phrase)
    surface = re.sub(r"^(mer enn|over|rundt|nesten|drøyt|minst) ", "", phrase)
    return Mention(start, start + len(surface), surface, found)


def operands(check: str, slots: tuple[str, ...], sign: int = 1) -> tuple[tuple[str, tuple[Operand, ...]], ...]:
    """The slots of a check, filled with figures one after the other."""
    filled: list[tuple[str, tuple[Operand, ...]]] = []
    start = 0
    for slot in slots:
        figures: list[Operand] = []
        for phrase in PHRASES[check][slot]:
            one = mention(phrase, start)
            start = one.end + 1
            figures.append(Operand(one, -1 if sign < 0 and slot in ("stated", "change") else 1))
        filled.append((slot, tuple(figures)))
    return tuple(filled)


def rate(value: str = "0.1396", method: str = "fixing") -> RateEvidence:
    day = date(2025, 8, 27)
    return RateEvidence(Fraction(value), "CNY", "USD", day, day, "European Central Bank", method)


def claims(check: Check) -> Iterator[Claim]:
    """A check's claims: all slots, some, swapped ones, a fall, a figure with rival readings, scopes, a hedge."""
    known = tuple(PHRASES[check.name])
    cues: tuple[str | None, ...] = (*sorted(check.cues), *([] if check.cues and not check.cue_optional else [None]))
    for cue in cues:
        for size in range(1, len(known) + 1):
            for slots in combinations(known, size):
                for sign in (1, -1) if "moves" in CATALOGUE["check"][check.name] else (1,):
                    yield Claim(check.name, operands(check.name, slots, sign), cue=cue)
        whole = Claim(check.name, operands(check.name, known), cue=cue, scopes=("organisk",))
        yield whole
        if cue is not None:
            (one, left), (other, right), *_ = whole.operands
            yield replace(whole, scopes=(), operands=((one, right), (other, left)))
        slot, (first, *rest) = whole.operands[-1]
        figure = first.mention
        assert figure is not None
        yield replace(whole, scopes=(), operands=tuple((slot, (first, *rest)) for slot, _ in whole.operands))
        rivals = (ENGINE.parse("50.000 kroner"),)
        ambiguous = Mention(
            figure.start, figure.end, figure.surface, figure.quantity, readings=rivals, status="ambiguous"
        )
        yield replace(whole, operands=(*whole.operands[:-1], (slot, (Operand(ambiguous), *rest))))
        if rest:
            hedged = Operand(mention("mer enn 30 prosent"))
            yield replace(whole, scopes=(), operands=(*whole.operands[:-1], (slot, (first, *rest, hedged))))


def findings(check: Check) -> Iterator[Finding]:
    """Findings of a check with every verdict and reason, and with all that one can carry or lack."""
    for claim in claims(check):
        for verdict, reason in OUTCOMES:
            plain = Finding(claim, verdict, reason)
            yield plain
            for implied in (*IMPLIED.get(check.name, ()), *OTHERWISE):
                told = replace(plain, implied=implied, stated=claim.operands[-1][1][-1].sets[0])
                yield told
                yield from (replace(told, inferred=((slot, implied),)) for slot in check.slots)
                if check.converts:
                    for value in ("0.1396", "0.12", "0.15", "0.00014", "140", "15000"):
                        yield replace(told, rate=rate(value))
        if len(claim.operands) == len(PHRASES[check.name]):
            slot, figures = claim.operands[-1]
            for edit in (*CATALOGUE["detail"]["repair"], "times 10^-3", "another"):
                repair = Repair(slot, 0, edit, 3 * figures[0].quantity.numeral.value)
                yield Finding(claim, "inconsistent", implied=OTHERWISE[0], repair=repair)


def is_told(text: str) -> bool:
    """Whether a text consists of whole sentences with nothing left to fill."""
    return bool(
        text.endswith((".", "?"))
        and not re.search(r"[{}]|  | [.,:;?]|\bNone\b|Fraction", text)
        and (text[0].isupper() or text[0].isdigit() or text[0] in "“«−")
    )


def together() -> Iterator[Finding]:
    """Findings on several claims at once."""
    others = tuple(Operand(mention(phrase, start)) for phrase, start in (("3 kroner", 0), ("2 kroner", 9)))
    figure = Operand(mention("rundt 2 kroner", 18))
    whole = Claim("joint", (("claims", others), ("figure", (figure,))))
    told = {"implied": OTHERWISE[0], "stated": figure.sets[0]}
    yield Finding(whole, "inconsistent", **told)
    yield Finding(whole, "borderline", "rounding", **told)
    yield Finding(Claim("joint", whole.operands[:1]), "inconsistent")
    yield Finding(Claim("joint", whole.operands[:1]), "cannot_check", "too_many")


def test_what_several_claims_say_together_is_told_in_whole_sentences() -> None:
    for finding in together():
        told = MESSAGES.finding(finding)
        assert [text for text in told.values() if not is_told(text)] == [], finding


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_every_finding_is_told_in_whole_sentences(check: Check) -> None:
    for finding in findings(check):
        told = MESSAGES.finding(finding)
        assert tuple(told) == LANGUAGES
        assert [text for text in told.values() if not is_told(text)] == [], finding
        assert told["nb"] != told["en"]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
@pytest.mark.parametrize("verdict", ["consistent", "inconsistent"])
def test_every_check_says_in_its_own_words_whether_it_agrees(check: Check, verdict: Verdict) -> None:
    claim = Claim(check.name, operands(check.name, tuple(PHRASES[check.name])), cue=max(check.cues, default=None))
    finding = Finding(claim, verdict, implied=OTHERWISE[0], rate=rate() if check.converts else None)
    own = MESSAGES.finding(finding)
    general = Messages({**CATALOGUE, "sentence": [row for row in CATALOGUE["sentence"] if "check" not in row]})
    for lang, text in general.finding(finding).items():
        assert own[lang] != text


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_the_cases_of_the_checks_are_told(check: Check) -> None:
    for case in check.cases:
        slots: dict[str, Any] = {name: given for name, given in case.slots.items() if name != "cue"}
        cue = case.slots.get("cue")
        finding = ENGINE.check_claim(check.name, on=case.on, cue=cue if isinstance(cue, str) else None, **slots)
        assert all(map(is_told, MESSAGES.finding(finding).values())), finding


def test_no_sentence_of_the_catalogue_is_out_of_reach() -> None:
    numbered = copy.deepcopy(CATALOGUE)
    for number, row in enumerate(numbered["sentence"]):
        row.update({lang: f"row {number}. {row[lang]}" for lang in LANGUAGES})
    told = Messages(numbered)
    unknown = Claim("of_your_own", (("a", (Operand(ENGINE.parse("3 kroner")),)),))
    made = [finding for check in CHECKS for finding in findings(check)]
    made += [
        Finding(unknown, verdict, reason)
        for verdict, reason in [*OUTCOMES, ("borderline", None), ("cannot_check", "x")]
    ]
    made.append(Finding(unknown, "inconsistent", stated=Interval.around(3, Fraction(1, 2)), implied=OTHERWISE[0]))
    made += together()
    reached = {int(told.finding(one)["nb"].removeprefix("row ").partition(".")[0]) for one in made}
    missed = [row for number, row in enumerate(CATALOGUE["sentence"]) if number not in reached]
    assert [(row.get("check"), row["verdict"], row.get("reason"), row.get("when")) for row in missed] == []


def test_every_sentence_is_there_in_every_language_with_the_same_fields() -> None:
    for row in CATALOGUE["sentence"]:
        fields = [
            {name.lower() for _, name, _, _ in Formatter().parse(row[lang]) if name is not None} for lang in LANGUAGES
        ]
        assert fields[0] == fields[1]
        # English may count with the bare number where Norwegian says how many times.
        assert {name.replace("factor", "times") for name in fields[2]} == fields[0]


def test_every_word_is_there_in_every_language() -> None:
    def leaves(table: dict[str, Any], path: str = "") -> Iterator[tuple[str, set[str]]]:
        if set(table) & set(LANGUAGES):
            yield path, set(table)
        for name, below in table.items():
            if isinstance(below, dict):
                yield from leaves(below, f"{path}.{name}")

    for path, names in leaves({room: CATALOGUE[room] for room in ("word", "set", "move", "check", "detail")}):
        assert names >= set(LANGUAGES), path


def test_every_slot_of_every_check_has_a_name() -> None:
    for check in CHECKS:
        rows = CATALOGUE["check"][check.name]
        assert set(rows["slots"]) == set(check.slots)
        assert rows["target"] == check.target


# ----------------------------------------------------------------------------------------- some, word by word


def told(check: str, lang: str = "nb", *, on: str | None = None, cue: str | None = None, **slots: Any) -> str:
    return MESSAGES.finding(ENGINE.check_claim(check, on=on, cue=cue, **slots))[lang]


def test_a_base_that_is_not_stated_is_inferred() -> None:
    figures: dict[str, Any] = {"new": mention("2,88 milliarder yuan"), "stated": mention("mer enn 4.000 prosent")}
    assert told("growth", **figures) == (
        "Teksten oppgir ikke tallet som 2,88 milliarder yuan sammenlignes med. "
        "Er en økning på mer enn 4.000 prosent riktig, var grunnlaget under 70,4 millioner yuan."
    )
    assert told("growth", "nn", **figures).endswith("var grunnlaget under 70,4 millionar yuan.")
    assert told("growth", "en", **figures).endswith(
        "If a rise of more than “4.000 prosent” is right, the earlier figure was under 70.4 million yuan."
    )


def test_a_wrong_growth_says_what_the_others_imply_and_how_far_off_it_is() -> None:
    old, new = "12,4 mrd. kroner", "13,9 mrd. kroner"
    assert told("growth", old=old, new=new, stated="15 prosent") == (
        "Teksten oppgir en økning på 15 prosent, men fra 12,4 milliarder kroner til 13,9 milliarder kroner "
        "er det mellom 10,8 og 13,36 prosent. Avviket er minst 1,64 prosentpoeng."
    )


def test_a_rise_that_is_a_fall_is_called_one() -> None:
    text = told("growth", old="13,9 mrd. kroner", new="12,4 mrd. kroner", stated="12 prosent")
    assert "er det en nedgang på mellom " in text
    assert "Avviket" not in text


def test_an_equivalent_shows_the_rate_its_day_and_its_source() -> None:
    given: dict[str, Any] = {
        "left": "1,04 milliarder yuan",
        "right": mention("rundt 154 millioner dollar"),
        "on": "2025-08-27",
    }
    assert told("equivalent", **given) == (
        "1,04 milliarder yuan er omtrent 145,2 millioner dollar, men teksten oppgir "
        "rundt 154 millioner dollar: omtrent 6,1 prosent for mye. "
        "Med rom for kurs og avrunding er svaret mellom 140 og 151 millioner dollar. "
        "Kurs 27. august 2025: 1 CNY = 0,1396 USD (Den europeiske sentralbanken). "
        "Kan to sifre være byttet om? Med 145 millioner dollar i stedet for 154 millioner dollar stemmer det."
    )
    assert "Rate on 27 August 2025: 1 CNY = 0.1396 USD (European Central Bank)." in told("equivalent", "en", **given)


def test_a_weekend_names_the_day_of_the_fixing() -> None:
    text = told("equivalent", left="1,04 milliarder yuan", right="145 millioner dollar", on="2025-08-30")
    assert text.endswith(
        "Siste kurs før 30. august 2025: 1 CNY = 0,1402 USD (Den europeiske sentralbanken, 29. august 2025)."
    )


def test_small_rates_are_given_for_a_hundred() -> None:
    text = told("equivalent", left="315 milliarder yen", right="2,01 milliarder dollar", on="2024-05-22")
    assert re.search(r"100 JPY = 0,6\d\d\d? USD", text)


def test_a_text_without_a_date_is_asked_for_one() -> None:
    text = told("equivalent", left="1,04 milliarder yuan", right="145 millioner dollar")
    assert "Oppgi når teksten ble publisert" in text


def test_whole_things_are_counted_in_whole_numbers() -> None:
    assert (
        told("parts", total="fem", parts=("én", "to")) == "1 og 2 er til sammen 3, men teksten oppgir 5. Avviket er 2."
    )
    sum_of_many = told("parts", total="nitti", parts=tuple(["åtte"] * 12))
    assert sum_of_many.startswith("8, 8, 8, 8, 8, 8, … og 8 er til sammen ")


def test_what_cannot_be_is_said_to_be_impossible() -> None:
    text = told(
        "gain_and_level",
        level="rundt 30 milliarder dollar",
        gain="over 40 milliarder dollar",
        stated="doblet",
    )
    assert text.endswith("Da må verdien ha vært null eller mindre før økningen.")


def test_a_fall_and_a_loss_keep_their_sign() -> None:
    stated = Operand(mention("8 prosent"), -1)
    loss = Operand(mention("12 millioner kroner"), -1)
    claim = Claim(
        "growth",
        (("old", (loss,)), ("new", (Operand(mention("5 millioner kroner")),)), ("stated", (stated,))),
    )
    text = MESSAGES.finding(Finding(claim, "inconsistent", implied=Interval(Fraction(2), Fraction(3))))["nb"]
    assert text == (
        "Teksten oppgir en nedgang på 8 prosent, men fra minus 12 millioner kroner til 5 millioner kroner "
        "er det en økning på mellom 2 og 3 prosent."
    )


def test_a_word_that_began_a_sentence_does_not_stay_large() -> None:
    parts = (Mention(0, 2, "To", ENGINE.parse("to")), Mention(9, 13, "fire", ENGINE.parse("fire")))
    assert told("parts", total="6", parts=parts) == "Det stemmer at to og fire til sammen er 6."
    assert told("parts", "en", total="6", parts=parts) == "It is right that “To” and “fire” add up to 6."
    assert told("parts", total="7", parts=parts).startswith("To og fire er ")


def test_a_wrong_difference_says_what_it_is() -> None:
    figures: dict[str, Any] = {"old": "1.884 milliarder kroner", "new": "1.696 milliarder kroner"}
    stated = ENGINE.parse("198 milliarder kroner")
    claim = Claim(
        "difference",
        (*((slot, (Operand(ENGINE.parse(one)),)) for slot, one in figures.items()), ("stated", (Operand(stated, -1),))),
    )
    finding = Finding(claim, "inconsistent", implied=Interval(Fraction(-189 * 10**9), Fraction(-187 * 10**9)))
    assert MESSAGES.finding(finding)["nb"] == (
        "Teksten oppgir en nedgang på 198 milliarder kroner, men fra 1,884 billioner kroner til 1,696 billioner kroner "
        "er det mellom 187 og 189 milliarder kroner. Avviket er minst 9 milliarder kroner."
    )
    assert told("difference", **figures).startswith("Teksten sier ikke hvor stor endringen er. Fra ")


def test_people_and_factories_change_by_whole_numbers() -> None:
    assert told("difference", old="fem", new="åtte", stated="2") == (
        "Teksten oppgir en økning på 2, men fra 5 til 8 er det 3. Avviket er 1."
    )


def test_a_wrong_number_of_points() -> None:
    text = told("points", old="3,00 prosent", new="3,25 prosent", stated=mention("0,50 prosentpoeng"))
    assert text == (
        "Teksten oppgir en økning på 0,50 prosentpoeng, men fra 3 prosent til 3,25 prosent "
        "er det mellom 0,235 og 0,265 prosentpoeng. Avviket er minst 0,235 prosentpoeng."
    )


def test_a_wrong_multiple_says_how_many_times_as_much() -> None:
    figures = {"old": mention("1,4 milliarder"), "new": mention("4,2 milliarder", 20), "stated": mention("doblet", 40)}
    assert told("multiple", **figures).startswith(
        "Teksten sier «doblet», men 4,2 milliarder er mellom 2,77 og 3,19 ganger så mye som 1,4 milliarder."
    )
    assert told("multiple", "en", **figures).startswith("The text says “doblet”, but “4,2 milliarder” is between ")


@pytest.mark.parametrize(
    ("old", "new", "shift"),
    [
        ("78,3 millioner", "77,32 millioner", "en nedgang på rundt 1,3 prosent"),
        ("100 millioner", "150 millioner", "en økning på 50 prosent"),
        ("41,2 kroner", "117,9 kroner", "en økning på rundt 186 prosent"),
        ("rundt 40 kroner", "44 kroner", "en økning på rundt 10 prosent"),
        ("3 prosent", "3,25 prosent", "en økning på 0,25 prosentpoeng"),
        ("8 grader", "2 grader", "en nedgang på 6 grader"),
        ("doblet", "tredoblet", "en økning på 1 gang"),
        ("0 kroner", "12 kroner", "en økning på 12 kroner"),
    ],
)
def test_a_mere_comparison_is_told_as_the_change(old: str, new: str, shift: str) -> None:
    text = told("direction", cue="moved", old=mention(old), new=mention(new, 40))
    assert re.fullmatch(f"Fra .* til .* er det {shift}[.]", text)


def test_what_has_not_changed_is_set_side_by_side() -> None:
    same = {"old": mention("3 kroner"), "new": mention("3 kroner", 20)}
    assert told("direction", cue="moved", **same) == "Teksten stiller 3 kroner opp mot 3 kroner."
    open_ended = {"old": mention("mer enn 40 kroner"), "new": mention("90 kroner", 20)}
    assert told("direction", cue="moved", **open_ended) == "Teksten stiller 90 kroner opp mot mer enn 40 kroner."


def test_rounding_may_hide_a_fall() -> None:
    figures = {"old": mention("5,0 kroner"), "new": mention("5,0 kroner", 20)}
    assert told("direction", cue="down", **figures) == (
        "5,0 kroner og 5,0 kroner er avrundede tall, så det kan ha gått ned."
    )


def test_a_number_without_end_is_not_written_out() -> None:
    assert (
        told("share", part="tre", whole="sju")
        == "Teksten sier ikke hvor stor del det er. 3 av 7 er rundt 42,86 prosent."
    )
    assert told("multiple", old="tre", new="sju").startswith("7 er rundt 2,33 ganger så mye som 3")


def test_a_rise_by_the_words_that_is_a_fall_by_the_figures() -> None:
    text = told("direction", cue="up", old=mention("41,2 millioner"), new=mention("38,9 millioner", 20))
    assert text.startswith(
        "Teksten sier at det gikk opp, men fra 41,2 millioner til 38,9 millioner "
        "er det en nedgang på rundt 5,6 prosent."
    )
    loss = Operand(ENGINE.parse("12 kroner"), -1)
    claim = Claim("direction", (("old", (loss,)), ("new", (Operand(ENGINE.parse("5 kroner")),))), cue="down")
    assert MESSAGES.finding(Finding(claim, "inconsistent"))["nb"] == (
        "Teksten sier at det gikk ned, men fra minus 12 kroner til 5 kroner er det en økning på 17 kroner."
    )


@pytest.mark.parametrize(
    ("stated", "found"),
    [
        ("43,4 prosent", "mellom 34,33 og 34,4 prosent. Avviket er minst 9 prosentpoeng. "),
        ("434 promille", "mellom 343,3 og 344 promille. Avviket er minst 90 promille. "),
        ("en firedel", "mellom 0,343 og 0,344."),
    ],
)
def test_a_wrong_share_is_told_in_what_the_text_printed(stated: str, found: str) -> None:
    figures = {"part": mention("98,2 millioner"), "whole": mention("285,8 millioner", 20)}
    text = told("share", **figures, stated=mention(stated, 40))
    assert text.startswith(f"Teksten oppgir {stated}, men 98,2 millioner av 285,8 millioner er {found}")


def test_a_share_is_told_as_a_simple_fraction_where_one_says_it() -> None:
    figures: dict[str, Any] = {"part": "6.712 dollar", "whole": "20.137 dollar"}
    assert "er rundt 1/3." in told("share", **figures, stated=mention("en firedel"))
    assert told("share", **figures, stated="en tredel").endswith(" er 1/3.")
    assert told("share", **figures).endswith(" er mellom 33,328 og 33,335 prosent.")


def test_shares_that_do_not_make_a_hundred() -> None:
    assert told("shares_sum", shares=("34,0 prosent", "33,0 prosent", "31,0 prosent")).startswith(
        "34 prosent, 33 prosent og 31 prosent er til sammen 98 prosent, ikke 100. Avviket er minst "
    )
    assert told("shares_sum", shares=("33,4 prosent", "33,3 prosent", "33,2 prosent")) == (
        "33,4 prosent, 33,3 prosent og 33,2 prosent er til sammen 99,9 prosent, "
        "og avrunding forklarer at det ikke er 100."
    )
    assert told("shares_sum", shares=("60 prosent", "40 prosent")) == (
        "Det stemmer at 60 prosent og 40 prosent til sammen er 100 prosent."
    )
    assert told("shares_sum", shares=("mer enn 60 prosent", "45 prosent")).startswith(
        "Mer enn 60 prosent og 45 prosent er til sammen ikke 100 prosent."
    )


def test_the_same_figure_is_not_told_twice() -> None:
    text = told("restated", first=mention("38 prosent"), again=mention("38 prosent", 50))
    assert text == "Opplysningen er den samme begge steder: 38 prosent."


def test_an_amount_with_one_end_keeps_its_magnitude_word() -> None:
    text = told("subset", part=mention("12 millioner kroner"))
    assert text == "Teksten sier ikke hva 12 millioner kroner er en del av. Det er minst 11,5 millioner kroner."
    text = told("subset", whole=mention("48 millioner kroner"))
    assert text.endswith("Av 48 millioner kroner er den høyst 48,5 millioner kroner.")


def test_a_price_and_what_it_is_of_have_units_of_their_own() -> None:
    price = mention("78 kroner per kilo")
    assert told("per_unit", amount=mention("351 millioner kroner"), stated=price).endswith(
        "Er det 78 kroner per kilo, er svaret mellom 4,46 og 4,54 millioner kilo."
    )
    assert told("per_unit", count=mention("4.500 tonn"), stated=price).endswith(
        "78 kroner per kilo for 4.500 tonn er mellom 349 og 353 millioner kroner."
    )
    wrong = told("per_unit", amount=mention("351 millioner kroner"), count=mention("4.500 tonn"), stated="87 kr/kg")
    assert "er mellom 73,8 og 82,8 kroner per kilo." in wrong


def test_three_times_more_is_told_in_its_second_sense() -> None:
    figures: dict[str, Any] = {"left": mention("12,4 millioner"), "right": mention("3,1 millioner", 40)}
    assert told("ratio", cue="more", **figures, stated=mention("tre ganger mer")) == (
        "12,4 millioner er mellom 3,86 og 4,1 ganger så mye som 3,1 millioner. Teksten sier «tre ganger mer», "
        "og det passer bare hvis det er forskjellen mellom dem som er ment."
    )


def test_line_breaks_and_braces_in_a_figure_do_no_harm() -> None:
    figure = Mention(0, 9, "4,4\n\t{new}\u2028kroner", ENGINE.parse("4,4 kroner"))
    text = told("growth", new=figure, stated="8 prosent")
    assert "4,4 {new} kroner" in text
    assert "\n" not in text


# ----------------------------------------------------------------------------------- checks of somebody's own


def test_a_check_without_sentences_gets_the_general_ones() -> None:
    amount, part = Operand(ENGINE.parse("480 kroner")), Operand(ENGINE.parse("300 kroner"))
    claim = Claim("half", (("whole", (amount,)), ("part", (part,))))
    wrong = Finding(claim, "inconsistent", stated=part.sets[0], implied=Interval.around(240, Fraction(1, 4)))
    assert MESSAGES.finding(wrong)["nb"] == (
        "Teksten oppgir 300 kroner, men av de andre tallene følger mellom 239,8 og 240,3 kroner."
    )
    assert MESSAGES.finding(Finding(claim, "consistent"))["en"] == "480 kroner and 300 kroner agree."
    inferred = Finding(claim, "cannot_check", "not_stated", inferred=(("third", Interval.point(7)),))
    assert MESSAGES.finding(inferred)["nn"] == (
        "Teksten oppgir ikkje third. Ut frå 480 kroner og 300 kroner er svaret 7 kroner."
    )


@pytest.mark.parametrize(("verdict", "reason"), [*OUTCOMES, ("borderline", None), ("cannot_check", "moonshine")])
def test_every_verdict_on_a_check_of_ones_own_is_told(verdict: Verdict, reason: str | None) -> None:
    for claim in (
        Claim(
            "own",
            (("a", (Operand(ENGINE.parse("5–7 prosent")),)), ("b", (Operand(mention("nesten doblet")),))),
        ),
        Claim("own", (("a", (Operand(ENGINE.parse("3")),)),)),
        Claim("own", ()),
    ):
        for text in MESSAGES.finding(Finding(claim, verdict, reason)).values():
            assert is_told(text)


# ----------------------------------------------------------------------------------------------------- report


def wire_counts(**given: int) -> dict[str, int]:
    return {"mentions": 0, "checked": 0, "agree": 0, "disagree": 0, "unused": 0, **given}


def placed(text: str, verdict: Verdict, start: int) -> Finding:
    first, again = mention("4 prosent", start), mention("7 prosent", start + 12)
    return Finding(Claim("restated", (("first", (Operand(first),)), ("again", (Operand(again),)))), verdict)


def test_a_report_puts_the_gravest_first_and_says_where() -> None:
    text = "Overskrift\r\n4 prosent og 7 prosent.\r\n\r\n4 prosent og 7 prosent."
    document = Document(text, None, ())
    good, bad = placed(text, "consistent", 12), placed(text, "inconsistent", 39)
    lines = MESSAGES.report(
        document, [good, bad], wire_counts(mentions=31, checked=12, agree=10, disagree=2, unused=19), "nb"
    ).split("\n")
    assert lines == [
        "4:13  stemmer ikke  restated  Den samme opplysningen er 4 prosent ett sted og 7 prosent et annet.",
        "2:13  stemmer       restated  Opplysningen er den samme begge steder: 4 prosent og 7 prosent.",
        "31 tall: 12 kontrollert, 10 stemmer, 2 stemmer ikke, 19 ikke brukt",
    ]


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("nb", "1 tall: 0 kontrollert, 1 ikke brukt"),
        ("nn", "1 tal: 0 kontrollerte, 1 ikkje brukt"),
        ("en", "1 figure: 0 checked, 1 unused"),
    ],
)
def test_the_last_line_says_how_much_was_checked(lang: str, line: str) -> None:
    assert MESSAGES.report(Document("12 prosent", None, ()), [], wire_counts(mentions=1, unused=1), lang) == line


def test_a_text_without_figures_has_a_short_report() -> None:
    assert MESSAGES.report(Document("", None, ()), [], wire_counts(), "nb") == "0 tall"


def test_figures_on_the_border_are_not_called_wrong() -> None:
    counts = wire_counts(mentions=2, checked=2, disagree=2)
    text = MESSAGES.report(Document("", None, ()), [placed("", "borderline", 0)], counts, "nb")
    assert text.endswith("2 tall: 2 kontrollert, 2 på grensen")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(InputError, match="no such language"):
        MESSAGES.report(Document("", None, ()), [], wire_counts(), "da")


# ---------------------------------------------------------------------------------------------------- numbers


@pytest.mark.parametrize(
    ("value", "unit", "nb", "nn", "en"),
    [
        (
            "1040000000",
            Unit("money", "CNY"),
            "1,04 milliarder yuan",
            "1,04 milliardar yuan",
            "1.04 billion yuan",
        ),
        ("1000000", KRONER, "1 million kroner", "1 million kroner", "1 million kroner"),
        ("1", KRONER, "1 krone", "1 krone", "1 krone"),
        ("-2500000000000", DOLLAR, "−2,5 billioner dollar", "−2,5 billionar dollar", "−2.5 trillion dollars"),
        ("486000", COUNT, "486\N{NO-BREAK SPACE}000", "486\N{NO-BREAK SPACE}000", "486,000"),
        ("4000", PERCENT, "4000 prosent", "4000 prosent", "4,000 percent"),
        ("1234567", KRONER, *["1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567 kroner"] * 2, "1,234,567 kroner"),
        (
            "2.14",
            Unit("money", "NOK", "kWh"),
            "2,14 kroner per kWh",
            "2,14 kroner per kWh",
            "2.14 kroner per kWh",
        ),
        (
            "68.5",
            Unit("money", "USD", "barrel"),
            "68,5 dollar per fat",
            "68,5 dollar per fat",
            "68.5 dollars per barrel",
        ),
        ("3", Unit("money", "XAU"), "3 XAU", "3 XAU", "3 XAU"),
        ("12", Unit("unit", "week"), "12 uker", "12 veker", "12 weeks"),
        ("1.9", Unit("multiple"), "1,9 ganger", "1,9 gonger", "1.9 times"),
        ("0", COUNT, "0", "0", "0"),
    ],
)
def test_amounts_are_written_as_people_write_them(value: str, unit: Unit, nb: str, nn: str, en: str) -> None:
    assert [MESSAGES.numbers(lang).amount(Decimal(value), unit) for lang in LANGUAGES] == [nb, nn, en]


@pytest.mark.parametrize(
    ("given", "unit", "nb"),
    [
        (Interval(Fraction("11.254"), Fraction("12.964")), PERCENT, "mellom 11,25 og 12,96 prosent"),
        (Interval(Fraction(0), Fraction("70365853"), high_open=True), KRONER, "under 70,4 millioner kroner"),
        (Interval(None, Fraction(5)), PERCENT, "høyst 5 prosent"),
        (Interval(Fraction(5), None), PERCENT, "minst 5 prosent"),
        (Interval(Fraction(5), None, low_open=True), PERCENT, "over 5 prosent"),
        (Interval(Fraction("139.6e6"), Fraction("150.6e6")), DOLLAR, "mellom 140 og 151 millioner dollar"),
        (
            Interval(Fraction("950e6"), Fraction("1.05e9")),
            DOLLAR,
            "mellom 950 millioner og 1,05 milliarder dollar",
        ),
        (Interval(Fraction("999.9e6"), Fraction("1.2e9")), DOLLAR, "mellom 1 og 1,2 milliarder dollar"),
        (
            Interval(Fraction("2.0001e6"), Fraction("2.0002e6")),
            DOLLAR,
            "mellom 2 000 100 og 2 000 200 dollar".replace("2 000 ", "2\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}"),
        ),
        (Interval(Fraction(-5), Fraction(3)), PERCENT, "mellom −5 og 3 prosent"),
        (Interval(Fraction("11.5e6"), None), KRONER, "minst 11,5 millioner kroner"),
        (Interval(Fraction("11.5e6"), None, low_open=True), KRONER, "over 11,5 millioner kroner"),
        (Interval.point(1), KRONER, "1 krone"),
        (Interval.point(0), KRONER, "0 kroner"),
        (Interval(None, None), KRONER, "et hvilket som helst tall"),
    ],
)
def test_sets_are_written_as_people_write_them(given: Interval, unit: Unit, nb: str) -> None:
    assert MESSAGES.numbers("nb").interval(given, unit) == nb


def test_an_end_is_not_rounded_to_the_number_it_excludes() -> None:
    set_above = Interval(Fraction("70.42e6"), Fraction("80e6"))
    numbers = MESSAGES.numbers("nb")
    assert numbers.interval(set_above, KRONER) == "mellom 70,4 og 80 millioner kroner"
    assert numbers.interval(set_above, KRONER, apart=Fraction("70.4e6")) == "mellom 70,42 og 80 millioner kroner"


def test_whole_things_are_not_counted_in_parts() -> None:
    almost = Interval(Fraction(5, 2), Fraction(7, 2))
    assert MESSAGES.numbers("nb").interval(almost, COUNT, whole=True) == "3"
    open_ends = Interval(Fraction(2), Fraction(5), low_open=True, high_open=True)
    assert MESSAGES.numbers("nb").interval(open_ends, COUNT, whole=True) == "mellom 3 og 4"


NUMBERS = st.fractions() | st.builds(
    lambda mantissa, exponent: Fraction(mantissa) * Fraction(10) ** exponent,
    st.integers(-(10**34), 10**34),
    st.integers(-30, 30),
)
UNITS = st.builds(
    lambda kind, name, per: Unit(
        kind, name if kind in ("money", "unit") else None, per if kind in ("money", "unit") else None
    ),
    st.sampled_from(KINDS),
    st.sampled_from(["NOK", "CNY", "kWh", "share", "zorkmid"]),
    st.sampled_from([None, "kWh", "share", "zorkmid"]),
)
STYLE = {"nb": (",", "\N{NO-BREAK SPACE}"), "nn": (",", "\N{NO-BREAK SPACE}"), "en": (".", ",")}


@given(NUMBERS, st.integers(1, 15), st.sampled_from(LANGUAGES))
def test_a_written_number_reads_back_as_the_rounded_one(value: Fraction, digits: int, lang: str) -> None:
    decimal, group = STYLE[lang]
    text = MESSAGES.numbers(lang).number(value, digits)
    back = Fraction(text.replace(group, "").replace(decimal, ".").replace("−", "-"))
    assert back == rounded(value, digits)


@given(NUMBERS, st.integers(1, 15))
def test_rounding_moves_a_number_by_at_most_half_a_place(value: Fraction, digits: int) -> None:
    near = rounded(value, digits)
    assert abs(near - value) * 2 * 10 ** (digits - 1) <= abs(value)
    assert rounded(near, digits) == near
    assert rounded(-value, digits) == -near


@given(
    st.integers(1, 10**6),
    st.integers(-2, 12),
    st.sampled_from([KRONER, DOLLAR, PERCENT]),
    st.sampled_from(["nb", "nn"]),
)
def test_what_is_written_is_read_again_as_the_same(mantissa: int, exponent: int, unit: Unit, lang: str) -> None:
    value = Fraction(mantissa) * Fraction(10) ** exponent
    read = ENGINE.parse(MESSAGES.numbers(lang).amount(value, unit))
    assert (read.exact, read.unit) == (value, unit)


@given(NUMBERS, NUMBERS, st.booleans(), st.booleans(), UNITS, st.booleans(), st.none() | NUMBERS)
def test_any_set_can_be_written(
    a: Fraction, b: Fraction, low_open: bool, high_open: bool, unit: Unit, whole: bool, apart: Fraction | None
) -> None:
    low, high = sorted((a, b))
    for one in (
        Interval.of(low, high, low_open=low_open, high_open=high_open),
        Interval(low, None, low_open),
        Interval(None, high, False, high_open),
    ):
        for lang in LANGUAGES:
            if one is not None:
                text = MESSAGES.numbers(lang).interval(one, unit, whole=whole, apart=apart)
                assert text == text.strip()
                assert not set("{}") & set(text)


@given(st.integers(-999, 999), UNITS, st.sampled_from(LANGUAGES))
def test_a_figure_of_the_callers_own_is_written_out(value: int, unit: Unit, lang: str) -> None:
    quantity = Quantity(Numeral(value), unit)
    numbers = MESSAGES.numbers(lang)
    assert numbers.figure(Operand(quantity)) == numbers.amount(value, unit)
    assert numbers.figure(Operand(quantity, -1)) == f"minus {numbers.amount(value, unit)}"


@pytest.mark.parametrize(
    ("lang", "words"),
    [("nb", "over 3,16 milliarder yuan"), ("nn", "over 3,16 milliardar yuan"), ("en", "over 3.16 billion yuan")],
)
def test_an_open_set_keeps_its_magnitude(lang: str, words: str) -> None:
    billions = Interval(Fraction(3162500000), None, low_open=True)
    assert MESSAGES.numbers(lang).interval(billions, Unit("money", "CNY")) == words
    assert MESSAGES.numbers("en").interval(Interval(Fraction(3162500000), None), Unit("money", "CNY")) == (
        "at least 3.16 billion yuan"
    )


def test_every_label_of_the_views_is_there_in_every_language() -> None:
    view = CATALOGUE["view"]
    for room in ("label", "why"):
        for name, row in view[room].items():
            assert set(row) == set(LANGUAGES), name
            fields = [
                sorted(field for _, field, _, _ in Formatter().parse(text) if field is not None)
                for text in row.values()
            ]
            assert all(row.values())
            assert fields[0] == fields[1] == fields[2], name


def test_every_reason_that_a_figure_was_not_checked_has_words() -> None:
    reasons = {reason for reasons in REASONS.values() for reason in reasons if reason is not None} - {
        "rounding", "other_reading", "hedge_cap",
    }  # fmt: skip
    assert reasons | {"unrelated", "too_long", "cannot_check"} <= set(CATALOGUE["view"]["why"])
