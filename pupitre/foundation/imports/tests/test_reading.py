"""Files as they are found, not as they should be."""

import io
import zipfile
from datetime import date

import pytest
import xlsxwriter

from pupitre.foundation.imports.reading import read_table
from pupitre.foundation.imports.sheets import UnreadableSheet
from pupitre.foundation.imports.tests.sheets import COLUMNS

TODAY = date(2026, 11, 23)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac-roman"]
PLAIN = "Plante;Prix;Achetée le\nFicus élancé;1 240,50 €;12/03/2026\n"


def read(content):
    return read_table(content if isinstance(content, bytes) else content.encode(), COLUMNS, TODAY)


def values(content):
    return [row.values for row in read(content).rows]


def workbook(rows, **sheets):
    """An XLSX whose cells are the Python values given; other sheets come first."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        form = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, lines in {**sheets, "Plantes": rows}.items():
            page = book.add_worksheet(name)
            for line, cells in enumerate(lines):
                for column, cell in enumerate(cells):
                    if isinstance(cell, date):
                        page.write_datetime(line, column, cell, form)
                    elif cell is not None:
                        page.write(line, column, cell)
    return buffer.getvalue()


class TestText:
    @pytest.mark.parametrize(
        "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac-roman", "cp858"]
    )
    @pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
    def test_encoding_and_separator_are_guessed(self, encoding, separator):
        content = separator.join(["Plante", "Prix", "Achetée le"]) + "\n"
        content += separator.join(["Ficus élancé à côté", '"1 240,50 €"', "12/03/2026"]) + "\n"
        assert values(content.encode(encoding)) == [
            {"name": "Ficus élancé à côté", "price": 124050, "bought_on": date(2026, 3, 12)}
        ]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_lines_end_as_they_like(self, end):
        table = read(PLAIN.replace("\n", end))
        assert [(row.line, row.values["price"]) for row in table.rows] == [(2, 124050)]

    def test_quotes_hold_separators_and_lines(self):
        table = read('Plante;Prix\n"Ficus; le ""grand""\nde l’entrée";12\nYucca;13\n')
        assert [(row.line, row.values["name"]) for row in table.rows] == [
            (2, 'Ficus; le "grand" de l’entrée'),
            (4, "Yucca"),
        ]

    def test_nuls_and_blank_lines_are_passed_over(self):
        assert [row.line for row in read("Plante;Prix\n\n;\nFi\0cus;12\n").rows] == [4]

    def test_a_quote_never_closed_is_said(self):
        with pytest.raises(UnreadableSheet, match="ligne 2"):
            read('Plante;Prix\n"Ficus;12\n' + "Yucca;13\n" * 200)

    def test_one_cell_too_many_is_an_error_on_its_line(self):
        table = read("Plante;Prix\nFicus;1;240\nYucca;13\n")
        assert [(error.line, error.value) for error in table.errors] == [(2, "240")]
        assert [row.line for row in table.rows] == [3]

    def test_missing_cells_are_empty(self):
        assert values("Plante;Prix;Code\nFicus\n") == [{"name": "Ficus"}]


class TestHeaders:
    def test_titles_may_stand_above(self):
        assert [
            row.line for row in read("Nos plantes;;\n;;\nau 23 novembre;;\nNom;Montant;Zut\nFicus;12;x\n").rows
        ] == [5]

    def test_unknown_columns_are_named(self):
        table = read("Nom;Montant;Arrosage\nFicus;12;mardi\n")
        assert table.mapping == {"Nom": "name", "Montant": "price"}
        assert table.ignored == ["Arrosage"]

    def test_case_accents_brackets_and_line_breaks_do_not_matter(self):
        assert values('NOM ;"MONTANT\n(€)";ACHETEE LE\nFicus;12;1/2/2026\n')[0]["price"] == 1200

    def test_a_header_may_take_two_lines(self):
        content = workbook([["Nom", "Date", None], [None, "d’achat", "Code"], ["Ficus", date(2026, 3, 12), "A"]])
        assert values(content) == [{"name": "Ficus", "bought_on": date(2026, 3, 12), "code": "A"}]

    @pytest.mark.parametrize("content", ["Arrosage;Terre\nmardi;sec\n", "rien du tout", ";;;\n;;;\n"])
    def test_without_a_known_column_nothing_is_read(self, content):
        with pytest.raises(UnreadableSheet):
            read(content)

    def test_a_missing_required_column_is_named(self):
        with pytest.raises(UnreadableSheet, match="Plante"):
            read("Prix;Code\n12;A\n")

    def test_of_two_columns_for_one_field_the_second_is_ignored(self):
        assert read("Nom;Plante;Prix\nFicus;Yucca;12\n").ignored == ["Plante"]


class TestCells:
    def test_a_wrong_cell_leaves_its_line_out_and_says_why(self):
        table = read("Plante;Prix;Achetée le\nFicus;abc;31/02/2026\nYucca;13;\n")
        assert [(e.line, e.column, e.value) for e in table.errors] == [
            (2, "Prix", "abc"),
            (2, "Achetée le", "31/02/2026"),
        ]
        assert all(error.reason.endswith(".") for error in table.errors)
        assert [row.values["name"] for row in table.rows] == ["Yucca"]

    def test_an_ambiguous_amount_is_not_guessed(self):
        assert "milliers" in read("Plante;Prix\nFicus;1,234\n").errors[0].reason

    @pytest.mark.parametrize(("typed", "cents"), [("1.234,56", 123456), ("1,234.56", 123456), ("-12,50", -1250)])
    def test_both_ways_of_writing_thousands_are_read(self, typed, cents):
        assert values(f"Plante;Prix\nFicus;{typed}\n")[0]["price"] == cents

    def test_a_required_cell_left_empty_is_an_error(self):
        assert read("Plante;Prix\n;12\n").errors[0].column == "Plante"

    def test_a_total_is_not_a_line(self):
        table = read("Plante;Prix\nFicus;12\nTotal;12\n")
        assert len(table.rows) == 1
        assert "ligne 3" in table.warnings[0]

    def test_our_own_apostrophe_is_taken_off(self):
        assert values("Plante;Prix\n'=SOMME(A1);12\n")[0]["name"] == "=SOMME(A1)"


class TestWorkbooks:
    def test_typed_cells_are_taken_as_they_are(self):
        content = workbook([["Plante", "Prix", "Achetée le", "Code"], ["Ficus", 1240.5, date(2026, 3, 12), 42]])
        assert values(content) == [{"name": "Ficus", "price": 124050, "bought_on": date(2026, 3, 12), "code": "42"}]

    def test_a_day_number_in_a_column_of_days_is_a_day(self):
        assert values(workbook([["Plante", "Achetée le"], ["Ficus", 46093]]))[0]["bought_on"] == date(2026, 3, 12)

    def test_a_small_number_in_a_column_of_days_is_an_error(self):
        assert read(workbook([["Plante", "Achetée le"], ["Ficus", 12]])).errors[0].value == "12"

    def test_noise_of_binary_numbers_is_no_decimal(self):
        assert values(workbook([["Plante", "Prix"], ["Ficus", 0.1 + 0.2]]))[0]["price"] == 30

    def test_the_first_sheet_that_is_understood_is_read(self):
        content = workbook([["Plante"], ["Ficus"]], Notes=[["Bonjour"], ["à tous"]])
        assert values(content) == [{"name": "Ficus"}]

    def test_formulas_give_their_last_result_and_a_warning(self):
        table = read(workbook([["Plante", "Prix"], ["Ficus", "=6*2"]]))
        assert any("formules" in warning for warning in table.warnings)

    def test_a_cell_in_error_is_an_error(self):
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, ["Plante", "Prix"])
            page.write(1, 0, "Ficus")
            page.write_formula(1, 1, "=1/0", None, "#DIV/0!")
        table = read(buffer.getvalue())
        assert [(error.line, error.column, error.value) for error in table.errors] == [(2, "Prix", "#DIV/0!")]

    def test_a_cell_at_the_far_end_of_the_sheet_costs_nothing(self):
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            page = book.add_worksheet()
            page.write_row(0, 0, ["Plante", "Prix"])
            page.write(1_048_575, 16_383, "loin")
        with pytest.raises(UnreadableSheet):
            read(buffer.getvalue())


def bomb(size, names=("xl/worksheets/sheet1.xml",)):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, b"0" * size)
    return buffer.getvalue()


class TestHostile:
    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\0" * 500,
            b"%PDF-1.7 nothing",
            b"\x89PNG\r\n",
            b"MZ\x90",
            b"<html><table><tr><td>Plante</td></tr></table>",
            b"PK\x03\x04 broken",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        ],
    )
    def test_what_is_not_a_table_is_refused_in_a_sentence(self, content):
        with pytest.raises(UnreadableSheet) as refusal:
            read(content)
        assert str(refusal.value).endswith(".")

    def test_a_bomb_is_not_inflated(self):
        with pytest.raises(UnreadableSheet, match="beaucoup plus gros"):
            read(bomb(60 * 1024 * 1024))

    def test_a_small_file_of_great_ratio_is_a_bomb(self):
        with pytest.raises(UnreadableSheet, match="beaucoup plus gros"):
            read(bomb(5 * 1024 * 1024))

    def test_thousands_of_entries_are_refused(self):
        with pytest.raises(UnreadableSheet, match="beaucoup plus gros"):
            read(bomb(1, [f"{n}.xml" for n in range(2_100)]))

    @pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "C:\\x"])
    def test_a_name_that_leads_elsewhere_is_refused(self, name):
        with pytest.raises(UnreadableSheet):
            read(bomb(1, [name]))

    def test_a_file_too_large_is_refused(self, settings):
        settings.LARGEST_FILE = 10
        with pytest.raises(UnreadableSheet, match="dépasse"):
            read(PLAIN)

    def test_too_many_lines_are_refused(self):
        with pytest.raises(UnreadableSheet, match="20000"):
            read("Plante\n" + "Ficus\n" * 20_100)

    def test_too_many_columns_are_refused(self):
        with pytest.raises(UnreadableSheet, match="200 colonnes"):
            read("Plante" + ";x" * 300 + "\nFicus\n")
