"""The first screen: what each role finds, and what nobody else does."""

from datetime import UTC, date, datetime, time

import pytest

from pupitre.engines.attention.public import hand_item, make_appointment, name_relay, snooze_item, wait_for_item
from pupitre.foundation import clock
from pupitre.foundation.tenancy.scope import working_for

TODAY = "/c/atelier-lumen/"
TUESDAY = datetime(2026, 11, 24, 7, 30, tzinfo=UTC)  # half past eight in Paris


@pytest.fixture
def there(tuesdays_and_thursdays):
    with clock.at(TUESDAY):
        yield tuesdays_and_thursdays


def text(page):
    return page.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_head_says_where_until_when_and_who_answers_meanwhile(there, as_):
    name_relay(there.claire, there.hugo, actor=there.claire)

    page = text(as_(there.claire).read(TODAY))

    assert "Mardi 24 novembre" in page
    assert "Sur place de 9 h à 17 h, Siège · prochain jour jeudi 26, relais : Hugo" in page


def test_what_cannot_wait_for_the_next_presence_comes_apart(there, as_, offer):
    offer("cleaning", there.claire, title="Résilier le ménage", act_by=date(2026, 11, 25), at_stake=504_000)
    offer("lease", there.claire, title="Relire le bail", act_by=date(2026, 12, 20))

    page = text(as_(there.claire).read(TODAY))

    last, after = page.index("Dernier jour utile</h3>"), page.index("Ensuite</h3>")
    assert last < page.index("Résilier le ménage") < after < page.index("Relire le bail")
    assert "Dernière présence avant demain." in page
    assert "5 040 €" in page
    assert "2 sujets" in page


def test_the_last_day_itself_is_named(there, as_, offer):
    offer("a", there.claire, act_by=date(2026, 11, 24))
    assert "À faire aujourd’hui au plus tard." in as_(there.claire).read(TODAY)

    with clock.at(datetime(2026, 11, 23, 7, 30, tzinfo=UTC)):
        assert "À faire demain au plus tard." in as_(there.claire).read(TODAY)


def test_a_stake_that_is_not_money_is_said_in_words(there, as_, offer):
    offer("pay", there.claire, stake_words="35 bulletins", act_by=date(2026, 11, 24), is_incompressible=True)

    page = as_(there.claire).read(TODAY)

    assert "35 bulletins" in page
    assert "À faire sans faute" in page


def test_what_does_not_fit_is_shown_with_its_cost_and_whom_to_ask(there, as_, offer):
    for n in range(3):
        offer(f"long{n}", there.claire, minutes=240, act_by=date(2026, 11, 24), at_stake=(n + 1) * 100_000)

    page = text(as_(there.claire).read(TODAY))

    assert "À arbitrer avec Sophie" in page
    assert "3 000 € en jeu sur 2 lignes" in page


def test_an_incompressible_line_that_does_not_fit_rings(there, as_, offer):
    offer("pay", there.claire, minutes=2000, act_by=date(2026, 11, 24), is_incompressible=True)

    assert "Ne tient pas dans la journée." in as_(there.claire).read(TODAY)


def test_short_gestures_are_one_block(there, as_, offer):
    offer("a", there.claire, minutes=5)
    offer("b", there.claire, minutes=4)

    assert "2 en 9 min" in text(as_(there.claire).read(TODAY))


def test_appointments_are_at_their_hour_and_take_their_minutes(there, as_):
    make_appointment(there.claire, "Point avec Sophie", date(2026, 11, 24), time(9, 15), time(10), actor=there.claire)

    page = text(as_(there.claire).read(TODAY))

    assert "9 h 15" in page
    assert "Point avec Sophie" in page
    assert "<b>45 min</b> de rendez-vous" in page


def test_waiting_is_kept_in_sight_with_its_day_to_chase(there, as_, offer):
    item = offer("quote", there.claire, title="Devis de peinture")
    wait_for_item(item.key, whom="Peintures Rey", chase_on=date(2026, 12, 1), actor=there.claire)

    page = text(as_(there.claire).read(TODAY))

    assert "Peintures Rey · depuis aujourd’hui · relance 1er déc." in page
    assert "Relancer : Devis de peinture" in page


def test_what_is_lost_is_told_until_it_is_seen(there, as_, offer):
    item = offer("lost", there.claire, title="Préavis manqué", lost_after=date(2026, 11, 20), url="/somewhere/")
    claire = as_(there.claire)
    assert "J’ai vu : Préavis manqué" in claire.read(TODAY)

    address = next(part for part in claire.read(TODAY).split('"') if "/items/" in part)
    claire.send(TODAY, to=address, verb="done")

    assert "J’ai vu" not in claire.read(TODAY)
    assert item.title in claire.read(TODAY)  # among what was done today


def test_seen_folds_the_news_and_only_by_post(there, as_, offer):
    with clock.at(datetime(2026, 11, 23, 9, tzinfo=UTC)):
        name_relay(there.claire, there.hugo, actor=there.sophie)
    claire = as_(there.claire)
    claire.read(TODAY)

    claire.force("post", f"{TODAY}news/", {"until": "2026-11-23T10:00:00+00:00"})

    assert "Depuis hier" in claire.read(TODAY)
    assert claire.force("get", f"{TODAY}news/").status_code == 405


def test_the_rest_of_the_day_is_planned_again_in_one_tap(there, as_, offer):
    offer("long", there.claire, minutes=200, act_by=date(2026, 11, 24))
    with clock.at(datetime(2026, 11, 24, 14, 30, tzinfo=UTC)):  # half past three in Paris
        page = as_(there.claire).read(TODAY)
        again = text(as_(there.claire).read(f"{TODAY}?replanned"))

    assert "Refaire le plan" in page
    assert "Le plan de ce qui reste" in again
    assert "À arbitrer" in again
    assert "À arbitrer" not in page


def test_elsewhere_only_what_burns_is_pressed_and_the_rest_is_left_for_the_next_day(tuesdays_and_thursdays, as_, offer):
    cast = tuesdays_and_thursdays
    offer("fire", cast.claire, title="Registre de sécurité", act_by=date(2026, 11, 23), criticality=5)
    offer("bill", cast.claire, title="Facture Otis", act_by=date(2026, 11, 23))
    claire = as_(cast.claire)

    page = text(claire.read(TODAY))
    assert "Pas de présence aujourd’hui · prochain jour demain" in page
    assert page.index("Urgent pour de bon") < page.index("Registre de sécurité") < page.index("À échéance avant")
    assert "Laisser pour demain" in page


def test_elsewhere_what_was_handed_over_is_to_unblock(tuesdays_and_thursdays, as_, offer):
    cast = tuesdays_and_thursdays
    item = offer("badge", cast.hugo, cast.claire, title="Badge de Léa")
    hand_item(item.key, to=cast.claire, actor=cast.hugo)

    page = as_(cast.claire).read(TODAY)

    assert page.index("Confié par quelqu’un qui attend") < page.index("Badge de Léa")


def test_elsewhere_nothing_burns_most_days(tuesdays_and_thursdays, as_, offer):
    offer("lease", tuesdays_and_thursdays.claire, title="Relire le bail", act_by=date(2026, 12, 20))

    page = as_(tuesdays_and_thursdays.claire).read(TODAY)

    assert "Rien ne brûle" in page
    assert page.index("Le plan de demain") < page.index("Relire le bail")


def test_without_presence_the_desk_asks_for_the_days(lumen, as_):
    page = as_(lumen.claire).read(TODAY)

    assert "Vos jours de présence" in page
    assert "Premiers pas" in page


def test_the_first_steps_stay_while_the_desk_is_empty(tuesdays_and_thursdays, as_):
    assert "Vos contrats" in as_(tuesdays_and_thursdays.claire).read(TODAY)


def test_the_first_steps_are_put_away_and_found_again(lumen, as_):
    claire = as_(lumen.claire)
    claire.send(TODAY, to=f"{TODAY}first-steps/")

    assert "Premiers pas" not in claire.read(TODAY)
    assert "Quels jours êtes-vous là ?" in claire.read(TODAY)
    assert "Premiers pas" in claire.read(f"{TODAY}?steps")


def test_a_director_reads_the_day_of_the_office_manager_without_verbs(there, as_, offer):
    offer("open", there.claire, there.sophie, title="Relire le bail", act_by=date(2026, 11, 24))
    offer("secret", there.claire, title="Entretien de Léa", act_by=date(2026, 11, 24))

    page = as_(there.sophie).read(TODAY)

    assert "Claire, aujourd’hui" in page
    assert "Relire le bail" in page
    assert "Entretien de Léa" not in page
    assert "/items/" not in page


def test_a_director_sees_what_is_to_arbitrate(there, as_, offer):
    for n in range(2):
        offer(f"long{n}", there.claire, there.sophie, minutes=280, act_by=date(2026, 11, 24), at_stake=100_000)

    assert "À arbitrer avec Claire" in as_(there.sophie).read(TODAY)


def test_an_employee_finds_what_they_owe_and_whom_to_ask(tuesdays_and_thursdays, as_, offer):
    cast = tuesdays_and_thursdays
    name_relay(cast.claire, cast.hugo, actor=cast.claire)
    offer("badge", cast.lea, title="Rendre le badge", act_by=date(2026, 11, 25))
    offer("other", cast.claire, title="Relire le bail", act_by=date(2026, 11, 24))

    page = text(as_(cast.lea).read(TODAY))

    assert "Rendre le badge" in page
    assert "Claire est là demain." in page
    assert "Urgent ? Hugo prend le relais." in page
    assert "Relire le bail" not in page


def test_the_neighbour_never_hears_of_it(there, as_, offer):
    offer("bill", there.claire, title="Facture Otis", act_by=date(2026, 11, 24))

    assert as_(there.nora).get(TODAY).status_code == 404
    assert "Facture Otis" not in as_(there.nora).read("/c/voisins/")


def test_what_somebody_put_off_is_put_off_for_them_alone(there, as_, offer):
    item = offer("both", there.claire, there.sophie, title="Relire le bail", act_by=date(2026, 11, 24))
    snooze_item(item.key, until=date(2026, 11, 26), actor=there.claire)

    page = text(as_(there.claire).read(TODAY))

    assert "revient jeudi 26" in page


def test_all_my_companies_are_counts_and_never_titles(there, as_, offer, cast):
    offer("bill", there.claire, title="Facture Otis", act_by=date(2026, 11, 24))
    with working_for(cast.voisins):
        cast.nora.user = there.claire.user
        cast.nora.save()

    page = text(as_(there.claire).read("/"))

    assert "1 sujet" in page
    assert "Facture Otis" not in page
    assert "Voisins" in page


def test_what_has_no_place_says_until_when_in_french(there, as_, offer):
    offer("kept", there.claire, minutes=280, act_by=date(2026, 11, 24), at_stake=900_000)
    offer("today", there.claire, title="Ouvrir le courrier", minutes=280, act_by=date(2026, 11, 24))
    offer("late", there.claire, title="Rappeler Otis", minutes=280, act_by=date(2026, 11, 20))

    page = text(as_(there.claire).read(TODAY))

    assert "plus de place aujourd’hui" in page
    assert "en retard, et plus de place aujourd’hui" in page
    assert "avant aujourd’hui" not in page
