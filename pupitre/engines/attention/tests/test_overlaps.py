"""A half-day is promised once, and whoever shares one of the companies never learns of the other."""

from datetime import date, time

import pytest

from pupitre.engines.attention.actions import (
    AlreadyPromised,
    note_presence_change,
    remove_presence_change,
    restore_presence_change,
    set_pattern,
)
from pupitre.engines.attention.models import Presence, PresenceChange
from pupitre.foundation.tenancy.models import Member, Role
from pupitre.foundation.tenancy.scope import working_for
from pupitre.kernel.periods import Period
from pupitre.kernel.presence import Part, Shift

MORNING, LATE_MORNING = Shift(time(9), time(12)), Shift(time(10), time(12))
TUESDAY, FRIDAY = (1, Part.MORNING), (4, Part.MORNING)
NEXT_TUESDAY, NEXT_FRIDAY = date(2026, 12, 1), date(2026, 12, 4)


def one(day):
    return Period(day, day)


@pytest.fixture
def both(cast):
    """Claire is at the Atelier on Tuesday mornings, and with the neighbours too, on Fridays."""
    with working_for(cast.lumen):
        set_pattern(cast.claire, {TUESDAY: MORNING}, actor=cast.claire)
    with working_for(cast.voisins):
        given = {"user": cast.claire.user, "roles": [Role.OFFICE_MANAGER], "joined_on": date(2026, 1, 1)}
        cast.there = Member.objects.create(name="Claire", email="claire@voisins.example", **given)
        set_pattern(cast.there, {FRIDAY: MORNING}, actor=cast.there)
        yield cast


def week_of(member):
    return {(row.weekday, row.part) for row in Presence.objects.filter(member=member)}


def test_a_half_day_held_elsewhere_is_refused_and_names_nobody(both):
    with pytest.raises(AlreadyPromised) as refused:
        set_pattern(both.there, {TUESDAY: MORNING, FRIDAY: MORNING}, actor=both.there)

    assert str(refused.value).startswith("Mardi matin\u00a0: cette demi-journée est déjà prise")
    assert "Atelier" not in str(refused.value)
    assert week_of(both.there) == {FRIDAY}


def test_the_other_half_of_the_day_is_free(both):
    set_pattern(both.there, {(1, Part.AFTERNOON): Shift(time(14), time(17))}, actor=both.there)

    assert week_of(both.there) == {(1, Part.AFTERNOON)}


def test_somebody_else_notes_it_and_learns_nothing(both):
    set_pattern(both.there, {TUESDAY: MORNING}, actor=both.nora)

    assert week_of(both.there) == {TUESDAY}


def test_a_conflict_that_somebody_else_noted_refuses_nothing_more(both):
    set_pattern(both.there, {TUESDAY: MORNING, FRIDAY: MORNING}, actor=both.nora)

    set_pattern(both.there, {TUESDAY: LATE_MORNING, FRIDAY: MORNING}, actor=both.there)

    assert week_of(both.there) == {TUESDAY, FRIDAY}


def test_a_day_in_plus_is_refused_where_the_other_week_holds_it(both):
    with pytest.raises(AlreadyPromised, match="Mardi matin"):
        note_presence_change(both.there, one(NEXT_TUESDAY), part="am", shift=MORNING, actor=both.there)

    assert not PresenceChange.objects.exists()


def test_a_day_in_plus_is_free_where_the_other_week_has_an_absence(both):
    with working_for(both.lumen):
        note_presence_change(both.claire, one(NEXT_TUESDAY), actor=both.claire)

    note_presence_change(both.there, one(NEXT_TUESDAY), part="am", shift=MORNING, actor=both.there)

    assert PresenceChange.objects.count() == 1


def test_a_day_in_plus_elsewhere_counts_even_beyond_the_half_year(both):
    far = date(2027, 9, 2)
    with working_for(both.lumen):
        note_presence_change(both.claire, one(far), part="am", shift=MORNING, actor=both.claire)

    with pytest.raises(AlreadyPromised):
        note_presence_change(both.there, one(far), part="am", shift=MORNING, actor=both.there)


def test_an_absence_is_not_taken_back_when_its_half_day_was_given(both):
    away = note_presence_change(both.there, one(NEXT_FRIDAY), actor=both.there)
    with working_for(both.lumen):
        note_presence_change(both.claire, one(NEXT_FRIDAY), part="am", shift=MORNING, actor=both.claire)

    with pytest.raises(AlreadyPromised):
        remove_presence_change(away, actor=both.there)

    assert PresenceChange.objects.get().removed_at is None


def test_a_day_in_plus_is_not_restored_when_its_half_day_was_given(both):
    noted = note_presence_change(both.there, one(date(2026, 12, 3)), part="am", shift=MORNING, actor=both.there)
    remove_presence_change(noted, actor=both.there)
    with working_for(both.lumen):
        note_presence_change(both.claire, one(date(2026, 12, 3)), part="am", shift=MORNING, actor=both.claire)

    with pytest.raises(AlreadyPromised):
        restore_presence_change(noted.ref, actor=both.there)


def test_a_company_that_was_left_holds_nothing_any_more(both):
    both.claire.left_on = date(2026, 11, 1)
    with working_for(both.lumen):
        both.claire.save()

    set_pattern(both.there, {TUESDAY: MORNING}, actor=both.there)

    assert week_of(both.there) == {TUESDAY}
