"""What the verbs of routines change, refuse and take back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from pupitre.engines.routines import actions
from pupitre.engines.routines.actions import AlreadyOver, CannotDo, CannotKeep, ProofMissing
from pupitre.engines.routines.models import Occurrence, Routine
from pupitre.engines.routines.public import next_of
from pupitre.engines.routines.rules import Done, Kind, Proof, RoutineDraft, rhythm_of
from pupitre.engines.routines.tests.factories import DAILY, LAST_DAY, MONDAYS, START, done, routine_of, with_proof
from pupitre.foundation import clock
from pupitre.foundation.access.refusals import ChangedMeanwhile, Refusal
from pupitre.foundation.audit.models import Undo
from pupitre.foundation.audit.verbs import actions as every_action
from pupitre.foundation.files.models import Attachment
from pupitre.foundation.tenancy.scope import working_for

TODAY, NOVEMBER, DECEMBER = date(2026, 11, 23), date(2026, 11, 30), date(2026, 12, 31)


def take_back(actor):
    offered = Undo.objects.latest("pk")
    return every_action[offered.verb](**offered.arguments, actor=actor)


def fresh(routine):
    return Routine.objects.select_related("owner__site").get(pk=routine.pk)


def later(routine, on):
    return next_of(fresh(routine), on)


def test_a_start_long_ago_makes_nothing_late(lumen):
    assert next_of(routine_of(lumen.claire)) == (1, NOVEMBER)


def test_done_once_the_next_is_shown(lumen):
    routine = routine_of(lumen.claire)
    one = done(routine, 1, lumen.claire)
    assert (one.planned_on, one.done_on, one.closed_by) == (NOVEMBER, TODAY, lumen.claire)
    assert later(routine, TODAY) == (2, DECEMBER)


def test_a_second_click_is_told_who_was_first(lumen):
    routine = routine_of(lumen.sophie, owner=lumen.claire)
    done(routine, 1, lumen.claire)
    with pytest.raises(AlreadyOver, match="Claire l’a noté le 23 nov"):
        done(routine, 1, lumen.sophie)
    assert Occurrence.objects.count() == 1


def test_a_double_click_with_its_key_does_it_once(lumen):
    routine = routine_of(lumen.claire)
    made = [actions.do_occurrence(routine, Done(1), actor=lumen.claire, once="k") for _ in range(2)]
    assert made[0] == made[1]


@pytest.mark.parametrize(
    ("proof", "word"), [(Proof.TEXT, "un mot"), (Proof.FIGURE, "un chiffre"), (Proof.FILE, "un fichier")]
)
def test_without_the_proof_that_is_asked_nothing_is_written(lumen, proof, word):
    routine = with_proof(lumen.claire, proof)
    with pytest.raises(ProofMissing, match=word):
        done(routine, 1, lumen.claire)
    assert not Occurrence.objects.exists()


def test_each_proof_is_kept(lumen):
    done(with_proof(lumen.claire), 1, lumen.claire, said=" Envoyé à Nadia ")
    done(with_proof(lumen.claire, Proof.FIGURE), 1, lumen.claire, figure=-12_345_00)
    made = done(with_proof(lumen.claire, Proof.FILE), 1, lumen.claire, file=("photo.png", [b"\x89PNG"]))
    assert set(Occurrence.objects.values_list("said", "figure_hundredths", "unit_label")) == {
        ("Envoyé à Nadia", None, ""),
        ("", -12_345_00, "kWh"),
        ("", None, ""),
    }
    assert Attachment.objects.get().subject_ref == made.ref


def test_doing_the_latest_counts_those_before_it_as_not_done(lumen):
    routine = routine_of(lumen.claire)
    with clock.at(clock.now().replace(year=2027, month=2, day=2)):
        one = done(fresh(routine), 3, lumen.claire)
        assert (one.planned_on, one.missed, one.missed_since) == (date(2027, 1, 29), 2, NOVEMBER)
        assert next_of(fresh(routine)) == (4, date(2027, 2, 26))
        take_back(lumen.claire)
        assert next_of(fresh(routine)) == (3, date(2027, 1, 29))
    assert not Occurrence.objects.exists()


def test_one_does_not_do_the_day_after_next(lumen):
    routine = routine_of(lumen.claire)
    with pytest.raises(CannotDo, match="la précédente"):
        done(routine, 2, lumen.claire)
    with pytest.raises(CannotDo, match="pas encore venu"):
        done(routine, 1, lumen.claire, on=date(2026, 11, 24))


def test_a_day_of_presence_is_done_once_a_day(lumen):
    routine = routine_of(lumen.claire, rhythm=DAILY)
    number, on = next_of(routine)
    assert on == TODAY
    done(routine, number, lumen.claire)
    with pytest.raises(CannotDo, match="pour aujourd’hui"):
        done(routine, number + 1, lumen.claire)


def test_skipping_says_why_and_the_next_waits(lumen):
    routine = routine_of(lumen.claire)
    with pytest.raises(CannotDo, match="pourquoi"):
        actions.skip_occurrence(routine, 1, "  ", actor=lumen.claire)
    one = actions.skip_occurrence(routine, 1, "Cabinet fermé", actor=lumen.claire)
    assert (one.done_on, one.skipped_why) == (None, "Cabinet fermé")
    assert later(routine, TODAY) == (2, DECEMBER)
    take_back(lumen.claire)
    assert later(routine, TODAY) == (1, NOVEMBER)


def test_a_moved_one_is_done_where_it_is_and_a_way_back_puts_it_there_again(lumen):
    routine = routine_of(lumen.claire)
    actions.move_occurrence(routine, 1, date(2026, 12, 3), actor=lumen.claire)
    one = done(fresh(routine), 1, lumen.claire, said="fait")
    assert (one.planned_on, one.moved_from) == (date(2026, 12, 3), NOVEMBER)
    take_back(lumen.claire)
    assert later(routine, TODAY) == (1, date(2026, 12, 3))
    assert Occurrence.objects.get().said == ""


def test_one_that_was_moved_and_then_let_go_by_is_not_done_and_waits_no_more(lumen):
    routine = routine_of(lumen.claire)
    actions.move_occurrence(routine, 1, date(2026, 12, 3), actor=lumen.claire)
    with clock.at(clock.now().replace(year=2027, month=2, day=2)):
        one = done(fresh(routine), 3, lumen.claire)
        assert (one.missed, one.missed_since) == (2, date(2026, 12, 3))
        actions.move_occurrence(fresh(routine), 4, date(2027, 3, 1), actor=lumen.claire)
        assert next_of(fresh(routine)) == (4, date(2027, 3, 1))


@pytest.mark.parametrize(
    ("to", "why"),
    [(DECEMBER, "La suivante"), (date(2026, 11, 20), "déjà passé"), (NOVEMBER, "déjà ce jour-là")],
)
def test_a_move_stays_before_the_next_and_after_yesterday(lumen, to, why):
    with pytest.raises(CannotDo, match=why):
        actions.move_occurrence(routine_of(lumen.claire), 1, to, actor=lumen.claire)


def test_another_rhythm_moves_what_is_not_done_and_keeps_what_is(lumen):
    routine = routine_of(lumen.claire)
    done(routine, 1, lumen.claire)
    draft = RoutineDraft("Pièces au cabinet", lumen.claire, START, MONDAYS)
    edited = actions.edit_routine(fresh(routine), draft, actor=lumen.claire)
    assert next_of(edited) == (2, date(2026, 12, 7))  # after the 30th, which was done in advance
    assert Occurrence.objects.get().number == 1


def test_another_name_moves_nothing(lumen):
    routine = routine_of(lumen.claire)
    with clock.at(clock.now().replace(year=2027, month=2, day=2)):
        draft = RoutineDraft("Pièces", lumen.claire, START, LAST_DAY)
        edited = actions.edit_routine(fresh(routine), draft, actor=lumen.claire)
        assert next_of(edited) == (3, date(2027, 1, 29))


def test_an_edit_from_an_old_page_is_shown_both(lumen):
    routine = routine_of(lumen.claire)
    draft = RoutineDraft("Pièces", lumen.claire, START, LAST_DAY)
    actions.edit_routine(routine, draft, routine.version, actor=lumen.claire)
    with pytest.raises(ChangedMeanwhile):
        actions.edit_routine(routine, draft, routine.version, actor=lumen.claire)


def test_a_pause_makes_nothing_late(lumen):
    routine = routine_of(lumen.claire)
    actions.pause_routine(routine, actor=lumen.claire)
    assert next_of(fresh(routine)) is None
    with pytest.raises(CannotDo, match="en pause"):
        done(routine, 1, lumen.claire)
    with clock.at(clock.now().replace(year=2027, month=2, day=2)):
        assert next_of(actions.resume_routine(routine, actor=lumen.claire)) == (1, date(2027, 2, 26))


def test_removed_it_comes_back_or_goes_for_good_with_its_proofs(lumen):
    routine = with_proof(lumen.claire, Proof.FILE)
    done(routine, 1, lumen.claire, file=("photo.png", [b"\x89PNG"]))
    actions.remove_routine(routine, actor=lumen.claire)
    take_back(lumen.claire)
    assert Routine.objects.count() == 1
    actions.remove_routine(routine, actor=lumen.claire)
    with clock.at(clock.now().replace(year=2027)):
        actions.empty_bin(actor=None)
    assert not Routine.with_removed.exists()
    assert not Attachment.objects.filter(removed_at=None).exists()


def test_it_is_handed_to_somebody_who_may_and_is_there(lumen):
    routine = routine_of(lumen.claire)
    actions.hand_over(routine, lumen.hugo, actor=lumen.claire)
    take_back(lumen.claire)
    assert fresh(routine).owner == lumen.claire
    lumen.lea.left_on = date(2026, 11, 20)
    lumen.lea.save()
    with pytest.raises(CannotKeep, match="n’est plus"):
        actions.hand_over(routine, lumen.lea, actor=lumen.claire)
    lumen.hugo.roles = ["reader"]
    lumen.hugo.save()
    with pytest.raises(CannotKeep, match="rôle"):
        actions.hand_over(routine, lumen.hugo, actor=lumen.claire)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"title": "  "}, "un nom"),
        ({"ends_on": date(2026, 1, 1)}, "finit avant"),
        ({"proof": Proof.FIGURE}, "de quoi"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(lumen, said, sentence):
    with pytest.raises(Refusal, match=sentence):
        routine_of(lumen.claire, **said)


def test_the_owner_does_and_only_the_office_writes(lumen):
    routine = routine_of(lumen.claire, owner=lumen.lea)
    with pytest.raises(PermissionDenied):
        routine_of(lumen.lea)
    with pytest.raises(PermissionDenied):
        actions.pause_routine(routine, actor=lumen.lea)
    with pytest.raises(PermissionDenied):
        done(routine, 1, lumen.hugo)
    done(routine, 1, lumen.lea)


def test_the_neighbours_keep_their_own(cast):
    with working_for(cast.voisins):
        routine_of(cast.nora)
    with working_for(cast.lumen):
        assert not Routine.objects.exists()
        assert next_of(routine_of(cast.claire, rhythm=rhythm_of(Kind.MONTH_DAY, day=24))) == (1, date(2026, 11, 24))
