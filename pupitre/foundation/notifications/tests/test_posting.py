"""Putting a mail on its way: once a key, with the rest or not at all, and nothing readable meanwhile."""

import pytest
from django.db import transaction

from pupitre.foundation.notifications.cleaning import forget_mails_of
from pupitre.foundation.notifications.models import Mail, Rhythm
from pupitre.foundation.notifications.preferences import choose_rhythm
from pupitre.foundation.tenancy.scope import working_for

SECRET = "CANARI-LETTRE"


def test_a_mail_leaves_if_and_only_if_the_rest_is_written(lumen, letter, waiting_jobs):
    with transaction.atomic():
        letter(lumen.claire)
        transaction.set_rollback(True)
    assert (Mail.objects.count(), len(waiting_jobs())) == (0, 0)
    letter(lumen.claire)
    assert (Mail.objects.count(), len(waiting_jobs())) == (1, 1)


def test_the_same_key_twice_is_one_mail(lumen, letter, waiting_jobs):
    first, again = letter(lumen.claire), letter(lumen.claire, text="Autre chose.")
    assert first.pk == again.pk
    assert len(waiting_jobs()) == 1


def test_two_companies_may_use_one_key_and_their_mails_are_two(lumen, letter):
    ours = letter(lumen.claire)
    with working_for(lumen.voisins):
        theirs = letter(lumen.nora)
    assert ours.message_id != theirs.message_id


def test_the_content_is_sealed_and_no_job_holds_it(lumen, letter, waiting_jobs):
    letter(lumen.claire, text=SECRET, html=f"<p>{SECRET}</p>")
    stored = str(list(Mail.objects.values())) + str(waiting_jobs()[0].args_kwargs)
    assert SECRET not in stored
    assert lumen.claire.user.email not in str(waiting_jobs()[0].args_kwargs)


def test_it_goes_to_the_account_whatever_the_file_says(lumen, letter):
    lumen.claire.email = "ailleurs@example.org"
    lumen.claire.save()
    assert letter(lumen.claire).to == lumen.claire.user.email


def test_somebody_without_any_address_gets_none(lumen, letter):
    lumen.lea.user, lumen.lea.email = None, ""
    assert letter(lumen.lea) is None


def test_never_stops_what_can_wait_and_not_what_cannot(lumen, letter):
    choose_rhythm(lumen.claire.user, Rhythm.NEVER)
    assert letter(lumen.claire, "one", is_immediate=False) is None
    assert letter(lumen.claire, "two", is_immediate=True) is not None


def test_erasing_a_person_takes_their_mails_away(lumen, letter):
    letter(lumen.lea)
    letter(lumen.claire, "other")
    forget_mails_of(lumen.lea)
    assert [mail.member_id for mail in Mail.objects.all()] == [lumen.claire.pk]


@pytest.mark.parametrize("trap", ["a\r\nBcc: tous@example.org", "a\nX-Evil: 1", ""])
def test_a_subject_is_one_line_and_adds_no_header(lumen, letter, trap):
    with pytest.raises(ValueError, match="one line"):
        letter(lumen.claire, subject=trap)
    assert not Mail.objects.exists()
