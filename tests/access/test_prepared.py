"""Questions whose SQL is made once: they answer as the queryset would, for who asks, and refuse to guess."""

from datetime import date, timedelta

import pytest

from pupitre.foundation.tenancy.models import Member
from pupitre.foundation.tenancy.prepared import CannotPrepare, Prepared, padded
from pupitre.foundation.tenancy.scope import OutsideAnyCompany, working_for

NAMED = Prepared(lambda name: Member.objects.select_related("site", "manager").filter(name=name))
SINCE = Prepared(lambda day: Member.objects.filter(joined_on__gte=day).order_by("pk").values_list("name", "joined_on"))


def test_objects_come_as_from_the_queryset_with_what_was_selected_beside(lumen, django_assert_num_queries):
    NAMED("Léa")
    with django_assert_num_queries(1):
        (lea,) = NAMED("Léa")
        assert (lea.pk, lea.site.name, lea.manager.name) == (lumen.lea.pk, "Siège", "Hugo")
    assert lea.__dict__.keys() == Member.objects.select_related("site", "manager").get(name="Léa").__dict__.keys()


def test_a_missing_row_behind_a_key_is_none(lumen):
    (sophie,) = NAMED("Sophie")
    assert sophie.manager is None


def test_the_same_question_is_asked_again_with_other_values(lumen):
    assert [member.name for member in NAMED("Léa") + NAMED("Claire")] == ["Léa", "Claire"]
    assert NAMED("Personne") == []
    assert NAMED.first("Personne") is None


def test_tuples_come_as_from_the_queryset(lumen):
    day = date(2026, 1, 1)
    assert SINCE(day) == list(Member.objects.order_by("pk").values_list("name", "joined_on"))
    assert SINCE(day + timedelta(days=1)) == []


def test_each_company_reads_its_own_rows_whoever_asked_first(lumen):
    assert NAMED("Nora") == []
    with working_for(lumen.voisins):
        assert [member.pk for member in NAMED("Nora")] == [lumen.nora.pk]
        assert NAMED("Léa") == []
        assert {name for name, _ in SINCE(date(2026, 1, 1))} == {"Nora"}
    assert "Nora" not in {name for name, _ in SINCE(date(2026, 1, 1))}


def test_nothing_is_read_without_a_company(db):
    with pytest.raises(OutsideAnyCompany):
        NAMED("Léa")


def test_a_value_computed_from_another_is_refused(lumen):
    with pytest.raises(CannotPrepare):
        Prepared(lambda day: Member.objects.filter(joined_on__gte=day - timedelta(days=7)))(date(2026, 1, 1))


def test_a_question_that_forgets_the_company_is_refused(lumen):
    with pytest.raises(CannotPrepare):
        Prepared(lambda name: Member.of_every_company.filter(name=name))("Léa")


def test_a_value_of_no_known_kind_is_refused(lumen):
    with pytest.raises(CannotPrepare):
        NAMED(None)


@pytest.mark.parametrize(("given", "length"), [(0, 0), (1, 1), (2, 2), (3, 4), (5, 8), (8, 8)])
def test_lists_are_padded_with_what_they_hold(given, length):
    values = list(range(given))
    assert len(padded(values)) == length
    assert set(padded(values)) == set(values)
