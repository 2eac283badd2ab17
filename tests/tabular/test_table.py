"""Whole tables: what adds up is found, errors are proved where they can be, and nothing right is accused."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from finnorm import InputError, TableReport, check_table
from tests.tabular.invented import Invented, regions, statement

TABLES = 100
"""Of each shape; as many again are looked through without an error."""


@pytest.mark.parametrize("make", [statement, regions])
def test_every_provable_error_is_found_and_nothing_else(make: Callable[..., Invented]) -> None:
    missed: list[int] = []
    accused: list[int] = []
    provable = 0
    for seed in range(TABLES):
        table = make(seed, wrong=True)
        wrong = check_table(table.rows).wrong
        provable += table.provable
        if table.provable and not any(table.planted in one.cells for one in wrong):
            missed.append(seed)
        if any(table.planted not in one.cells for one in wrong):
            accused.append(seed)
    assert (missed, accused) == ([], [])
    assert provable > TABLES // 2


@pytest.mark.parametrize("make", [statement, regions])
def test_a_right_table_is_never_accused(make: Callable[..., Invented]) -> None:
    for seed in range(TABLES):
        report = check_table(make(1000 + seed, wrong=False).rows)
        assert report.wrong == (), (seed, str(report))
        assert report.misread == ()


def _verdicts(report: TableReport, relation: str) -> dict[tuple[str, str], str]:
    return {(one.row, one.column): one.verdict for one in report.findings if one.relation == relation}


def test_subtotals_totals_and_results_each_take_up_the_lines_above_them() -> None:
    report = check_table(
        [
            ["Beløp i 1000 kroner", "Note", "2025", "2024", "2023", "Endring i %"],
            ["Salgsinntekter", "2", "12 345", "11 200", "10 900", "10,2"],
            ["Andre inntekter", "3", "455", "390", "410", "16,7"],
            ["Sum driftsinntekter", "", "12 800", "11 590", "11 310", "10,4"],
            ["Varekostnad", "", "4 210", "4 000", "3 900", "5,3"],
            ["Lønnskostnad", "5", "3 120", "2 990", "2 800", "4,3"],
            ["Sum driftskostnader", "", "7 330", "6 990", "6 800", "4,9"],
            ["Driftsresultat", "", "5 470", "4 600", "4 510", "18,9"],
            ["Driftsmargin (%)", "", "42,7", "39,7", "39,9", ""],
        ]
    )
    sums = _verdicts(report, "sum of rows")
    assert {row for row, _ in sums} == {"Sum driftsinntekter", "Sum driftskostnader", "Driftsresultat"}
    assert [key for key, verdict in sums.items() if verdict != "consistent"] == [("Sum driftskostnader", "2023")]
    assert set(_verdicts(report, "change").values()) == {"consistent"}
    assert set(_verdicts(report, "ratio of rows").values()) == {"consistent"}
    [wrong] = report.wrong
    assert wrong.finding.working == "Σ parts; total = 6800000, parts = 3900000 + 2800000"
    assert report.cells()[5, 3] == "inconsistent"
    assert report.cells()[0, 1] == "consistent"
    assert all(column != "Note" for _, column in sums)


def test_a_total_may_stand_on_top() -> None:
    rows = [["Fylke", "2023", "2024", "2025"], ["I alt", "600", "660", "720"]]
    rows += [["Oslo", "100", "110", "120"], ["Rogaland", "200", "220", "240"], ["Agder", "300", "330", "380"]]
    [wrong] = check_table(rows).wrong
    assert (wrong.row, wrong.column) == ("I alt", "2025")


def test_brackets_are_negative_and_a_line_of_which_is_no_part() -> None:
    report = check_table(
        [
            ["MNOK", "2. kv. 2025", "2. kv. 2024", "1. halvår 2025", "1. halvår 2024"],
            ["Renteinntekter", "812,4", "790,1", "1 611,0", "1 540,2"],
            ["Rentekostnader", "(402,3)", "(399,9)", "(800,2)", "(781,0)"],
            ["Netto renteinntekter", "410,1", "390,2", "810,8", "759,2"],
            ["herav valuta", "12,0", "11,0", "20,0", "19,0"],
            ["Driftskostnader", "(150,0)", "(140,0)", "(290,0)", "(280,1)"],
            ["Resultat før tap", "260,1", "250,2", "520,8", "479,1"],
            ["Resultat per aksje (kr)", "2,61", "2,40", "5,10", "4,80"],
        ]
    )
    assert len(_verdicts(report, "sum of rows")) == 8
    assert report.wrong == ()


def test_a_total_with_a_line_missing_cannot_be_checked() -> None:
    rows = [["MNOK", "2025", "2024"], ["Salg", "612", "540"], ["Leie", "88", "91"], ["Sum inntekter", "760", "689"]]
    report = check_table(rows)
    assert set(_verdicts(report, "sum of rows").values()) == {"cannot_check"}
    assert {one.finding.reason for one in report.findings} == {"unconfirmed"}


def test_a_dash_is_nothing_or_unknown() -> None:
    rows = [
        ["", "2025", "2024", "2023"],
        ["Salg", "612", "540", "500"],
        ["Leie", "88", "–", "–"],
        ["Sum", "700", "540", "560"],
    ]
    report = check_table(rows)
    assert list(_verdicts(report, "sum of rows").values()) == ["consistent"]
    assert report.wrong == ()


def test_shares_and_changes_in_amounts() -> None:
    shares = check_table(
        [
            ["Parti", "Stemmer", "Andel i %"],
            ["A", "1 000", "25,0"],
            ["B", "2 000", "50,0"],
            ["C", "1 000", "52,0"],
            ["Totalt", "4 000", "100,0"],
        ]
    )
    assert [(one.relation, one.row) for one in shares.wrong] == [("share", "C")]
    changes = check_table(
        [
            ["", "2025", "2024", "Endring"],
            ["Tonn", "1 200", "1 100", "100"],
            ["Salg", "300", "280", "30"],
            ["Annet", "12", "10", "2"],
        ]
    )
    assert [(one.finding.check, one.row) for one in changes.wrong] == [("difference", "Salg")]


def test_a_change_with_nothing_to_confirm_it_is_not_accused() -> None:
    report = check_table([["", "2025", "2024", "Endring i %"], ["Salg", "300", "280", "12,0"]])
    assert [(one.verdict, one.finding.reason) for one in report.findings] == [("cannot_check", "unconfirmed")]


def test_rows_of_other_units_are_in_no_sum() -> None:
    rows = [
        ["MNOK", "2025", "2024", "2023"],
        ["Salg", "612", "540", "500"],
        ["Antall ansatte", "88", "91", "70"],
        ["Leie", "88", "90", "60"],
    ]
    report = check_table([*rows, ["Sum", "700", "630", "560"]])
    assert list(_verdicts(report, "sum of rows").values()) == ["consistent"] * 3


def test_cells_that_cannot_be_read_are_told_and_the_others_checked() -> None:
    rows = [["", "2025", "2024"], ["Salg", "612", "540 3"], ["Leie", "88", "90"], ["Sum", "700", "630"]]
    report = check_table(rows)
    [misread] = report.misread
    assert (misread.row, misread.column, misread.place) == ("Salg", "2024", (0, 1))
    assert _verdicts(report, "sum of rows") == {("Sum", "2025"): "consistent"}


def test_dataframes_bring_labels_in_their_index_or_first_column() -> None:
    cells = {
        "2025 (MNOK)": [612.5, 88.0, 700.5],
        "2024 (MNOK)": [540.1, 90.2, 650.3],
        "2023 (MNOK)": [1.5, 100.5, 102.0],
    }
    labelled = pd.DataFrame(cells, index=["Salg", "Leie", "Sum"])
    first = pd.DataFrame({"Post": ["Salg", "Leie", "Sum"], **cells})
    for report in (check_table(labelled), check_table(first)):
        assert report.rows == ("Salg", "Leie", "Sum")
        assert [(one.row, one.column) for one in report.wrong] == [("Sum", "2024 (MNOK)")]
        assert report.wrong[0].finding.working.endswith("total = 650300000, parts = 540100000 + 90200000")
    two = pd.DataFrame(
        [[1, 2]], columns=pd.MultiIndex.from_tuples([("Salg", "2025"), ("Salg", "2024")]), index=["Oslo"]
    )
    assert check_table(two).columns == ("Salg 2025", "Salg 2024")


def test_the_caption_gives_the_unit() -> None:
    rows = [["", "2025", "2024"], ["Salg", "612", "540"], ["Leie", "88", "90"], ["Sum", "700", "630"]]
    report = check_table(rows, unit="Beløp i tusen kroner")
    assert report.findings[0].finding.working == "Σ parts; total = 700000, parts = 612000 + 88000"
    assert report.to_dict("nn")["findings"][0]["message"]


@pytest.mark.parametrize(("rows", "said"), [([], "an empty table"), ([["a", "b"], ["x"]], "a row of 1 cells at row 1")])
def test_what_is_no_table_is_refused(rows: list[list[str]], said: str) -> None:
    with pytest.raises(InputError, match=said):
        check_table(rows)


def test_a_table_of_words_and_an_empty_one_say_nothing() -> None:
    assert check_table([["Navn", "Sted"], ["Kari", "Bodø"]]).findings == ()
    assert check_table([["", "2025"]]).findings == ()
    assert check_table(pd.DataFrame()).findings == ()


def test_a_result_that_follows_from_no_line_above_it_is_not_spoken_of() -> None:
    rows = [
        ["Tall i 1.000 NOK", "Note", "2025", "2024"],
        ["Salgsinntekter", "4,5", "1 624 412", "1 658 509"],
        ["Driftskostnader", "16", "1 485 771", "1 453 648"],
        ["Resultat fra tilknyttede selskaper", "10", "51 058", "38 949"],
        ["Driftsresultat", "", "189 699", "243 810"],
        ["Resultatandel i felles virksomhet", "11", "53 085", "49 439"],
        ["Finanskostnader", "13", "16 499", "17 188"],
        ["Resultat før skatt", "", "226 285", "276 061"],
    ]
    report = check_table(rows)
    assert {row for row, _ in _verdicts(report, "sum of rows")} == {"Driftsresultat", "Resultat før skatt"}
    assert {one.verdict for one in report.findings} == {"consistent"}


def test_a_ratio_without_its_sign_is_in_no_sum() -> None:
    rows = [
        ["MNOK", "2025", "2024"],
        ["Egenkapital", "612", "540"],
        ["Egenkapitalandel", "46,7", "46,2"],
        ["Gjeld", "698", "630"],
    ]
    report = check_table([*rows, ["Sum", "1 310", "1 170"]])
    assert list(_verdicts(report, "sum of rows").values()) == ["consistent"] * 2
