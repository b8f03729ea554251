"""What the list, the page, the form and the desk say of one contract never contradict each other."""

from datetime import date

import pytest

from pupitre.kernel.notice import Regime
from pupitre.modules.suppliers import actions, attention, queries
from pupitre.modules.suppliers.actions.windows import Decided
from pupitre.modules.suppliers.rules import Choice, Per
from pupitre.modules.suppliers.tables.contracts import line
from pupitre.modules.suppliers.tables.facts import figures_shown, headline
from pupitre.modules.suppliers.tables.rows import contract_rows, reason_rows
from pupitre.modules.suppliers.tables.windows import reasons, until
from pupitre.modules.suppliers.tables.words import said
from pupitre.modules.suppliers.tests.factories import contract_with

# To decide by Monday 23 November 2026, to post by Tuesday 24, the legal limit is Saturday 28.
TEN_BEFORE, DECIDE, POST, BETWEEN, LIMIT, AFTER = (date(2026, 11, day) for day in (14, 23, 24, 25, 28, 29))


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def standing_on(cast, on):
    (standing,) = queries.standings(queries.all_contracts(), cast.lumen, on)
    return standing


def told(cast, on):
    """What the list says, the page, its form, and the desk in brass."""
    standing = standing_on(cast, on)
    state, page, form = said(standing.position.state, on).text, headline(standing, on), until(standing.position.act, on)
    (item,) = attention.windows_to_act_on(cast.lumen, on)
    return [plain(text) for text in (state, page, form, item.urgent_why)]


@pytest.mark.parametrize(
    ("on", "state", "page", "form", "desk"),
    [
        (TEN_BEFORE, "À décider au plus tard le 23 nov.", "Pour résilier, la lettre part au plus tard le 24 nov.",
         "au plus tard le 23 nov.", "La lettre recommandée doit partir le 24 nov. au plus tard."),
        (DECIDE, "À décider aujourd’hui", "Pour résilier, la lettre part au plus tard demain",
         "aujourd’hui", "La lettre recommandée doit partir demain au plus tard."),
        (POST, "À poster aujourd’hui", "Pour résilier, la lettre part aujourd’hui",
         "aujourd’hui", "La lettre recommandée doit partir aujourd’hui."),
        (BETWEEN, "À remettre en main propre au plus tard le samedi 28",
         "La poste ne suffit plus : remise en main propre ou e-mail au plus tard le samedi 28",
         "au plus tard le samedi 28",
         "La poste ne suffit plus : en main propre ou par e-mail au plus tard le samedi 28."),
        (LIMIT, "Dernier jour pour prévenir", "La poste ne suffit plus : remise en main propre ou e-mail aujourd’hui",
         "aujourd’hui", "La poste ne suffit plus : en main propre ou par e-mail aujourd’hui."),
    ],
)  # fmt: skip
def test_an_undecided_window_has_one_day_to_act_upon_wherever_it_is_said(lumen, on, state, page, form, desk):
    contract_with(lumen.claire)
    otherwise = " ; sans préavis, reconduction de 12 mois jusqu’au 29 févr. 2028."
    assert told(lumen, on) == [state, page + otherwise, form, desk]


def test_once_the_limit_is_behind_the_page_speaks_of_the_next_way_out(lumen):
    contract_with(lumen.claire)
    state, page, form, _ = told(lumen, AFTER)
    assert state == "Reconduit jusqu’au 29 févr. 2028"
    assert page == "Préavis dépassé : reconduit jusqu’au 29 févr. 2028, prochaine sortie le 29 nov. 2027."
    assert form == "au plus tard le 23 nov. 2027"


@pytest.mark.parametrize(
    ("choice", "on", "state", "page", "desk"),
    [
        (Choice.TERMINATE, TEN_BEFORE, "Lettre à poster au plus tard le 24 nov.",
         "Résiliation décidée : la lettre part au plus tard le 24 nov., le contrat s’arrête le 28 févr. 2027.",
         "La lettre doit partir le 24 nov. au plus tard."),
        (Choice.TERMINATE, POST, "À poster aujourd’hui",
         "Résiliation décidée : la lettre part aujourd’hui, le contrat s’arrête le 28 févr. 2027.",
         "La lettre doit partir aujourd’hui."),
        (Choice.TERMINATE, BETWEEN, "À remettre en main propre au plus tard le samedi 28",
         "Résiliation décidée : la lettre est remise en main propre ou par e-mail au plus tard le samedi 28, "
         "le contrat s’arrête le 28 févr. 2027.",
         "La poste ne suffit plus : à remettre en main propre au plus tard le samedi 28."),
        (Choice.TERMINATE, AFTER, "Envoi de la lettre à noter",
         "Résiliation décidée, aucun envoi noté au 28 nov. 2026 : noter la lettre si elle est partie à temps.", ""),
        (Choice.RENEGOTIATE, TEN_BEFORE, "À renégocier au plus tard le 24 nov.",
         "Renégociation décidée : à conclure au plus tard le 24 nov. ; "
         "sans accord, reconduction de 12 mois jusqu’au 29 févr. 2028.",
         "L’accord doit être conclu le 24 nov. au plus tard."),
        (Choice.RENEGOTIATE, BETWEEN, "À renégocier au plus tard le samedi 28",
         "Renégociation décidée : à conclure au plus tard le samedi 28 ; "
         "sans accord, reconduction de 12 mois jusqu’au 29 févr. 2028.",
         "L’accord doit être conclu le samedi 28 au plus tard."),
    ],
)  # fmt: skip
def test_what_was_decided_is_said_alike_on_the_list_the_page_and_the_desk(lumen, choice, on, state, page, desk):
    contract = contract_with(lumen.claire)
    actions.record_window_decision(contract, Decided(2, choice, decided_on=date(2026, 11, 13)), actor=lumen.claire)
    assert [*told(lumen, on)[:2], told(lumen, on)[3]] == [state, page, desk]


@pytest.mark.parametrize("on", [date(2026, 11, 18), date(2026, 12, 28), date(2026, 12, 30)])
def test_what_ends_by_itself_is_renewed_or_replaced_and_never_posted(lumen, on):
    contract_with(lumen.claire, regime=Regime.EXPRESS, starts_on=date(2026, 1, 1), notice_months=0)
    (item,) = attention.windows_to_act_on(lumen.lumen, on)
    standing = standing_on(lumen, on)
    last = plain(until(standing.position.act, on))
    assert plain(said(standing.position.state, on).text) in (f"À décider {last}", f"À préparer dès {last}")
    assert plain(headline(standing, on)).startswith(f"Il s’arrête le 31 déc. 2026 : renouveler ou remplacer {last}")
    assert plain(item.why) == plain(headline(standing, on))


def test_what_can_be_left_at_any_time_says_when_its_letter_would_end_it(lumen):
    contract = contract_with(lumen.claire, regime=Regime.OPEN_ENDED, starts_on=date(2020, 12, 10))
    leaving = Decided(6, Choice.TERMINATE, is_review=True)
    actions.record_window_decision(contract, leaving, actor=lumen.claire)
    state, page, *_ = told(lumen, DECIDE)
    assert state == "Lettre à poster au plus tard le 10 déc."
    assert page == "Résiliation décidée : partie aujourd’hui, la lettre arrête le contrat le 23 févr. 2027."


def test_what_renews_each_month_says_why_it_has_no_window_of_its_own(lumen):
    contract_with(lumen.claire, starts_on=date(2025, 12, 1), initial_months=1, notice_months=1)
    standing = standing_on(lumen, DECIDE)
    assert plain(headline(standing, DECIDE)) == "À revoir une fois par an : prochaine revue le 1er déc."
    (reason,) = reasons(standing)
    assert reason.value == "une revue par an"


def test_what_is_to_be_checked_says_where_it_comes_from(lumen):
    contract_with(lumen.claire, notice_months=0)
    rows = reason_rows(reasons(standing_on(lumen, DECIDE)))
    assert "usage : préavis de 3 mois pour le nettoyage. À vérifier dans votre contrat." in plain(rows)


def test_a_price_paid_once_is_said_as_such_on_the_list_and_on_the_page(lumen):
    contract_with(lumen.claire, price_cents=5_000_00, price_per=Per.ONCE)
    standing = standing_on(lumen, DECIDE)
    assert plain(contract_rows([line(standing, "/", DECIDE)], can_pick=False)).count("5 000,00 €") == 1
    (figure,) = figures_shown(standing, 4)
    assert (plain(figure.value), figure.caption) == ("5 000 €", "HT, payé une fois")


def test_on_a_phone_the_tax_is_said_by_the_label_alone(lumen):
    contract_with(lumen.claire, price_basis="ttc")
    row = contract_rows([line(standing_on(lumen, DECIDE), "/", DECIDE)], can_pick=False)
    assert 'data-label="Par an, TTC"' in row
    assert '<small class="table__basis">TTC</small>' in row
