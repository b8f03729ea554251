"""What leaves at once, to whom, and what the mail's link opens."""

import json
import re
from datetime import date

import pytest
from django.conf import settings

from pupitre.engines.decisions import actions
from pupitre.engines.decisions.actions import Ask, Given
from pupitre.engines.decisions.models import Answer
from pupitre.engines.decisions.tests.factories import accept, asked
from pupitre.engines.decisions.tests.test_link import answered
from pupitre.foundation.events.dispatch import deliver
from pupitre.foundation.files.actions import attach_file
from pupitre.foundation.notifications.models import Mail
from pupitre.foundation.tenancy.sealing import opened

TODAY = date(2026, 11, 23)
ADDRESS = re.compile(r"http\S+?/d/[\w-]+/")


def mails(cast):
    deliver(cast.lumen)
    return list(Mail.objects.select_related("member").order_by("pk"))


def content_of(mail):
    return json.loads(opened(mail, "content"))


def address_in(mail):
    return ADDRESS.search(content_of(mail)["text"])[0].removeprefix(settings.URL)


def test_due_today_it_leaves_at_once_to_whoever_decides(lumen, as_):
    asked(lumen.claire, 400_00, decide_by=TODAY, consequence="plus de salle")
    [mail] = mails(lumen)
    assert (mail.member, mail.subject) == (lumen.sophie, "Une décision vous attend")
    text = content_of(mail)["text"]
    assert "400 € TTC".replace(" ", "") in re.sub(r"\s", "", text)
    assert "plus de salle" in text
    answered(as_(), address_in(mail), code="yes")
    assert Answer.objects.get().by == lumen.sophie


def test_due_later_it_waits_for_the_morning(lumen):
    asked(lumen.claire, decide_by=date(2026, 11, 27))
    assert mails(lumen) == []


def test_what_was_delegated_is_mailed_to_nobody(lumen):
    asked(lumen.sophie, decide_by=TODAY)
    assert mails(lumen) == []


def test_an_edited_request_is_mailed_again_and_the_first_link_is_dead(lumen, as_):
    request = asked(lumen.claire, 400_00, decide_by=TODAY)
    [first] = mails(lumen)
    ask = Ask(title=request.title, amount_cents=450_00, basis="ttc", decide_by=TODAY)
    actions.edit_request(request, ask, actor=lumen.claire)
    second = mails(lumen)[1]
    assert as_().get(address_in(first)).status_code == 403
    assert as_().get(address_in(second)).status_code == 200


def test_a_reminder_leaves_once_a_day_with_a_new_link(lumen, as_):
    request = asked(lumen.claire, 400_00)
    as_(lumen.claire).send(
        f"/c/atelier-lumen/decisions/{request.ref}/", to=f"/c/atelier-lumen/decisions/{request.ref}/reminder/"
    )
    assert [mail.member for mail in mails(lumen)] == [lumen.sophie]
    with pytest.raises(actions.CannotAsk, match="déjà relancé"):
        actions.remind_deciders(request, actor=lumen.claire)


def test_whoever_is_said_to_have_decided_is_told_at_once(lumen):
    actions.record_oral(asked(lumen.hugo), Given("yes"), lumen.sophie, actor=lumen.claire)
    [mail] = mails(lumen)
    assert mail.member == lumen.sophie
    assert "à l’oral" in content_of(mail)["text"]


def test_whoever_has_it_to_do_is_told_at_once(lumen):
    accept(asked(lumen.claire, then_what="Passer la commande", then_member=lumen.hugo), lumen.sophie)
    [mail] = mails(lumen)
    assert (mail.member, mail.subject) == (lumen.hugo, "On vous a nommé dans une décision")


def test_no_subject_says_a_name_or_a_title(lumen):
    asked(lumen.claire, decide_by=TODAY, title="Licenciement de Léa")
    assert all("Léa" not in mail.subject for mail in mails(lumen))


def test_the_link_hands_out_the_request_s_documents_and_no_other(lumen, as_):
    request, other = asked(lumen.claire, 400_00, decide_by=TODAY), asked(lumen.hugo, 300_00)
    mine, theirs = (
        attach_file("devis.txt", [b"Trois devis"], kind="decisions.request", ref=one.ref, actor=one.asker)
        for one in (request, other)
    )
    url = address_in(mails(lumen)[0])
    visitor = as_()
    assert "devis.txt" in visitor.read(url)
    assert visitor.get(f"{url}files/{mine.ref}/").body == b"Trois devis"
    assert visitor.get(f"{url}files/{theirs.ref}/").status_code == 404
    answered(visitor, url, code="yes")
    assert visitor.get(f"{url}files/{mine.ref}/").status_code == 404
