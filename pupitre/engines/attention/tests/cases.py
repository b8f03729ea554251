"""What attention gives to the common tests."""

from datetime import date, time

from pupitre.engines.attention.actions import (
    allow_titles,
    block_item,
    close_calendar,
    close_day,
    drop_item,
    estimate_item,
    finish_item,
    hand_item,
    make_appointment,
    name_relay,
    note_item,
    note_presence_change,
    open_calendar,
    pin_item,
    record_day,
    remove_appointment,
    remove_presence_change,
    restore_appointment,
    restore_item,
    restore_presence_change,
    set_item_aside,
    set_pattern,
    snooze_item,
    tune_plan,
    wait_for_item,
)
from pupitre.engines.attention.actions.presence import remove_presence_change_of
from pupitre.engines.attention.rules import Item
from pupitre.foundation import registry
from pupitre.foundation.audit.models import Undo
from pupitre.foundation.registry import Room
from pupitre.kernel.periods import Period
from pupitre.kernel.presence import Part, Shift
from tests.harness.cases import Case

KEY = "cases.thing:1:1"
DAY = date(2026, 11, 24)
LATER = date(2026, 12, 1)
WEEK = Period(date(2026, 11, 30), date(2026, 12, 4))
MORNING = {(1, Part.MORNING): Shift(time(9), time(12))}


def a_line(cast):
    """An item of Claire's, that exists for as long as the cases run."""

    def provider(company, on, here):
        if company.slug != "atelier-lumen":
            return []
        refs = frozenset({cast.claire.ref, cast.sophie.ref})
        return [Item(KEY, "cases.thing", "Une chose", "Parce que.", refs, frozenset({cast.claire.ref}))]

    registry.rooms["cases"] = Room("cases", attention=(provider,))
    return KEY


def undone(cast):
    """The arguments of the way back of a snooze."""
    snooze_item(a_line(cast), until=LATER, actor=cast.claire)
    return Undo.objects.latest("pk").arguments


def a_change(cast):
    return note_presence_change(cast.lea, WEEK, actor=cast.lea)


def a_removed_change(cast):
    return remove_presence_change(a_change(cast), actor=cast.lea).ref


def an_appointment(cast):
    return make_appointment(cast.claire, "Point", DAY, time(9), time(10), actor=cast.claire)


def a_removed_appointment(cast):
    return remove_appointment(an_appointment(cast), actor=cast.claire).ref


def on_claire(verb, **given):
    return lambda key, cast: verb(key, actor=cast.claire, **given)


CASES = {
    "attention.finish_item": Case(a_line, on_claire(finish_item)),
    "attention.drop_item": Case(a_line, on_claire(drop_item, why="doublon")),
    "attention.snooze_item": Case(a_line, on_claire(snooze_item, until=LATER)),
    "attention.hand_item": Case(a_line, lambda key, cast: hand_item(key, to=cast.sophie, actor=cast.claire)),
    "attention.wait_for_item": Case(a_line, on_claire(wait_for_item, whom="Otis", chase_on=LATER)),
    "attention.block_item": Case(a_line, on_claire(block_item, by="accord de Sophie")),
    "attention.pin_item": Case(a_line, on_claire(pin_item, day=DAY, part="am")),
    "attention.set_item_aside": Case(a_line, on_claire(set_item_aside)),
    "attention.estimate_item": Case(a_line, on_claire(estimate_item, minutes=45)),
    "attention.note_item": Case(a_line, on_claire(note_item, text="voir le devis")),
    "attention.restore_item": Case(undone, lambda it, cast: restore_item(**it, actor=cast.claire)),
    "attention.set_pattern": Case(lambda cast: cast.lea, lambda it, cast: set_pattern(it, MORNING, actor=cast.claire)),
    "attention.note_presence_change": Case(
        lambda cast: cast.lea, lambda it, cast: note_presence_change(it, WEEK, actor=cast.lea)
    ),
    "attention.remove_presence_change": Case(a_change, lambda it, cast: remove_presence_change(it, actor=cast.lea)),
    "attention.remove_presence_change_of": Case(
        lambda cast: a_change(cast).ref, lambda it, cast: remove_presence_change_of(it, actor=cast.lea)
    ),
    "attention.restore_presence_change": Case(
        a_removed_change, lambda it, cast: restore_presence_change(it, actor=cast.lea)
    ),
    "attention.remove_appointment": Case(an_appointment, lambda it, cast: remove_appointment(it, actor=cast.claire)),
    "attention.restore_appointment": Case(
        a_removed_appointment, lambda it, cast: restore_appointment(it, actor=cast.claire)
    ),
    "attention.name_relay": Case(
        lambda cast: cast.claire, lambda it, cast: name_relay(it, cast.hugo, actor=cast.claire)
    ),
    "attention.tune_plan": Case(
        lambda cast: None, lambda it, cast: tune_plan(reserve_percent=20, weeks=8, actor=cast.claire)
    ),
    "attention.close_calendar": Case(
        lambda cast: open_calendar("dates", actor=cast.lea), lambda it, cast: close_calendar("dates", actor=cast.lea)
    ),
    "attention.allow_titles": Case(
        lambda cast: None, lambda it, cast: allow_titles(is_allowed=True, actor=cast.sophie)
    ),
    "attention.record_day": Case(lambda cast: cast.claire, lambda it, cast: record_day(it, DAY, actor=None)),
    "attention.close_day": Case(
        lambda cast: record_day(cast.claire, DAY, actor=None), lambda it, cast: close_day(it, actor=None)
    ),
}
CREATIONS = {"attention.make_appointment", "attention.open_calendar"}


def refs_of(member):
    """What of attention has an address: somebody whose presence is shown, and a way back."""
    noted = note_presence_change(member, WEEK, actor=member)
    appointment = make_appointment(member, "Point", DAY, time(9), time(10), actor=member)
    return [member.ref, noted.ref, appointment.ref, Undo.objects.latest("pk").ref]


PLANT = [refs_of]
