"""What a request writes, the journal says: the watch that every visitor of the tests carries, and that it sees."""

from datetime import date, time

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import path

from pupitre.engines.attention.models import Presence
from pupitre.engines.attention.public import make_appointment
from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.scope import working_for
from tests.harness.told import WroteInSilence, writes_are_told


def whisper(request):
    member = Member.of_every_company.get(user=request.user)
    with working_for(member.company):
        Presence.objects.create(member=member, weekday=0, part="am", starts=time(9), ends=time(12))
    return HttpResponse("fait")


urlpatterns = [path("", whisper)]


def test_a_page_that_writes_in_silence_fails_its_test(cast, as_):
    with override_settings(ROOT_URLCONF=__name__), pytest.raises(WroteInSilence, match="attention_presence"):
        as_(cast.lea).get("/")


def test_each_way_to_write_is_seen(lumen):
    with pytest.raises(WroteInSilence), writes_are_told():
        Member.objects.filter(pk=lumen.lea.pk).update(name="Une autre")
    with pytest.raises(WroteInSilence), writes_are_told():
        Member.objects.bulk_update([lumen.lea], ["name"])
    presence = Presence.objects.create(member=lumen.lea, weekday=0, part="am", starts=time(9), ends=time(12))
    with pytest.raises(WroteInSilence), writes_are_told():
        presence.delete()


def test_what_the_journal_says_is_no_silence(lumen):
    with writes_are_told():
        make_appointment(lumen.claire, "Point", date(2026, 11, 24), time(9), time(10), actor=lumen.claire)


def test_what_a_transaction_took_back_was_not_written(lumen):
    with writes_are_told(), transaction.atomic():
        Member.objects.filter(pk=lumen.lea.pk).update(name="Une autre")
        transaction.set_rollback(True)


def test_an_entry_that_was_taken_back_excuses_nothing(lumen):
    def take_back_and_write():
        with transaction.atomic():
            make_appointment(lumen.claire, "Point", date(2026, 11, 24), time(9), time(10), actor=lumen.claire)
            transaction.set_rollback(True)
        Member.objects.filter(pk=lumen.lea.pk).update(name="Une autre")

    with pytest.raises(WroteInSilence), writes_are_told():
        take_back_and_write()
