"""« Vos colonnes »: proposed, corrected by hand, remembered, forgotten."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from pupitre.foundation.imports.command import import_file
from pupitre.foundation.imports.models import ImportRun, RememberedColumn
from pupitre.foundation.imports.reading import Layout
from pupitre.foundation.imports.tests.sheets import written
from pupitre.foundation.tenancy.scope import working_for

HOME = "/c/atelier-lumen/imports/"
UNKNOWN = "Essence;Prix;Humeur\nFicus;12;gaie\nYucca;9;\n"
TOO_MANY = "Plante;" + ";".join(f"Mesure {n}" for n in range(199)) + "\nFicus;" + ";".join("1" * 173) + "\n"


@pytest.fixture
def claire(plants, as_):
    return as_(plants.claire)


def sent(visitor, content, name="plantes.csv"):
    content = content if isinstance(content, bytes) else content.encode()
    return visitor.send(HOME, sheet="plants", file=SimpleUploadedFile(name, content))


def columns_of(run):
    return f"{HOME}{run.ref}/columns/"


def chosen(visitor, **fields):
    run = ImportRun.objects.latest("pk")
    return visitor.send(columns_of(run), **fields)


def learnt():
    return dict(RememberedColumn.objects.values_list("header", "field"))


def done(visitor, work):
    run = ImportRun.objects.latest("pk")
    visitor.send(f"{HOME}{run.ref}/", to=f"{HOME}{run.ref}/import/")
    work()
    return run


def test_what_is_all_recognised_goes_straight_to_the_preview(claire):
    said = sent(claire, "Plante;Prix\nFicus;12\n").content.decode()
    assert "Importer cette ligne" in said
    assert "Corriger les colonnes" in said


def test_an_unknown_column_is_asked_with_its_first_values(claire):
    said = sent(claire, UNKNOWN).content.decode()
    assert "Vos colonnes" in said
    assert "<span>Ficus</span><span>Yucca</span>" in said
    assert "reconnu par son nom" in said
    assert "Il manque une colonne obligatoire" in said
    assert not written


def test_a_missing_column_is_chosen_by_hand_and_the_preview_follows(claire):
    sent(claire, UNKNOWN)
    said = chosen(claire, column_0="name", column_1="price", column_2="").content.decode()
    assert "2 lignes à ajouter" in said
    assert ImportRun.objects.get().report["mapping"] == {"Essence": "name", "Prix": "price"}


def test_a_field_chosen_twice_is_said_where_it_was(claire):
    sent(claire, UNKNOWN)
    answer = chosen(claire, column_0="name", column_1="price", column_2="price")
    assert answer.status_code == 422
    assert "est déjà choisi pour la colonne" in answer.content.decode()


def test_a_required_field_left_out_is_said(claire):
    sent(claire, "Plante;Prix\nFicus;12\n")
    answer = chosen(claire, column_0="", column_1="price")
    assert answer.status_code == 422
    assert "Il manque une colonne obligatoire" in answer.content.decode()


def test_two_tabs_do_not_correct_over_each_other(claire):
    sent(claire, UNKNOWN)
    chosen(claire, column_0="name", column_1="price", column_2="")
    answer = claire.send(columns_of(ImportRun.objects.get()), version=1, column_0="code", column_1="", column_2="name")
    assert answer.status_code == 422
    assert ImportRun.objects.get().report["mapping"] == {"Essence": "name", "Prix": "price"}


def test_a_sheet_of_200_columns_stays_readable(claire):
    said = sent(claire, TOO_MANY).content.decode()
    assert "173 colonnes non reconnues" in said
    assert "26 colonnes sans valeur" in said
    assert said.count("<select") == 174  # one a column that holds something


def test_what_was_chosen_is_known_the_next_time_once_it_was_imported(claire, work):
    sent(claire, UNKNOWN)
    chosen(claire, column_0="name", column_1="price", column_2="")
    assert learnt() == {}
    done(claire, work)
    assert learnt() == {"essence": "name", "humeur": ""}

    said = sent(claire, UNKNOWN).content.decode()
    assert "2 lignes à ajouter" in said
    page = claire.read(columns_of(ImportRun.objects.latest("pk")))
    assert "comme la dernière fois" in page


def test_what_is_remembered_can_be_forgotten(claire, work):
    sent(claire, UNKNOWN)
    chosen(claire, column_0="name", column_1="price", column_2="")
    done(claire, work)
    sent(claire, UNKNOWN)
    page = chosen(claire, forget="0").content.decode()
    assert "plus retenue" in page
    assert learnt() == {"humeur": ""}
    assert chosen(claire, forget="77").status_code == 200
    assert chosen(claire, forget="²").status_code == 200


def test_the_command_line_knows_it_too_and_its_answer_keeps_its_shape(claire, plants, work, tmp_path):
    sent(claire, UNKNOWN)
    chosen(claire, column_0="name", column_1="price", column_2="")
    done(claire, work)
    file = tmp_path / "plantes.csv"
    file.write_text(UNKNOWN)
    report = import_file("plants", file, "atelier-lumen", dry_run=True)
    assert report.mapping == {"Essence": "name", "Prix": "price"}
    assert report.ignored == ["Humeur"]


def test_what_nobody_chose_is_not_learnt(plants, tmp_path):
    file = tmp_path / "plantes.csv"
    file.write_text("Plante;Humeur\nFicus;gaie\n")
    import_file("plants", file, "atelier-lumen")
    assert learnt() == {}


def test_the_neighbour_learns_nothing_of_it_and_sees_no_columns(claire, plants, as_, work):
    sent(claire, UNKNOWN)
    chosen(claire, column_0="name", column_1="price", column_2="")
    run = done(claire, work)
    with working_for(plants.voisins):
        assert learnt() == {}
    for page in ("columns", "undo", "progress"):
        assert as_(plants.nora).get(f"{HOME}{run.ref}/{page}/").status_code == 404
        assert as_(plants.lea).get(f"{HOME}{run.ref}/{page}/").status_code == 404


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_any_encoding_is_asked_and_read_again_the_same(claire, encoding):
    sent(claire, "Espèce;Prix\nAloès;12,50\n".encode(encoding))
    assert "Aloès" in claire.read(columns_of(ImportRun.objects.get()))
    assert "Aloès" not in str(chosen(claire, column_0="name", column_1="price").content)
    assert ImportRun.objects.get().report["created"] == 1


def test_a_file_whose_first_line_names_nothing_is_asked(claire):
    sent(claire, "Truc;Machin\nFicus;12\n")
    layout = Layout.of(ImportRun.objects.get().layout)
    assert (layout.texts, layout.fields, layout.separator) == (["Truc", "Machin"], {}, ";")


def test_an_empty_file_and_one_word_are_refused_with_a_sentence(claire):
    assert sent(claire, b"").status_code == 422
    assert sent(claire, "Bonjour\n").status_code == 422


def test_the_number_of_questions_does_not_grow_with_the_sheet(claire, django_assert_num_queries):
    for content in (UNKNOWN, TOO_MANY):
        sent(claire, content)
        url = columns_of(ImportRun.objects.latest("pk"))
        with django_assert_num_queries(3):
            claire.get(url)
