"""Pages of endings: the letter as a PDF, the steps noted, the list and its export."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from pupitre.foundation import clock
from pupitre.foundation.files.models import Attachment
from pupitre.foundation.files.store import path_of
from pupitre.kernel.notice import Regime
from pupitre.modules.suppliers import actions
from pupitre.modules.suppliers.models import Channel, Ending, EndingLetter, EndingStep, EndingTuning
from pupitre.modules.suppliers.queries.endings import followed_of, last_recipient
from pupitre.modules.suppliers.rules.endings import Step
from pupitre.modules.suppliers.tables.endings import letter_words
from pupitre.modules.suppliers.tables.words import notice
from pupitre.modules.suppliers.tests.ending_cases import (
    TODAY,
    left,
    left_without_power,
    let_sign,
    letter,
    note,
    to_leave,
)
from pupitre.modules.suppliers.tests.factories import contract_with

BASE = "/c/atelier-lumen/suppliers/"


def page_of(ending, more=""):
    return f"{BASE}contracts/{ending.contract.ref}/ending/{more}"


def typed(cast, **more):
    said = {
        "version": "1",
        "signatory": cast.sophie.ref,
        "sender": "Atelier Lumen\n3 rue du Lac, 93500 Pantin",
        "place": "Pantin",
        "dated_on": "23/11/2026",
        "recipient": "Propnet\n#panic(1)",
        "channel": "registered",
        "subject": "Résiliation du contrat C-0101",
        "body": "Madame, Monsieur,\n\nNous mettons fin au contrat.",
    }
    return {**said, **more}


def test_the_page_says_the_next_gesture_and_until_when_to_post(lumen, as_):
    page = as_(lumen.claire).read(page_of(to_leave(lumen)))
    assert "Prochain geste\u00a0: Faire signer la lettre, à poster au plus tard demain." in page
    assert "mardi 24 novembre 2026" in page
    assert "samedi 28 novembre 2026" in page
    assert "à vérifier" in page


def gestures_of(page):
    """The one that presses, then those that are folded beneath it."""
    return re.findall(r'<h2 id="next-title">([^<]+)|<summary class="section__more">([^<]+)', page)


def said_first(page):
    return [first or other for first, other in gestures_of(page) if "chose à rendre" not in other]


def test_one_gesture_comes_first_at_each_moment_and_the_others_are_folded_beneath_it(lumen, as_):
    ending, visitor = to_leave(lumen), as_(lumen.claire)
    let_sign(lumen)
    assert said_first(visitor.read(page_of(ending))) == ["Préparer la lettre", "Noter la signature", "Noter l’envoi"]
    actions.keep_letter(ending, letter(lumen), b"%PDF-1.7", actor=lumen.claire)
    assert said_first(visitor.read(page_of(ending))) == ["Noter la signature", "Noter l’envoi", "Refaire la lettre"]
    note(ending, Step.LETTER, lumen)
    assert said_first(visitor.read(page_of(ending))) == ["Noter l’envoi", "Refaire la lettre"]
    actions.record_notice_sent(ending.contract, TODAY, Channel.LRE, actor=lumen.claire)
    assert said_first(visitor.read(page_of(ending)))[:2] == ["Noter l’accusé de réception", "Relancer Propnet"]
    with clock.at(clock.now().replace(month=12, day=8)):
        late = said_first(as_(lumen.claire).read(page_of(ending)))
    assert late[:2] == ["Relancer Propnet", "Noter l’accusé de réception"]


def test_a_letter_without_power_is_said_on_its_page_and_ratified_there(lumen, as_):
    ending = left_without_power(lumen)
    assert "Lettre signée sans pouvoir valable" in as_(lumen.claire).read(page_of(ending))
    visitor = as_(lumen.sophie)
    assert visitor.force("post", page_of(ending, "ratification/"), {}).status_code == 302
    assert "sans pouvoir valable" not in visitor.read(page_of(ending))


def test_the_letter_is_proposed_then_made_and_kept_with_the_ending(lumen, as_):
    ending, visitor = to_leave(lumen), as_(lumen.claire)
    let_sign(lumen)
    proposed = visitor.read(page_of(ending, "letter/"))
    assert "il prendra fin le 28 février 2027" in proposed
    assert "préavis de 3\u00a0mois" in proposed
    answer = visitor.force("post", page_of(ending, "letter/"), typed(lumen))
    assert answer.status_code == 302
    kept = Attachment.objects.get(ref=EndingLetter.objects.get().file)
    words = PdfReader(BytesIO(path_of(lumen.lumen, kept.blob.sha256).read_bytes())).pages[0].extract_text()
    for said in (
        "Propnet",
        "#panic(1)",
        "Pantin, le 23 novembre 2026",
        "Nos références",
        "Lettre recommandée avec accusé de réception",
        "Nous mettons fin au contrat.",
        "Sophie",
    ):
        assert said in words
    assert visitor.get(f"/c/atelier-lumen/files/{kept.ref}/").status_code == 200
    assert last_recipient(ending.contract.supplier_id) == "Propnet\n#panic(1)"


def test_without_a_power_no_letter_is_offered_and_the_page_says_where_to_record_one(lumen, as_):
    ending, visitor = to_leave(lumen), as_(lumen.claire)
    page = visitor.read(page_of(ending, "letter/"))
    assert "Personne n’a le pouvoir de signer" in page
    assert "/decisions/powers/" in page
    assert visitor.force("post", page_of(ending, "letter/"), typed(lumen)).status_code == 422
    assert not EndingLetter.objects.exists()


def test_a_letter_is_never_dated_of_a_day_to_come(lumen, as_):
    ending = to_leave(lumen)
    let_sign(lumen)
    answer = as_(lumen.claire).force("post", page_of(ending, "letter/"), typed(lumen, dated_on="24/11/2026"))
    assert answer.status_code == 422
    assert "aujourd’hui au plus tard" in answer.content.decode()


def test_an_address_left_to_complete_is_asked_for(lumen, as_):
    ending = to_leave(lumen)
    let_sign(lumen)
    wrong = typed(lumen, recipient="Propnet\n(adresse à compléter)")
    answer = as_(lumen.claire).force("post", page_of(ending, "letter/"), wrong)
    assert answer.status_code == 422
    assert not EndingLetter.objects.exists()


@pytest.mark.parametrize(
    ("regime", "said"),
    [
        (Regime.TACIT, "ne souhaitons pas le reconduire"),
        (Regime.OPEN_ENDED, "article 1211 du Code civil"),
        (Regime.LEASE, "L145-4 et L145-9"),
        (Regime.INSURANCE, "L113-12 du Code des assurances"),
        (Regime.EXPRESS, "n’en demandons pas le renouvellement"),
    ],
)
def test_each_regime_has_its_own_words(lumen, regime, said):
    contract = contract_with(lumen.claire, regime=regime, starts_on=date(2020, 2, 29))
    subject, body = letter_words(contract, date(2028, 2, 29), "3 mois")
    assert said in body
    assert "29 février 2028" in body
    assert contract.reference in subject


def test_a_notice_that_the_law_sets_is_said_as_a_letter_says_it(lumen):
    contract = contract_with(lumen.claire, regime=Regime.LEASE, notice_months=0, starts_on=date(2020, 2, 29))
    _, body = letter_words(contract, date(2028, 2, 29), notice(contract))
    assert "dans le respect du préavis légal de 6 mois" in body
    assert "(loi)" not in body


def test_a_letter_made_again_for_another_term_says_its_last_day(lumen, as_):
    ending, visitor = to_leave(lumen), as_(lumen.claire)
    let_sign(lumen)
    visitor.force("post", page_of(ending, "letter/"), typed(lumen, body="Fin le 28 février 2027, dit ainsi."))
    assert "dit ainsi" in visitor.read(page_of(ending, "letter/"))
    Ending.objects.update(ends_on=date(2028, 2, 29))
    again = visitor.read(page_of(ending, "letter/"))
    assert "prendra fin le 29 février 2028" in again
    assert "dit ainsi" not in again


def test_a_step_is_noted_with_its_proof_and_taken_back(lumen, as_):
    ending, visitor = left(lumen), as_(lumen.claire)
    proof = SimpleUploadedFile("avis.pdf", b"%PDF-1.7 avis")
    said = {"step": "acknowledged", "happened_on": "23/11/2026", "proof": proof}
    assert visitor.force("post", page_of(ending, "steps/"), said).status_code == 302
    assert "avis.pdf" in visitor.read(page_of(ending))
    visitor.force("post", page_of(ending, "steps/back/"), {"step": "acknowledged"})
    assert Step.ACKNOWLEDGED not in followed_of(Ending.objects.select_related("contract").get()).closed


def test_what_is_mistyped_comes_back_as_it_was(lumen, as_):
    answer = as_(lumen.claire).force(
        "post",
        page_of(left(lumen), "steps/"),
        {"step": "acknowledged", "happened_on": "hier matin", "note": "par courriel"},
    )
    assert answer.status_code == 422
    assert "par courriel" in answer.content.decode()


@pytest.mark.parametrize("step", ["decided", "sent", "chased", ""])
def test_a_step_that_is_not_noted_by_hand_is_refused_and_changes_nothing(lumen, as_, step):
    ending = left(lumen)
    said = {"step": step, "happened_on": "23/11/2026"}
    assert as_(lumen.claire).force("post", page_of(ending, "steps/"), said).status_code == 400
    assert EndingStep.objects.filter(ending=ending).count() == 3


def test_once_it_is_too_late_to_send_one_only_notes_a_letter_that_left_in_time(lumen, as_):
    ending = to_leave(lumen)
    with clock.at(clock.now().replace(month=12, day=8)):
        page = as_(lumen.claire).read(page_of(ending))
    assert said_first(page)[0] == "Noter l’envoi"
    assert "Prochain geste\u00a0: Noter l’envoi, si la lettre est partie à temps." in page
    assert "Préparer la lettre" not in page
    assert "reconduit jusqu’au" in page


def test_a_chase_is_a_text_to_copy_and_a_count(lumen, as_):
    ending, visitor = left(lumen), as_(lumen.claire)
    assert "nous n’avons pas reçu l’accusé de réception" in visitor.read(page_of(ending))
    visitor.force("post", page_of(ending, "chases/"), {"step": "acknowledged"})
    assert "Relances déjà notées\u00a0: 1" in visitor.read(page_of(ending))


def test_a_contract_that_nobody_leaves_has_no_such_page(lumen, as_):
    contract = contract_with(lumen.claire)
    assert as_(lumen.claire).get(f"{BASE}contracts/{contract.ref}/ending/").status_code == 404


def test_those_under_way_and_those_closed_are_listed_and_exported(lumen, as_):
    visitor = as_(lumen.claire)
    assert "Aucune résiliation en cours" in visitor.read(f"{BASE}endings/")
    left(lumen)
    assert "Recevoir l’accusé de réception" in visitor.read(f"{BASE}endings/")
    assert "Aucune résiliation n’est close" in visitor.read(f"{BASE}endings/?view=closed")
    assert "28/02/2027" in visitor.get(f"{BASE}endings/csv/").content.decode("utf-8-sig")


def test_an_employee_follows_the_contract_they_are_responsible_for_and_no_other(lumen, as_):
    mine, other = left(lumen, owner=lumen.lea), left(lumen, title="Vitres")
    visitor = as_(lumen.lea)
    assert visitor.get(page_of(mine)).status_code == 200
    assert visitor.get(page_of(other)).status_code == 404
    assert visitor.get(f"{BASE}endings/delays/").status_code == 403


def test_the_company_sets_its_delays(lumen, as_):
    visitor = as_(lumen.claire)
    assert "à vérifier" in visitor.read(f"{BASE}endings/delays/")
    visitor.force("post", f"{BASE}endings/delays/", {"acknowledged": 8, "confirmed": 12, "again": 5, "returned": 30})
    assert EndingTuning.objects.get().acknowledged == 8


@pytest.mark.parametrize("count", [1, 5])
def test_the_list_costs_the_same_however_many(lumen, as_, count, django_assert_max_num_queries):
    for n in range(count):
        left(lumen, title=f"Contrat {n}")
    visitor = as_(lumen.claire)
    visitor.read(f"{BASE}endings/")
    with django_assert_max_num_queries(14):
        visitor.read(f"{BASE}endings/")
