"""A task in one line: what it fills, what stays in its title."""

import pytest

from pupitre.desk.tables.capture import preview_of

CAPTURE = "/c/atelier-lumen/capture/"
READ = {  # on Monday 23 November 2026
    "rappeler Propnet demain 15 min": {
        "Échéance": "mardi 24 nov. 2026",
        "Durée prévue": "15\u00a0min",
        "Objet": "Rappeler Propnet",
    },
    "tâche commander les badges avant vendredi !": {
        "Échéance": "jeudi 26 nov. 2026",
        "Priorité": "priorité 4 sur 5",
        "Objet": "Commander les badges",
    },
    "@hugo vérifier le devis de 420 € pour fin mars, urgent": {
        "Pour qui": "Hugo",
        "Échéance": "mercredi 31 mars 2027",
        "Priorité": "priorité 5 sur 5",
        "Objet": "Vérifier le devis de 420 €",
    },
    "à faire : relire le préavis 3 mois à partir du 1/12": {"Objet": "Relire le préavis 3 mois à partir du 1/12"},
}


@pytest.mark.parametrize("line", READ)
def test_a_task_is_read_in_one_line(lumen, line):
    found = preview_of(lumen.claire, line)
    assert dict(found.rows) == {"Ce sera": "Tâche", **READ[line]}
    assert found.asked == ()


def test_the_form_opens_filled(lumen, as_, contexts):
    claire = as_(lumen.claire)
    found = preview_of(lumen.claire, "rappeler Propnet demain 15 min ! @hugo")
    form = claire.get(found.url).context["form"]
    shown = {name: str(form[name].value()) for name in ("title", "minutes", "criticality", "owner")}
    assert shown == {"title": "Rappeler Propnet", "minutes": "15", "criticality": "4", "owner": lumen.hugo.ref}
    assert "24" in str(form["due_on"].value())


def test_two_days_are_asked(lumen):
    found = preview_of(lumen.claire, "rappeler Propnet demain ou vendredi")
    assert [one.words for one in found.asked] == ["demain"]
    assert "Échéance" not in dict(found.rows)
