"""Sending to a real server: what leaves, what is tried again, and what never is."""

from datetime import timedelta

from pupitre.foundation import clock
from pupitre.foundation.accounts.models import Installation, epoch
from pupitre.foundation.notifications import transport
from pupitre.foundation.notifications.cleaning import forget_old_mails
from pupitre.foundation.notifications.jobs import ATTEMPTS
from pupitre.foundation.notifications.models import Mail
from pupitre.foundation.notifications.tests.server import free_port


def test_a_mail_leaves_once_with_headers_that_no_robot_answers(lumen, server, letter, send):
    sent = send(letter(lumen.claire, html="<p>Une décision vous attend.</p>"))
    send(sent)
    (mail,) = server.mails
    assert mail["To"] == lumen.claire.user.email
    assert mail["Subject"] == "Une décision vous attend"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == sent.message_id
    assert mail["Date"].datetime == clock.now()
    assert "List-Unsubscribe" not in mail
    assert next(part.get_content().strip() for part in mail.iter_parts()) == "Une décision vous attend."
    assert sent.state == Mail.State.SENT


def test_what_has_left_is_kept_nowhere(lumen, server, letter, send):
    assert send(letter(lumen.claire)).content == ""


def test_one_found_in_the_middle_leaves_again_under_the_same_name(lumen, server, letter, send):
    mail = letter(lumen.claire)
    for _ in range(2):
        Mail.objects.filter(pk=mail.pk).update(state=Mail.State.SENDING)
        content = Mail.objects.get(pk=mail.pk).content
        send(mail)
        Mail.objects.filter(pk=mail.pk).update(content=content)
    assert [one["Message-ID"] for one in server.mails] == [mail.message_id] * 2


def test_a_server_that_falls_silent_after_the_data_is_tried_again_later(
    lumen, server, letter, send, waiting_jobs, monkeypatch
):
    monkeypatch.setattr(transport, "PATIENCE", 0.3)
    server.silent = True
    mail = send(letter(lumen.claire))
    assert (mail.state, mail.attempts, mail.reason[:7]) == (Mail.State.WAITING, 1, "serveur")
    server.silent = False
    assert send(mail).state == Mail.State.SENT
    assert len({one["Message-ID"] for one in server.mails}) == 1
    assert [row.run_after for row in waiting_jobs()][1] == clock.now() + timedelta(minutes=2)


def test_an_address_that_does_not_exist_is_not_tried_again(lumen, server, letter, send):
    server.refused[lumen.claire.user.email] = 550
    mail = send(letter(lumen.claire))
    assert (mail.state, mail.attempts, mail.content) == (Mail.State.FAILED, 1, "")
    assert "550" in mail.reason
    assert lumen.claire.user.email not in mail.reason


def test_one_asked_to_come_back_later_comes_back_later(lumen, server, letter, send):
    server.refused[lumen.claire.user.email] = 450
    assert send(letter(lumen.claire)).state == Mail.State.WAITING


def test_a_message_refused_for_good_fails_at_once(lumen, server, letter, send):
    server.answer = "554 no"
    assert send(letter(lumen.claire)).state == Mail.State.FAILED


def test_after_five_trials_further_and_further_apart_it_is_failed(lumen, settings, letter, send, waiting_jobs):
    settings.MAIL_SERVER = {"scheme": "smtp", "host": "127.0.0.1", "port": free_port(), "user": "", "password": ""}
    mail = letter(lumen.claire)
    states = [send(mail).state for _ in range(ATTEMPTS)]
    assert states == [Mail.State.WAITING] * 4 + [Mail.State.FAILED]
    assert len(waiting_jobs()) == ATTEMPTS
    waits = [row.run_after - clock.now() for row in waiting_jobs()[1:]]
    assert waits == [timedelta(minutes=2), timedelta(minutes=10), timedelta(hours=1), timedelta(hours=4)]


def test_one_that_kills_its_worker_each_time_stops(lumen, server, letter, send):
    mail = letter(lumen.claire)
    Mail.objects.filter(pk=mail.pk).update(state=Mail.State.SENDING, attempts=ATTEMPTS)
    assert send(mail).state == Mail.State.FAILED
    assert server.mails == []


def test_what_waited_through_a_restore_never_leaves(lumen, server, letter, send):
    mail = letter(lumen.claire)
    Installation.objects.update(epoch=2)
    epoch.cache_clear()
    assert send(mail).state == Mail.State.FAILED
    assert server.mails == []


def test_without_a_server_a_mail_is_a_file_that_appears_whole(lumen, outbox, letter, send):
    mail = letter(lumen.claire, text="Bonjour à vous.")
    send(mail)
    (file,) = outbox.iterdir()
    assert file.suffix == ".eml"
    assert file.stat().st_mode & 0o077 == 0
    assert mail.message_id in file.read_text()


def test_leaving_again_writes_over_the_same_file(lumen, outbox, letter, send):
    mail = letter(lumen.claire)
    content = mail.content
    send(mail)
    Mail.objects.filter(pk=mail.pk).update(state=Mail.State.SENDING, content=content)
    with clock.at(clock.now() + timedelta(days=1)):
        send(mail)
    assert len(list(outbox.iterdir())) == 1


def test_an_outbox_that_cannot_be_written_is_tried_again(lumen, outbox, letter, send):
    outbox.write_text("a file where the folder should be")
    assert send(letter(lumen.claire)).state == Mail.State.WAITING


def test_the_invented_people_of_a_sample_company_reach_no_server(lumen, server, outbox, settings, letter, send):
    settings.MAIL_SERVER = server.settings
    lumen.lumen.is_demo = True
    lumen.lumen.save()
    send(letter(lumen.claire))
    assert (server.mails, len(list(outbox.iterdir()))) == ([], 1)


def test_old_traces_are_forgotten(lumen, server, letter, send):
    send(letter(lumen.claire))
    with clock.at(clock.now() + timedelta(days=31)):
        forget_old_mails()
    assert not Mail.objects.exists()
